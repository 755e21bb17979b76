"""The advice if there is nothing to draw, by the query of a page; it repeats no value asked for."""

from collections.abc import Mapping

from trama.visualizations.network_answers import NETWORK, PAIRS
from trama.visualizations.places_page import QUERY as LEGS
from trama.visualizations.route_page import BETWEEN, OF_CASE, OF_PLACE, OF_SUSPECT, OF_VICTIM

_NO_STAGE = (
    "Ningún registro cuenta una etapa. Vea lo demás con `trama query run case_timeline`.",
    "No registry tells a stage. See the rest with `trama query run case_timeline`.",
)
HINTS: Mapping[str, tuple[str, str]] = {
    BETWEEN: (
        "Pruebe un período más largo, lugares más grandes (`--level`) o `trama page places`.",
        "Try a longer period, larger places (`--level`), or `trama page places`.",
    ),
    OF_CASE: _NO_STAGE,
    OF_VICTIM: _NO_STAGE,
    OF_SUSPECT: (
        "No figura como presunto tratante. Vea `trama query run recurring_suspects`.",
        "The person is no suspect of any case. See `trama query run recurring_suspects`.",
    ),
    OF_PLACE: (
        "Pruebe otro nivel (sin `--level`, el del lugar), o vea `trama page places`.",
        "Try another level (without `--level`, that of the place), or see `trama page places`.",
    ),
    NETWORK: (
        "Nadie comparte un caso con la persona. Vea sus casos con `trama page suspect`.",
        "Nobody shares a case with the person. See the cases with `trama page suspect`.",
    ),
    PAIRS: (
        (
            "Pruebe con un período más largo o menos casos (`--min-cases`, desde 2), o vea quién "
            "se repite: `trama query run recurring_suspects`."
        ),
        (
            "Try a longer period or fewer cases (`--min-cases`, from 2), or see who recurs: "
            "`trama query run recurring_suspects`."
        ),
    ),
    LEGS: (
        "Pruebe con un período más largo, menos casos (`--min-cases`) u otro nivel (`--level`).",
        "Try a longer period, fewer cases (`--min-cases`) or another level (`--level`).",
    ),
}

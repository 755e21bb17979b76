"""The advice if there is nothing to draw of the subject of a page."""

from collections.abc import Mapping

from trama.visualizations.page_subjects import Kind

NO_WAYS = (
    "Pruebe un período más largo, lugares más grandes (`--level country`) o `trama page places`.",
    "Try a longer period, larger places (`--level country`), or `trama page places`.",
)


def hint_for(kind: Kind) -> tuple[str, str]:
    """Return what to do if there is nothing to draw of a subject."""
    return _HINTS[kind]


_HINTS: Mapping[Kind, tuple[str, str]] = {
    Kind.CASE: (
        "Ningún registro cuenta una etapa. Vea lo demás con `trama query run case_timeline`.",
        "No registry tells a stage. See the rest with `trama query run case_timeline`.",
    ),
    Kind.SUSPECT: (
        "No figura como presunto tratante. Vea `trama query run recurring_suspects`.",
        "The person is no suspect of any case. See `trama query run recurring_suspects`.",
    ),
    Kind.PLACE: (
        "Pruebe otro nivel (`--level province`), o vea los tramos con `trama page places`.",
        "Try another level (`--level province`), or see all legs with `trama page places`.",
    ),
    Kind.NETWORK: (
        "Nadie comparte un caso con la persona. Vea sus casos con `trama page suspect`.",
        "Nobody shares a case with the person. See the cases with `trama page suspect`.",
    ),
    Kind.PAIRS: (
        (
            "Pruebe con un período más largo o menos casos (`--min-cases`, desde 2), o vea quién "
            "se repite: `trama query run recurring_suspects`."
        ),
        (
            "Try a longer period or fewer cases (`--min-cases`, from 2), or see who recurs: "
            "`trama query run recurring_suspects`."
        ),
    ),
    Kind.MAP: (
        "Pruebe con un período más largo u otro nivel (`--level country`).",
        "Try a longer period or another level (`--level country`).",
    ),
}

"""The interval from a reviewed sample: what people said of pairs that were drawn at random.

Pairs are drawn by chance within strata of the model's probability. Without such a sample the
interval rests on the model's probabilities, and is only as good as they are.

Source: Cochran (1977), Sampling Techniques, 3rd ed., chapter 5 (stratified sampling).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist

from trama.core.errors import BadParameter, Language
from trama.core.written_numbers import number_text, percent_text
from trama.overlap.interval import Interval

LEAST_READ = 10
"""Pairs that people must have read in each stratum: of fewer the variance is a guess."""

BANDS = (0.02, 0.05, 0.5, 0.95)
"""The probability at which each stratum begins."""

_FROM_DRAWS: dict[Language, str] = {
    "es": (
        "Intervalo: el {part} central de {draws} enlaces completos. Entran las probabilidades "
        "del modelo, la duda de si el modelo entero acierta, los enlaces que nadie halló y las "
        "repeticiones dentro de un registro. Cuánto se duda se aprendió en datos SINTÉTICOS: no "
        "hay todavía una muestra revisada."
    ),
    "en": (
        "Interval: the middle {part} of {draws} whole linkages. It holds the model's "
        "probabilities, the doubt whether the whole model is right, the links that nobody found "
        "and repeats within a registry. How much to doubt was learned on SYNTHETIC data: there is "
        "no reviewed sample yet."
    ),
}
_FROM_SAMPLE: dict[Language, str] = {
    "es": (
        "Intervalo del total: de {read} pares elegidos al azar y leídos por personas ({part}, "
        "muestreo estratificado), no de las probabilidades del modelo. El de cada fila: de {draws} "
        "enlaces completos extraídos de esas probabilidades y de lo que puede faltar en ellas."
    ),
    "en": (
        "Interval of the total: from {read} pairs chosen at random and read by people ({part}, "
        "stratified sampling), not from the model's probabilities. That of each row: from {draws} "
        "whole linkages drawn from these probabilities and from what may be missing in them."
    ),
}


@dataclass(frozen=True, slots=True)
class Stratum:
    """The open pairs of one stratum: how many, how many people read, and how many are the same."""

    pairs: int
    read: int
    same: int

    def __post_init__(self) -> None:
        if not 0 <= self.same <= self.read <= self.pairs:
            raise BadParameter(
                name="sample",
                why_es="no se leen más pares de los que hay, ni son el mismo más de los leídos",
                why_en="no more pairs are read than there are, nor are more the same than read",
            )


def band(probability: float) -> int:
    """Return the number of the stratum of a probability, from 0; lower ones are in the first."""
    return max(sum(probability >= begin for begin in BANDS) - 1, 0)


def sampled_links(strata: Iterable[Stratum], part: float = 0.9) -> Interval | None:
    """Return the interval of the links among the open pairs, from what people read.

    Return None if a stratum with pairs was read too little. One pair in a stratum counts as read
    half same (Agresti and Coull 1998), so a stratum of one opinion keeps a variance.

    Example: 100 pairs of which 20 were read and 10 are the same. The mean is 100 * 11/22 = 50, its
    standard error 100 * sqrt(0.8 * 0.25 / 22) = 9.5, and the 90 % interval 34 to 66 links.
    """
    mean = variance = 0.0
    most = 0
    for stratum in strata:
        if not stratum.pairs:
            continue
        if stratum.read < min(LEAST_READ, stratum.pairs):
            return None
        share = (stratum.same + 1) / (stratum.read + 2)
        left_out = 1 - stratum.read / stratum.pairs
        if left_out == 0:
            share = stratum.same / stratum.read
        mean += stratum.pairs * share
        variance += stratum.pairs**2 * left_out * share * (1 - share) / (stratum.read + 2)
        most += stratum.pairs
    reach = NormalDist().inv_cdf((1 + part) / 2) * math.sqrt(variance)
    return Interval(max(0, math.floor(mean - reach)), min(most, math.ceil(mean + reach)))


def which_interval(language: Language, *, part: float, draws: int, read: int = 0) -> str:
    """Return the sentence that says where an interval comes from."""
    words = _FROM_SAMPLE if read else _FROM_DRAWS
    return words[language].format(
        part=percent_text(part, language),
        draws=number_text(draws, language),
        read=number_text(read, language),
    )

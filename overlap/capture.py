"""The people in neither registry, as a range over how much the registries depend on each other.

Two lists never tell their own dependence, so no single number is given. With the odds ratio
θ = both * neither / (only_a * only_b), Chapman's estimate becomes

    neither(θ) = θ * only_a * only_b / (both + 1)

θ = 1 is Chapman's own estimate, (a + 1)(b + 1) / (both + 1) - 1 people in all, where a and b are
the sizes of the lists. Registries that hand cases to each other have θ > 1: more unseen people.

Sources: Chapman (1951), Univ. Calif. Publ. Stat. 1:131-160. Whitehead et al. (2021), J. Human
Trafficking 7(1):1-13. Binette and Steorts (2022), J. R. Stat. Soc. A 185(2):640-676.
"""

from dataclasses import dataclass

from trama.core.errors import BadParameter, Language
from trama.core.written_numbers import number_text
from trama.overlap.interval import Interval

_WARNINGS: dict[Language, str] = {
    "es": (
        "Esto es un rango, no una cifra: supone una razón de momios entre {low} y {high}, y "
        "los datos no pueden decir cuál es la verdadera. La Policía y la Fiscalía se derivan "
        "casos, así que sus registros dependen uno del otro. Si la dependencia es mayor, o si "
        "unos casos van solo a uno de los registros, la verdad puede estar fuera del rango; "
        "tampoco incluye el azar del muestreo. No cite un solo número (Whitehead y otros 2021; "
        "Binette y Steorts 2022)."
    ),
    "en": (
        "This is a range, not a figure: it supposes an odds ratio between {low} and {high}, "
        "and the data cannot tell the true one. Police and prosecutors refer cases to each other, "
        "so their registries depend on each other. If they depend more, or if some cases go to "
        "one registry only, the truth may lie outside the range; nor does it hold the sampling "
        "error. Quote no single number (Whitehead et al. 2021; Binette and Steorts 2022)."
    ),
}


@dataclass(frozen=True, slots=True)
class CaptureRange:
    """The people in neither registry, and all people, over a range of odds ratios.

    There is no middle value on purpose, and the warning belongs to the result.
    """

    odds_ratios: tuple[float, float]
    neither: Interval
    total: Interval

    def warning(self, language: Language = "es") -> str:
        """Return the sentences that have to stand beside the range wherever it is shown."""
        low, high = (number_text(ratio, language) for ratio in self.odds_ratios)
        return _WARNINGS[language].format(low=low, high=high)


def unseen(only_a: int, only_b: int, both: int, odds_ratio: float) -> float:
    """Return the estimated people in neither list, for one odds ratio between the lists."""
    return odds_ratio * only_a * only_b / (both + 1)


def capture_range(
    in_a: int, in_b: int, both: Interval, most_odds_ratio: float, least_odds_ratio: float = 1.0
) -> CaptureRange:
    """Return the range of people in neither of two lists, over odds ratios and linkages.

    ``in_a`` and ``in_b`` are the distinct people of each list; ``both`` is the interval of the
    people in both, as the linkage leaves it. Fewer people in both give more unseen people. So the
    low end takes the least odds ratio with the most people in both, the high end the reverse.

    Example: 100 and 80 people, 40 of them in both, odds ratios from 1 to 4. Chapman's estimate at 1
    is 60 * 40 / 41 = 58.5 people unseen, and at 4 it is 234.1: the range is 58 to 235 people.

    Raises BadParameter if more people stand in both than in a list, or the odds ratios are not
    finite, positive and in order.
    """
    if both.high > min(in_a, in_b):
        raise BadParameter(
            name="both",
            why_es="hay más personas en ambos registros que en uno de ellos",
            why_en="more people stand in both registries than in one of them",
        )
    if not 0 < least_odds_ratio <= most_odds_ratio < float("inf"):
        raise BadParameter(
            name="odds_ratio",
            why_es="las razones de momios son positivas y finitas, primero la menor",
            why_en="odds ratios are positive and finite, the smaller first",
        )
    fewest = unseen(in_a - both.high, in_b - both.high, both.high, least_odds_ratio)
    most = unseen(in_a - both.low, in_b - both.low, both.low, most_odds_ratio)
    # Outwards to whole people: a range never looks narrower than it is.
    neither = Interval(int(fewest), -int(-most // 1))
    known_fewest, known_most = in_a + in_b - both.high, in_a + in_b - both.low
    return CaptureRange(
        (least_odds_ratio, most_odds_ratio),
        neither,
        Interval(known_fewest + neither.low, known_most + neither.high),
    )

"""Agreement of two readers: the share of equal answers, and Cohen's kappa with its interval."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import NormalDist

LEVEL = 0.9
"""Confidence of the interval, as of the intervals of the overlap."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of the first and the second answers to the same questions.

    ``pairs`` counts the questions and ``equal`` those with equal answers. ``kappa`` is 1 if all
    answers are equal and 0 if no more are than by chance; ``low`` and ``high`` are its interval.
    All three are None if chance alone makes all answers equal, or nothing was asked.
    """

    pairs: int
    equal: int
    kappa: float | None
    low: float | None
    high: float | None

    @property
    def percent(self) -> float | None:
        """The equal answers in per cent. None if nothing was asked."""
        return 100 * self.equal / self.pairs if self.pairs else None

    def document(self) -> dict[str, float | None]:
        """Return the agreement as a JSON object."""
        return asdict(self) | {"percent": self.percent}


def agreement(answers: Sequence[tuple[str, str]]) -> Agreement:
    """Return the agreement of pairs (first answer, second answer).

    1. ``seen`` is the share of equal answers. ``chance`` is the share that two readers would have
       who give each answer as often as these, at random.
    2. Kappa is (seen - chance) / (1 - chance) (Cohen 1960, Educ. Psychol. Meas. 20:37).
    3. Its variance is that for many pairs of Fleiss, Cohen and Everitt 1969 (Psychol. Bull.
       72:323). With fewer than some fifty pairs the interval is too narrow.

    Example: of 100 pairs both say same of 40 and different of 40, and disagree on 20, ten each way.
    seen is 0.8, chance 0.5, kappa 0.6, and the interval of 90 % 0.47 to 0.73.
    """
    total = len(answers)
    equal = sum(first == second for first, second in answers)
    if not total:
        return Agreement(0, 0, None, None, None)
    shares = {cell: count / total for cell, count in Counter(answers).items()}
    firsts: defaultdict[str, float] = defaultdict(float)
    seconds: defaultdict[str, float] = defaultdict(float)
    for (first, second), share in shares.items():
        firsts[first] += share
        seconds[second] += share
    seen = equal / total
    chance = sum(share * seconds[answer] for answer, share in firsts.items())
    if math.isclose(chance, 1):
        return Agreement(total, equal, None, None, None)
    kappa = (seen - chance) / (1 - chance)
    spread = sum(
        share * (1 - (firsts[a] + seconds[a]) * (1 - kappa)) ** 2
        if a == b
        else share * ((1 - kappa) * (seconds[a] + firsts[b])) ** 2
        for (a, b), share in shares.items()
    )
    variance = (spread - (kappa - chance * (1 - kappa)) ** 2) / (total * (1 - chance) ** 2)
    reach = NormalDist().inv_cdf((1 + LEVEL) / 2) * math.sqrt(max(variance, 0.0))
    return Agreement(total, equal, kappa, max(kappa - reach, -1.0), min(kappa + reach, 1.0))

"""Simulated worlds (SINTETICO): victims of provinces in which some factors matter, and no person.

Each world has the provinces, people and measures of Peru, and victims drawn from them: a rate of
15 for 100,000 people, times the planted factors (each by 1.6 for a standard deviation), times risk
that neighbours share and that no measure tells (a spatial autoregressive process), times noise
that no neighbour shares (negative binomial).
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from trama.study.association import Association, association
from trama.study.factors import MODEL, Factor, design, told_apart
from trama.study.territory import Territory, territory

RATE = 15e-5  # victims a person
EFFECT = np.log(1.6)  # of one standard deviation of a planted factor
SHARED_RISK = 0.4  # standard deviation of the logarithm of the risk that neighbours share
LIKENESS = 0.6  # of neighbours: the coefficient of the autoregression
NOISE = 0.5  # overdispersion of the negative binomial (alpha)
PLANTED = 3  # factors of each world


@dataclass
class Tally:
    """The findings over all worlds; a world with a wrong one has at least one false factor."""

    right: int = 0
    planted: int = 0
    wrong: int = 0
    others: int = 0
    worlds_wrong: int = 0
    shares_wrong: list[float] = field(default_factory=list)

    def add(self, found: set[str], planted: set[str], factors: set[str]) -> None:
        self.right += len(found & planted)
        self.planted += len(planted)
        self.wrong += len(found - planted)
        self.others += len(factors - planted)
        self.worlds_wrong += bool(found - planted)
        self.shares_wrong.append(len(found - planted) / max(1, len(found)))

    def told(self) -> dict[str, float]:
        return {
            "discovery": round(self.right / max(1, self.planted), 3),
            "false_factor": round(self.wrong / max(1, self.others), 3),
            "false_discovery_rate": round(float(np.mean(self.shares_wrong)), 3),
            "worlds_with_a_false_one": round(self.worlds_wrong / len(self.shares_wrong), 3),
        }


def world(
    place: Territory, factors: tuple[Factor, ...], planted: set[str], seed: int
) -> NDArray[np.float64]:
    """Return the victims of each province in a world in which ``planted`` factors matter."""
    generator = np.random.default_rng(seed)
    measures = design(place, factors)
    people = place.frame["population"].to_numpy(float)
    matrix = place.weights().sparse.toarray()
    shared = np.linalg.solve(
        np.eye(len(people)) - LIKENESS * matrix, generator.normal(size=len(people))
    )
    risk = SHARED_RISK * shared / shared.std()
    for code in sorted(planted):
        sign = generator.choice([-1, 1])
        risk = risk + sign * EFFECT * measures[code].to_numpy() / measures[code].std()
    mean = people * RATE * np.exp(risk - np.log(np.average(np.exp(risk), weights=people)))
    return generator.negative_binomial(1 / NOISE, 1 / (1 + NOISE * mean)).astype(float)


def measure(worlds: int, seed: int, planted_factors: int = PLANTED) -> dict[str, dict[str, float]]:
    """Return the rates of factors found, by the count model alone and with the check."""
    place = territory("PROVINCIA")
    factors = told_apart(place, MODEL)
    codes = [factor.code for factor in factors]
    tallies = {"lead_or_found": Tally(), "found": Tally()}
    for number in range(worlds):
        generator = np.random.default_rng([seed, number])
        planted = set(generator.choice(codes, planted_factors, replace=False).tolist())
        victims = world(place, factors, planted, int(generator.integers(2**31)))
        answer = association(victims, place, factors, draws=499, seed=number)
        tallies["found"].add(_verdicts(answer, {"found"}), planted, set(codes))
        tallies["lead_or_found"].add(_verdicts(answer, {"found", "lead"}), planted, set(codes))
    return {name: tally.told() for name, tally in tallies.items()}


def _verdicts(answer: Association, wanted: set[str]) -> set[str]:
    return {effect.factor.code for effect in answer.effects if effect.verdict in wanted}

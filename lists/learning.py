"""The weights of levels in lists of people, learned without any known truth.

EM runs over all pairs of records, of which those that no rule finds are two people. Agreements by
chance are counted: equal birthdays in the whole column, other levels in random
pairs, and names by the shares of people who have them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trama.compare.births import BirthLevel
from trama.compare.documents import DocumentLevel
from trama.compare.rarity import PEOPLE
from trama.compare.sentences import Level
from trama.linkage.model.case_weights import LevelWeight
from trama.linkage.model.evidence import NAMES_AGREE
from trama.linkage.model.odds import bits_of, probability_of
from trama.linkage.model.weights import Model
from trama.lists.blocks import ListPairs
from trama.lists.columns import People
from trama.lists.distinct import Codes
from trama.lists.levels import ENUMS, cheap_levels, key_levels
from trama.lists.name_keys import NameKeys
from trama.lists.name_levels import name_levels, rows_of_names
from trama.lists.patterns import COUNTING, Patterns, patterns_of

_RANDOM_PAIRS, _RANDOM_NAMES = 60_000, 3_000  # drawn; a comparison of names costs thirty times more
_SEED = 20_170
_FIRST_PRIOR = 0.2  # share of the candidate pairs that are one person, where EM begins
_HALVED = 0.5  # EM begins with an m that halves from each level to the next weaker one
_UNSEEN = 0.5  # pairs added to the count of each level, so that no chance is 0
_STILL, _ROUNDS = 1e-5, 200  # change of a chance that ends EM, and its rounds at most
_DIGITS = 9

_MOST_BITS = 20.0
"""Bits that one comparator tells at most. One document in a million is another person's: lent,
copied from the row above, or a mother's for her child."""

_LEAST_BITS = -12.0
"""Bits that a disagreement takes at most: one value in some thousand is another person's."""

# People who have names of a level of rarity (see compare.rarity): the mean of a level that spreads
# evenly over a power of ten, as names do. A family makes the rarest names commoner: the most.
_PEOPLE = {"VERY_RARE": 0.5, "RARE": 2.0, "UNCOMMON": 20.0, "COMMON": 200.0, "VERY_COMMON": 2e3}

Chances = dict[str, dict[Level, float]]
"""The chance of each level, by comparator."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The patterns of candidate pairs, of which each stands for ``weight`` pairs.

    ``all_pairs`` counts the pairs of the lists, ``found`` holds the candidate pairs.
    """

    patterns: Patterns
    weight: float
    all_pairs: float
    found: ListPairs


def learn(named: NameKeys, candidates: Candidates, trained_on: str) -> Model:
    """Return the model that explains the levels of the lists best.

    1. Count the levels of random pairs that are no candidates: pairs of two people.
    2. Begin with agreement likely in one person's pairs (m).
    3. Weigh the patterns of candidate pairs; count the levels of one person's pairs anew, and add
       the other candidates to the pairs of two people (u); until no chance changes.
    """
    apart = _levels_of_strangers(named, candidates)
    counted = candidates.patterns.counted
    marks = {
        (name, level): np.array([levels.get(name) is level for levels in counted], float)
        for name in COUNTING
        for level in ENUMS[name]
        if level.name != "NOTHING_TO_COMPARE"
    }
    pairs = candidates.patterns.pairs * candidates.weight
    prior = _FIRST_PRIOR * pairs.sum() / candidates.all_pairs
    m = _first_chances()
    u = _two_people(apart, marks, pairs)
    for _ in range(_ROUNDS):
        bits = np.full(len(counted), bits_of(prior))
        for (name, level), marked in marks.items():
            bits += marked * _bits(name, level, m, u)
        one_person = pairs * probability_of(bits)
        before, m = m, _counted_anew(marks, one_person)
        u = _two_people(apart, marks, pairs - one_person)
        prior = max(one_person.sum(), _UNSEEN) / candidates.all_pairs
        if _distance(before, m) < _STILL:
            break
    levels = {
        name: {level.name: _weight(name, level, m, u) for level in m[name]} for name in COUNTING
    }
    return Model(levels, round(float(prior), 15), trained_on)


def _bits(name: str, level: Level, m: Chances, u: Chances) -> float:
    """Return the weight of a level. Agreeing names weigh by their rarity, and m beside it."""
    if name == "rarity":
        return float(np.log2(PEOPLE / _PEOPLE[level.name]))
    by_chance = 1.0 if name == "names" and level in NAMES_AGREE else u[name][level]
    return float(np.clip(np.log2(m[name][level] / by_chance), _LEAST_BITS, _MOST_BITS))


def _weight(name: str, level: Level, m: Chances, u: Chances) -> LevelWeight:
    bits = _bits(name, level, m, u)
    chance = m[name][level]
    by_chance = min(max(chance * 2**-bits, 1e-12), 1.0)
    return LevelWeight(round(chance, 12), round(by_chance, 12), round(bits, _DIGITS))


def _first_chances() -> Chances:
    chances: Chances = {}
    for name in COUNTING:
        levels = [level for level in ENUMS[name] if level.name != "NOTHING_TO_COMPARE"]
        powers = [_HALVED**place for place in range(len(levels))]
        chances[name] = {
            level: power / sum(powers) for level, power in zip(levels, powers, strict=True)
        }
    return chances


def _counted_anew(
    marks: Mapping[tuple[str, Level], NDArray[np.float64]], one_person: NDArray[np.float64]
) -> Chances:
    seen: Chances = {name: {} for name in COUNTING}
    for (name, level), marked in marks.items():
        seen[name][level] = float(marked @ one_person) + _UNSEEN
    return {
        name: {level: count / sum(of.values()) for level, count in of.items()}
        for name, of in seen.items()
    }


def _two_people(
    apart: Chances,
    marks: Mapping[tuple[str, Level], NDArray[np.float64]],
    two_people: NDArray[np.floating[Any]],
) -> Chances:
    """Return the chances in pairs of two people: candidates that are, and pairs of no rule."""
    seen: Chances = {
        name: {level: count + float(marks[name, level] @ two_people) for level, count in of.items()}
        for name, of in apart.items()
    }
    return {
        name: {level: count / sum(of.values()) for level, count in of.items()}
        for name, of in seen.items()
    }


def _distance(one: Chances, other: Chances) -> float:
    return max(
        abs(chance - other[name][level]) for name, of in one.items() for level, chance in of.items()
    )


def _levels_of_strangers(named: NameKeys, candidates: Candidates) -> Chances:
    """Return the number of pairs that no rule finds, by level, estimated from random pairs.

    Half a random pair is added to each level. Equal days of birth are counted in the whole column:
    in random pairs they are too rare.
    """
    people = named.people
    one, other = _random_pairs(people, candidates.found)
    cheap = cheap_levels(people, key_levels(people, one, other), one, other)
    few = np.arange(min(len(one), _RANDOM_NAMES))
    names = patterns_of(cheap.of(few), name_levels(rows_of_names(named, one[few], other[few])))
    counts: Chances = {}
    for name in COUNTING:
        levels = [level for level in ENUMS[name] if level.name != "NOTHING_TO_COMPARE"]
        if name in cheap.levels:
            seen = np.bincount(cheap.levels[name], minlength=len(levels) + 1)
            drawn = len(one)
        else:
            column = names.rows[:, list(ENUMS).index(name)]
            seen = np.bincount(column, names.pairs, minlength=len(levels) + 1)
            drawn = len(few)
        scale = candidates.all_pairs / max(drawn, 1)
        counts[name] = {
            level: (float(seen[place]) + _UNSEEN) * scale for place, level in enumerate(levels, 1)
        }
    # Equal numbers are candidates all.
    counts["documents"][DocumentLevel.SAME] = _UNSEEN
    equal = _chance_of_equal(people.births.days[people.birth], people)
    if equal is not None:
        same_day = candidates.patterns.rows[:, list(ENUMS).index("births")] == 1
        found = float(candidates.patterns.pairs[same_day].sum()) * candidates.weight
        every = equal * sum(counts["births"].values())
        counts["births"][BirthLevel.SAME_DAY] = max(every - found, _UNSEEN)
    return counts


def _random_pairs(people: People, found: ListPairs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return random pairs of records that are no candidates."""
    draw = np.random.default_rng(_SEED)
    begin = people.first if people.two_lists else 0
    one = draw.integers(0, people.first, _RANDOM_PAIRS)
    other = draw.integers(begin, len(people), _RANDOM_PAIRS)
    one, other = np.minimum(one, other), np.maximum(one, other)
    known, drawn = (
        ends[0] * len(people) + ends[1] for ends in ((found.one, found.other), (one, other))
    )
    apart = (one != other) & (known.take(np.searchsorted(known, drawn), mode="clip") != drawn)
    return one[apart], other[apart]


def _chance_of_equal(codes: Codes, people: People) -> float | None:
    """Return the chance that two known values are equal. Return None if no value is known.

    Example: of the values A, A, B and C two are equal in 1 of 6 pairs.
    """
    known = codes[codes >= 0]
    if not len(known):
        return None
    least = int(known.min())
    size = int(known.max()) - least + 1

    def counted(part: Codes) -> NDArray[np.float64]:
        return np.bincount(part[part >= 0] - least, minlength=size).astype(float)

    mine = counted(codes[: people.first])
    if people.two_lists:
        theirs = counted(codes[people.first :])
        return float(mine @ theirs / max(mine.sum() * theirs.sum(), 1.0))
    total = mine.sum()
    return float((mine @ mine - total) / max(total * (total - 1), 1.0))

"""Training of a model by Splink's expectation maximisation, without any known truth.

The levels of a pair are computed once, in Python. Splink compares columns of two records: so each
pair goes in as two records of its own, the first with the levels of the pair, and the comparisons
read those. Splink's EM then sees one pattern of levels a pair, as if it had compared.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator

from trama.compare.comparison import Comparison
from trama.core.errors import BadParameter
from trama.linkage.model.beliefs import beliefs
from trama.linkage.model.case_weights import LevelWeight
from trama.linkage.model.drawn_weights import DIGITS, UNSEEN, Chances, drawn_weights
from trama.linkage.model.evidence import LEVELS, WEIGHED, weighed_levels
from trama.linkage.model.weights import Model
from trama.linkage.private_database import memory_database

LEAST_PAIRS = 500
"""Pairs that training needs: ten comparators with some eighty levels learn nothing from fewer."""

_FIRST_PRIOR = 0.3  # share of the candidate pairs that are one person, where EM begins
_HALVED = 0.5  # EM begins with an m that halves from each level to the next weaker one
# Expected people of each level (see compare.rarity): the middle between its bounds.
_PEOPLE = {"VERY_RARE": 0.5, "RARE": 1.6, "UNCOMMON": 16.0, "COMMON": 160.0, "VERY_COMMON": 1600.0}
_ROUNDS, _STEPS = 40, 5  # calls of Splink's EM at most, and its steps in a call
_FLOOR = 1e-6  # chance under which a level is as good as impossible
_STILL = 1e-4  # change of a chance that ends EM, Splink's own


@dataclass(frozen=True, slots=True)
class Estimate:
    """The state of EM: the share of pairs of one person, and the chances of each level."""

    prior: float
    levels: Mapping[str, Mapping[str, Chances]]

    def distance(self, other: "Estimate") -> float:
        """Return the greatest difference of a chance."""
        pairs = (
            (chance, theirs)
            for name, levels in self.levels.items()
            for level, chances in levels.items()
            for chance, theirs in zip(chances, other.levels[name][level], strict=True)
        )
        return max(abs(mine - theirs) for mine, theirs in (*pairs, (self.prior, other.prior)))


def train(comparisons: Iterable[Comparison], trained_on: str) -> Model:
    """Return the model that explains the levels of candidate pairs best.

    1. Count the patterns of levels that count (see ``evidence``).
    2. EM finds two classes of pairs, the share of either and the chances of each level. It begins
       with agreement likely in the first class, and with the counts as they are in the second.
    3. Draw each weight to the believed weight, the more the fewer pairs told it: a defect that
       these registries lack is not impossible in the next.

    Raises:
        BadParameter: the pairs are fewer than ``LEAST_PAIRS``.
    """
    rows = [weighed_levels(comparison) for comparison in comparisons]
    if len(rows) < LEAST_PAIRS:
        raise BadParameter(
            name="pairs",
            why_es=f"hacen falta {LEAST_PAIRS} pares para entrenar y hay {len(rows)}",
            why_en=f"training needs {LEAST_PAIRS} pairs and there are {len(rows)}",
        )
    names = [{name: level.name for name, level in row.items()} for row in rows]
    seen = {name: Counter(row[name] for row in names if name in row) for name in WEIGHED}
    # A comparator with one level tells nothing, and Splink could not estimate it.
    used = {name: of for name, of in seen.items() if len(of) > 1 and name != "rarity"}
    start = Estimate(_FIRST_PRIOR, {name: _first_chances(name, of) for name, of in used.items()})
    learned = _expectation_maximisation(names, start)
    levels = {
        name: drawn_weights(
            learned.levels.get(name, {}),
            LEVELS[name],
            beliefs()[name],
            _of_classes(sum(seen[name].values()), learned.prior),
        )
        for name in WEIGHED
        if name != "rarity"
    }
    levels["rarity"] = _weights_of_rarity(seen["rarity"])
    return Model(levels, round(learned.prior, DIGITS), trained_on)


def _of_classes(pairs: int, prior: float) -> tuple[float, float]:
    return pairs * prior, pairs * (1 - prior)


def _weights_of_rarity(seen: Mapping[str, int]) -> dict[str, LevelWeight]:
    """Return the weights of how rare agreeing names are, from what rare means, not from EM.

    Few people of common names are in a registry, so EM learns whims of the data here. But names
    that ten times as many people have agree by chance in ten times as many pairs: u is m times the
    expected people, and a level weighs 3.3 bits less than the one above.
    """
    m = {level: seen.get(level, 0) + UNSEEN for level in LEVELS["rarity"]}
    u = {level: m[level] * _PEOPLE[level] for level in m}
    of_m, of_u = sum(m.values()), sum(u.values())
    chances = {level: (m[level] / of_m, u[level] / of_u) for level in m}
    return {
        level: LevelWeight(round(m, DIGITS), round(u, DIGITS), round(math.log2(m / u), DIGITS))
        for level, (m, u) in chances.items()
    }


def _first_chances(name: str, counts: Mapping[str, int]) -> dict[str, Chances]:
    """Return the chances of the levels that were seen, where EM begins."""
    levels = [level for level in LEVELS[name] if level in counts]
    powers = [_HALVED**place for place in range(len(levels))]
    return {
        level: (power / sum(powers), counts[level] / sum(counts.values()))
        for level, power in zip(levels, powers, strict=True)
    }


def _smoothed(chances: Chances, pairs: int, levels: int, prior: float) -> Chances:
    """Return the chances with half a pair added to each level of either class."""
    m, u = (
        (chance * pairs * share + UNSEEN) / (pairs * share + UNSEEN * levels)
        for chance, share in zip(chances, (prior, 1 - prior), strict=True)
    )
    return round(m, DIGITS), round(u, DIGITS)


def _expectation_maximisation(rows: Sequence[Mapping[str, str]], start: Estimate) -> Estimate:
    """Return the estimate at which EM changes no chance by more than ``_STILL``.

    Splink refuses a chance under 1e-300, and EM takes a level that one class never has there. So
    Splink runs few steps at a time, and no chance is under ``_FLOOR`` where the next steps begin.
    Each level also has a pair that tells nothing else, or a certain class would leave it exactly 0.
    """
    alone = [{name: level} for name, levels in start.levels.items() for level in levels]
    rows = [*rows, *alone]
    connection = memory_database()
    columns = {
        name: pa.array([row.get(name) for row in rows], pa.string()) for name in start.levels
    }
    pairs = pa.table({"unique_id": pa.array(range(len(rows)), pa.int64()), **columns})
    connection.register("pairs_arrow", pairs)
    connection.execute("CREATE TABLE pairs AS SELECT * FROM pairs_arrow")
    api = DuckDBAPI(connection)
    # Splink's left record is that of the table whose name comes first.
    tables = [api.register("pairs", dataset_display_name=name) for name in ("a_pair", "b_pair")]
    estimate = start
    for _ in range(_ROUNDS):
        before, estimate = estimate, _steps(tables, estimate)
        if estimate.distance(before) <= _STILL:
            break
    return estimate


def _steps(tables: Sequence[Any], start: Estimate) -> Estimate:
    """Return the estimate after a few steps of Splink's EM."""
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[_comparison(name, levels) for name, levels in start.levels.items()],
        probability_two_random_records_match=start.prior,
        max_iterations=_STEPS,
    )
    linker = Linker(tables, settings, log_level=None)
    session = linker.training.estimate_parameters_using_expectation_maximisation(
        "l.unique_id = r.unique_id", fix_u_probabilities=False
    )
    learned = session.core_model_settings
    levels = {
        comparison.output_column_name: {
            str(level.label_for_charts): (
                max(level.m_probability or 0.0, _FLOOR),
                max(level.u_probability or 0.0, _FLOOR),
            )
            for level in comparison.comparison_levels
            if not level.is_null_level
        }
        for comparison in learned.comparisons
    }
    return Estimate(learned.probability_two_random_records_match, levels)


def _comparison(name: str, levels: Mapping[str, Chances]) -> dict[str, Any]:
    """Return Splink's comparison that reads the levels of a comparator from the pair's record."""
    read = [
        {
            "sql_condition": f"{name}_l = '{level}'",
            "label_for_charts": level,
            "m_probability": m,
            "u_probability": u,
        }
        for level, (m, u) in levels.items()
    ]
    read[-1]["sql_condition"] = "ELSE"
    unknown = {"sql_condition": f"{name}_l IS NULL", "label_for_charts": "-", "is_null_level": True}
    return {"output_column_name": name, "comparison_levels": [unknown, *read]}

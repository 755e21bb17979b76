"""The counts of a loaded graph: people, episodes, registrations and cases, by year.

Only whole years: registries often know no more of a fact than its year. In a graph with RETA and
SISTRA loaded, the years are those of the fact or of the registration and admission.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from trama.figures.windows import Whole
from trama.graph.engine import Graph

_VICTIMS = """
MATCH (v:Victim)-[:ATTESTED_BY]->(r:Record)
WHERE r.kind = 'victim'
RETURN [v.uid, r.registry, r.case_key, v.sex, r.age] AS row
"""
_CASES = """
MATCH (c:Case)-[:ATTESTED_BY]->(r:Record)
WHERE r.kind = 'case'
RETURN [c.uid, r.registry, r.case_key, c.since, r.registered_on, c.procedural_status] AS row
"""
_ENTRY = ["registry", "number"]
_OF_VICTIM = ["person", *_ENTRY, "sex", "age"]
_OF_CASE = ["case", *_ENTRY, "FACT", "REGISTERED", "status"]
_YEAR = r"^(\d{4})"
_MAJORITY = 18

UNITS: dict[str, list[str]] = {
    "person": ["person"],
    "episode": ["person", "case"],
    "victim_registration": ["person", *_ENTRY],
    "case": ["case"],
    "registration": _ENTRY,
}
"""The units of count, each with the columns that tell two apart; the last two need no victim."""

BASES = ("FACT", "REGISTERED")
"""The year by which is counted: of the fact, or of registration (RETA) and admission (SISTRA)."""


@dataclass(frozen=True, slots=True)
class GraphSeries:
    """One unit counted in every window of years.

    ``registry`` is "" for all registries together, each person or case once. ``breakdown`` is "" or
    such as ``sex=F``. ``counts[a, b]`` are those of ``years[a]`` to ``years[b]``, 0 if a > b.
    """

    unit: str
    basis: str
    registry: str
    breakdown: str
    years: tuple[int, ...]
    counts: Whole


def graph_series(graph: Graph) -> list[GraphSeries]:
    """Return every series of the graph; none if it has no case of a registry.

    Raises:
        EngineError: the engine failed.
    """
    victims = _frame((row["row"] for row in graph.stream(_VICTIMS)), _OF_VICTIM)
    cases = _frame((row["row"] for row in graph.stream(_CASES)), _OF_CASE)
    return series_of_rows(victims, cases)


def series_of_rows(victims: pd.DataFrame, cases: pd.DataFrame) -> list[GraphSeries]:
    """Return the series of the records of victims and of cases, with the columns of their lists."""
    for basis in BASES:
        written = cases[basis].astype("string").str.extract(_YEAR, expand=False)
        cases[basis] = pd.to_numeric(written).astype("Int64")
    known = pd.concat([cases[basis] for basis in BASES]).dropna()
    if known.empty:
        return []
    years = tuple(range(int(known.min()), int(known.max()) + 1))
    people = victims.merge(cases, on=_ENTRY)
    people["minor"] = pd.to_numeric(people["age"]) < _MAJORITY
    return [
        GraphSeries(unit, basis, registry, breakdown, years, counts)
        for unit, columns in UNITS.items()
        for registry, breakdown, rows in _parts(people if "person" in columns else cases)
        for basis in BASES
        if (counts := distinct_in_windows(rows, columns, basis, years)).any()
    ]


def distinct_in_windows(
    rows: pd.DataFrame, columns: list[str], basis: str, years: tuple[int, ...]
) -> Whole:
    """Return how many different units the windows of years have, each unit once in a window.

    A unit counts in a window if it has a year there, and the year before that, if it has one, is
    before the window. So a table of pairs (year before, year) answers for all windows.

    Example: somebody registered in 2018 and 2020 has the pairs (none, 2018) and (2018, 2020). She
    counts once in 2018-2020, by the first, and once in 2019-2020, by the second.
    """
    dated = rows.dropna(subset=[basis])
    unit = dated.groupby(columns, sort=False, dropna=False).ngroup()
    pairs = pd.DataFrame({"unit": unit, "year": dated[basis].astype("int64") - years[0]})
    pairs = pairs.drop_duplicates().sort_values(["unit", "year"])
    before = pairs.groupby("unit")["year"].shift(fill_value=-1)
    many = len(years)
    table = np.zeros((many + 1, many + 1), dtype=np.int64)
    np.add.at(table, (before.to_numpy() + 1, pairs["year"].to_numpy() + 1), 1)
    sums = table.cumsum(axis=0).cumsum(axis=1)  # sums[a, b + 1]: year before < a, year <= b
    first, last = np.triu_indices(many)
    counts = np.zeros((many, many), dtype=np.int64)
    counts[first, last] = sums[first, last + 1] - sums[first, first]
    return counts


def _frame(rows: Iterator[list[object]], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame.from_records(list(rows), columns=columns).drop_duplicates()


def _parts(rows: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Yield the rows of all registries and of each, whole and broken down."""
    for registry in ("", *sorted(rows["registry"].dropna().unique())):
        own = rows[rows["registry"] == registry] if registry else rows
        yield registry, "", own
        for status in sorted(own["status"].dropna().unique()):
            yield registry, f"status={status}", own[own["status"] == status]
        if "sex" in own:
            for sex in sorted(own["sex"].dropna().unique()):
                yield registry, f"sex={sex}", own[own["sex"] == sex]
            yield registry, "age=0-17", own[own["minor"]]

"""Victims of a graph by birthplace: people, each counted once, as both registries are linked.

Other counts of the same people: of RETA alone, of SISTRA alone, by residence, and with every
undecided pair taken as one person.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd
from scipy.cluster.hierarchy import DisjointSet

from trama.linkage.judgements import Subject, Verdict, standing
from trama.ontology.internal_layer import Judgement
from trama.study.source import Source

Asking = Callable[[str, Mapping[str, Any]], Iterable[Mapping[str, Any]]]
"""A reading of the graph: the rows of a Cypher text with its parameters."""

LIKELY = 0.5
"""The probability from which an undecided pair is joined where pairs are taken as one person."""

_VICTIMS = """
MATCH (v:Victim)
RETURN [v.uid,
        head([(v)-[:BORN_IN]->(b:Location) | b.uid]),
        head([(v)-[:RESIDES_IN]->(h:Location) | h.uid]),
        [(v)-[l:VICTIM_IN]->(c:Case) | [c.since, c.until, l.counted]]] AS victim
"""
_JUDGEMENTS = "MATCH (j:Judgement {subject: 'person'}) RETURN properties(j) AS row"
_PEOPLE = """
UNWIND $records AS uid
MATCH (r:Record {uid: uid})<-[:ATTESTED_BY]-(v:Victim)
RETURN r.uid AS record, v.uid AS person
"""
_YEAR = len("2017")


def of_graph(ask: Asking) -> Source:
    """Return the victims of a graph.

    Raises:
        EngineError: ``ask`` failed.
    """
    rows = [_person(*row["victim"]) for row in ask(_VICTIMS, {})]
    columns = ["person", "place", "residence", "year", "registries"]
    people = pd.DataFrame(rows, columns=columns).sort_values("person")
    people["year"] = people["year"].astype("Int64")
    others = {
        f"only_{registry.lower()}": _counts(people[_named_by(people, registry)])
        for registry in ("RETA", "SISTRA")
    }
    others["joined"] = _counts(_joined(people, _undecided(ask)))
    others["residence"] = _counts(people.assign(place=people["residence"]))
    exposure = {int(year): 1.0 for year in people["year"].dropna().unique()}
    return Source("graph", _counts(people), others, public=False, exposure=exposure, hashes={})


def _person(
    uid: str, born: str | None, lives: str | None, episodes: Iterable[tuple[Any, ...]]
) -> tuple[Any, ...]:
    """Return a row of a person: the year is that of the first episode."""
    years, registries = [], set()
    for since, until, counted in episodes:
        entries = [str(entry).partition(":") for entry in counted or ()]
        registries |= {registry for registry, _, _ in entries}
        fact, end = str(since or "")[:_YEAR], str(until or "")[:_YEAR]
        known = [fact] if fact and fact == end else [year for _, _, year in entries if year]
        years += [int(year) for year in known]
    return uid, born, lives, min(years, default=None), frozenset(registries)


def _named_by(people: pd.DataFrame, registry: str) -> "pd.Series[bool]":
    """Return for each person whether a registry names them."""
    return people["registries"].map(lambda held: registry in held).astype(bool)


def _counts(people: pd.DataFrame) -> pd.DataFrame:
    counts = people.groupby(["place", "year"], dropna=False).size()
    table = counts.rename("victims").astype(float).reset_index()
    return table if len(people) else pd.DataFrame(columns=["place", "year", "victims"])


def _undecided(ask: Asking) -> list[tuple[str, str]]:
    """Return the pairs of people whom nobody decided, and who are likely one."""
    rows = [Judgement(**row["row"]) for row in ask(_JUDGEMENTS, {})]
    scores = {(row.one, row.other): row.score for row in rows if row.score is not None}
    pairs = [
        (row.one, row.other)
        for row in standing(rows)
        if row.subject == Subject.PERSON
        and row.verdict == Verdict.UNSURE
        and scores.get((row.one, row.other), LIKELY) >= LIKELY
    ]
    records = sorted({record for pair in pairs for record in pair})
    person = {row["record"]: row["person"] for row in ask(_PEOPLE, {"records": records})}
    return [(person[one], person[other]) for one, other in pairs if {one, other} <= person.keys()]


def _joined(people: pd.DataFrame, pairs: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """Return people with each pair as one person, who has the first known place of the group."""
    groups = DisjointSet(people["person"])
    for one, other in pairs:
        groups.merge(one, other)
    if groups.n_subsets == len(people):
        return people
    whole = people["person"].map(groups.__getitem__)
    return people.groupby(whole.rename("whole")).first().reset_index(drop=True)

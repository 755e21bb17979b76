"""A twin in a graph with the opinions of a made-up model, whose probabilities are honest.

A share p of the pairs that the model gives the probability p are true: for each true pair there
are as many false ones as (1 - p) / p says. All of it is SINTETICO.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from trama.canonical.judging import Opinion
from trama.graph.engine import Graph
from trama.linkage.judgements import Subject, Verdict

MODEL = "SINTETICO@0123456789ab"
SAME_AT = 0.95
SHARES = (0.99, 0.97, 0.9, 0.75, 0.6, 0.5, 0.3)
"""The probabilities of true pairs, each as frequent as the others."""

_RECORDS = """
MATCH (r:Record)-[f:FROM]->(:SourceFile)
RETURN r.uid AS uid, r.registry AS registry, r.case_key AS case, r.kind AS kind,
       r.entity_key AS entity, min(f.line) AS line
"""
_WHOLE = """
MATCH (p)-[:ATTESTED_BY]->(r:Record) WHERE p:Victim OR p:Case
RETURN r.uid AS uid, p.uid AS whole, r.registry AS registry, r.case_key AS case, r.kind AS kind
"""


@dataclass(slots=True)
class TrueVictims:
    """The true people of a twin by the graph's names: entries of each person by registry.

    An entry is ``(smallest record, person of the graph, case number)``.
    """

    entries: dict[str, dict[str, list[tuple[str, str, str]]]] = field(default_factory=dict)

    def in_both(self) -> set[str]:
        """Returns the true people whom both registries have."""
        return {person for person, of in self.entries.items() if len(of) == 2}


def true_victims(graph: Graph, truth: Mapping[str, Any]) -> TrueVictims:
    """Returns the true victims of a loaded twin, by the records that write them."""
    entity = {}
    for row in graph.stream(_RECORDS):
        if row["kind"] == "victim":
            key = row["entity"] if row["registry"] == "SISTRA" else row["line"]
            entity[row["registry"], row["case"], key] = row["uid"]
    whole = {row["uid"]: row["whole"] for row in graph.stream(_WHOLE) if row["kind"] == "victim"}
    smallest: dict[tuple[str, str, str], str] = {}
    for row in graph.stream(_WHOLE):
        if row["kind"] == "victim":
            key = row["whole"], row["registry"], row["case"]
            smallest[key] = min(row["uid"], smallest.get(key, row["uid"]))
    found = TrueVictims()
    for person in truth["people"]:
        of: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for record in person["records"]:
            if record["kind"] != "victim":
                continue
            keys = [record["entity"]] if record["entity"] else record["lines"]
            uids = [
                entity[record["registry"], record["case"], key]
                for key in keys
                if (record["registry"], record["case"], key) in entity
            ]
            for uid in sorted(uids)[:1]:
                node = whole[uid]
                end = smallest[node, record["registry"], record["case"]]
                of[record["registry"]].append((end, node, record["case"]))
        if of:
            found.entries[person["id"]] = dict(of)
    return found


def honest_opinions(victims: TrueVictims, seed: int) -> list[Opinion]:
    """Returns opinions on all true pairs that no document joins, and on false pairs.

    The probabilities of the pairs of one record never add up to more than 1.
    """
    chance = random.Random(seed)
    scored = {pair: chance.choice(SHARES) for pair in _open_pairs(victims)}
    load: dict[str, float] = defaultdict(float)
    for pair, probability in scored.items():
        for end in pair:
            load[end] += probability
    free = [_free(victims, side) for side in ("RETA", "SISTRA")]
    for probability in [*scored.values()]:
        false = (1 - probability) / probability
        for _ in range(int(false) + (chance.random() < false % 1)):
            room = [[end for end in own if load[end] + probability <= 1] for own in free]
            pair = chance.choice(room[0]), chance.choice(room[1])
            if pair not in scored:
                scored[pair] = probability
                load[pair[0]] += probability
                load[pair[1]] += probability
    return [_opinion(pair, probability) for pair, probability in sorted(scored.items())]


def _free(victims: TrueVictims, side: str) -> list[str]:
    """Returns the ends of the people whom no document joins with the other registry."""
    return sorted(
        end for of in victims.entries.values() if not _share(of) for end, *_ in of.get(side, ())[:1]
    )


def case_opinions(graph: Graph, truth: Mapping[str, Any], seed: int) -> list[Opinion]:
    """Returns opinions on the true pairs of cases that no number joins, all of them likely."""
    chance = random.Random(seed)
    whole = {
        (row["registry"], row["case"]): row["whole"]
        for row in graph.stream(_WHOLE)
        if row["kind"] == "case"
    }
    opinions = []
    for case in truth["cases"]:
        if case["kind"] != "both":
            continue
        keys = [(name, case[name.lower()]["number"]) for name in ("RETA", "SISTRA")]
        if len({whole.get(key) for key in keys}) == 2 and all(key in whole for key in keys):
            one, other = (":".join(key) for key in keys)
            opinions.append(_opinion((one, other), chance.choice((0.97, 0.8)), Subject.CASE))
    return opinions


def _open_pairs(victims: TrueVictims) -> Iterator[tuple[str, str]]:
    for of in victims.entries.values():
        if len(of) == 2 and not _share(of):
            yield of["RETA"][0][0], of["SISTRA"][0][0]


def _share(of: Mapping[str, list[tuple[str, str, str]]]) -> bool:
    """Returns whether the graph has entries of both registries as one person."""
    nodes = [{node for _, node, _ in own} for own in of.values()]
    return len(nodes) == 2 and bool(nodes[0] & nodes[1])


def _opinion(
    pair: tuple[str, str], probability: float, subject: Subject = Subject.PERSON
) -> Opinion:
    return Opinion(
        subject=subject,
        one=pair[0],
        other=pair[1],
        verdict=Verdict.SAME if probability >= SAME_AT else Verdict.UNSURE,
        by="trama link",
        at="2026-11-29",
        score=probability,
        model=MODEL,
    )

"""One case as all its records give it: the case, its stages and the people who have part in it.

The main value is a `DerivedCase`: properties of nodes and relationships, ready to be written.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trama.canonical.affected_cases import Snapshot
from trama.canonical.in_brief import (
    Way,
    absences,
    chain_of,
    conflicting_fields,
    days_held,
    every_code,
    place_in_brief,
    stage_records,
    superseded,
    way_of,
)
from trama.canonical.prefer import Preference, parsed
from trama.canonical.registered import Registered, registered
from trama.canonical.relationships import (
    CASE_AT,
    CASE_ATTESTED,
    INVOLVES,
    REGISTERED_BY,
    STAGE_AT,
    SUSPECT_IN,
    VICTIM_IN,
)
from trama.canonical.rules import PROSECUTORS, Rules
from trama.canonical.shared_nodes import Shared, shared_nodes_of
from trama.canonical.trajectories import CaseFrame, Trajectories, trajectories
from trama.graph.records import CaseKey, Kind, RecordState, case_uid
from trama.graph.store.changes import Edge
from trama.graph.store.route_gains import Leg
from trama.linkage.identity import Cluster, LocalPerson, people_by_key
from trama.ontology.canonical_layer import Case
from trama.ontology.canonical_relationships import SuspectIn, VictimIn
from trama.ontology.classes import properties_of


@dataclass(frozen=True, slots=True)
class DerivedCase:
    """The node of a case, its stages, the relationships written and removed with it, its legs.

    ``keys`` are the cases of the registries that are this case.
    """

    keys: tuple[CaseKey, ...]
    uid: str
    properties: dict[str, object]
    stages: tuple[dict[str, object], ...]
    edges: tuple[Edge, ...]
    shared: frozenset[Shared]
    legs: frozenset[Leg]


def derive_cases(
    snapshot: Snapshot, touched: Collection[CaseKey], clusters: Iterable[Cluster], rules: Rules
) -> list[DerivedCase]:
    """Return the cases that the touched cases of a snapshot are, in the order of their keys.

    ``clusters`` are the persons of these cases, and perhaps others.
    """
    persons = {local.uid: cluster.uid for cluster in clusters for local in cluster.members}
    derived = []
    for group in snapshot.groups():
        if not any(case in touched for case in group):
            continue
        records = [record for case in group for record in snapshot.records[case]]
        people = [person for case in group for person in snapshot.people(case)]
        derived.append(derive_case(group, records, people, persons, rules))
    return derived


def derive_case(
    keys: Sequence[CaseKey],
    records: Sequence[RecordState],
    people: Sequence[LocalPerson],
    persons: Mapping[str, str],
    rules: Rules,
) -> DerivedCase:
    """Return the case that all ``keys`` are; ``persons`` has the person of each of ``people``."""
    uid, aliases = case_uid(keys)
    case_records = [record for record in records if record.kind is Kind.CASE]
    preferred = Preference(case_records, rules)
    fact_date = preferred.date("fact_date")
    frame = CaseFrame(uid, people_by_key(people), persons, _provisions(case_records), fact_date)
    lived = trajectories(records, frame, rules)
    victims = _records_by_person(people, persons, Kind.VICTIM)
    ways = {victim: way_of(lived.lived.get(victim, ())) for victim in victims}
    shared = _shared(records)
    since, until = _bounds(fact_date, lived)
    place = preferred.place("place")
    prosecutors = Preference(case_records, rules, first=PROSECUTORS)
    counts = registered(case_records)
    case = Case(
        uid=uid,
        aliases=aliases,
        numbers=_numbers(keys, case_records),
        registries=tuple(sorted({registry for registry, _ in keys})),
        fact_date=fact_date,
        since=since,
        until=until,
        registered_on=preferred.date("registered_on"),
        procedural_stage=prosecutors.code("procedural_stage"),
        procedural_status=prosecutors.code("procedural_status"),
        fiscal_district=prosecutors.text("fiscal_district"),
        provisions=frame.provisions if lived.stages else (),
        conflicts=_conflicts(keys, records, people, persons, lived),
        **counts.of_case(),
        **_in_brief(since, place, list(ways.values()), lived),
    )
    edges = _case_edges(uid, case_records, place, shared)
    edges += _victims(uid, victims, ways, lived, counts, rules)
    edges += _suspects(uid, people, persons, case.procedural_status, rules)
    return DerivedCase(
        keys=tuple(keys),
        uid=uid,
        properties=properties_of(case),
        stages=tuple(lived.stages),
        edges=(*edges, *lived.edges),
        shared=frozenset(shared),
        legs=frozenset(lived.legs),
    )


def _numbers(keys: Sequence[CaseKey], case_records: Sequence[RecordState]) -> tuple[str, ...]:
    """Return the numbers of a case: the keys of its rows, and the numbers that people know.

    A form of KoboToolbox joins its sheets by ``_id``; people know the number that they typed.
    """
    known = {(r.registry, number) for r in case_records if (number := r.text("case_number"))}
    return tuple(sorted(f"{registry}:{number}" for registry, number in {*keys, *known}))


def _provisions(case_records: Sequence[RecordState]) -> tuple[str, ...]:
    """Return the articles that the records write, each once."""
    return tuple(sorted({code for r in case_records if (code := r.text("provision"))}))


def _shared(records: Sequence[RecordState]) -> dict[Shared, type | None]:
    """Return the shared nodes that any record of the case names, each with its class."""
    shared: dict[Shared, type | None] = {}
    for record in records:
        shared.update(shared_nodes_of(record))
    return shared


def _bounds(fact_date: str | None, lived: Trajectories) -> tuple[str | None, str | None]:
    """Return the first and the last day of the fact date. Without a date, use the stages."""
    if fact_date is not None:
        date = parsed(fact_date)
        return date.first.isoformat(), date.last.isoformat()
    first_days = [str(stage["since"]) for stage in lived.stages if "since" in stage]
    last_days = [str(stage["until"]) for stage in lived.stages if "until" in stage]
    return min(first_days, default=None), max(last_days, default=None)


def _case_edges(
    uid: str,
    case_records: Sequence[RecordState],
    place: str | None,
    shared: Mapping[Shared, type | None],
) -> list[Edge]:
    edges = [Edge(CASE_ATTESTED, uid, record.uid) for record in case_records]
    if place is not None:
        edges.append(Edge(CASE_AT, uid, place))
    ends = {
        (REGISTERED_BY if node_class is None else INVOLVES[node_class], node.uid)
        for node, node_class in shared.items()
    }
    return edges + [Edge(kind, uid, end) for kind, end in sorted(ends)]


def _records_by_person(
    people: Sequence[LocalPerson], persons: Mapping[str, str], kind: Kind
) -> dict[str, list[RecordState]]:
    """Return the records of the people of one kind, by the uid of their person."""
    records: dict[str, list[RecordState]] = defaultdict(list)
    for local in people:
        if local.kind is kind:
            records[persons[local.uid]].extend(local.records)
    return records


def _in_brief(
    since: str | None, place: str | None, ways: Sequence[Way], lived: Trajectories
) -> dict[str, Any]:
    """Return the values of a case that follow from its stages and the ways of its victims."""
    # RETA places the case, SISTRA the stages.
    placed = place is not None or any(edge.kind == STAGE_AT for edge in lived.edges)
    return {
        "gaps": max((way.gaps for way in ways), default=0) or None,
        "superseded": superseded(lived),
        "lacks": absences(since, placed=placed, stages=lived.stages),
        "place": place_in_brief(place, ways),
    }


def _conflicts(
    keys: Sequence[CaseKey],
    records: Sequence[RecordState],
    people: Sequence[LocalPerson],
    persons: Mapping[str, str],
    lived: Trajectories,
) -> tuple[str, ...]:
    """Return the fields about which the registries of a case differ, over all of its subjects."""
    if len({registry for registry, _ in keys}) < 2:
        return ()
    about: dict[str, list[RecordState]] = defaultdict(list)
    for local in people:
        about[persons[local.uid]].extend(local.records)
    of_case = [record for record in records if record.kind is Kind.CASE]
    return conflicting_fields([of_case, *about.values(), *stage_records(lived, records)])


def _victims(
    case: str,
    victims: Mapping[str, list[RecordState]],
    ways: Mapping[str, Way],
    lived: Trajectories,
    counts: Registered,
    rules: Rules,
) -> list[Edge]:
    edges = []
    nodes = {stage["uid"]: stage for stage in lived.stages}
    for person, records in sorted(victims.items()):
        preferred = Preference(records, rules)
        chain, brief = lived.lived.get(person, ()), ways[person]
        condition = VictimIn(
            age=preferred.number("age"),
            bond=preferred.code("bond"),
            education=preferred.code("education"),
            recruitment=preferred.code("recruitment"),
            means=preferred.together("means"),
            purposes=preferred.together("purposes"),
            scope=preferred.code("scope"),
            identity_reserved=preferred.flag("identity_reserved"),
            stages=brief.stages,
            way=brief.way,
            missing=brief.missing,
            without_place=brief.without_place,
            counted=counts.counted_by(records),
            days_held=days_held(chain),
            chain=chain_of(chain),
        )
        told = properties_of(condition)
        told |= every_code(told, [nodes[stage.uid] for stage in chain])
        edges.append(Edge(VICTIM_IN, person, case, told))
    return edges


def _suspects(
    case: str,
    people: Sequence[LocalPerson],
    persons: Mapping[str, str],
    status: str | None,
    rules: Rules,
) -> list[Edge]:
    edges = []
    for person, records in sorted(_records_by_person(people, persons, Kind.SUSPECT).items()):
        preferred = Preference(records, rules)
        situation = preferred.code("situation")
        accusation = SuspectIn(
            role=preferred.code("role"),
            situation=situation,
            procedural_status=status,
            excluded=bool({status, situation} & rules.excluded),
        )
        edges.append(Edge(SUSPECT_IN, person, case, properties_of(accusation)))
    return edges

"""The stages of one case: what each victim lived, in order, with places, means and provisions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from trama.graph.ontology.canonical_layer import Stage, TypifiedAs
from trama.graph.ontology.classes import properties_of
from trama.graph.records import CaseKey, Kind, RecordState, digest
from trama.graph.store.changes import Edge, Leg
from trama.linkage.canonical.ordering import Lived, in_order, legs, stale_legs
from trama.linkage.canonical.prefer import Preference, parsed
from trama.linkage.canonical.relationships import (
    COMMITTED,
    NEXT,
    PART_OF,
    STAGE_AT,
    STAGE_ATTESTED,
    SUBJECTED_TO,
    TYPIFIED_AS,
    USED,
)
from trama.linkage.canonical.rules import Rules
from trama.linkage.canonical.shared_nodes import means_of
from trama.linkage.canonical.stages import stage_groups
from trama.linkage.identity import LocalPerson

Group = tuple[RecordState, ...]
NameOf = Mapping[tuple[CaseKey, Kind, str], LocalPerson]
"""The local people of a case by entity key."""


@dataclass(frozen=True, slots=True)
class CaseFrame:
    """What the stages of a case must know of it.

    ``persons`` gives the uid of the person that each local person (by its uid) is; ``provisions``
    what its records write, each once; ``fact_date`` stands in for stages without a date.
    """

    uid: str
    people: NameOf
    persons: Mapping[str, str]
    provisions: tuple[str, ...]
    fact_date: str | None


@dataclass(slots=True)
class Trajectories:
    """The stages of a case, ready to be written."""

    stages: list[dict[str, object]] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    legs: set[Leg] = field(default_factory=set)


def trajectories(records: Sequence[RecordState], frame: CaseFrame, rules: Rules) -> Trajectories:
    """Returns the stages that the records of a case tell of: one victim's each, chained.

    A stage whose victim nobody names stands alone at position 1.
    """
    derived = Trajectories()
    lived_by: dict[str, list[RecordState]] = defaultdict(list)
    unknown: list[RecordState] = []
    for record in records:
        if record.kind is not Kind.STAGE or record.text("phase") is None:
            continue
        victims = _persons(record, "victims", Kind.VICTIM, frame)
        for victim in victims:
            lived_by[victim].append(record)
        if not victims:
            unknown.append(record)
    anchors = _anchors(frame)
    for victim, told in sorted(lived_by.items()):
        groups = {_uid(group, anchors[victim]): group for group in stage_groups(told)}
        _chain(derived, groups, frame, rules, victim)
    for group in stage_groups(unknown):
        _chain(derived, {_uid(group, ""): group}, frame, rules, None)
    return derived


def _chain(
    derived: Trajectories,
    groups: Mapping[str, Group],
    frame: CaseFrame,
    rules: Rules,
    victim: str | None,
) -> None:
    chosen = {uid: Preference(group, rules) for uid, group in groups.items()}
    lived = in_order([_lived(uid, chosen[uid], groups[uid]) for uid in groups], rules)
    arrivals = legs([stage.place for stage in lived])
    for position, (stage, arrived) in enumerate(zip(lived, arrivals, strict=True), start=1):
        said, group = chosen[stage.uid], groups[stage.uid]
        derived.stages.append(properties_of(_stage(stage, said, position, arrived)))
        derived.legs |= stale_legs(arrived)
        derived.edges.append(Edge(PART_OF, stage.uid, frame.uid))
        if victim is not None:
            derived.edges.append(Edge(SUBJECTED_TO, victim, stage.uid))
        if stage.place is not None:
            derived.edges.append(Edge(STAGE_AT, stage.uid, stage.place))
        derived.edges += _said_of(stage, group, frame)
        derived.edges += _typified(stage, frame, rules)
    for before, after in pairwise(lived):
        derived.edges.append(Edge(NEXT, before.uid, after.uid))


def _lived(uid: str, said: Preference, group: Group) -> Lived:
    date = said.date("date")
    content = tuple(said.text(name) or "" for name in ("date", "venue", "transport"))
    return Lived(
        uid=uid,
        phase=group[0].text("phase") or "",
        date=parsed(date) if date else None,
        place=said.place("place"),
        content=content,
    )


def _stage(lived: Lived, said: Preference, position: int, arrived: Mapping[str, str]) -> Stage:
    return Stage(
        uid=lived.uid,
        phase=lived.phase,
        position=position,
        date=lived.date.text if lived.date else None,
        since=lived.date.first.isoformat() if lived.date else None,
        until=lived.date.last.isoformat() if lived.date else None,
        venue=said.code("venue"),
        transport=said.code("transport"),
        recruitment=said.code("recruitment"),
        means=said.together("means"),
        purposes=said.together("purposes"),
        leg_district=arrived.get("DISTRITO"),
        leg_province=arrived.get("PROVINCIA"),
        leg_department=arrived.get("DEPARTAMENTO"),
        leg_country=arrived.get("PAIS"),
    )


def _said_of(stage: Lived, group: Group, frame: CaseFrame) -> list[Edge]:
    edges = [Edge(STAGE_ATTESTED, stage.uid, record.uid) for record in group]
    suspects = {
        suspect for record in group for suspect in _persons(record, "suspects", Kind.SUSPECT, frame)
    }
    edges += [Edge(COMMITTED, suspect, stage.uid) for suspect in sorted(suspects)]
    used = {
        (USED[shape], shared.uid)
        for record in group
        for shared, shape in means_of(record).items()
        if shape in USED
    }
    edges += [Edge(kind, stage.uid, uid) for kind, uid in sorted(used)]
    return edges


def _typified(stage: Lived, frame: CaseFrame, rules: Rules) -> list[Edge]:
    """To the provision in force when the stage was lived; what was written stays beside it."""
    fact = parsed(frame.fact_date) if frame.fact_date else None
    when = stage.date or fact
    day = when.first if when else None
    return [
        Edge(
            TYPIFIED_AS,
            stage.uid,
            rules.in_force(written, day),
            properties_of(TypifiedAs(written=written)),
        )
        for written in frame.provisions
    ]


def _persons(record: RecordState, field_name: str, kind: Kind, frame: CaseFrame) -> list[str]:
    """The uids of the persons whom a stage names by entity keys, each once."""
    named = (frame.people.get((record.case, kind, key)) for key in record.texts(field_name))
    return sorted({frame.persons[local.uid] for local in named if local is not None})


def _anchors(frame: CaseFrame) -> dict[str, str]:
    """For each person of the case the smallest uid of a victim's record in this case.

    It tells a stage of one victim from another's, and no merge with another case changes it.
    """
    anchors: dict[str, str] = {}
    for local in frame.people.values():
        if local.kind is Kind.VICTIM:
            person = frame.persons[local.uid]
            anchors[person] = min(anchors.get(person, local.uid), local.uid)
    return anchors


def _uid(group: Group, victim: str) -> str:
    return "S-" + digest(group[0].uid, victim)

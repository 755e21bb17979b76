"""The stages of one case: what each victim lived, in order, with places, means and provisions.

The main value is `Trajectories`: properties of stages, their relationships, and the legs between
their places.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from trama.canonical.ordering import Lived, in_order, legs, order_is_told, stale_legs
from trama.canonical.prefer import Preference, parsed
from trama.canonical.relationships import (
    COMMITTED,
    NEXT,
    PART_OF,
    STAGE_AT,
    STAGE_ATTESTED,
    SUBJECTED_TO,
    TYPIFIED_AS,
    USED,
)
from trama.canonical.rules import Rules
from trama.canonical.shared_nodes import involved_nodes_of
from trama.canonical.stages import stage_groups
from trama.graph.records import CaseKey, Kind, RecordState, digest
from trama.graph.store.changes import Edge
from trama.graph.store.route_gains import Leg
from trama.linkage.identity import LocalPerson
from trama.ontology.canonical_layer import Stage
from trama.ontology.canonical_relationships import TypifiedAs
from trama.ontology.classes import properties_of

Group = tuple[RecordState, ...]

PeopleByKey = Mapping[tuple[CaseKey, Kind, str], Sequence[LocalPerson]]
"""The local people of a case, by case, kind and entity key: several if they bear one name."""


@dataclass(frozen=True, slots=True)
class CaseFrame:
    """The facts of a case on which its stages depend.

    ``persons``     uid of a local person → uid of the person that they are.
    ``named``       the persons of ``people``, by the same keys.
    ``provisions``  the articles that the records of the case write, each once.
    ``fact_date``   the date for a stage without a date of its own.
    """

    uid: str
    people: PeopleByKey
    persons: Mapping[str, str]
    provisions: tuple[str, ...]
    fact_date: str | None
    named: Mapping[tuple[CaseKey, Kind, str], frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        """Find the person of each key once: every stage asks for its victims and suspects."""
        named = {
            key: frozenset(self.persons[local.uid] for local in people)
            for key, people in self.people.items()
        }
        object.__setattr__(self, "named", named)


@dataclass(slots=True)
class Trajectories:
    """The stages of a case, ready to be written; ``lived`` has those of each victim in order."""

    stages: list[dict[str, object]] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    legs: set[Leg] = field(default_factory=set)
    lived: dict[str, tuple[Lived, ...]] = field(default_factory=dict)


def trajectories(records: Sequence[RecordState], frame: CaseFrame, rules: Rules) -> Trajectories:
    """Return the stages that the records of a case describe, one chain for each victim.

    1. Collect the stage records of each victim. A record that names three victims counts for each.
    2. Group the records of a victim into stages (``stage_groups``).
    3. Choose the values of each stage, and order the stages as the victim lived them.
    4. Number them from 1 and join them by NEXT. Store the legs from place to place.
    5. A stage without a known victim stands alone at position 1.

    Example: two records name victim A1: CAPTACION in PE-080101 and EXPLOTACION in PE-170103. The
    result has two stages, at positions 1 and 2, joined by one NEXT. The second has the leg
    ``PE-080101>PE-170103`` of districts.
    """
    derived = Trajectories()
    by_victim: dict[str, list[RecordState]] = defaultdict(list)
    without_victim: list[RecordState] = []
    for record in records:
        if record.kind is not Kind.STAGE or record.text("phase") is None:
            continue
        victims = _persons(record, "victims", Kind.VICTIM, frame)
        for victim in victims:
            by_victim[victim].append(record)
        if not victims:
            without_victim.append(record)
    anchors = _anchors(frame)
    for victim, stage_records in sorted(by_victim.items()):
        groups = {_uid(group, anchors[victim]): group for group in stage_groups(stage_records)}
        _chain(derived, groups, frame, rules, victim)
    for group in stage_groups(without_victim):
        _chain(derived, {_uid(group, ""): group}, frame, rules, None)
    return derived


def _chain(
    derived: Trajectories,
    groups: Mapping[str, Group],
    frame: CaseFrame,
    rules: Rules,
    victim: str | None,
) -> None:
    """Add the stages of one victim, each by its uid, in the order lived."""
    preferences = {uid: Preference(group, rules) for uid, group in groups.items()}
    lived = in_order([_lived(uid, preferences[uid], groups[uid]) for uid in groups], rules)
    arrivals = legs([stage.place for stage in lived], order_is_told(lived))
    for position, (stage, arrived) in enumerate(zip(lived, arrivals, strict=True), start=1):
        node = _stage(stage, preferences[stage.uid], position, arrived)
        derived.stages.append(properties_of(node))
        derived.legs |= stale_legs(arrived)
        derived.edges.append(Edge(PART_OF, stage.uid, frame.uid))
        if victim is not None:
            derived.edges.append(Edge(SUBJECTED_TO, victim, stage.uid))
        if stage.place is not None:
            derived.edges.append(Edge(STAGE_AT, stage.uid, stage.place))
        derived.edges += _named_in(stage, groups[stage.uid], frame)
        derived.edges += _typified(stage, frame, rules)
    for before, after in pairwise(lived):
        derived.edges.append(Edge(NEXT, before.uid, after.uid))
    if victim is not None:
        derived.lived[victim] = lived


def _lived(uid: str, preferred: Preference, group: Group) -> Lived:
    date = preferred.date("date")
    content = tuple(preferred.text(name) or "" for name in ("date", "venue", "transport"))
    return Lived(
        uid=uid,
        phase=group[0].text("phase") or "",
        date=parsed(date) if date else None,
        place=preferred.place("place"),
        content=content,
        time=min(
            (time for r in group if r.text("date") == date and (time := r.text("time"))),
            default=None,
        ),
        rows=_rows(group),
    )


def _rows(group: Group) -> dict[str, int]:
    """Return the first line of the stage in each sheet that has it."""
    rows: dict[str, int] = {}
    for record in group:
        if record.row_of:
            rows[record.row_of] = min(record.row, rows.get(record.row_of, record.row))
    return rows


def _stage(lived: Lived, preferred: Preference, position: int, arrived: Mapping[str, str]) -> Stage:
    return Stage(
        uid=lived.uid,
        phase=lived.phase,
        position=position,
        date=lived.date.text if lived.date else None,
        since=lived.date.first.isoformat() if lived.date else None,
        until=lived.date.last.isoformat() if lived.date else None,
        venue=preferred.code("venue"),
        transport=preferred.code("transport"),
        recruitment=preferred.code("recruitment"),
        means=preferred.together("means"),
        purposes=preferred.together("purposes"),
        leg_district=arrived.get("DISTRITO"),
        leg_province=arrived.get("PROVINCIA"),
        leg_department=arrived.get("DEPARTAMENTO"),
        leg_country=arrived.get("PAIS"),
    )


def _named_in(stage: Lived, group: Group, frame: CaseFrame) -> list[Edge]:
    """Return the relationships to the records of a stage, its suspects and its shared nodes."""
    edges = [Edge(STAGE_ATTESTED, stage.uid, record.uid) for record in group]
    suspects = {
        suspect for record in group for suspect in _persons(record, "suspects", Kind.SUSPECT, frame)
    }
    edges += [Edge(COMMITTED, suspect, stage.uid) for suspect in sorted(suspects)]
    used = {
        (USED[node_class], shared.uid)
        for record in group
        for shared, node_class in involved_nodes_of(record).items()
        if node_class in USED
    }
    edges += [Edge(kind, stage.uid, uid) for kind, uid in sorted(used)]
    return edges


def _typified(stage: Lived, frame: CaseFrame, rules: Rules) -> list[Edge]:
    """Return the relationships to the provisions in force on the first day of the stage.

    Each keeps the article as written. Without a date, the fact date of the case counts.
    """
    fact = parsed(frame.fact_date) if frame.fact_date else None
    when = stage.date or fact
    day = when.first if when else None
    return [
        Edge(TYPIFIED_AS, stage.uid, rules.in_force(written, day), _as_written(written))
        for written in frame.provisions
    ]


@lru_cache(maxsize=1024)  # the articles of the penal code, in their spellings
def _as_written(article: str) -> Mapping[str, object]:
    return properties_of(TypifiedAs(written=article))


def _persons(record: RecordState, field_name: str, kind: Kind, frame: CaseFrame) -> list[str]:
    """Return the uids of the persons whom a stage names by entity keys, each once.

    A key that several bear names each of them: nothing says whom of them a stage means.
    """
    keys = [(record.case, kind, key) for key in record.texts(field_name)]
    return sorted(frozenset().union(*[frame.named.get(key, ()) for key in keys]))


def _anchors(frame: CaseFrame) -> dict[str, str]:
    """Return, by person, the smallest uid of a victim's record of the person in this case.

    An anchor tells the stage of one victim from that of another. It does not change when the person
    is joined with a person of another case.
    """
    anchors: dict[str, str] = {}
    for local in (local for people in frame.people.values() for local in people):
        if local.kind is Kind.VICTIM:
            person = frame.persons[local.uid]
            anchors[person] = min(anchors.get(person, local.uid), local.uid)
    return anchors


def _uid(group: Group, victim: str) -> str:
    return "S-" + digest(group[0].uid, victim)

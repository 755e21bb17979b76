"""The brief of a case and of its victims: the values that surveys of all cases ask for.

A survey that read every stage and record would not end in a large graph. Each value is derived with
its case, and says nothing that stages, provisions and records do not say.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trama.canonical.ordering import Lived
from trama.canonical.relationships import STAGE_ATTESTED, TYPIFIED_AS
from trama.canonical.trajectories import Trajectories
from trama.graph.records import FieldValue, RecordState

_CAPTURE, _TRANSPORT, _RECEPTION, _RETENTION = "CAPTACION", "TRANSPORTE", "RECEPCION", "RETENCION"
_ARRIVAL = frozenset({_RECEPTION, _RETENTION, "EXPLOTACION"})
_WHOLE_WAY = (_CAPTURE, _TRANSPORT, _RECEPTION)
_PHASES = (*_WHOLE_WAY, _RETENTION, "EXPLOTACION", "APOYO")
_DAY = 10  # signs of a day; a month and a year have fewer
_EVERY = {
    "every_recruitment": "recruitment",
    "every_means": "means",
    "every_purpose": "purposes",
}


@dataclass(frozen=True, slots=True)
class Way:
    """The stages of a victim in a case in brief, as ``VictimIn`` declares each."""

    stages: int
    way: tuple[str, ...]
    missing: tuple[str, ...]
    without_place: tuple[str, ...]

    @property
    def gaps(self) -> int:
        """The number of phases that are missing or have a stage without a place."""
        return len(self.missing) + len(self.without_place)


def way_of(lived: Sequence[Lived]) -> Way:
    """Return the way of a victim, whose stages are in the order lived.

    Example: CAPTACION in PE-080101, TRANSPORTE in PE-08 and RETENCION without a place give
    ``way=("PE-080101", "", "PE-08")``, ``missing=()`` and ``without_place=("RETENCION",)``: who is
    retained was received.
    """
    if not lived:
        return Way(0, (), _WHOLE_WAY, ())
    captured = [stage.place for stage in lived if stage.phase == _CAPTURE and stage.place]
    arrived = [stage.place for stage in lived if stage.phase in _ARRIVAL and stage.place]
    passed = [stage.place for stage in lived if stage.phase == _TRANSPORT and stage.place]
    known = {_RECEPTION if stage.phase == _RETENTION else stage.phase for stage in lived}
    placeless = {stage.phase for stage in lived if not stage.place}
    return Way(
        stages=len(lived),
        way=(captured[0] if captured else "", arrived[-1] if arrived else "", *passed),
        missing=tuple(phase for phase in _WHOLE_WAY if phase not in known),
        without_place=tuple(phase for phase in _PHASES if phase in placeless),
    )


def chain_of(lived: Sequence[Lived]) -> tuple[str, ...]:
    """Return a text for each stage of a victim: position, uid, phase, place, first and last day.

    Example: ``("1 S-a3 CAPTACION PE-08 2017-03-01 2017-03-31", "2 S-b7 RECEPCION   ")``; of the
    second stage neither the place nor a day is known.
    """
    return tuple(
        " ".join(
            (
                str(position),
                stage.uid,
                stage.phase,
                stage.place or "",
                stage.date.first.isoformat() if stage.date else "",
                stage.date.last.isoformat() if stage.date else "",
            )
        )
        for position, stage in enumerate(lived, start=1)
    )


def days_held(lived: Sequence[Lived]) -> int | None:
    """Return the days from the first to the last day written of how a victim was held.

    Return None if fewer than two days are written. A month or a year does not tell which day.
    """
    written = [stage.date for stage in lived if stage.phase in _ARRIVAL and stage.date]
    written = [date for date in written if len(date.text) == _DAY or "/" in date.text]
    if not written:
        return None
    spanned = max(date.last for date in written) - min(date.first for date in written)
    return spanned.days or None


def every_code(
    told: Mapping[str, object], stages: Iterable[Mapping[str, object]]
) -> dict[str, list[str]]:
    """Return the codes that a victim's records or stages give, by the property that keeps them.

    The police write of a victim, the prosecutors of a stage. ``told`` are the properties of the
    victim in the case, ``stages`` those of the stages there.
    """
    sources = (told, *stages)
    found = {
        name: sorted({code for said in sources for code in _listed(said.get(single))})
        for name, single in _EVERY.items()
    }
    return {name: codes for name, codes in found.items() if codes}


def _listed(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, list) else ()


def absences(since: str | None, *, placed: bool, stages: Sequence[object]) -> tuple[str, ...]:
    """Return DATE, PLACE and STAGES as far as a case has none."""
    told = {"DATE": since is not None, "PLACE": placed, "STAGES": bool(stages)}
    return tuple(name for name, is_told in told.items() if not is_told)


def place_in_brief(place: str | None, ways: Iterable[Way]) -> str | None:
    """Return the place of the fact, else the first, by uid, at which a victim arrived.

    A country alone is none: it has no department.
    """
    if place is not None and "-" in place:
        return place
    arrived = (way.way[1] for way in ways if way.way)
    return min((uid for uid in arrived if "-" in uid), default=None)


def superseded(lived: Trajectories) -> tuple[str, ...]:
    """Return the articles as written that were not in force at the date of some stage."""
    written = {
        str(edge.properties["written"])
        for edge in lived.edges
        if edge.kind == TYPIFIED_AS and edge.properties and edge.properties["written"] != edge.end
    }
    return tuple(sorted(written))


def stage_records(lived: Trajectories, records: Iterable[RecordState]) -> list[list[RecordState]]:
    """Return the records of each stage."""
    by_uid = {record.uid: record for record in records}
    groups: dict[str, list[RecordState]] = defaultdict(list)
    for edge in lived.edges:
        if edge.kind == STAGE_ATTESTED:
            groups[edge.start].append(by_uid[edge.end])
    return list(groups.values())


def conflicting_fields(subjects: Iterable[Sequence[RecordState]]) -> tuple[str, ...]:
    """Return the fields of which the registries say different values about one subject.

    ``subjects`` has the records about each: the case, a person, a stage. The values of a registry
    are those of all its records of one kind; a list is one value whatever its order.

    Example: RETA says of a victim ``age`` 16 in one row and 17 in another, SISTRA says 17. The two
    registries differ: {16, 17} is not {17}.
    """
    found: set[str] = set()
    for records in subjects:
        if len({record.registry for record in records}) < 2:
            continue
        told: dict[tuple[str, str], dict[str, set[object]]] = defaultdict(lambda: defaultdict(set))
        for record in records:
            for name, value in record.fields.items():
                told[record.kind, name][record.registry].update(_values(value))
        found |= {name for (_, name), said in told.items() if _differ(said)}
    return tuple(sorted(found))


def _values(value: FieldValue) -> Iterable[object]:
    return value if isinstance(value, tuple) else (value,)


def _differ(said: Mapping[str, set[object]]) -> bool:
    values = [value for value in said.values() if value]
    return any(value != values[0] for value in values)

"""The fields by which records of cases are compared."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from trama.core.text import fold
from trama.graph.records import CaseKey, Kind, RecordState
from trama.linkage.case_identity import POLICE
from trama.linkage.identity import LocalPerson
from trama.values.partial_date import PartialDate

_PHASES = ("RECEPCION", "EXPLOTACION", "RETENCION", "TRANSPORTE", "CAPTACION")
"""Phases whose date and place stand for those of the fact, the nearest to it first."""

_THINGS = ("phones", "accounts", "plates")
"""Fields of things that few people have. A bus company has too many passengers to tell anything."""


@dataclass(frozen=True, slots=True)
class ComparedCase:
    """The fields by which a case of one registry is compared. Unknown is None or empty.

    ``place`` is the uid of a Location. ``agency`` is the folded name of the unit or office, and
    ``named`` the number of the registration that a carpeta names, letters and digits only.
    ``victims`` and ``suspects`` are numbers of people, 0 if nobody is known. ``things`` are phones,
    accounts, plates and establishments, as ``field:folded name``; an establishment has its place.
    """

    key: CaseKey
    fact_date: PartialDate | None = field(default=None, repr=False)
    registered_on: PartialDate | None = field(default=None, repr=False)
    place: str | None = field(default=None, repr=False)
    agency: str | None = field(default=None, repr=False)
    named: str | None = field(default=None, repr=False)
    victims: int = 0
    suspects: int = 0
    provisions: frozenset[str] = field(default=frozenset(), repr=False)
    purposes: frozenset[str] = field(default=frozenset(), repr=False)
    things: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def number(self) -> str:
        """The number of the case, letters and digits only, as another registry may name it."""
        return number_signs(self.key.number)


def compared_case(
    key: CaseKey, records: Iterable[RecordState], people: Sequence[LocalPerson]
) -> ComparedCase:
    """Return what a case can be compared by, from all its records and its local people.

    The date and the place of the fact are those of the case's own row, else those of the stage
    nearest to the fact (the reception of the victims first).
    """
    records = sorted(records, key=lambda record: record.uid)
    rows = [record for record in records if record.kind is Kind.CASE]
    stages = sorted(
        (record for record in records if record.kind is Kind.STAGE),
        key=lambda stage: (_rank(stage), stage.text("date") or "~", stage.uid),
    )
    agency = _first(rows, "agency")
    named = _first(rows, "police_report") if key.registry != POLICE else None
    return ComparedCase(
        key,
        fact_date=_date(_first(rows, "fact_date") or _first(stages, "date")),
        registered_on=_date(_first(rows, "registered_on")),
        place=_first(rows, "place") or _first(stages, "place"),
        agency=fold(agency) if agency else None,
        named=number_signs(named) if named else None,
        victims=sum(person.kind is Kind.VICTIM for person in people),
        suspects=sum(person.kind is Kind.SUSPECT for person in people),
        provisions=frozenset(filter(None, (row.text("provision") for row in rows))),
        purposes=frozenset(code for record in records for code in record.texts("purposes")),
        things=frozenset(thing for record in records for thing in _things(record)),
    )


def number_signs(number: str) -> str:
    """Return the letters and digits of a number: registries differ in dashes, blanks and case."""
    return re.sub(r"[^0-9A-Z]", "", fold(number))


def _rank(stage: RecordState) -> int:
    phase = stage.text("phase")
    return _PHASES.index(phase) if phase in _PHASES else len(_PHASES)


def _first(records: Iterable[RecordState], name: str) -> str | None:
    return next(filter(None, (record.text(name) for record in records)), None)


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _things(record: RecordState) -> set[str]:
    things = {f"{name}:{fold(value)}" for name in _THINGS for value in record.texts(name)}
    establishment = record.text("establishment")
    if establishment and record.text("place"):
        things.add(f"establishment:{fold(establishment)}@{record.text('place')}")
    return things

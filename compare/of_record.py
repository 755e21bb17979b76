"""The identity of a record: its name in parts, its keys of documents, its dates and places."""

import re

from trama.compare.identity_fields import ComparedIdentity
from trama.graph.records import RecordState
from trama.values.married_names import NameParts, with_husband_apart, with_surnames_parted
from trama.values.name_words import droppable_particles, folded_name
from trama.values.names import PersonName, person_name
from trama.values.partial_date import PartialDate

_BUSINESS = re.compile(r"RUC:10(\d{8})\d")  # the RUC of a natural person contains the DNI


def compared_identity(
    record: RecordState, counted_on: PartialDate | None = None
) -> ComparedIdentity:
    """Return what a record of a victim or a suspect can be compared by.

    ``counted_on`` is the date at which the record's age was counted: the fact of its case.

    1. Take the surnames and given names. Cut a full name, or two surnames, in one field.
    2. Set a husband's surname apart (``QUISPE DE SOTO``), but of no man.
    3. Add the DNI that a natural person's RUC contains.

    Example: ``QUISPE MAMANI VDA DE SOTO, ROSA`` gives QUISPE, MAMANI, DE SOTO and (ROSA,).
    """
    name = _name(record)
    whole = folded_name(record.text("name") or name.display)
    texts = map(folded_name, (name.paternal, name.maternal, name.given))
    parts = with_surnames_parted(NameParts(*texts))
    if record.text("sex") != "M":
        surnames = folded_name(name.display.partition(",")[0])
        parts = with_husband_apart(parts, surnames or whole)
    documents, unsure = _documents(record)
    age = record.fields.get("age")
    particles = droppable_particles()
    nickname = record.text("nickname") or ""
    initials = record.text("initials") or name.initials
    return ComparedIdentity(
        paternal=parts.paternal or None,
        maternal=parts.maternal or None,
        given=tuple(word for word in parts.given.split() if word not in particles),
        married=f"DE {parts.husband}" if parts.husband else None,
        fragment=None if any(parts) else whole or None,
        initials=() if whole else tuple(sign for sign in folded_name(initials) if sign.isalpha()),
        aliases=tuple(filter(None, map(folded_name, re.split(r"[/;]", nickname)))),
        documents=documents,
        unsure_numbers=unsure,
        sex=record.text("sex"),
        birth=_date(record.text("birth_date")),
        age=float(age) if isinstance(age, int | float) else None,
        counted_on=counted_on,
        nationality=record.text("nationality"),
        birthplace=record.text("birthplace"),
        residence=record.text("residence"),
        kind=record.kind,
    )


def _name(record: RecordState) -> PersonName:
    parts = ("paternal_surname", "maternal_surname", "given_names")
    paternal, maternal, given = (record.text(part) or "" for part in parts)
    if paternal or maternal or given:
        return PersonName(record.text("name") or "", paternal, maternal, given)
    return person_name(record.text("name") or "").value or PersonName("")


def _documents(record: RecordState) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys of valid documents, and the numbers that are no valid document."""
    key, number = record.text("document_key"), record.text("document_number")
    if key is None:
        return (), (number,) if number else ()
    business = _BUSINESS.fullmatch(key)
    return (key, f"DNI:{business[1]}") if business else (key,), ()


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None

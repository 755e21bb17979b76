"""The people of cases as records to compare: one `ComparedRecord` for each local person."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from trama.compare.identity_fields import ComparedIdentity
from trama.compare.of_record import compared_identity
from trama.graph.records import FieldValue, Kind, RecordState
from trama.linkage.identity import LocalPerson
from trama.values.partial_date import PartialDate

if TYPE_CHECKING:  # DuckDB comes with the extra ``link``; to explain a pair nobody needs it
    from trama.linkage.pairs.compared_records import ComparedRecord

# Ages are counted at the fact: reception and exploitation come nearest to it, capture last.
_PHASES = ("RECEPCION", "EXPLOTACION", "RETENCION", "TRANSPORTE", "CAPTACION")
_CASE, _OTHER_STAGE, _REGISTERED = 0, 8, 9  # ranks: the case's own date is best, this the worst

_OF_NAMES = (
    "name",
    "paternal_surname",
    "maternal_surname",
    "given_names",
    "name_key",
    "initials",
)
_OF_DOCUMENTS = ("document_key", "document_number", "document_type")


class Fact(NamedTuple):
    """The date of a case's fact and its place (the uid of a Location), None if unknown."""

    date: PartialDate | None = None
    place: str | None = None


def fact_of(records: Iterable[RecordState]) -> Fact:
    """Return the fact of one case: as its case record says, else its best stage.

    The last resort of the date is the day of registration. The smallest value of equal sources
    counts, so that the order of records does not matter.

    Example: a carpeta gives no date. Its stages are CAPTACION in 2017-01 at PE-08 and RECEPCION in
    2017-03 without a place: the date is 2017-03 and the place PE-08.
    """
    dates: list[tuple[int, str]] = []
    places: list[tuple[int, str]] = []
    for record in records:
        if record.kind not in (Kind.CASE, Kind.STAGE):
            continue
        rank = _rank(record)
        for name, of_name, found in (
            ("fact_date", _CASE, dates),
            ("date", rank, dates),
            ("registered_on", _REGISTERED, dates),
            ("place", rank, places),
        ):
            if value := record.text(name):
                found.append((of_name, value))
    date = PartialDate.parse(min(dates)[1]) if dates else None
    return Fact(date, min(places)[1] if places else None)


def _rank(record: RecordState) -> int:
    if record.kind is Kind.CASE:
        return _CASE
    phase = record.text("phase")
    return 1 + _PHASES.index(phase) if phase in _PHASES else _OTHER_STAGE


def compared_record(person: LocalPerson, fact: Fact) -> "ComparedRecord":
    """Return a local person as one record to compare; its uid is the smallest of the records."""
    from trama.linkage.pairs.compared_records import ComparedRecord  # noqa: PLC0415 - DuckDB comes with the extra

    return ComparedRecord(person.uid, person.case, identity_of(person, fact), fact.place)


def identity_of(person: LocalPerson, fact: Fact) -> ComparedIdentity:
    """Return the identity that all records of a local person give together."""
    return compared_identity(_whole(person), fact.date)


def _whole(person: LocalPerson) -> RecordState:
    """Return one record with what all records of a local person say.

    1. The parts of the name come from one record, the one that gives most of it: parts of two
       spellings would make a third.
    2. The document is the one that most records give. Aliases are those of all records.
    3. Any other field comes from the first record that gives it.
    """
    first = person.records[0]
    if len(person.records) == 1:
        return first
    fullest = max(person.records, key=_fullness)  # the first of equals
    fields: dict[str, FieldValue] = {}
    for record in person.records:
        for name, value in record.fields.items():
            if name not in (*_OF_NAMES, *_OF_DOCUMENTS):
                fields.setdefault(name, value)
    fields |= {name: fullest.fields[name] for name in _OF_NAMES if name in fullest.fields}
    fields |= _document(person)
    if aliases := _aliases(person.records):
        fields["nickname"] = "/".join(aliases)
    return replace(first, mention=first.mention._replace(fields=fields))


def _fullness(record: RecordState) -> tuple[int, int]:
    """Return how much of a name a record gives: its words, then the letters."""
    words = {word for name in _OF_NAMES[:4] for word in (record.text(name) or "").split()}
    return len(words), sum(map(len, words)) or len(record.text("initials") or "")


def _document(person: LocalPerson) -> dict[str, FieldValue]:
    for record in person.records:
        if record.text("document_key") == person.document and (
            person.document or record.text("document_number")
        ):
            return {name: record.fields[name] for name in _OF_DOCUMENTS if name in record.fields}
    return {}


def _aliases(records: Sequence[RecordState]) -> list[str]:
    texts = (record.text("nickname") for record in records)
    return list(dict.fromkeys(text for text in texts if text))

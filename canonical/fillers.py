"""Values that a person marked as fillers: derivation reads the records as if they were not there.

The main value is `Fillers`. A mark is known by its kind and its folded value, so that every
spelling of a venue is marked at once.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from trama.core.text import fold
from trama.graph.records import FieldValue, RecordState
from trama.ontology.internal_layer import FillerMark
from trama.values import contacts
from trama.values.documents import document

# kind of a mark → the fields of records that hold such values
FIELDS: Mapping[str, tuple[str, ...]] = {
    "phone": ("phones",),
    "account": ("accounts",),
    "plate": ("plates",),
    "document": ("document_key",),
    "venue": ("establishment",),
    "company": ("transport_companies", "transport_company"),
}
_KIND_OF = {field: kind for kind, fields in FIELDS.items() for field in fields}


@dataclass(frozen=True, slots=True)
class Fillers:
    """The marked values, each as its kind and its folded text."""

    marked: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, marks: Iterable[FillerMark]) -> "Fillers":
        """Return the values of these marks."""
        return cls(frozenset((mark.kind, fold(mark.value)) for mark in marks))

    def without(self, record: RecordState) -> RecordState:
        """Return the record without marked values; the record itself if it has none.

        Example: with ``("phone", "51987650000")`` marked, the phones ``("+51987650000",
        "+51987650001")`` become ``("+51987650001",)``.
        """
        if not self.marked or _KIND_OF.keys().isdisjoint(record.fields):
            return record
        kept: dict[str, FieldValue] = {}
        for name, value in record.fields.items():
            left = self._left(_KIND_OF.get(name), value)
            if left is not None:
                kept[name] = left
        if kept == record.fields:
            return record
        return replace(record, mention=record.mention._replace(fields=kept))

    def _left(self, kind: str | None, value: FieldValue) -> FieldValue | None:
        if kind is None:
            return value
        if isinstance(value, tuple):
            return tuple(one for one in value if (kind, fold(one)) not in self.marked) or None
        return None if (kind, fold(str(value))) in self.marked else value


NO_FILLERS = Fillers()


def mark_uid(kind: str, value: str) -> str:
    """Return the uid of the mark of a value, equal for all of its spellings."""
    return "F-" + hashlib.blake2b(f"{kind}\x1f{fold(value)}".encode(), digest_size=6).hexdigest()


def as_records_hold(kind: str, written: str) -> str:
    """Return a value in the form in which records store it: ``987 650 000`` is ``+51987650000``."""
    readers: Mapping[str, Callable[[str], str | None]] = {
        "phone": lambda text: contacts.phone(text).value,
        "account": lambda text: contacts.account(text).value,
        "plate": lambda text: contacts.plate(text).value,
        "document": _document_key,
    }
    read = readers.get(kind)
    return (read(written) if read else None) or " ".join(written.upper().split())


def _document_key(written: str) -> str | None:
    value = document(written).value
    return value.key if value else None

"""Records as the loader holds them: what the graph's source layer says of one account."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from trama.graph.ontology.source_layer import Record
from trama.ingest.mapping.accounts import UNCODED, Account, FieldValue, Kind

_TEXT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, check_circular=False)
_OWN = frozenset(declared.name for declared in fields(Record))


class CaseKey(NamedTuple):
    """A case as one registry numbers it."""

    registry: str
    number: str


@dataclass(frozen=True, slots=True)
class RecordState:
    """A record, as it stands in the graph or will stand there.

    ``fields`` holds what is known (absent means unknown) of the record class of its kind.
    """

    uid: str
    registry: str
    kind: Kind
    case_key: str
    entity_key: str
    content: str
    earlier: tuple[str, ...]
    originals: str
    fields: Mapping[str, FieldValue]
    case: CaseKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keeps the case as its registry numbers it: planning asks for it all the time."""
        object.__setattr__(self, "case", CaseKey(self.registry, self.case_key))

    def text(self, name: str) -> str | None:
        """Returns a field that is one text, None where it is not known."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """Returns a field that is a list, empty where it is not known."""
        value = self.fields.get(name, ())
        return value if isinstance(value, tuple) else ()

    def properties(self) -> dict[str, object]:
        """Returns the properties of the node; lists stand for tuples."""
        return {
            "uid": self.uid,
            "registry": self.registry,
            "kind": self.kind.value,
            "case_key": self.case_key,
            "entity_key": self.entity_key,
            "content": self.content,
            "earlier": list(self.earlier),
            "originals": self.originals,
            **{name: listed(value) for name, value in self.fields.items() if value != ()},
        }


def from_properties(properties: Mapping[str, Any]) -> RecordState:
    """Returns the record whose node has these properties."""
    return RecordState(
        uid=properties["uid"],
        registry=properties["registry"],
        kind=Kind(properties["kind"]),
        case_key=properties["case_key"],
        entity_key=properties.get("entity_key") or "",
        content=properties["content"],
        earlier=tuple(properties.get("earlier") or ()),
        originals=properties.get("originals") or "{}",
        fields={
            name: tuple(value) if isinstance(value, list) else value
            for name, value in properties.items()
            if name not in _OWN and value is not None
        },
    )


def listed(value: FieldValue) -> object:
    """Returns the value as a driver takes it: a list for a tuple."""
    return list(value) if isinstance(value, tuple) else value


def originals_text(account: Account) -> str:
    """Returns the cells as written, as JSON whose text does not depend on their order."""
    return canonical_json(dict(account.originals))


def content_of(account: Account, originals: str) -> str:
    """Returns the digest of an account: equal when nothing that it says has changed.

    The cells as written are part of it: a correction that could not be understood is one too.
    """
    said = canonical_json(dict(account.fields))
    return digest(account.kind.value, account.entity_key, said, originals)


def canonical_json(value: object) -> str:
    """Returns JSON whose text does not depend on the order of keys."""
    return _TEXT.encode(value)


def record_uid(case: CaseKey, kind: Kind, entity_key: str, ordinal: int) -> str:
    """Returns the uid of a record; no cell that tells who somebody is goes into it.

    Digests of names or documents could be found out by trying them all. So where the registry has
    no code for a person, only the ordinal tells apart the records of one case and kind.
    """
    parts = (case.registry, case.number, kind.value, code_of(entity_key), str(ordinal))
    return "R-" + digest(*parts)


def code_of(entity_key: str) -> str:
    """Returns the registry's own code of a person, '' where the key was made of cells."""
    return "" if entity_key.startswith(UNCODED) else entity_key


def case_uid(cases: Iterable[CaseKey]) -> tuple[str, tuple[str, ...]]:
    """Returns the uid of the case that is all of these, and its aliases, sorted."""
    candidates = sorted("C-" + digest(*case) for case in cases)
    return candidates[0], tuple(candidates[1:])


def digest(*parts: str) -> str:
    """Returns 24 hexadecimal digits of BLAKE2b: enough for 10^11 records without a clash."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest()

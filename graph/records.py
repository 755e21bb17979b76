"""Mentions and records: the common currency between files, linkage and the graph.

A ``Mention`` is what one row says of one case, victim, suspect or stage. A ``RecordState`` is a
mention in the graph's source layer, now or after a load, with its uid and history.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, NamedTuple

from trama.ontology.source_layer import Record

UNCODED = "~"
"""First letter of an entity key that is a digest of cells: the registry gives the person no code.

Such a key must not go into an identifier. Nor does it distinguish two people of one case for
certain.
"""

FieldValue = str | int | float | bool | tuple[str, ...]

_TEXT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, check_circular=False)
_OWN = frozenset(declared.name for declared in fields(Record))


class Kind(StrEnum):
    """The subject of a mention; each kind has a record class in the ontology's source layer."""

    CASE = "case"
    VICTIM = "victim"
    SUSPECT = "suspect"
    STAGE = "stage"


class CaseKey(NamedTuple):
    """A case as one registry numbers it."""

    registry: str
    number: str


class Mention(NamedTuple):
    """The content of one row about one case, victim, suspect or stage.

    ``entity_key`` is '' for a case or a stage. For a person it is the registry's own code
    (cod_agraviado). A person without a code has ``~`` and a digest of the identifying cells.
    ``fields`` holds the known properties of the record class (absent means unknown).
    ``originals`` is the JSON of the cells as written. ``content`` is a digest of all this: two
    mentions with equal digests say the same.

    A named tuple, because a load makes several a row and a frozen dataclass takes four times as
    long.
    """

    kind: Kind
    case_key: str
    entity_key: str
    content: str
    originals: str
    fields: Mapping[str, FieldValue]

    @classmethod
    def of(
        cls,
        kind: Kind,
        case_key: str,
        entity_key: str,
        fields: Mapping[str, FieldValue],
        written: Mapping[str, str],
    ) -> "Mention":
        """Return the mention with these fields and these cells as written.

        The cells count in the digest: a correction that nobody could read is still a correction.
        """
        originals = canonical_json(dict(written))
        content = digest(kind.value, entity_key, canonical_json(dict(fields)), originals)
        return cls(kind, case_key, entity_key, content, originals, fields)

    def written(self) -> dict[str, str]:
        """Return the cells as written, by column."""
        cells: dict[str, str] = json.loads(self.originals)
        return cells


@dataclass(frozen=True, slots=True)
class RecordState:
    """A record that the graph holds or will hold: a mention, its uid and its history.

    ``earlier`` holds the digests of what the record said before, the oldest first. ``row`` is the
    line of a stage in the sheet whose digest is ``row_of``; 0 and '' are unknown. Two records that
    say the same are equal, wherever they stand.
    """

    uid: str
    registry: str
    mention: Mention
    earlier: tuple[str, ...] = ()
    row: int = field(default=0, compare=False)
    row_of: str = field(default="", compare=False)
    case: CaseKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Store the key of the case: derivation asks for it all the time."""
        object.__setattr__(self, "case", CaseKey(self.registry, self.mention.case_key))

    @property
    def kind(self) -> Kind:
        """The subject of the mention."""
        return self.mention.kind

    @property
    def entity_key(self) -> str:
        """The entity key of the mention."""
        return self.mention.entity_key

    @property
    def content(self) -> str:
        """The digest of what the record says now."""
        return self.mention.content

    @property
    def fields(self) -> Mapping[str, FieldValue]:
        """The known fields of the mention."""
        return self.mention.fields

    def text(self, name: str) -> str | None:
        """Return a field that is one text. Return None if it is unknown."""
        value = self.mention.fields.get(name)
        return value if isinstance(value, str) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a field that is a list, empty if it is unknown."""
        value = self.mention.fields.get(name, ())
        return value if isinstance(value, tuple) else ()

    def properties(self) -> dict[str, object]:
        """Return the properties of the node, with lists in place of tuples."""
        mention = self.mention
        return {
            "uid": self.uid,
            "registry": self.registry,
            "kind": mention.kind.value,
            "case_key": mention.case_key,
            "entity_key": mention.entity_key,
            "content": mention.content,
            "earlier": list(self.earlier),
            "originals": mention.originals,
            **({"row": self.row, "row_of": self.row_of} if self.row_of else {}),
            **{name: listed(value) for name, value in mention.fields.items() if value != ()},
        }


def from_properties(properties: Mapping[str, Any]) -> RecordState:
    """Return the record whose node has these properties."""
    mention = Mention(
        kind=Kind(properties["kind"]),
        case_key=properties["case_key"],
        entity_key=properties.get("entity_key") or "",
        content=properties["content"],
        originals=properties.get("originals") or "{}",
        fields={
            name: tuple(value) if isinstance(value, list) else value
            for name, value in properties.items()
            if name not in _OWN and value is not None
        },
    )
    return RecordState(
        uid=properties["uid"],
        registry=properties["registry"],
        mention=mention,
        earlier=tuple(properties.get("earlier") or ()),
        row=int(properties.get("row") or 0),
        row_of=properties.get("row_of") or "",
    )


def listed(value: FieldValue) -> object:
    """Return the value as the driver takes it: a list in place of a tuple."""
    return list(value) if isinstance(value, tuple) else value


def canonical_json(value: object) -> str:
    """Return JSON whose text does not depend on the order of keys."""
    return _TEXT.encode(value)


def record_uid(case: CaseKey, kind: Kind, entity_key: str, ordinal: int) -> str:
    """Return the uid of a record, made of no cell that tells who somebody is.

    Somebody who tries all names or documents would find the one behind a digest. If the registry
    has no code for a person, only the ordinal distinguishes the records of a case and kind.
    """
    parts = (case.registry, case.number, kind.value, code_of(entity_key), str(ordinal))
    return "R-" + digest(*parts)


def is_record_uid(key: str) -> bool:
    """Return whether a key is the uid of a record."""
    return key.startswith("R-")


def code_of(entity_key: str) -> str:
    """Return the registry's own code of a person, '' if the key is a digest of cells."""
    return "" if entity_key.startswith(UNCODED) else entity_key


def person_code(registry: str, code: str) -> str:
    """Return the key of a person whose code holds in every case of a registry.

    >>> person_code("UNIDAD", "P-0001")
    '@UNIDAD:P-0001'
    """
    return f"@{registry}:{code}"


def is_person_code(key: str) -> bool:
    """Return whether a key is a registry's code of a person. It is a document's key otherwise."""
    return key.startswith("@")


def case_uid(cases: Iterable[CaseKey]) -> tuple[str, tuple[str, ...]]:
    """Return the uid of the case that all these keys name, and its aliases, sorted."""
    candidates = sorted("C-" + digest(*case) for case in cases)
    return candidates[0], tuple(candidates[1:])


def digest(*parts: str) -> str:
    """Return 24 hexadecimal digits of BLAKE2b: enough for 10^11 records without a clash."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest()

"""The readings, by their name in a profile, and the fields that a profile may fill."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from trama.graph.records import Kind
from trama.ontology.canonical_layer import Observation
from trama.ontology.declare import Property
from trama.ontology.shapes import PropertyKind, class_properties
from trama.ontology.source_layer import (
    CaseRecord,
    Record,
    StageRecord,
    SuspectRecord,
    VictimRecord,
)

Gives = Literal["text", "texts", "number", "flag", "any"]

RECORD_CLASSES: Mapping[Kind, type[Record]] = {
    Kind.CASE: CaseRecord,
    Kind.VICTIM: VictimRecord,
    Kind.SUSPECT: SuspectRecord,
    Kind.STAGE: StageRecord,
}

# The mapping itself fills these (keys, people of a stage); a field of a profile never does.
NOT_READ = frozenset(name for name in Record.__annotations__) | {
    "victims",
    "suspects",
    "unknown",
    "kept",
    "time",
    "person_code",
}
NOT_READ_OBSERVATION = frozenset({"uid", "indicator", "year", "place_text", "place_confidence"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A way of reading cells: the roles of its columns, the type it gives, its options.

    The roles are keys of the field in the YAML. At least one of ``any_role`` must be there. If
    ``coded``, the field must have a closed list.
    """

    gives: Gives
    required: tuple[str, ...] = ("from",)
    optional: tuple[str, ...] = ()
    any_role: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    coded: bool = False

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that a column may play, required roles first."""
        return self.required + self.optional + self.any_role


READINGS: Mapping[str, Reading] = {
    "text": Reading("text", options=("not_in",)),
    "texts": Reading("texts", options=("separators",)),
    "case_number": Reading("text"),
    "code": Reading("text", options=("codes", "separators", "quiet"), coded=True),
    "codes": Reading("texts", options=("codes", "separators", "quiet"), coded=True),
    "provision": Reading("text", options=("codes",), coded=True),
    "flags": Reading("texts", required=(), options=("flags",), coded=True),
    "number": Reading("number"),
    "count": Reading("number", options=("at_least",)),
    "age": Reading("number", optional=("born", "on")),
    "date": Reading("text", optional=("time",), options=("order",)),
    "interval": Reading("text", required=(), any_role=("begin", "end"), options=("order",)),
    "year_month": Reading("text", required=("year",), optional=("month",)),
    "yes_no": Reading("flag", options=("codes",)),
    "sex": Reading("text", options=("codes",)),
    "name": Reading(
        "any",
        required=(),
        any_role=("from", "surnames", "paternal", "maternal", "given"),
        options=("order",),
    ),
    "nickname": Reading("text"),
    "document": Reading("any", required=("number",), optional=("type",), options=("codes",)),
    "place": Reading(
        "any",
        required=(),
        any_role=("code", "country", "department", "province", "district", "text"),
        options=("scheme",),
    ),
    "nationality": Reading("text", options=("codes",)),
    "phones": Reading("texts", options=("separators",)),
    "accounts": Reading("texts", options=("separators",)),
    "plates": Reading("texts", options=("separators",)),
    "constant": Reading("any", required=(), options=("value",)),
}


_GIVES: Mapping[PropertyKind, Gives] = {
    "text": "text",
    "texts": "texts",
    "integer": "number",
    "number": "number",
    "flag": "flag",
}


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a profile may fill: its type, and its property in the ontology."""

    name: str
    gives: Gives
    declared: Property


def targets(record: type) -> Mapping[str, Target]:
    """Return the fields of a record class (or of Observation) that a profile may fill.

    ``name`` is a person's whole name; ``document`` is its type, number and key. Their parts are
    always read together.
    """
    skipped = NOT_READ_OBSERVATION if record is Observation else NOT_READ
    fields: dict[str, Target] = {}
    for spec in class_properties(record):
        if spec.name not in skipped and not spec.name.endswith("_confidence"):
            fields[spec.name] = Target(spec.name, _GIVES[spec.kind], spec.declaration)
    if "document_key" in fields:
        document = fields.pop("document_number").declared
        for part in ("document_type", "document_key", "name_key"):
            fields.pop(part)
        for part in ("paternal_surname", "maternal_surname", "given_names", "initials"):
            fields.pop(part, None)
        fields["document"] = Target("document", "any", document)
        fields["name"] = Target("name", "any", fields["name"].declared)
    fields.pop("place_text", None)
    return fields


def field_names(kind: Kind) -> tuple[str, ...]:
    """Return the names of the properties of the record class of a kind."""
    return tuple(spec.name for spec in class_properties(RECORD_CLASSES[kind]))

"""The keys of people within a case: a registry's code, or a digest of what tells them apart."""

import hashlib
from collections.abc import Mapping, Sequence

from trama.core.text import fold
from trama.graph.records import UNCODED, FieldValue
from trama.mapping.field_reading import Note, notes_of
from trama.profiles.row_cells import RowCells
from trama.profiles.specs import KeyPart
from trama.values.cells import Cell
from trama.values.defects import Defect, DefectCode, Outcome
from trama.values.identifiers import identifier, is_missing_key

# Fields that tell people of one case apart, the surest first.
_LAST_RESORT = (
    "document_key",
    "name_key",
    "name",
    "label",
    "initials",
    "nickname",
    "document_number",
)


def entity_code(text: str) -> str:
    """Return a registry's code of a person in the form to compare: upper case, single blanks."""
    return " ".join(text.upper().split())


def entity_key(
    parts: Sequence[KeyPart],
    row: RowCells,
    fields: Mapping[str, FieldValue],
    positions: Mapping[str, int],
) -> str:
    """Return the entity key of a person, by the first part of the key that the row has.

    The registry's own code is a key as it is: ``v 1`` gives ``V 1``. Without a code the key is
    ``~`` and a digest of fields. If no part has the fields that it needs, the document, the name or
    what stands for it decides: «A.B.C.» and «D.E.F.» of one case are two. It is ``~`` alone for a
    person of whom nothing of this is known.
    """
    for part in parts:
        if part.column is not None:
            index = positions.get(part.column)
            if index is not None and (code := code_in(row.cells[index])):
                return code
            continue
        known = [name for name in part.fields if name in fields]
        if (
            "label" in fields
            and not {"name", "name_key"}.isdisjoint(part.fields)
            and not ({"name", "name_key"} & set(known))
        ):
            return UNCODED + _digest(
                [f"{name}={_folded(fields[name])}" for name in [*known, "label"]]
            )
        if len(known) == len(part.fields) or (part.any_known and known):
            return UNCODED + _digest([f"{name}={_folded(fields[name])}" for name in known])
    told = next((name for name in _LAST_RESORT if name in fields), None)
    if parts and told:
        return UNCODED + _digest([f"{told}={_folded(fields[told])}"])
    return UNCODED if parts else ""


def code_in(cell: Cell) -> str:
    """Return the registry's code of a person, '' for a filler or a code that lost digits."""
    code = identifier(cell).value
    missing = code is None or (code != "0" and is_missing_key(code))  # people may be counted from 0
    return "" if code is None or missing else entity_code(code)


def notes_of_damage(column: str, cell: Cell) -> tuple[Note, ...]:
    """Return the note of a person's code that is a day or lost digits, if it is one."""
    code = identifier(cell)
    if code.value is not None or not code.defects:
        return ()
    unusable = Defect(DefectCode.PERSON_CODE_UNUSABLE, Outcome.SET_ASIDE)
    return notes_of((unusable,), column, cell)


def _folded(value: FieldValue) -> str:
    return fold(value) if isinstance(value, str) else str(value)


def _digest(parts: Sequence[str]) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=10).hexdigest()

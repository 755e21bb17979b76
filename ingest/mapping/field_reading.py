"""Reading one field from its cells: the profile's words compiled, once, into functions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from trama.core.text import fold
from trama.graph.ontology.codelists import code_list
from trama.graph.records import FieldValue
from trama.ingest.profile.specs import FieldSpec, Profile
from trama.values.cells import Cell, text_of
from trama.values.dates import DateForm, partial_date
from trama.values.defects import Defect, Normalised
from trama.values.partial_date import PartialDate
from trama.values.quantities import Signs

# Answers remembered of one field. Dates, codes and places repeat from row to row; a name hardly
# does, so a larger memory would cost room and gain nothing.
REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Note:
    """A defect in a column, and what the cell said."""

    column: str
    defect: Defect
    value: str


@dataclass(frozen=True, slots=True)
class Read:
    """What some cells say: fields, fields for where nothing else says them, reasons, notes."""

    fields: Mapping[str, FieldValue]
    defaults: Mapping[str, FieldValue] | None = None
    unknown: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether a field is known from it."""
        return bool(self.fields or self.defaults)


NOTHING = Read({})

Cells = tuple[Cell, ...]
Reader = Callable[[Cells], Read]
"""From the cells of ``columns`` of a field, in that order, to what they say."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a source writes: what readers need to know of its profile.

    ``date`` reads a date as the source writes dates, and remembers the last thousands.
    """

    registry: str
    unknown: Mapping[str, str]
    date: Callable[[Cell], Normalised[PartialDate]]
    numbers: Signs

    @classmethod
    def of(cls, profile: Profile) -> "Form":
        """Returns the form of a profile."""
        words = {**common_unknown(), **profile.unknown}
        return cls(profile.registry, words, _dates(profile.dates), profile.numbers)

    def words(self, spec: FieldSpec) -> Mapping[str, str]:
        """Returns the words for unknown in this field: the profile's and its own."""
        return {**self.unknown, **dict(spec.unknown)} if spec.unknown else self.unknown


@dataclass(frozen=True, slots=True)
class Words:
    """The words for unknown of one field, looked up by what a cell says."""

    target: str
    reasons: Mapping[str, str]

    def reason(self, text: str) -> str | None:
        """Returns why the text says nothing, None where it says something.

        A cell of mere signs (``-``, ``…``, ``***``) folds to nothing: the reason declared for
        ``-`` stands for all of them.
        """
        return self.reasons.get(fold(text))

    def note(self, reason: str) -> str:
        """Returns the entry for a record's ``unknown``."""
        return f"{self.target}:{reason}"


@cache
def common_unknown() -> Mapping[str, str]:
    """Returns the folded words for unknown that serve every source, and the reason of each."""
    words = code_list("unknown_reason").words
    return {text: codes[0].code for (_, text), codes in words.items()}


def _dates(form: DateForm) -> Callable[[Cell], Normalised[PartialDate]]:
    memory: dict[tuple[type, Cell], Normalised[PartialDate]] = {}

    def read(cell: Cell) -> Normalised[PartialDate]:
        key = (type(cell), cell)
        known = memory.get(key)
        if known is None:
            if len(memory) >= REMEMBERED:
                memory.clear()
            known = memory[key] = partial_date(cell, form)
        return known

    return read


def is_blank(cell: Cell) -> bool:
    """Returns whether nothing is written in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def lifted(normalised: Normalised[FieldValue], column: str, cell: Cell, words: Words) -> Read:
    """Returns a normalised value as the field of ``words.target``."""
    value = normalised.value
    return Read(
        fields={} if value is None else {words.target: value},
        unknown=reasons(normalised, words),
        notes=notes(normalised.defects, column, cell),
    )


def reasons(normalised: Normalised[object], words: Words) -> tuple[str, ...]:
    """Returns why the value is unknown, as a record keeps it."""
    return (words.note(normalised.unknown),) if normalised.unknown else ()


def notes(defects: Sequence[Defect], column: str, cell: Cell) -> tuple[Note, ...]:
    """Returns the defects with the column and the cell they are about."""
    if not defects:
        return ()
    return tuple(Note(column, defect, text_of(cell)) for defect in defects)


def joined(reads: Sequence[Read]) -> Read:
    """Returns several readings as one; the first to say a field says it."""
    fields: dict[str, FieldValue] = {}
    defaults: dict[str, FieldValue] = {}
    for read in reads:
        fields = {**read.fields, **fields}
        defaults = {**(read.defaults or {}), **defaults}
    return Read(
        fields=fields,
        defaults=defaults or None,
        unknown=()
        if fields or defaults
        else tuple(dict.fromkeys(why for r in reads for why in r.unknown)),
        notes=tuple(note for read in reads for note in read.notes),
    )


def first_of(columns: Sequence[str], words: Words, one: Callable[[str, Cell], Read]) -> Reader:
    """Returns the reader that takes the first of its cells that says something."""

    def read(cells: Cells) -> Read:
        tried: list[Read] = []
        for column, cell in zip(columns, cells, strict=True):
            if is_blank(cell):
                continue
            reason = words.reason(text_of(cell))
            found = Read({}, unknown=(words.note(reason),)) if reason else one(column, cell)
            if found.says_something and not tried:
                return found
            tried.append(found)
            if found.says_something:
                break
        return joined(tried) if tried else NOTHING

    return read

"""The reading of one declared field: its values, its reasons for unknown, and its defects.

A field reader takes the cells of the field's columns and returns a :class:`FieldReading`. It is
compiled for the :class:`Form` in which a source writes its values.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import TypeVar

from trama.core.text import fold
from trama.graph.records import FieldValue
from trama.ontology.codelists import code_list
from trama.profiles.date_order import ColumnOrder
from trama.profiles.specs import FieldSpec, NameOrder, Profile
from trama.values.cells import Cell, text_of
from trama.values.dates import DateForm, DateOrder, partial_date
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.fillers import reason_for_nothing
from trama.values.partial_date import PartialDate
from trama.values.quantities import Signs

# Answers that the memory of one field holds. Dates, codes and places repeat from row to row.
# Names hardly repeat, so a larger memory would cost room and gain nothing.
REMEMBERED = 4096

Key = TypeVar("Key")
Remembered = TypeVar("Remembered")


@dataclass(frozen=True, slots=True)
class Note:
    """A defect in a cell, with the profile's name of the column and the cell as text."""

    column: str
    defect: Defect
    value: str


@dataclass(frozen=True, slots=True)
class FieldReading:
    """The result of reading the cells of one declared field.

    ``fields`` maps fields of a record to values. So does ``defaults``, whose values count only if
    no other column fills the field: the age inside a name, for example. ``unknown`` holds entries
    ``field:reason`` for the record's ``unknown``.
    """

    fields: Mapping[str, FieldValue]
    defaults: Mapping[str, FieldValue] | None = None
    unknown: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def has_values(self) -> bool:
        """True if a field or a default is known."""
        return bool(self.fields or self.defaults)


NOTHING = FieldReading({})

Cells = tuple[Cell, ...]
FieldReader = Callable[[Cells], FieldReading]
"""From the cells of ``FieldSpec.all_columns()``, in that order, to their reading."""

DateReader = Callable[[Cell], Normalised[PartialDate]]

CellReader = Callable[[str, Cell], FieldReading]
"""From a column and its cell to the reading of the cell."""


@dataclass(frozen=True, slots=True)
class UnknownWords:
    """The words that mean unknown in one field of a record: from folded text to reason."""

    target: str
    reasons: Mapping[str, str]

    def reason(self, text: str) -> str | None:
        """Return the reason that a word for unknown gives. Return None for any other text.

        Dashes and points (``-``, ``…``) fold to '', as the word ``-`` does. The reason declared
        for ``-`` therefore serves all of them. Other mere signs (``?``) are no word for unknown.
        """
        return self._declared(text) or reason_for_nothing(text)

    def notes(self, column: str, cell: Cell, part: str | None = None) -> tuple[Note, ...]:
        """Return a note if a cell, or a part of it, is a word for unknown that nobody declared.

        «nan» or «se desconoce» is understood without the profile; the user is told of it.
        """
        text = text_of(cell) if part is None else part
        if not fold(text) or self._declared(text) or not reason_for_nothing(text):
            return ()
        return notes_of((Defect(DefectCode.FILLER_VALUE, Outcome.SET_ASIDE),), column, cell)

    def _declared(self, text: str) -> str | None:
        return declared_reason(self.reasons, text)

    def entry(self, reason: str) -> str:
        """Return the entry for a record's ``unknown``, such as ``sex:SIN_DATO``."""
        return f"{self.target}:{reason}"

    def entries(self, normalised: Normalised[object]) -> tuple[str, ...]:
        """Return the entry for a value that is unknown. Return () if its cell gave no reason."""
        return (self.entry(normalised.unknown),) if normalised.unknown else ()

    def reading(self, reason: str | None) -> FieldReading:
        """Return the reading of a field that is unknown for this reason, or for no reason."""
        return FieldReading({}, unknown=(self.entry(reason),)) if reason else NOTHING


def declared_reason(reasons: Mapping[str, str], text: str) -> str | None:
    """Return the reason that ``reasons`` (by folded text) has for a text, None if it has none."""
    folded = fold(text)
    return reasons.get(folded) if folded or reason_for_nothing(text) else None


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a profile's values: registry, words for unknown, dates and numbers.

    ``unknown`` maps folded words to reasons. ``orders`` has the order of the dates in each column
    of a file, as the whole column shows it. ``names_order`` tells which part of a name is first.
    """

    registry: str
    unknown: Mapping[str, str]
    dates: DateForm
    numbers: Signs
    names_order: NameOrder | None
    orders: Mapping[str, ColumnOrder] = field(default_factory=dict)

    @classmethod
    def of(cls, profile: Profile, orders: Mapping[str, ColumnOrder] | None = None) -> "Form":
        """Return the form of a profile's values, in a file whose dates have these orders."""
        words = {**common_unknown(), **profile.unknown}
        return cls(
            registry=profile.registry,
            unknown=words,
            dates=profile.dates,
            numbers=profile.numbers,
            names_order=profile.names_order,
            orders=orders or {},
        )

    def date_reader(
        self, column: str, declared: DateOrder | None = None, *, to_come: bool = False
    ) -> DateReader:
        """Return the reader of the dates of a column, which remembers its answers.

        The order that the file shows counts, then the field's own (``declared``). A registry tells
        of the past: unless days ``to_come`` are meant, today is the last day of any date.
        """
        dates = self.dates if to_come else self.past()
        form = replace(dates, order=declared or dates.order)
        return _date_reader(form, self.orders.get(column))

    def past(self) -> DateForm:
        """Return the form of dates that are over: today is the last, or the profile's latest."""
        return replace(self.dates, latest=self.dates.latest or date.today())  # noqa: DTZ011 - the user's day

    def unknown_words(self, spec: FieldSpec, target: str = "") -> UnknownWords:
        """Return the words for unknown of a declared field: the profile's and the field's own.

        ``target`` is the record's field that they leave unknown, by default ``spec.target``.
        """
        reasons = {**self.unknown, **dict(spec.unknown)} if spec.unknown else self.unknown
        return UnknownWords(target or spec.target, reasons)


@cache
def common_unknown() -> Mapping[str, str]:
    """Return the words for unknown of every source: from folded text to reason."""
    words = code_list("unknown_reason").words
    return {text: codes[0].code for (_, text), codes in words.items()}


def _date_reader(form: DateForm, order: ColumnOrder | None) -> DateReader:
    """Return the reader of the dates of a column, with a memory of its own."""
    memory: dict[tuple[type, Cell], Normalised[PartialDate]] = {}

    def read(cell: Cell) -> Normalised[PartialDate]:
        key = (type(cell), cell)
        known = memory.get(key)
        if known is None:
            read_now = order.read(cell, form) if order else partial_date(cell, form)
            known = remember(memory, key, read_now)
        return known

    return read


def remember(memory: dict[Key, Remembered], key: Key, value: Remembered) -> Remembered:
    """Return the value, kept in a memory of one field; a memory that is full is emptied first."""
    if len(memory) >= REMEMBERED:
        memory.clear()
    memory[key] = value
    return value


def is_blank(cell: Cell) -> bool:
    """Return whether nothing is written in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def reading_of(
    normalised: Normalised[FieldValue], column: str, cell: Cell, unknown: UnknownWords
) -> FieldReading:
    """Return the reading of a normalised cell: its value as the field ``unknown.target``."""
    value = normalised.value
    return FieldReading(
        fields={} if value is None else {unknown.target: value},
        unknown=unknown.entries(normalised),
        notes=notes_of(normalised.defects, column, cell),
    )


def notes_of(defects: Sequence[Defect], column: str, cell: Cell) -> tuple[Note, ...]:
    """Return a note for each defect of a cell."""
    if not defects:
        return ()
    return tuple(Note(column, defect, text_of(cell)) for defect in defects)


def join(readings: Sequence[FieldReading]) -> FieldReading:
    """Return several readings as one. The first reading that fills a field counts.

    Reasons for unknown are kept only if no reading has a value; every note is kept.
    """
    fields: dict[str, FieldValue] = {}
    defaults: dict[str, FieldValue] = {}
    for reading in readings:
        fields = {**reading.fields, **fields}
        defaults = {**(reading.defaults or {}), **defaults}
    return FieldReading(
        fields=fields,
        defaults=defaults or None,
        unknown=()
        if fields or defaults
        else tuple(dict.fromkeys(entry for reading in readings for entry in reading.unknown)),
        notes=tuple(note for reading in readings for note in reading.notes),
    )


def first_known(
    columns: Sequence[str], unknown: UnknownWords | None, read_cell: CellReader
) -> FieldReader:
    """Return the reader that takes the first of its cells that has a value.

    ``unknown`` is None if ``read_cell`` itself looks for the words for unknown, after its values.
    The notes of the cells before it are kept. Without a value, the reasons for unknown are kept:
    ``("S/D", "ESTUDIANTE")`` gives the second text, ``("S/D", "")`` gives ``occupation:SIN_DATO``.
    """

    def read(cells: Cells) -> FieldReading:
        readings: list[FieldReading] = []
        for column, cell in zip(columns, cells, strict=True):
            if is_blank(cell):
                continue
            reason = unknown.reason(text_of(cell)) if unknown else None
            if unknown and reason:
                reading = replace(unknown.reading(reason), notes=unknown.notes(column, cell))
            else:
                reading = read_cell(column, cell)
            if reading.has_values and not readings:
                return reading
            readings.append(reading)
            if reading.has_values:
                break
        return join(readings) if readings else NOTHING

    return read

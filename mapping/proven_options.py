"""The options of a profile that the cells of a whole table prove, where the profile is silent.

Each is taken on for this table and told once, with the option that confirms it and the one that
refuses it. A word of the profile always outranks the cells. Weaker signs are only told
(`trama.mapping.option_hints`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from trama.core.text import fold
from trama.graph.records import Kind
from trama.linkage.identity import PEOPLE
from trama.mapping.header import Header
from trama.mapping.option_hints import Hint
from trama.mapping.plan import MatchedTable
from trama.mapping.totals import is_total
from trama.mapping.whole_tables import Taker
from trama.profiles.fill_down import SureFilling
from trama.profiles.row_cells import Dealer, RowCells
from trama.profiles.specs import FieldSpec, MentionSpec, Profile, TableSpec
from trama.readers import Row
from trama.values.cell_damage import clean
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Outcome
from trama.values.known_names import known_given_names, known_surnames
from trama.values.least_count import least_count
from trama.values.lists import pieces
from trama.values.quantities import Signs, whole_count

_SIGNS = re.compile("[/;]")  # between the names of a cell that lists several
_LEAST_NAMES = 2  # different names that prove an order: one alone may have slipped
_PROOFS_A_SLIP = 20  # proofs that outweigh one cell which shows the contrary


class ProvenOptions:
    """The options that the rows of one table prove, once :meth:`take` was given all of them."""

    def __init__(self, match: MatchedTable, profile: Profile) -> None:
        spec, header = match.spec, match.header
        at = header.positions
        named = [] if profile.names_order else [f for f in _fields(spec) if _shows_order(f)]
        self._spec = spec
        self._width = len(header.texts)
        self._orders = {c: _Order(at[c]) for f in named for c in f.of("from") if c in at}
        self._bounds = {c: _Bounds(at[c]) for c in _counted(spec) if c in at}
        self._lists = {m.called: lists for m in spec.mentions if (lists := _lists(m, spec, header))}
        self._filling = _Filling.of(spec, header)
        self._numbers = profile.numbers

    def takers(self) -> list[Taker]:
        """Return :meth:`take`, or nothing if there is no option that the rows may prove."""
        may_prove = self._orders or self._bounds or self._lists or self._filling
        return [self.take] if may_prove else []

    def take(self, row: Row) -> None:
        """Add what the cells of a row prove."""
        cells = row.cells
        for order in self._orders.values():
            for name in _SIGNS.split(_text(cells, order.at)):
                order.add(name)
        for bounds in self._bounds.values():
            if bounds.at < len(cells) and not bounds.found:
                bounds.found = _is_sure_bound(cells[bounds.at], self._numbers)
        listing = [each for each in self._lists.values() if each.may_list(cells)]
        if not (listing or self._filling):
            return
        padded = _row_cells(cells, self._width)
        if is_total(padded.texts):
            return
        for each in listing:
            each.add(padded)
        if self._filling:
            merged = [at for at in self._filling.filling.keys if at in row.merged]
            self._filling.add(row.line, padded.without(merged))

    def taken_on(self) -> tuple[TableSpec, list[Hint]]:
        """Return the table with the options that its cells prove, and what is told of each.

        Names ``Rosa Quispe`` and ``Luis Soto`` give the field ``order: given_first``, told under
        its column as ``order: given_first | order: surname_first``.
        """
        told: list[Hint] = []
        columns = frozenset(self._given_first())
        told += [_told(c, "order: given_first", "order: surname_first") for c in sorted(columns)]
        bounds = frozenset(column for column, each in self._bounds.items() if each.found)
        told += [_told(c, "at_least: true", "at_least: false") for c in sorted(bounds)]
        lists = {called: each for called, each in self._lists.items() if each.separators}
        told += [
            _told(each.column, f"separators: {sorted(each.separators)}", "separators: []")
            for each in lists.values()
        ]
        fills = self._filling is not None and self._filling.proves
        if fills:
            people = (m.called for m in self._spec.mentions if m.kind in PEOPLE)
            option = f"fill_down: true (key, {', '.join(people)})"
            told.append(_told(self._spec.key[0], option, "fill_down: false (key)"))
        mentions = tuple(
            _changed(mention, columns, bounds, lists=mention.called in lists)
            for mention in self._spec.mentions
        )
        spec = replace(self._spec, mentions=mentions, sure_filling=fills)
        return spec, list(dict.fromkeys(told))

    def _given_first(self) -> Iterator[str]:
        """Yield the columns whose names have the given names first.

        A column with a single proof follows the other columns of the table.
        """
        orders = self._orders.values()
        names = {name for order in orders for name in order.names}
        whole = _outweighs(sum(each.first for each in orders), sum(each.last for each in orders))
        of_table = whole and len(names) >= _LEAST_NAMES
        for column, order in self._orders.items():
            enough = of_table or len(order.names) >= _LEAST_NAMES
            if order.first and enough and _outweighs(order.first, order.last):
                yield column


@dataclass(slots=True)
class _Order:
    """The names of a column that prove which part is first: given names, or surnames.

    ``names`` holds the first few different names that have the given names first.
    """

    at: int
    first: int = 0
    last: int = 0
    names: set[str] = field(default_factory=set)

    def add(self, name: str) -> None:
        """Count a name without a comma, if its first and last words prove its order.

        One of them must be known as a given name only, the other as a surname only.
        """
        if not name or "," in name:
            return
        folded = fold(name)
        words = folded.split()
        if len(words) < 2:
            return
        given, surnames = known_given_names(), known_surnames()
        ends = [(word in given) - (word in surnames) for word in (words[0], words[-1])]
        self.last += ends == [-1, 1]
        if ends == [1, -1]:
            self.first += 1
            if len(self.names) < _LEAST_NAMES:
                self.names.add(folded)


@dataclass(slots=True)
class _Bounds:
    """The counts of a column, of which one is a bound (``15+``) if it was ``found``."""

    at: int
    found: bool = False


@dataclass(slots=True)
class _Lists:
    """The cells of a column that list several people, or stages, beyond doubt.

    ``separators`` are those found between them so far.
    """

    column: str
    at: int
    dealer: Dealer
    separators: set[str] = field(default_factory=set)

    def may_list(self, cells: Sequence[Cell]) -> bool:
        """Return whether a row is worth a closer look: its cell has a sign or word that parts."""
        text = _text(cells, self.at).lower()
        return any(sign in text for sign in self.dealer.separators)

    def add(self, row: RowCells) -> None:
        """Add the separators of a row that lists several."""
        text, separators = row.texts[self.at], self.dealer.sure_separators(row)
        self.separators |= {each for each in separators if len(pieces(text, (each,))) > 1}


@dataclass(slots=True)
class _Filling:
    """The rows that go on with the case above, and those that repeat its key all the same."""

    filling: SureFilling
    goes_on: int = 0
    repeats: int = 0
    _above: tuple[list[str], list[str]] = ([], [])

    @classmethod
    def of(cls, spec: TableSpec, header: Header) -> "_Filling | None":
        silent = spec.fill_down is None and not any(m.fill_down is not None for m in spec.mentions)
        filling = SureFilling.of(spec, header.positions) if silent else None
        return cls(filling) if filling else None

    @property
    def proves(self) -> bool:
        """True if the key stands on the first row of its case: a blank there is no lack."""
        return self.goes_on > 0 and _outweighs(self.goes_on, self.repeats)

    def add(self, line: int, row: RowCells) -> None:
        """Count a row that goes on with the case above, or that repeats its key and its people."""
        goes_on = self.filling.filled(line, row) is not row
        keys, people = (
            [row.texts[at] for at in ats] for ats in (self.filling.keys, self.filling.people)
        )
        if not any(keys):
            self.goes_on += goes_on
            if not goes_on:  # the mapping rejects it, and fills nothing below it
                self.filling.stop()
            return
        self.repeats += keys == self._above[0] and (people == self._above[1] or not any(people))
        self._above = (keys, people)


def _is_sure_bound(cell: Cell, signs: Signs) -> bool:
    """Return whether a cell is a bound (``15+``) or a guess (``aprox. 5``)."""
    least = least_count(cell, signs)
    return whole_count(cell, signs).value is None and least.value is not None


def _outweighs(proofs: int, slips: int) -> bool:
    return proofs >= slips * _PROOFS_A_SLIP


def _told(column: str, option: str, refusal: str) -> Hint:
    text = f"{option} | {refusal}"
    return column, Defect(DefectCode.OPTION_OF_COLUMN, Outcome.CORRECTED, text)


def _fields(spec: TableSpec) -> list[FieldSpec]:
    return [each for mention in spec.mentions for each in mention.fields]


def _shows_order(spec: FieldSpec) -> bool:
    return spec.reading == "name" and spec.names_order is None


def _counted(spec: TableSpec) -> Iterator[str]:
    """Yield the columns of counts, if the profile does not say whether they may be bounds."""
    for mention in spec.mentions:
        if mention.count and mention.count.at_least is None:
            yield mention.count.column
    for each in _fields(spec):
        if each.reading == "count" and each.at_least is None:
            yield from each.of("from")


def _lists(mention: MentionSpec, spec: TableSpec, header: Header) -> _Lists | None:
    """Return the lists of a mention. Return None if the profile is not silent, or no list is sure.

    People are listed in the column of their whole names, stages in the column of their phases.
    """
    named = {Kind.VICTIM: "name", Kind.SUSPECT: "name", Kind.STAGE: "phase"}.get(mention.kind)
    leading = next((f.of("from") for f in mention.fields if named and f.target == named), ())
    if len(leading) != 1 or mention.separators is not None or mention.count:
        return None
    dealer = Dealer.of(replace(mention, sure_lists=True), header.positions, spec.key)
    at = header.positions.get(leading[0])
    return _Lists(leading[0], at, dealer) if dealer and at is not None else None


def _changed(
    mention: MentionSpec, given_first: frozenset[str], bounds: frozenset[str], *, lists: bool
) -> MentionSpec:
    """Return a mention with the options that its columns prove."""
    fields = list(mention.fields)
    for number, each in enumerate(fields):
        columns = frozenset(each.of("from"))
        if _shows_order(each) and columns & given_first:
            fields[number] = replace(each, names_order="given_first")
        elif each.reading == "count" and each.at_least is None and columns & bounds:
            fields[number] = replace(each, at_least=True)
    count = mention.count
    if count and count.at_least is None and count.column in bounds:
        count = replace(count, at_least=True)
    return replace(mention, fields=tuple(fields), count=count, sure_lists=lists)


def _text(cells: Sequence[Cell], at: int) -> str:
    return text_of(cells[at]) if at < len(cells) else ""


def _row_cells(cells: Sequence[Cell], width: int) -> RowCells:
    """Return a row as the mapping sees it: padded to the header, its texts cleaned."""
    padded = [*cells[:width], *[None] * (width - len(cells)), None]
    cleaned = [clean(cell).text if isinstance(cell, str) else cell for cell in padded]
    texts = [text_of(cell) for cell in cleaned]
    return RowCells(cleaned, texts, texts)

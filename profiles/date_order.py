"""The order of day, month and year in one column, judged from all its cells.

The cell 05/03/2017 is another day in another order. A column was filled in one order, so its cells
together tell which. The main values are `OrderTally`, the evidence of a column, and
`ColumnOrder`, the order in which to read it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import get_args

from trama.values.cells import Cell, text_of
from trama.values.date_text import read_date
from trama.values.dates import DateForm, DateOrder, partial_date
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.partial_date import PartialDate

ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)

# Cells that prove the order of a column for each cell in another order, from which the latter are
# slips: below 20 they leave a doubt that is told, below 5 nobody can say which of them slipped.
_CELLS_A_SLIP = 20
_LEAST_CELLS_A_SLIP = 5
_WEIGHED = 0.8  # confidence of a day that only the many of its column tell
# Least number of cells that prove an order against the declared one: fewer may be slips.
_LEAST_PROOFS = 3
# Least cells that prove an order for each cell that fits the declared order too. Of all days 61 %
# are above 12, so a whole column has 1.5. Days 27 to 31 alone tell that 24/03/15 is of 2024: 0.15.
_LEAST_SHARE: Mapping[DateOrder, float] = {"dmy": 0.5, "mdy": 0.5, "ymd": 0.1}
# Different days that all fit two orders. By chance one column in 280 has so many (0.39^6).
_SUSPICIOUS = 6
_MONTHS = 12

_NUMBERS = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d\d|\b\d{8}\b")
_DATES = re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b")
_LONG_YEAR = re.compile(r"\d{4}")
_ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class ColumnOrder:
    """The order in which to read the dates of one column.

    ``rivals`` are the orders between which the column leaves a doubt: a cell that is another day in
    two of them is set aside. ``outweighed`` are the orders of a few cells, against which many more
    prove ``order``: a cell that is another day in them is read, with less confidence. If
    ``converted``, a program made days of some texts and may have swapped them: a day up to the 12th
    of a month is set aside. ``told`` is the defect of the whole column, None if there is nothing to
    tell, and ``example`` is a cell that shows it.
    """

    order: DateOrder
    rivals: tuple[DateOrder, ...] = ()
    outweighed: tuple[DateOrder, ...] = ()
    converted: bool = False
    told: Defect | None = None
    example: str = ""

    def read(self, cell: Cell, form: DateForm) -> Normalised[PartialDate]:
        """Return the date in a cell of the column. A day that may be another day is set aside."""
        day = _whole_day(cell)
        if self.converted and day and day.day <= _MONTHS and day.day != day.month:
            swapped = day.replace(month=day.day, day=day.month)
            return _unclear((day.isoformat(), swapped.isoformat()))
        days = {} if day or not self.rivals else possible_days(text_of(cell), form.pivot)
        fitting = [order for order in self.rivals if order in days]
        if len({days[order] for order in fitting}) > 1:
            return _unclear({days[order] for order in fitting})
        order = self.order if self.order in fitting or not fitting else fitting[0]
        read = partial_date(cell, form if form.order == order else replace(form, order=order))
        if order == self.order or read.value is None:
            return self._weighed(read, text_of(cell), form) if self.outweighed and not day else read
        defect = Defect(DefectCode.DATE_ORDER, Outcome.CORRECTED, read.value.text)
        return replace(read, defects=(*read.defects, defect), confidence=0.8)

    def _weighed(
        self, read: Normalised[PartialDate], text: str, form: DateForm
    ) -> Normalised[PartialDate]:
        """Return a date with less confidence if an outweighed order makes another day of it."""
        days = possible_days(text, form.pivot)
        mine = days.get(self.order)
        if mine is None or all(days.get(order, mine) == mine for order in self.outweighed):
            return read
        return replace(read, confidence=min(read.confidence, _WEIGHED))


@dataclass(slots=True)
class OrderTally:
    """The evidence of one column about the order of its dates.

    ``this_year`` bounds years of two digits: 24/01/30 is no day of 2030. ``fits`` counts the texts
    by the orders in which they are a day, and ``examples`` has one of each. Texts that are one day
    in every order are left out. ``doubtful`` holds a few different texts that are several days.
    ``early`` and ``late`` hold a few whole days (of a spreadsheet, or in ISO 8601) up to the 12th
    of a month, and after it. ``short`` tells of a year of two digits. ``day_second`` counts the
    texts whose day stands after the year (2023-13-01), and ``day_last`` those where it is last.
    """

    form: DateForm
    this_year: int
    fits: Counter[frozenset[DateOrder]] = field(default_factory=Counter)
    examples: dict[frozenset[DateOrder], str] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    early: set[date] = field(default_factory=set)
    late: set[date] = field(default_factory=set)
    short: bool = False
    day_second: int = 0
    day_last: int = 0

    def add(self, cell: Cell) -> None:
        """Add the evidence of one cell."""
        if cell is None or cell == "":
            return
        text = cell if isinstance(cell, str) else text_of(cell)
        if day := _whole_day(cell):
            days = self.late if day.day > _MONTHS else self.early
            self.day_last += day.day > _MONTHS
            if len(days) < _SUSPICIOUS and day.day != day.month:
                days.add(day)
        elif _has_day_second(text):
            self.day_second += 1
        elif _NUMBERS.search(text):
            # A cell of several stages lists their dates: each is evidence.
            for each in (text,) if possible_days(text, self.form.pivot) else _DATES.findall(text):
                self._add_text(each)

    def _add_text(self, text: str) -> None:
        short = not _LONG_YEAR.search(text)
        last = self.this_year if short else 9999
        days = {
            order: day
            for order, day in possible_days(text, self.form.pivot).items()
            if self.form.earliest.year <= int(day[:4]) <= last
        }
        if not days or (len(days) == len(ORDERS) and len(set(days.values())) == 1):
            return
        fitting = frozenset(days)
        self.short = self.short or short
        self.fits[fitting] += 1
        self.examples.setdefault(fitting, text)
        if len(set(days.values())) > 1 and len(self.doubtful) < _SUSPICIOUS:
            self.doubtful.add(text)

    @property
    def orders(self) -> tuple[DateOrder, ...]:
        """The orders that the column may be in; ymd is an order of years of two digits."""
        return ORDERS if self.short else ("dmy", "mdy")

    def against(self, order: DateOrder) -> int:
        """Return the number of texts that are a day in other orders only."""
        return sum(count for fitting, count in self.fits.items() if order not in fitting)

    @property
    def proves(self) -> bool:
        """Return whether some text is no day in one of the orders."""
        return any(map(self.against, self.orders))

    def judge(self, declared: DateOrder, elsewhere: frozenset[DateOrder]) -> ColumnOrder:
        """Return the order in which to read the column, and what to tell of it.

        ``declared`` is the profile's order. ``elsewhere`` holds the orders that the same column
        proves in other sheets and files; they count only if the column itself proves nothing.

        1. If no text contradicts any order, an order proven elsewhere counts, else the declared
           order. Many texts of several days are told.
        2. If no text contradicts the declared order, it counts.
        3. Otherwise take the order that the fewest texts contradict. It counts if at least five
           prove it for each of them, and, unless it is the declared order, if enough texts do.
           Below twenty the column is told.
        4. Otherwise the column is unclear: only the texts that are one day are read.

        Example: declared dmy; 01/16/2024, 02/24/2024, 03/21/2024 and 02/03/2024 are read as mdy,
        told once. Without the first two, 02/03/2024 is set aside.
        """
        mine: DateOrder = declared if declared in self.orders else "dmy"
        order = self._order(mine, elsewhere)
        if order is None:
            return self._unclear(mine, elsewhere)
        told, example = None, ""
        converted = self._converted()
        outweighed = self._outweighed(order)
        if order != mine or outweighed:
            told = Defect(DefectCode.DATE_ORDER_OF_COLUMN, Outcome.CORRECTED, order)
            example = self._example(order if order == mine else mine)
        elif converted:
            told = Defect(DefectCode.DATE_ORDER_UNCLEAR, Outcome.SET_ASIDE)
            example = min(self.early).isoformat()
        elif len(self.doubtful) >= _SUSPICIOUS and not self.proves:
            told = Defect(DefectCode.DATE_ORDER_UNPROVEN, Outcome.CORRECTED, order)
            example = min(self.doubtful)
        read_in = declared if order == mine else order
        return ColumnOrder(read_in, (), outweighed, converted, told, example)

    def _order(self, declared: DateOrder, elsewhere: frozenset[DateOrder]) -> DateOrder | None:
        """Return the order of the column. Return None if it is unclear."""
        against = {order: self.against(order) for order in self.orders}
        if not any(against.values()):
            if not self.doubtful or not elsewhere - {declared}:
                return declared
            return next(iter(elsewhere)) if len(elsewhere) == 1 else None
        if not against[declared]:
            return declared
        best = min(self.orders, key=lambda order: (against[order], order != declared))
        next_best = min(count for order, count in against.items() if order != best)
        if against[best] * _LEAST_CELLS_A_SLIP > next_best:
            return None
        both = sum(n for fitting, n in self.fits.items() if {best, declared} <= fitting)
        proofs = against[declared]
        enough = proofs >= _LEAST_PROOFS and proofs >= both * _LEAST_SHARE[best]
        return best if best == declared or enough else None

    def _outweighed(self, order: DateOrder) -> tuple[DateOrder, ...]:
        """Return the orders of texts that contradict the column's, unless these are rare slips."""
        slips = self.against(order)
        proofs = min(self.against(other) for other in self.orders if other != order)
        if slips * _CELLS_A_SLIP <= proofs:
            return ()
        odd = {other for fitting in self.fits if order not in fitting for other in fitting}
        return tuple(sorted(odd.intersection(self.orders)))

    def _unclear(self, declared: DateOrder, elsewhere: frozenset[DateOrder]) -> ColumnOrder:
        proven = {
            order
            for fitting in self.fits
            for order in fitting.intersection(self.orders)
            if declared not in fitting
        }
        rivals = tuple(sorted({declared, *proven, *elsewhere}))
        told = Defect(DefectCode.DATE_ORDER_UNCLEAR, Outcome.SET_ASIDE, " / ".join(rivals))
        return ColumnOrder(declared, rivals, (), self._converted(), told, self._example(declared))

    def _converted(self) -> bool:
        """Return whether a program made days of the texts that fit its own order.

        A spreadsheet in English reads 05/03/2017 as 3 May, and leaves 16/03/2017 as text. So every
        text is one day, and no day that the spreadsheet made is after the 12th.

        2023-13-01 shows another program: its 2023-02-01 is 2 January, unless texts in the order of
        ISO 8601 are many more.
        """
        if self.day_second and self.day_last < self.day_second * _LEAST_CELLS_A_SLIP:
            return bool(self.early)
        proofs = sum(self.fits.values())
        enough = proofs >= _LEAST_PROOFS and len(self.early) >= _LEAST_PROOFS
        return enough and not self.doubtful and not self.late

    def _example(self, order: DateOrder) -> str:
        """Return a text that is no day in this order, else a text of several days."""
        against = (text for fitting, text in self.examples.items() if order not in fitting)
        return next(against, min(self.doubtful, default=""))


@lru_cache(maxsize=65_536)  # a century has 36,500 days, and the rows of a case repeat them
def possible_days(text: str, pivot: int) -> Mapping[DateOrder, str]:
    """Return the date that a text writes in each order, as ISO 8601.

    An order is left out if the calendar has no such date in it.

    >>> possible_days("16/03/2017", 30)
    {'dmy': '2017-03-16', 'ymd': '2017-03-16'}
    """
    read = {order: read_date(text, order, pivot) for order in ORDERS}
    return {
        order: found.text
        for order, found in read.items()
        if found and found.text and not (found.impossible or found.swapped)
    }


def _has_day_second(text: str) -> bool:
    """Return whether a text writes year, day and month: its second number is above 12."""
    match = _ISO_DAY.fullmatch(text.strip())
    return match is not None and int(match[3]) <= _MONTHS < int(match[2])


def _whole_day(cell: Cell) -> date | None:
    """Return a day that no order can change: a day of a spreadsheet, or in ISO 8601."""
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    match = _ISO_DAY.fullmatch(cell.strip()) if isinstance(cell, str) else None
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _unclear(days: Iterable[str]) -> Normalised[PartialDate]:
    suggestion = " / ".join(sorted(days))
    defect = Defect(DefectCode.DATE_ORDER_UNCLEAR, Outcome.SET_ASIDE, suggestion)
    return Normalised(None, (defect,))

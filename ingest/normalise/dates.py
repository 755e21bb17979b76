"""Dates: whatever a cell holds, to a partial date that says how much of it is known."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from trama.graph.dates import PartialDate
from trama.ingest.findings import Normalised
from trama.ingest.normalise.cells import Cell

DateOrder = Literal["dmy", "mdy", "ymd"]


@dataclass(frozen=True, slots=True)
class DateForm:
    """How a source writes dates.

    ``pivot``: two-digit years up to it are 20xx, above it 19xx. Days before ``earliest`` or after
    ``latest`` (None: no bound) are set aside. ``serials``: a number may be a spreadsheet's serial.
    """

    order: DateOrder = "dmy"
    pivot: int = 30
    earliest: date = date(1900, 1, 1)
    latest: date | None = None
    serials: bool = True


DAY_FIRST = DateForm()


def partial_date(cell: Cell, form: DateForm = DAY_FIRST) -> Normalised[PartialDate]:
    """Returns the date in a cell: a day, a month, a year or an interval."""
    raise NotImplementedError


def year_month(year: Cell, month: Cell = None) -> Normalised[PartialDate]:
    """Returns the month (a number or a Spanish or English name) of a year, or the year."""
    raise NotImplementedError


def between(
    begin: Normalised[PartialDate], end: Normalised[PartialDate]
) -> Normalised[PartialDate]:
    """Returns the interval of two dates; one that ends before it begins keeps the first date."""
    raise NotImplementedError

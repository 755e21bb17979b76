"""Quantities: numbers with the decimal and thousands signs of their source."""

from dataclasses import dataclass

from trama.ingest.findings import Normalised
from trama.ingest.normalise.cells import Cell


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs a source writes in numbers; '' where it writes none."""

    decimal: str = "."
    thousands: str = ""


PLAIN = Signs()


def quantity(cell: Cell, signs: Signs = PLAIN) -> Normalised[float]:
    """Returns the number in a cell; an empty cell is unknown, not zero."""
    raise NotImplementedError


def whole_count(cell: Cell, signs: Signs = PLAIN) -> Normalised[int]:
    """Returns a number of people or things: whole and not negative."""
    raise NotImplementedError

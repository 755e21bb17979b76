"""Closed small words that every source writes its own way: sex, nationality, yes and no."""

from trama.ingest.findings import Normalised
from trama.ingest.normalise.cells import Cell


def sex(cell: Cell) -> Normalised[str]:
    """Returns a code of the list sex: F or M."""
    raise NotImplementedError


def nationality(cell: Cell) -> Normalised[str]:
    """Returns the uid of the country whose national someone is."""
    raise NotImplementedError


def yes_or_no(cell: Cell) -> Normalised[bool]:
    """Returns whether a cell says yes."""
    raise NotImplementedError

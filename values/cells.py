"""The value of a cell, and its text: one way to read blanks, numbers and stray signs."""

from datetime import date, datetime

Cell = str | int | float | bool | date | datetime | None

DAY_ZERO = date(1899, 12, 30)
"""Day 0 of most spreadsheets: they count a 29 February 1900 that never was."""


def text_of(cell: Cell) -> str:
    """Return a cell as trimmed text with single blanks; '' for an empty cell.

    A whole number that a spreadsheet keeps as ``15.0`` gives ``15``; a day gives ISO 8601.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return " ".join(cell.replace("\u00a0", " ").replace("\u200b", "").split())
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)

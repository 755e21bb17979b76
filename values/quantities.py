"""Quantities: numbers in the decimal and thousands signs of their source."""

import re
from dataclasses import dataclass

from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome


@dataclass(frozen=True, slots=True)
class Signs:
    """The decimal and thousands signs of a source; '' for no thousands sign."""

    decimal: str = "."
    thousands: str = ""


PLAIN = Signs()

# People or cases: no registry has as many, and a sum of so many thousandths loses units.
_MOST = 1e12


def quantity(cell: Cell, signs: Signs = PLAIN) -> Normalised[float]:
    """Return the number in a cell; an empty cell is unknown, not zero.

    Digits of a trillion and more are no number of anything counted, nor are infinity and NaN.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _bounded(cell)
    text = text_of(cell).replace(" ", "")
    if not text:
        return Normalised(None)
    if not _pattern(signs).fullmatch(text) or isinstance(cell, bool):
        return _not_a_number()
    if signs.thousands:
        text = text.replace(signs.thousands, "")
    return _bounded(float(text.replace(signs.decimal, ".")))


def whole_count(cell: Cell, signs: Signs = PLAIN) -> Normalised[int]:
    """Return a number of people or things: whole and not negative."""
    number = quantity(cell, signs)
    if number.value is None:
        return Normalised(None, number.defects)
    if number.value < 0 or not number.value.is_integer():
        return Normalised(None, (Defect(DefectCode.NOT_A_COUNT, Outcome.SET_ASIDE),))
    return Normalised(int(number.value))


def _bounded(number: float) -> Normalised[float]:
    return Normalised(float(number)) if abs(number) < _MOST else _not_a_number()


def _pattern(signs: Signs) -> re.Pattern[str]:
    # Thousands come in groups of three only: with "," as thousands sign, "1,5" is not 15.
    decimal, thousands = re.escape(signs.decimal), re.escape(signs.thousands)
    grouped = rf"\d{{1,3}}(?:{thousands}\d{{3}})+|" if thousands else ""
    return re.compile(rf"[+-]?(?:{grouped}\d+)(?:{decimal}\d+)?")


def _not_a_number() -> Normalised[float]:
    return Normalised(None, (Defect(DefectCode.NOT_A_NUMBER, Outcome.SET_ASIDE),))

"""Numbers as people read them, in the language of the reader.

Spanish writes a decimal comma and a blank between thousands, as INEI's tables and this project's
pages do: 12 345 · 96,19 %. English writes 12,345 · 96.19%. Files and JSON keep plain numbers.
"""

from trama.core.errors import Language

SMALLEST_GROUPED = 10_000
"""The smallest number written with its thousands apart: 2 017 would mislead where years stand."""

_DECIMALS = 4
"""Decimals at most, if a caller names none: a score and a confidence are stored with four."""


def number_text(
    value: float,
    language: Language,
    decimals: int | None = None,
    *,
    grouped_from: int = SMALLEST_GROUPED,
) -> str:
    """Return a number as people read it.

    ``decimals`` are always written; without them at most four are, and no zero at the end. A number
    of ``grouped_from`` or more has its thousands apart.

    >>> number_text(12345.5, "es"), number_text(12345.5, "en"), number_text(2, "es", 2)
    ('12 345,5', '12,345.5', '2,00')
    """
    grouped = "," if abs(value) >= grouped_from else ""
    written = f"{value:{grouped}.{_DECIMALS if decimals is None else decimals}f}"
    if decimals is None:
        written = written.rstrip("0").rstrip(".")
    return written.translate(_SPANISH) if language == "es" else written


def percent_text(share: float, language: Language, decimals: int | None = 0) -> str:
    """Return a share of 1 as per cent; without ``decimals`` with the two that count, at most.

    >>> percent_text(0.9619, "es", 2), percent_text(0.9619, "en", 2), percent_text(0.9, "es")
    ('96,19 %', '96.19%', '90 %')
    """
    hundred = 100 * share
    digits = number_text(round(hundred, 2) if decimals is None else hundred, language, decimals)
    return f"{digits} %" if language == "es" else f"{digits}%"


_SPANISH = str.maketrans({",": " ", ".": ","})

"""Totals: rows below or inside a table that sum up others and are about no case."""

import re
from collections.abc import Sequence

from trama.core.text import fold

SUMS = frozenset({"TOT", "SUB", "SUM"})
"""The first letters of a total: a look-up costs less than a pattern."""

_TOTAL = re.compile(r"(SUB ?)?TOTAL(ES)?\b|SUMA(S|TORIA)?\b")


def is_sum_of_numbers(texts: Sequence[str]) -> bool:
    """Return whether a row is a total and else only numbers: ``TOTAL;40`` sums, it numbers no case.

    ``TOTAL SINTETICO S.A.C.;EXP-3;Lima`` is a row of data, whatever its first cell begins with.
    """
    written = [text for text in texts if text]
    return is_total(written) and len(written) > 1 and all(map(str.isdecimal, written[1:]))


def is_total(texts: Sequence[str]) -> bool:
    """Return whether the first written cell of a row says that the row is a sum."""
    first = next((text for text in texts if text), "")
    return first[:3].upper() in SUMS and _TOTAL.match(fold(first)) is not None

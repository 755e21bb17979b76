"""Totals: rows below or inside a table that sum up others and are about no case."""

import re
from collections.abc import Sequence

from trama.core.text import fold

SUMS = frozenset({"TOT", "SUB"})
"""The first letters of a total: a look-up costs less than a pattern."""

_TOTAL = re.compile(r"(SUB ?)?TOTAL(ES)?\b")


def is_total(texts: Sequence[str]) -> bool:
    """Return whether the first written cell of a row says that the row is a sum."""
    first = next((text for text in texts if text), "")
    return first[:3].upper() in SUMS and _TOTAL.match(fold(first)) is not None

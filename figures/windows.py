"""The windows of time in which victims are counted, and how simple a sentence for each is.

A window has a tier: 0 a calendar year, or all of the data; 1 whole years, or from a January to the
end of the data; 2 a month, or a window that begins with a year, or ends with a year or with the
data; 3 any other months.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trama.core.errors import Language
from trama.core.written_dates import MONTHS
from trama.figures.open_data import OpenData

TIERS = 4

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Windows:
    """All windows of a series of periods: window ``w`` is of the periods begin[w] to end[w] - 1.

    ``first`` and ``last`` are numbers of months, as ``open_data.month_number`` gives them.
    """

    begin: Whole
    end: Whole
    first: Whole
    last: Whole
    tier: Whole


def windows_of(data: OpenData) -> Windows:
    """Return every window of the data."""
    periods = len(data.first)
    begin, end = np.triu_indices(periods)
    first, last = np.array(data.first)[begin], np.array(data.last)[end]
    newest = data.last[-1]
    january, december = first % 12 == 0, last % 12 == 11
    to_the_end = last == newest
    tier = np.full(len(begin), 3)
    one_month = first == last
    tier[one_month | january | december | to_the_end] = 2
    tier[january & (december | to_the_end)] = 1
    one_year = january & december & (last - first == 11)
    tier[one_year | ((begin == 0) & to_the_end)] = 0
    return Windows(begin.astype(np.int64), end.astype(np.int64) + 1, first, last, tier)


def within(windows: Windows, near: tuple[int, int] | None, before: int | None) -> Mask:
    """Return which windows a statement may mean.

    ``near`` are the first and the last month that the sentence speaks of: a window must come
    within a year of them. ``before`` is the month of the sentence: a window ends before it.
    """
    mask = np.ones(len(windows.begin), dtype=np.bool_)
    if near is not None:
        mask &= (windows.last >= near[0] - 12) & (windows.first <= near[1] + 12)
    if before is not None:
        mask &= windows.last < before
    return mask


def iso_month(number: int) -> str:
    """Return a month as text, such as ``2023-01``."""
    return f"{number // 12:04}-{number % 12 + 1:02}"


def month_text(number: int, language: Language) -> str:
    """Return a month as a sentence has it: «enero de 2023», “January 2023”."""
    year, month = divmod(number, 12)
    name = MONTHS[language][month]
    return f"{name} {year}" if language == "en" else f"{name} de {year}"


def window_text(first: int, last: int, language: Language) -> str:
    """Return a window as it follows a count in a sentence.

    >>> window_text(24276, 24302, "es"), window_text(24276, 24287, "es")
    ('de enero de 2023 a marzo de 2025', 'en 2023')
    """
    years, spanish = (first // 12, last // 12), language == "es"
    if first == last:
        return f"en {month_text(first, 'es')}" if spanish else f"in {month_text(first, 'en')}"
    if first % 12 == 0 and last % 12 == 11:
        if years[0] == years[1]:
            return f"en {years[0]}" if spanish else f"in {years[0]}"
        return f"de {years[0]} a {years[1]}" if spanish else f"from {years[0]} to {years[1]}"
    same_year = years[0] == years[1]
    begins = MONTHS[language][first % 12] if same_year else month_text(first, language)
    ends = month_text(last, language)
    return f"de {begins} a {ends}" if spanish else f"from {begins} to {ends}"

"""RETA's open data as counts: one for each indicator, department and period of the file.

A period is a month, or a year where the file puts a whole year into its first month. Months are
numbered: 12 a year, January of year 0 is 0.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from trama.core.text import fold
from trama.places.by_names import department_named
from trama.places.place import HOME
from trama.profiles.library import load_profile
from trama.profiles.shipped_data import shipped_file
from trama.values.year_blocks import years_in_first_month

PROFILE = "reta_open_data"
_YEAR, _MONTH, _PLACE = "AÑO", "MES", "lugar"
_INDICATOR, _VALUE = "Denuncias por comisión", "Valor"
_COLUMNS = [_YEAR, _MONTH, _PLACE, _INDICATOR, _VALUE]

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class OpenData:
    """Victims by indicator, place and period.

    ``counts[i, p, t]`` is of ``indicators[i]``, ``places[p]`` and the period from month
    ``first[t]`` to month ``last[t]``. Place 0 is the country. An empty cell counts as 0, as it does
    in every sum of the file. ``years_in_january`` are the years that have no months of their own.
    """

    indicators: tuple[str, ...]
    places: tuple[str, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]
    counts: Counts
    years_in_january: tuple[int, ...]

    def of(self, indicator: str) -> Counts:
        """Return the counts of an indicator by place and period."""
        found: Counts = self.counts[self.indicators.index(indicator)]
        return found


def month_number(year: int, month: int) -> int:
    """Return the number of a month, such as 24276 for January 2023."""
    return 12 * year + month - 1


@cache
def shipped_open_data() -> OpenData:
    """Return the open data that come with Trama, read once."""
    return read_open_data(shipped_file(PROFILE).path)


def read_open_data(path: Path) -> OpenData:
    """Return the counts of a file in the layout of RETA's open data.

    Raises:
        ValueError: a column is missing, or an indicator or a department is unknown.
    """
    rows = pd.read_csv(path, usecols=_COLUMNS, dtype={_INDICATOR: str, _PLACE: str})
    texts = load_profile(PROFILE).tables[0].observations
    assert texts is not None  # noqa: S101 - the profile is of a statistic
    indicators = tuple(dict.fromkeys(texts.texts.values()))
    at_indicator = _positions(
        rows[_INDICATOR],
        {text: indicators.index(texts.texts[fold(text)]) for text in rows[_INDICATOR].unique()},
    )
    departments = {text: department_named(fold(text)) for text in rows[_PLACE].unique()}
    if None in departments.values():
        raise ValueError(path.name)
    places = (HOME, *sorted({str(uid) for uid in departments.values()}))
    at_place = _positions(
        rows[_PLACE], {text: places.index(str(uid)) for text, uid in departments.items()}
    )
    first, last, years = _periods(rows)
    numbers = 12 * rows[_YEAR].to_numpy() + rows[_MONTH].to_numpy() - 1
    at_period = np.searchsorted(np.array(first), numbers)
    counts = np.zeros((len(indicators), len(places), len(first)), dtype=np.int64)
    values = rows[_VALUE].fillna(0).to_numpy().astype(np.int64)
    np.add.at(counts, (at_indicator, at_place, at_period), values)
    counts[:, 0] = counts.sum(axis=1)
    return OpenData(indicators, places, first, last, counts, years)


def _positions(texts: "pd.Series[str]", of: dict[str, int]) -> npt.NDArray[np.int64]:
    return np.array([of[text] for text in texts], dtype=np.int64)


def _periods(rows: pd.DataFrame) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Return the first and the last month of each period, and the years without months.

    A month without a row, between the first and the last of the file, is a period with nobody.
    """
    pairs = rows[[_YEAR, _MONTH]].drop_duplicates().to_numpy().tolist()
    of_year: dict[int, set[str]] = {}
    for year, month in pairs:
        of_year.setdefault(year, set()).add(f"{year}-{month:02}")
    years = tuple(sorted(years_in_first_month(of_year)))
    numbers = [month_number(year, month) for year, month in pairs]
    begins = [
        number
        for number in range(min(numbers), max(numbers) + 1)
        if number // 12 not in years or number % 12 == 0
    ]
    ends = [number + 11 if number // 12 in years else number for number in begins]
    return tuple(begins), tuple(ends), years

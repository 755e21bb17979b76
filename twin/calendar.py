"""When each case of a twin comes to be registered, so that the years keep RETA's shares."""

from bisect import bisect
from datetime import date, timedelta
from itertools import accumulate

from trama.twin.marginals import LAST_DAY, YEARS, Divergence, divergence
from trama.twin.options import TwinOptions


class Calendar:
    """Cases stand in the order of their registration: the first in January 2017.

    Within a year they are spread evenly; how many a year has follows from RETA's victims of that
    year and from what the prosecutors have beside them.
    """

    def __init__(self, options: TwinOptions) -> None:
        self.years: dict[int, Divergence] = {
            year: divergence(year, options.overlap, options.sistra_overlap) for year in YEARS
        }
        self._bounds = list(accumulate(part.weight for part in self.years.values()))
        self._cases = options.cases

    def day(self, ordinal: int) -> date:
        """Returns the day on which case ``ordinal`` (from 0) is registered first."""
        point = (ordinal + 0.5) / self._cases * self._bounds[-1]
        position = min(bisect(self._bounds, point), len(YEARS) - 1)
        start = self._bounds[position - 1] if position else 0.0
        share = (point - start) / (self._bounds[position] - start)
        first = date(YEARS[position], 1, 1)
        last = (
            date(*LAST_DAY) if YEARS[position] == LAST_DAY[0] else first.replace(month=12, day=31)
        )
        return first + timedelta(days=int(share * ((last - first).days + 1)))

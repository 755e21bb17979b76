"""The day of registration of each case of a twin, spread so that years keep RETA's shares."""

from bisect import bisect
from datetime import date, timedelta
from itertools import accumulate

from trama.twin.marginals import LAST_DAY, YEARS, Divergence, divergence
from trama.twin.options import TwinOptions


class Calendar:
    """The registration days of a twin's cases, January 2017 to September 2025.

    The ordinals of the cases follow the days. The cases of one year are spread evenly over it. The
    number of cases of a year follows from RETA's published victims of that year and from the
    carpetas beside them (see Divergence.weight).
    """

    def __init__(self, options: TwinOptions) -> None:
        self.years: dict[int, Divergence] = {
            year: divergence(year, options.overlap, options.sistra_overlap) for year in YEARS
        }
        self._bounds = list(accumulate(part.weight for part in self.years.values()))
        self._cases = options.cases

    def day(self, ordinal: int) -> date:
        """Return the day on which a registry first writes down case ``ordinal`` (from 0)."""
        point = (ordinal + 0.5) / self._cases * self._bounds[-1]
        position = min(bisect(self._bounds, point), len(YEARS) - 1)
        start = self._bounds[position - 1] if position else 0.0
        share = (point - start) / (self._bounds[position] - start)
        first = date(YEARS[position], 1, 1)
        last = (
            date(*LAST_DAY) if YEARS[position] == LAST_DAY[0] else first.replace(month=12, day=31)
        )
        return first + timedelta(days=int(share * ((last - first).days + 1)))

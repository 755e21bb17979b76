"""Years of a monthly series whose figures all stand in the first month: their month is the year."""

from collections.abc import Collection, Mapping

_MONTHS = 2  # of one year, at the least, in a monthly series


def years_in_first_month(periods: Mapping[int, Collection[str]]) -> set[int]:
    """Return the years of one source whose figures stand wholly in January.

    ``periods`` are the periods of each year, such as ``2023-01``. Some other year must have two
    months: a few events of five years tell nothing. The last year may have had no other month yet.
    So it counts only if no year of the source has another month.

    Example: RETA's open data have 12 months of 2022 and of 2024, and of 2023 only January: the
    result is {2023}.
    """
    first = {year for year, found in periods.items() if set(found) == {f"{year}-01"}}
    if first != set(periods) or len(periods) == 1:
        first.discard(max(periods))
        if max(map(len, periods.values())) < _MONTHS:
            return set()
    return first

"""The bands of ages in which victims are counted: those of RETA's own statistic (EF_, EM_)."""

AGE_BANDS = ((6, "0-5"), (12, "6-11"), (18, "12-17"), (30, "18-29"), (60, "30-59"))
"""The age in years below which each band ends, and its code; from the youngest."""

LAST_BAND = "60+"

BANDS = (*(band for _, band in AGE_BANDS), LAST_BAND)
"""The codes of all bands, from the youngest."""

MINORS = frozenset({"0-5", "6-11", "12-17"})
"""The bands below 18 years."""


def age_band(age: float) -> str:
    """Return the band of an age in years.

    >>> age_band(17.9), age_band(18), age_band(95)
    ('12-17', '18-29', '60+')
    """
    return next((band for end, band in AGE_BANDS if age < end), LAST_BAND)

"""The series in which a number is searched: all victims, and the victims of each breakdown.

A series has a tier: 0 all victims; 1 what most sentences break victims down by (sex, minors, the
purpose, internal or external); 2 every other value; 3 the sums that the file itself publishes, and
the breakdowns that leave victims out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from trama.core.errors import Language
from trama.figures.open_data import Counts, OpenData
from trama.ontology.codelists import code_list, code_name

PLAIN = "VICTIMAS"
SEX_AND_AGE = "sex_and_age"
_FIRST_TIER = frozenset({"purpose", "scope", "sex"})
_BANDS = ("0_5", "6_11", "12_17", "18_29", "30_59", "60")
_AGES = (
    ("0-17", _BANDS[:3], ("de 0 a 17 años de edad", "aged 0 to 17")),
    ("18+", _BANDS[3:], ("de 18 años de edad a más", "aged 18 or more")),
    ("0-5", _BANDS[:1], ("de 0 a 5 años de edad", "aged 0 to 5")),
    ("6-11", _BANDS[1:2], ("de 6 a 11 años de edad", "aged 6 to 11")),
    ("12-17", _BANDS[2:3], ("de 12 a 17 años de edad", "aged 12 to 17")),
    ("18-29", _BANDS[3:4], ("de 18 a 29 años de edad", "aged 18 to 29")),
    ("30-59", _BANDS[4:5], ("de 30 a 59 años de edad", "aged 30 to 59")),
    ("60+", _BANDS[5:], ("de 60 años de edad a más", "aged 60 or more")),
)
_SEXES = (
    ("", ("F", "M"), ("víctimas de trata", "trafficking victims")),
    ("F", ("F",), ("víctimas mujeres de trata", "female trafficking victims")),
    ("M", ("M",), ("víctimas varones de trata", "male trafficking victims")),
)
_GROUPED_AGES = 2  # the first two ages: minors and adults
# Where the name of the closed list is in the plural, or there is no list.
_TITLES = {
    SEX_AND_AGE: ("sexo y edad", "sex and age"),
    "purpose": ("finalidad", "purpose"),
    "recruitment": ("forma de captación", "recruitment"),
    "means": ("medio", "means"),
}


@dataclass(frozen=True, slots=True)
class Series:
    """The victims of a breakdown by place and period, and the words for them.

    ``covered[t]`` is False where the file has no figure of the breakdown, which is not zero.
    ``of_all`` is the sum of all values of the breakdown: it may be less than all victims.
    """

    key: str
    tier: int
    words: tuple[str, str]
    counts: Counts
    covered: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
    of_all: Counts

    def said(self, language: Language) -> str:
        """Return who is counted, as it follows a number in a sentence."""
        return self.words[1 if language == "en" else 0]


def series_of(data: OpenData) -> tuple[Series, ...]:
    """Return the series of the open data, the simplest first, each of other counts.

    A series that repeats an earlier one in all places and periods tells no other recipe.
    """
    found: dict[bytes, Series] = {}
    for series in sorted(_all_series(data), key=lambda series: series.tier):
        found.setdefault(series.counts.tobytes(), series)
    return tuple(found.values())


def _all_series(data: OpenData) -> Iterator[Series]:
    parts = _parts(data)
    sums = {dimension: _sum(data, uids) for dimension, uids in parts.items()}
    best = max(sums, key=lambda dimension: int(sums[dimension][0].sum()))
    everybody = sums[best]
    some = everybody[0] >= 0
    yield Series(PLAIN, 0, ("víctimas de trata", "trafficking victims"), everybody, some, everybody)
    yield from _by_sex_and_age(data, sums[SEX_AND_AGE], everybody)
    for dimension, uids in parts.items():
        yield from _of_dimension(data, dimension, uids, sums[dimension], everybody)


def _parts(data: OpenData) -> dict[str, list[str]]:
    """Return the indicators of each breakdown that add up, in the order of the profile."""
    parts: dict[str, list[str]] = {}
    for uid in data.indicators:
        _, dimension, code = uid.split("/")
        if code != "TOTAL" and dimension != "sex":
            parts.setdefault(dimension, []).append(uid)
    return parts


def _by_sex_and_age(data: OpenData, bands: Counts, everybody: Counts) -> Iterator[Series]:
    """Yield the series of a sex, of an age, and of both; sexes are known where ages are not."""
    of_sex = {sex: data.of(f"{PLAIN}/sex/{sex}") for sex in ("F", "M")}
    sexes = of_sex["F"] + of_sex["M"]
    for sex, codes, who in _SEXES:
        if sex:
            yield _series(f"sex={sex}", 1, who, of_sex[sex], sexes, everybody)
        for position, (age, numbers, words) in enumerate(_AGES):
            uids = [f"{PLAIN}/{SEX_AND_AGE}/{code}_{band}" for code in codes for band in numbers]
            key = f"sex={sex},age={age}" if sex else f"age={age}"
            said = (f"{who[0]} {words[0]}", f"{who[1]} {words[1]}")
            tier = 1 if position < _GROUPED_AGES and not sex else 2
            yield _series(key, tier, said, _sum(data, uids), bands, everybody)


def _of_dimension(
    data: OpenData, dimension: str, uids: list[str], whole: Counts, everybody: Counts
) -> Iterator[Series]:
    """Yield the series of each value of a breakdown, of their sum, and of the file's own total."""
    tier = 1 if dimension in _FIRST_TIER else 2
    titles = breakdown_titles(dimension)
    if dimension != SEX_AND_AGE:
        for uid in uids:
            code = uid.rpartition("/")[2]
            names = (code_name(dimension, code), code_name(dimension, code, "en"))
            yield _series(
                f"{dimension}={code}", tier, _among(titles, names), data.of(uid), whole, everybody
            )
    summed = ("suma de sus valores", "sum of its values")
    yield _series(f"{dimension}=*", 3, _among(titles, summed), whole, whole, everybody)
    written = ("total que publica el archivo", "total that the file publishes")
    total = data.of(f"{PLAIN}/{dimension}/TOTAL")
    yield _series(f"{dimension}=TOTAL", 3, _among(titles, written), total, total, everybody)


def breakdown_titles(dimension: str) -> tuple[str, str]:
    """Return the name of a breakdown in Spanish and in English."""
    if dimension in _TITLES:
        return _TITLES[dimension]
    titles = code_list(dimension)
    return titles.es, titles.en


def _among(titles: tuple[str, str], names: tuple[str, str]) -> tuple[str, str]:
    return (
        f"víctimas de trata ({titles[0].lower()}: {names[0].lower()})",
        f"trafficking victims ({titles[1].lower()}: {names[1].lower()})",
    )


def _series(
    key: str,
    tier: int,
    words: tuple[str, str],
    counts: Counts,
    whole: Counts,
    everybody: Counts,
) -> Series:
    covered = (whole[0] > 0) | (everybody[0] == 0)
    return Series(key, tier, words, counts, covered, whole)


def _sum(data: OpenData, uids: list[str]) -> Counts:
    total: Counts = sum((data.of(uid) for uid in uids), np.zeros_like(data.counts[0]))
    return total

"""Victims by place and year, from one of two sources that do not count the same.

The open data of RETA (`open_data_source`) count victims registered, at the police unit that
registered them. The graph (`graph_source`) counts people, at their birthplace.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from trama.core.errors import Language
from trama.core.study_errors import NothingToStudy
from trama.places.nesting import at_level
from trama.study.territory import Level

SourceCode = Literal["open_data", "graph"]

EARLIEST, LATEST = 1990, 2100
_WORDS: dict[Language, tuple[str, str, str, str]] = {
    "es": ("de", "a", "desde", "hasta"),
    "en": ("from", "to", "since", "until"),
}


@dataclass(frozen=True, slots=True)
class Years:
    """The years of a study, both included; open ends are `EARLIEST` and `LATEST`.

    >>> Years(EARLIEST, 2016).told("es"), Years(2019, 2022).told("en")
    ('hasta 2016', 'from 2019 to 2022')
    """

    first: int
    last: int

    def told(self, language: Language) -> str:
        """Return the years in words."""
        de, a, desde, hasta = _WORDS[language]
        if self.first == EARLIEST:
            return f"{hasta} {self.last}"
        if self.last == LATEST:
            return f"{desde} {self.first}"
        return f"{de} {self.first} {a} {self.last}"


@dataclass(frozen=True, slots=True)
class Source:
    """Victims by place and year, and the same counted otherwise.

    ``counts`` has a row for each place and year: ``place`` (uid), ``year`` (Int64), both NA if
    unknown, and ``victims``. ``others`` are counts of the same form by name: `of_registry` and
    such. ``public`` says whether every count is published already. ``exposure`` has the length of
    each year that the source covers: 1, or 0.75 for nine months. ``hashes`` are those of its files.
    """

    code: SourceCode
    counts: pd.DataFrame
    others: Mapping[str, pd.DataFrame]
    public: bool
    exposure: Mapping[int, float]
    hashes: Mapping[str, str]

    def years_at(self, level: Level) -> Years:
        """Return the years in which places of a level are known.

        Raises:
            NothingToStudy: there are none.
        """
        known = self.counts[self.counts["victims"] > 0]
        years = known.loc[places_at(known, level).notna(), "year"].dropna()
        if years.empty:
            raise NothingToStudy(
                why_es="de ninguna víctima se conoce el lugar en el Perú y el año",
                why_en="of no victim the place in Peru and the year are known",
                instead_es="el estudio de los datos abiertos, trama study DIR --source open-data",
                instead_en="the study of the open data, trama study DIR --source open-data",
            )
        return Years(int(years.min()), int(years.max()))


def years_of(since: int | None, until: int | None) -> Years | None:
    """Return the years asked for; None for all."""
    return Years(since or EARLIEST, until or LATEST) if since or until else None


def within(counts: pd.DataFrame, years: Years) -> pd.DataFrame:
    """Return the counts of some years."""
    kept = counts["year"].between(years.first, years.last).fillna(value=False)
    return counts[kept.astype(bool)]


def by_place(counts: pd.DataFrame, level: Level) -> pd.Series:
    """Return the victims of each place of a level in Peru, without coarser and foreign places."""
    return counts["victims"].groupby(places_at(counts, level)).sum().astype(float)


def places_at(counts: pd.DataFrame, level: Level) -> pd.Series:
    """Return the place of a level of each row; None if it is abroad, or known less exactly."""

    def at(uid: object) -> str | None:
        return at_level(uid, level) if isinstance(uid, str) and uid.startswith("PE") else None

    return counts["place"].map(at)

"""The published shares that a twin keeps: RETA's victims, and SISTRA's victims for each of them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

YEARS = tuple(range(2017, 2026))
LAST_DAY = (2025, 9, 30)
"""Year, month, day: the RETA open data end in September 2025, and so do a twin's registrations."""


def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of data/``name``.csv, as dictionaries by column."""
    text = (files("trama.twin") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def reta_marginal(name: str) -> Mapping[str, int]:
    """Return the number of victims in the RETA open data by value, e.g. of ``recruitment``.

    Names: year, department, sex, sex_and_age (2018-2025), recruitment, means, purpose, venue,
    bond, education, complainant, destination; and for each year ``scope 2017``,
    ``venue filled 2017``.
    """
    rows = (row for row in table("reta_marginals") if row["table"] == name)
    return {row["value"]: int(row["victims"]) for row in rows}


@dataclass(frozen=True, slots=True)
class Divergence:
    """The shares of one year's cases in both registries, in RETA alone and in SISTRA alone.

    The three shares add up to 1. ``weight`` is the year's weight among the years: its published
    RETA victims, times the cases of both registries for each RETA case.
    """

    weight: float
    both: float
    reta_only: float
    sistra_only: float


def divergence(year: int, overlap: float, sistra_overlap: float | None) -> Divergence:
    """Return the shares of a year.

    ``overlap`` is the share of RETA cases that have a carpeta, ``sistra_overlap`` the share of
    carpetas that have a RETA case. If ``sistra_overlap`` is None, the year's published ratio of
    victims (divergence.csv) gives the number of carpetas.

    Example: in 2017 the prosecutors published 1.803 victims for each of RETA's. With an overlap of
    0.6 there are 1 + 1.803 - 0.6 = 2.203 cases for each RETA case. 27 % of them are in both
    registries (0.6 / 2.203), 18 % in RETA alone and 55 % in SISTRA alone.
    """
    published = {int(row["year"]): float(row["sistra_per_reta"]) for row in table("divergence")}
    ratio = overlap / sistra_overlap if sistra_overlap else published[year]
    ratio = max(ratio, overlap)
    total = 1 + ratio - overlap
    return Divergence(
        weight=reta_marginal("year")[str(year)] * total,
        both=overlap / total,
        reta_only=(1 - overlap) / total,
        sistra_only=(ratio - overlap) / total,
    )

"""The real shares that a twin keeps: RETA's published victims, and how SISTRA relates to them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

YEARS = tuple(range(2017, 2026))
LAST_DAY = (2025, 9, 30)
"""The RETA open data end in September 2025; so does what the twin registers."""


def table(name: str) -> tuple[dict[str, str], ...]:
    """Returns the rows of one of the CSV files in data/, as dictionaries by column."""
    text = (files("trama.twin") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def reta_marginal(name: str) -> Mapping[str, int]:
    """Returns how many victims of the RETA open data have each value, e.g. of ``recruitment``.

    Names: year, department, sex, sex_and_age (2018-2025), recruitment, means, purpose, venue,
    bond, education, complainant, destination, ``scope 2017`` and ``venue filled 2017`` by year.
    """
    rows = (row for row in table("reta_marginals") if row["table"] == name)
    return {row["value"]: int(row["victims"]) for row in rows}


@dataclass(frozen=True, slots=True)
class Divergence:
    """How the cases of one year share out between the registries; the three parts add up to 1.

    ``weight`` is how many cases the year has, in units of the RETA cases of all years.
    """

    weight: float
    both: float
    reta_only: float
    sistra_only: float


def divergence(year: int, overlap: float, sistra_overlap: float | None) -> Divergence:
    """Returns the shares of a year, from the share of RETA cases that have a carpeta.

    ``sistra_overlap`` None takes the year's published ratio of victims (see divergence.csv).
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

"""The totals that others published, as the shipped file states them: who, when, and of what."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from trama.core.errors import Language
from trama.figures.open_data import month_number
from trama.figures.windows import window_text
from trama.profiles.shipped_data import shipped_file
from trama.values.partial_date import PartialDate

PROFILE = "published_totals"


@dataclass(frozen=True, slots=True)
class Statement:
    """A published total. ``corrected_to`` is the later figure that replaced it, if one did.

    ``first`` and ``last`` are numbers of months. ``stated_on`` is a partial date, or "".
    """

    value: int
    unit: str
    first: int
    last: int
    registry: str
    source: str
    stated_by: str
    stated_on: str
    of_what: str
    note: str
    verified: bool
    corrected_to: int | None

    def sentence(self, language: Language, number: str) -> str:
        """Return who published the figure, of what, for a reader."""
        when = window_text(self.first, self.last, language)
        year = self.stated_on[:4]
        if language == "en":
            stated = f", stated in {year}" if year else ""
            return f"{number} “{self.of_what}” {when} ({self.source}{stated})."
        stated = f", dicho en {year}" if year else ""
        return f"{number} {self.of_what} {when} ({self.source}{stated})."


@cache
def shipped_statements() -> tuple[Statement, ...]:
    """Return the published totals that come with Trama, in the order of their file."""
    with shipped_file(PROFILE).path.open(encoding="utf-8", newline="") as file:
        return tuple(_statements(csv.DictReader(file)))


def _statements(rows: "csv.DictReader[str]") -> Iterator[Statement]:
    for row in rows:
        begins = PartialDate.parse(row["periodo"])
        ends = PartialDate.parse(row["hasta"] or row["periodo"]).last
        yield Statement(
            value=int(row["valor"]),
            unit=row["unidad"],
            first=month_number(begins.first.year, begins.first.month),
            last=month_number(ends.year, ends.month),
            registry=row["registro"],
            source=row["fuente"],
            stated_by=row["dicho_por"],
            stated_on=row["dicho_el"],
            of_what=row["de"],
            note=row["nota"],
            verified=row["verificado"] == "si",
            corrected_to=int(row["corregida_a"]) if row["corregida_a"] else None,
        )

"""Sections of recommendations, and the way to say numbers and ranks in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trama.core.errors import Language
from trama.core.text import speaker
from trama.core.written_numbers import number_text, percent_text

SHOWN = 20
"""Rows of places, companies and months that a section shows; the JSON document has all places."""

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, paragraphs before a table, the table, and paragraphs after it.

    ``links`` has the address of the source of each row, if the rows have sources.
    """

    title: str
    before: Sequence[str] = ()
    titles: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    after: Sequence[str] = ()
    links: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Teller:
    """The way to say things in one language."""

    language: Language

    def say(self, spanish: str, english: str) -> str:
        """Return the text in the language."""
        return speaker(self.language)(spanish, english)

    def number(self, value: float | None, decimals: int | None = None) -> str:
        """Return a number, or a dash if there is none."""
        return "–" if value is None else number_text(value, self.language, decimals)

    def percent(self, share: float) -> str:
        """Return a share as whole per cent; one that rounds to all or nothing has one decimal."""
        whole = 0.005 <= share <= 0.995 or share in (0.0, 1.0)
        return percent_text(share, self.language, 0 if whole else 1)

    def ranks(self, row: Document) -> str:
        """Return the interval of a rank: ``2–4``, or ``2``."""
        low, high = row["low"], row["high"]
        return self.number(low) if low == high else f"{self.number(low)}–{self.number(high)}"


def ranked_table(
    rows: Sequence[Document], key: str, title: str, teller: Teller
) -> tuple[Sequence[str], Sequence[str], list[list[str]]]:
    """Return no paragraph, the titles and the rows of a ranking, for a section."""
    say, number = teller.say, teller.number
    titles = [
        say("grupo", "tier"),
        title,
        say("víctimas", "victims"),
        say("casos", "cases"),
        say("puesto", "rank"),
    ]
    cells = [
        [
            number(row["tier"]),
            row[key],
            number(row["victims"]),
            number(row["cases"]),
            teller.ranks(row),
        ]
        for row in rows[:SHOWN]
    ]
    return (), titles, cells

"""A recipe as a row of an answer, and the recipes of one source together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from trama.figures.figure_words import place_name
from trama.figures.question import AROUND
from trama.figures.windows import iso_month
from trama.places.place import HOME


@dataclass(frozen=True, slots=True)
class SourceRecipes:
    """The rows of the recipes found; how many recipes there were, and how many chance gives."""

    rows: list[dict[str, Any]]
    recipes: int = 0
    expected: float = 0.0


def density(near: float, number: int) -> float:
    """Return how many recipes chance puts on one number, by those ``near`` a number of its size."""
    return near / (2 * AROUND * number + 1)


def chance_within(of_one: float, miss: int) -> float:
    """Return how many recipes chance puts within a miss, if it puts ``of_one`` on each number."""
    return of_one * (2 * abs(miss) + 1)


def recipe_row(  # noqa: PLR0913 - the columns of an answer
    *,
    source: str,
    value: float,
    miss: float,
    chance: float,
    registry: str,
    unit: str,
    counted: str,
    window: tuple[int, int],
    sentence: str,
    place: str = HOME,
    part: int | None = None,
    whole: int | None = None,
    date_basis: str | None = None,
    breakdown: str | None = None,
    edition: str | None = None,
    instead: str | None = None,
    notes: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the row; ``window`` has the first and the last month."""
    return {
        "source": source,
        "value": value,
        "miss": miss,
        "part": part,
        "whole": whole,
        "registry": registry,
        "unit": unit,
        "date_basis": date_basis,
        "breakdown": breakdown,
        "counted": counted,
        "place": place,
        "place_name": place_name(place),
        "since": iso_month(window[0]),
        "until": iso_month(window[1]),
        "edition": edition,
        "chance": round(chance, 4),
        "sentence": sentence,
        "instead": instead,
        "notes": list(notes),
    }

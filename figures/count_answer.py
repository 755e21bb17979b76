"""The answer about a quoted count: its recipes, what each should have said, and what chance gives.

The shipped data are public, and so is the answer. A recipe of a count is one of the open data
(series × place × window), a total that somebody published, or the sum of two registries.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from trama.core.errors import BadParameter, Language
from trama.figures.breakdowns import series_of
from trama.figures.count_search import Found, Outcome, Searched, search
from trama.figures.figure_words import (
    DATE,
    PLACE,
    UNIT,
    block_note,
    count_sentence,
    count_text,
    coverage_note,
    is_plain,
    said,
    verdict,
)
from trama.figures.open_data import OpenData, shipped_open_data
from trama.figures.question import AROUND, TOLERANCE, Question
from trama.figures.recipe_row import SourceRecipes, chance_within, density, recipe_row
from trama.figures.statements import Statement, shipped_statements
from trama.figures.sums import sum_recipes
from trama.figures.windows import iso_month, month_text, window_text, windows_of, within
from trama.places.place import HOME

REGISTRY = "RETA"


@dataclass(frozen=True, slots=True)
class Data:
    """The shipped data, ready to be searched."""

    open: OpenData
    searched: Searched
    statements: tuple[Statement, ...]


@cache
def shipped() -> Data:
    """Return the data that come with Trama."""
    data = shipped_open_data()
    return Data(data, Searched(series_of(data), windows_of(data)), shipped_statements())


def count_document(
    question: Question, data: Data, language: Language, own: SourceRecipes | None = None
) -> dict[str, Any]:
    """Return the recipes of a quoted count, the likeliest first; with ``own``, also of a graph.

    Raises:
        BadParameter: no data are of the time that the sentence speaks of.
    """
    number = int(question.quoted.value)
    mask = within(data.searched.windows, question.near_months, question.stated_month)
    statements = [one for one in data.statements if _may_mean(question, one)]
    if not mask.any() and not statements and (own is None or not own.recipes):
        raise no_data(data.open)
    outcome = search(data.searched, number, mask, round(TOLERANCE * number))
    if not outcome.found and outcome.nearest is not None:
        outcome = search(data.searched, number, mask, outcome.nearest)
    rows = [*_of_open_data(question, data, outcome, language)]
    rows += _of_statements(statements, number, language)
    more = [sum_recipes(question, data.searched, statements, data.open.last[-1], language)]
    more += [own] if own else []
    rows += [row for one in more for row in one.rows]
    rows.sort(key=lambda row: (row["miss"] != 0, row["chance"]))
    of_size = _of_this_size(statements, number)
    expected = outcome.expected + of_size + sum(one.expected for one in more)
    recipes = outcome.recipes + len(statements) + sum(one.recipes for one in more)
    best = rows[0]["chance"] if rows and rows[0]["miss"] == 0 else None
    return {
        "recipes": recipes,
        "expected": round(expected, 3),
        "verdict": verdict(expected, recipes, best, language),
        "rows": rows[: question.limit],
        "notes": [said(UNIT, language), said(DATE, language)]
        if mask.any()
        else [no_data(data.open).message(language)],
    }


def _may_mean(question: Question, statement: Statement) -> bool:
    """Return whether a sentence may quote a published total: of its time, and stated before it."""
    if not question.may_mean(statement.first, statement.last):
        return False
    return question.stated is None or statement.stated_on <= question.stated.last.isoformat()


def _of_open_data(
    question: Question, data: Data, outcome: Outcome, language: Language
) -> Iterator[dict[str, Any]]:
    """Yield the recipes of the open data, leaving out those that repeat a simpler recipe.

    A recipe repeats another if its series gives the same in the same window, or if its window only
    adds months in which nobody was registered.
    """
    seen: set[tuple[int, int]] = set()
    told: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
    given = 0
    for found in outcome.found:
        window = _months(data, found)
        known = told.setdefault((found.series, found.place, found.value), [])
        if (found.place, found.window) in seen or any(_nested(window, one) for one in known):
            continue
        seen.add((found.place, found.window))
        known.append(window)
        yield _row(question, data, found, language)
        given += 1
        if given == question.limit:
            return


def _row(question: Question, data: Data, found: Found, language: Language) -> dict[str, Any]:
    series = data.searched.series[found.series]
    place, window = data.open.places[found.place], _months(data, found)
    newest = data.open.last[-1]
    return recipe_row(
        source="open_data",
        value=found.value,
        miss=found.value - int(question.quoted.value),
        chance=found.chance,
        registry=REGISTRY,
        unit="victim_registration",
        breakdown=series.key,
        counted=series.said(language),
        place=place,
        window=window,
        edition=iso_month(newest),
        sentence=count_sentence(found.value, series, place, window, newest, language),
        instead=_instead(question, data, found, language),
        notes=[*_notes(data, found, language)],
    )


def _notes(data: Data, found: Found, language: Language) -> Iterator[str]:
    """Yield what a reader must know of a recipe of the open data."""
    series, window = data.searched.series[found.series], _months(data, found)
    years = [one for one in data.open.years_in_january if window[0] <= 12 * one + 11 <= window[1]]
    if years and window[1] - window[0] > 11:
        yield block_note(years, language)
    if not is_plain(series):
        begin = data.searched.windows.begin[found.window]
        end = data.searched.windows.end[found.window]
        covered = int(series.of_all[found.place, begin:end].sum())
        everybody = int(data.searched.series[0].counts[found.place, begin:end].sum())
        if covered != everybody:
            yield coverage_note(covered, everybody, language)
    if data.open.places[found.place] != HOME:
        yield said(PLACE, language)


def _instead(question: Question, data: Data, found: Found, language: Language) -> str | None:
    """Return the count of the time that the sentence speaks of, if the recipe is of another time.

    A sentence of a year is of that year; one of a month or a day begins there and ends with the
    recipe. Example: 583 said of 2024 is the count of 2023; that of 2024 is 669.
    """
    near, window = question.near_months, _months(data, found)
    if near is None:
        return None
    is_year = near[1] - near[0] == 11
    asked = near if is_year else (near[0], max(near[1], window[1]))
    if asked == window or (is_year and window[0] <= near[0] and near[1] <= window[1]):
        return None
    value = data.searched.value(found.series, found.place, *asked)
    if value is None:
        return None
    when, count = window_text(*asked, language), count_text(value, language)
    if language == "en":
        return f"The same count {when} is {count}."
    return f"El mismo conteo {when} es {count}."


def _of_this_size(statements: Sequence[Statement], number: int) -> float:
    """Return how many published totals are exactly a number of this size, by chance."""
    near = sum(abs(one.value - number) <= AROUND * number for one in statements)
    return density(near, number)


def _of_statements(
    statements: Sequence[Statement], number: int, language: Language
) -> Iterator[dict[str, Any]]:
    """Yield the recipes that are published totals."""
    chance = _of_this_size(statements, number)
    for one in statements:
        if abs(one.value - number) <= TOLERANCE * number:
            yield _of_statement(one, number, chance, language)


def _of_statement(one: Statement, number: int, chance: float, language: Language) -> dict[str, Any]:
    miss = one.value - number
    return recipe_row(
        source="published",
        value=one.value,
        miss=miss,
        chance=chance_within(chance, miss),
        registry=one.registry,
        unit=one.unit,
        counted=one.of_what,
        window=(one.first, one.last),
        edition=one.stated_on or None,
        sentence=one.sentence(language, count_text(one.value, language)),
        notes=[*_notes_of_statement(one, language)],
    )


def _notes_of_statement(one: Statement, language: Language) -> Iterator[str]:
    if one.corrected_to is not None:
        later = count_text(one.corrected_to, language)
        yield (
            f"Later corrected to {later}." if language == "en" else f"Corregida después a {later}."
        )
    if one.note:
        yield one.note
    if not one.verified:
        yield ("Seen without an exact citation." if language == "en" else "Vista sin cita exacta.")


def _months(data: Data, found: Found) -> tuple[int, int]:
    windows = data.searched.windows
    return int(windows.first[found.window]), int(windows.last[found.window])


def _nested(one: tuple[int, int], other: tuple[int, int]) -> bool:
    (begin, end), (first, last) = one, other
    return (begin <= first and last <= end) or (first <= begin and end <= last)


def no_data(data: OpenData) -> BadParameter:
    """Return the error of a time that the data do not have."""
    begin, end = data.first[0], data.last[-1]
    return BadParameter(
        name="near",
        why_es=f"no hay datos de ese tiempo; los datos abiertos van de {month_text(begin, 'es')} a "
        f"{month_text(end, 'es')}",
        why_en=f"there are no data of that time; the open data reach from {month_text(begin, 'en')}"
        f" to {month_text(end, 'en')}",
    )

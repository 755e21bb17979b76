"""The recipes of a count in a loaded graph, for roles that may see its counts."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np

from trama.core.errors import Language
from trama.figures.figure_words import count_text, said
from trama.figures.graph_counts import GraphSeries
from trama.figures.open_data import month_number
from trama.figures.question import AROUND, TOLERANCE, Question
from trama.figures.recipe_row import SourceRecipes, chance_within, density, recipe_row
from trama.figures.windows import window_text
from trama.ontology.codelists import code_name

UNIT_NAMES = {
    "person": ("víctimas, cada persona una vez", "victims, each person once"),
    "episode": (
        "episodios: una víctima en un caso",
        "episodes: one victim in one case",
    ),
    "victim_registration": (
        "registros de víctimas",
        "registrations of victims",
    ),
    "case": ("casos", "cases"),
    "registration": ("denuncias o carpetas", "registrations or carpetas"),
}
_BASES = {
    "FACT": ("por año del hecho", "by year of the fact"),
    "REGISTERED": ("por año de registro o ingreso", "by year of registration or admission"),
}
_ALL_REGISTRIES = ("todos los registros", "all registries")
_MINORS = ("menores de 18 años", "under 18")


@dataclass(frozen=True, slots=True)
class _Recipe:
    """A series in a window of years. ``tier`` is 0 for one year of all, and more otherwise."""

    series: GraphSeries
    first: int
    last: int
    value: int

    @property
    def tier(self) -> int:
        return (self.first != self.last) + (self.series.breakdown != "")

    @property
    def months(self) -> tuple[int, int]:
        """The first and the last month."""
        return month_number(self.first, 1), month_number(self.last, 12)


def graph_figures(
    question: Question, series: list[GraphSeries], language: Language
) -> SourceRecipes:
    """Return the recipes of a count in the series of a graph, exactly or nearly."""
    number = int(question.quoted.value)
    recipes = [one for some in series for one in _recipes(some) if _may_mean(question, one)]
    near = [0, 0, 0]
    for one in recipes:
        near[one.tier] += abs(one.value - number) <= AROUND * number
    per_number = [density(count, number) for count in near]
    chance = list(accumulate(per_number))
    rows = [
        _row(one, number, chance[one.tier], language)
        for one in recipes
        if abs(one.value - number) <= TOLERANCE * number
    ]
    return SourceRecipes(rows, len(recipes), sum(per_number))


def _recipes(series: GraphSeries) -> list[_Recipe]:
    years = series.years
    return [
        _Recipe(series, years[first], years[last], int(series.counts[first, last]))
        for first, last in np.argwhere(series.counts > 0).tolist()
    ]


def _may_mean(question: Question, one: _Recipe) -> bool:
    before, (first, last) = question.stated_month, one.months
    return question.may_mean(first, last) and (before is None or last < before)


def _row(one: _Recipe, number: int, chance: float, language: Language) -> dict[str, Any]:
    series = one.series
    miss = one.value - number
    return recipe_row(
        source="graph",
        value=one.value,
        miss=miss,
        chance=chance_within(chance, miss),
        registry=series.registry,
        unit=series.unit,
        date_basis=series.basis,
        breakdown=series.breakdown or None,
        counted=said(UNIT_NAMES[series.unit], language),
        window=one.months,
        sentence=_sentence(one, language),
    )


def _sentence(one: _Recipe, language: Language) -> str:
    series, number = one.series, count_text(one.value, language)
    registry = series.registry or said(_ALL_REGISTRIES, language)
    unit, basis = said(UNIT_NAMES[series.unit], language), said(_BASES[series.basis], language)
    when = window_text(*one.months, language)
    who = f" ({_breakdown(series.breakdown, language)})" if series.breakdown else ""
    if language == "en":
        return f"In this graph, {registry} has {number} {unit}{who}, {when}, {basis}."
    return f"En este grafo, {registry}: {number} {unit}{who}, {when}, {basis}."


def _breakdown(written: str, language: Language) -> str:
    name, _, code = written.partition("=")
    if name == "age":
        return said(_MINORS, language)
    return code_name("sex" if name == "sex" else "procedural_status", code, language).lower()

"""An unfinished route is completed from the ontology and the gazetteer."""

import pytest

from trama.routes.language.completions import completions
from trama.routes.language.pattern import read_pattern


def texts(route: str) -> list[str]:
    return [one.text for one in completions(route)]


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        ("", "captar"),
        ("cap", "captar"),
        ("captar > tra", "transportar"),
        ("captar > (transportar|tras", "trasladar"),
        ("captar en Cus", "Cusco"),
        ("captar en san juan de luri", "San Juan de Lurigancho, Lima, Lima"),
        ("captar ; ", "menor"),
        ("captar ; fin", "finalidad "),
        ("captar ; finalidad ", "MENDICIDAD"),
        ("captar ; finalidad men", "MENDICIDAD"),
        ("captar ; por carr", "carretera"),
        ("captar ; por ", "FLUVIAL"),
        ("captar ; por BUS|FLU", "FLUVIAL"),
        ("captar ; artículo 153", "153-A"),
        ("captar ; menor ; muj", "mujer"),
    ],
)
def test_what_may_follow(route: str, expected: str) -> None:
    assert expected in texts(route)


@pytest.mark.parametrize("route", ["", "captar en Cus", "captar ; finalidad ", "captar ; "])
def test_each_completion_is_understood_where_it_stands(route: str) -> None:
    found = completions(route)
    assert found
    for one in found:
        if not one.text.endswith(" "):  # a word that begins a filter awaits its value
            read_pattern(route[: one.begin - 1] + one.text)


def test_a_word_that_nothing_continues_has_no_completion() -> None:
    assert texts("captar > xyz") == []
    assert texts("captar ; finalidad xyz") == []

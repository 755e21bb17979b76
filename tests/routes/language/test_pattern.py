"""A route as people write it becomes a pattern, or is refused at its column with what was meant."""

import pytest

from trama.core.question_errors import BadRoute
from trama.ontology.codelists import code_list
from trama.routes.language.filters import Filters
from trama.routes.language.pattern import MOST_STAGES, Step, read_pattern, surveys
from trama.routes.language.written import read_written

RECEPTION, TRANSPORT = frozenset({"RECEPCION"}), frozenset({"TRANSPORTE"})


def test_a_route_of_three_steps_with_filters() -> None:
    pattern = read_pattern(
        "captar en 0809 > (transportar|trasladar){0,3} > recibir|acoger en 17"
        " ; menor ; 2017..2021 ; por carretera"
    )
    assert pattern.steps == (
        Step(("CAPTAR",), frozenset({"CAPTACION"}), ("PE-0809",)),
        Step(("TRANSPORTAR", "TRASLADAR"), TRANSPORT, (), 0, 3),
        Step(("RECIBIR", "ACOGER"), RECEPTION, ("PE-17",)),
    )
    assert pattern.filters == Filters(
        minor=True,
        transport=("BUS", "AUTO", "CAMION", "MOTO"),
        since="2017-01-01",
        until="2021-12-31",
    )
    assert [(place.text, place.name) for place in pattern.understood] == [
        ("0809", "La Convención, Cusco"),
        ("17", "Madre de Dios"),
    ]


@pytest.mark.parametrize(
    ("spanish", "other"),
    [
        ("captar > recibir", "CAPTAR > RECIBIR"),
        ("captar en Cusco > explotar", "capture in Cusco > exploit"),
        ("captar ; menor ; mujer", "captar ; minor ; female"),
        ("captar ; por carretera", "captar ; by road"),
        ("captar ; finalidad mendicidad", "captar ; purpose begging"),
        ("captar ; desde 2017 ; hasta 2018-03", "captar ; 2017..2018-03"),
        ("captar ; artículo 153", "captar ; art. 153"),
        ("transportar|trasladar", "transporte"),
        ("captar en Trujillo, La Libertad", 'captar en "Trujillo, La Libertad"'),
        ("captar{0,1} > recibir", "captar? > recibir"),
        ("captar\ten  Lima", "captar en Lima"),
    ],
)
def test_the_same_route_in_other_words(spanish: str, other: str) -> None:
    one, two = read_pattern(spanish), read_pattern(other)
    assert [(step.phases, step.places, step.least, step.most) for step in one.steps] == [
        (step.phases, step.places, step.least, step.most) for step in two.steps
    ]
    assert one.filters == two.filters


def test_every_verb_of_the_law_is_a_word_in_both_languages() -> None:
    verbs = code_list("verb").codes.values()
    assert len(verbs) > 6
    for verb in verbs:
        for word in (verb.code, verb.es, verb.en):
            assert read_pattern(word).steps[0].verbs == (verb.code,)


def test_a_star_is_any_stage() -> None:
    (step,) = read_pattern("*{2}").steps
    assert step == Step((), frozenset(code_list("phase").codes), (), 2, 2)


@pytest.mark.parametrize(
    ("text", "column", "told"),
    [
        ("", 1, "captar"),
        ("captar >", 9, "una conducta"),
        ("captar transportar", 8, "transportar"),
        ("capturar en Lima", 1, "captar"),
        ("captar en Amarilys", 11, "Amarilis"),
        ("captar en Miraflores", 11, "PE-150122"),
        ("captar ; finaldad sexual", 10, "finalidad"),
        ("captar ; finalidad mendisidad", 20, "MENDICIDAD"),
        ("captar ; registro SISTRAS", 19, "SISTRA"),
        ("captar ; por caretera", 14, "¿quiso decir carretera?"),
        ("captar ; por", 13, "falta un valor"),
        ("captar ; art 999", 14, "no hay artículo"),
        ("captar ; 2017-13", 10, "fecha"),
        ("captar ; 2019..2017", 16, "termina antes"),
        ("captar ; menor ; mayor", 18, "columna 10"),
        ("captar\u202e", 7, "no se ve"),
        ("c" * 1_001, 1_000, "1000 caracteres"),
    ],
)
def test_a_mistake_is_told_at_its_column(text: str, column: int, told: str) -> None:
    with pytest.raises(BadRoute) as refused:
        read_pattern(text)
    assert refused.value.facts["column"] == column
    assert told in refused.value.message("es")


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("captar > transportar* > recibir", 21),
        ("captar+", 7),
        ("captar > transportar{2,} > recibir", 24),
        (f"captar > *{{0,{MOST_STAGES}}} > recibir", 10),
    ],
)
def test_a_route_without_a_limit_is_refused(text: str, column: int) -> None:
    with pytest.raises(BadRoute) as refused:
        read_pattern(text)
    assert refused.value.facts["column"] == column


def test_a_route_of_which_no_stage_is_required_is_refused() -> None:
    with pytest.raises(BadRoute, match="obligatoria"):
        read_pattern("captar? > recibir{0,2}")


def test_an_article_is_refused_in_a_period_when_it_had_another_number() -> None:
    with pytest.raises(BadRoute) as refused:
        read_pattern("captar ; art. 129-A ; 2017..2019")
    assert refused.value.facts["column"] == 15
    assert "¿quiso decir 153?" in refused.value.message("es")
    assert read_pattern("captar ; art. 129-A ; 2017..2021").filters.provision == ("CP-129-A",)


def test_a_registry_that_a_profile_founded_is_known_by_the_graph() -> None:
    assert read_pattern("captar ; registro ong", lambda: ["ONG"]).filters.registry == ("ONG",)


@pytest.mark.parametrize(
    ("route", "whole"),
    [
        ("captar > recibir en Lima", False),
        ("captar > recibir", True),
        ("captar > transportar{0,3} en Lima > recibir", True),
        ("captar > transportar{1,3} en Lima > recibir", False),
    ],
)
def test_only_a_place_of_a_step_that_must_occur_leads_to_the_victims(
    route: str, *, whole: bool
) -> None:
    assert surveys(read_written(route)) is whole
    assert any(step.leads for step in read_pattern(route).steps) is not whole

"""The lines under an answer: how each place was understood, and what was asked."""

from dataclasses import replace

from answers import answer

from trama.exchange.understood import asked_line, understood_lines
from trama.queries.catalog import catalog
from trama.queries.lookups.places import Rival, UnderstoodPlace

QUERY = catalog().get("routes_between")
TRUJILLO = UnderstoodPlace(
    parameter="origin",
    text="Trujillo",
    place="PE-1301",
    name="Trujillo, La Libertad",
    level="PROVINCIA",
    rivals=(Rival("VE-T", "Trujillo, Venezuela"),),
)


def test_a_place_is_told_with_its_level_and_its_rivals() -> None:
    asked = replace(answer("routes_between", []), understood=(TRUJILLO,))

    (spanish,) = understood_lines(QUERY, asked, "es")
    (english,) = understood_lines(QUERY, asked, "en")

    assert spanish == (
        "Origen: «Trujillo» es Trujillo, La Libertad (provincia, PE-1301). "
        "También hay: Trujillo, Venezuela (VE-T)."
    )
    assert english.startswith("Origin: “Trujillo” is Trujillo, La Libertad (province, PE-1301)")


def test_an_empty_answer_repeats_what_was_asked() -> None:
    parameters = {"origin": "PE-1301", "since": "2017", "until": None, "limit": 100}
    asked = replace(answer("routes_between", [], parameters), understood=(TRUJILLO,))

    assert asked_line(QUERY, asked, "es") == (
        "Se preguntó: Origen = Trujillo, La Libertad; Desde = 2017."
    )
    assert asked_line(QUERY, answer("routes_between", []), "es") == ""


def test_what_was_asked_is_told_in_words() -> None:
    pairs = {"min_cases": 2, "include_excluded": False, "limit": 100}
    legs = {"level": "district", "since": "2018-03-05"}
    values = {"fields": ["fact_date", "place"]}

    assert asked_line(
        catalog().get("recurring_pairs"), answer("recurring_pairs", [], pairs), "es"
    ) == ("Se preguntó: Casos como mínimo = 2; Incluir archivados y absueltos = no.")
    assert asked_line(catalog().get("frequent_legs"), answer("frequent_legs", [], legs), "es") == (
        "Se preguntó: Nivel = distrito; Desde = 05/03/2018."
    )
    told = asked_line(
        catalog().get("conflicting_values"), answer("conflicting_values", [], values), "es"
    )
    assert told == "Se preguntó: Campos = Fecha del hecho, Lugar del hecho."


def test_no_empty_answer_of_the_pack_is_told_with_a_word_of_a_program() -> None:
    queries = [*catalog()]
    assert queries
    for query in queries:
        defaults = {name: each.default for name, each in query.parameters.items()}
        told = asked_line(query, answer(query.name, [], defaults), "es")
        assert not [word for word in ("True", "False", "[", "_") if word in told], told

"""Cells in words: no English key or code reaches a Spanish reader."""

import pytest

from trama.core.errors import Language
from trama.queries.catalog import catalog
from trama.visualizations.cell_words import in_words


def words(query: str, column: str, value: object, language: Language, field: str = "") -> str:
    return in_words(catalog().get(query).columns[column], value, language, field or None)


@pytest.mark.parametrize(
    ("query", "column", "value", "es", "en"),
    [
        ("load_quality", "field", "bond", "Vínculo", "Bond"),
        ("load_quality", "field", "provision", "Artículo", "Provision"),
        ("load_quality", "kind", "suspect", "Presunto tratante", "Suspect"),
        ("load_quality", "share", 0.2691, "27 %", "27%"),
        ("load_quality", "share", 1.0, "100 %", "100%"),
        ("load_quality", "share", 0.9999, "99,99 %", "99.99%"),
        ("load_quality", "confidence", 0.8638, "0,8638", "0.8638"),
        ("conflicting_values", "subject", "victim", "Víctima", "Victim"),
        ("case_timeline", "event", "HECHO", "Hecho", "Fact"),
        ("case_timeline", "date", "2017-03-05", "05/03/2017", "2017-03-05"),
        ("case_timeline", "phase", "CAPTACION", "Captación", "Capture"),
        ("registry_totals", "measure", "VICTIMAS", "Víctimas", "Victims"),
        ("registry_totals", "basis", "RECALCULADO", "Recalculado", "Recomputed"),
        ("registry_totals", "dimension", "purpose", "Finalidades", "Purposes"),
        ("registry_totals", "value", 1307.0, "1307", "1307"),
        ("registry_totals", "value", 31_307.0, "31 307", "31,307"),
        ("shared_means", "kind", "Phone", "Teléfono", "Phone"),
        ("stage_provisions", "minor", True, "sí", "yes"),
        ("frequent_legs", "origin", None, "", ""),
    ],
)
def test_values_stand_in_the_words_of_the_reader(
    query: str, column: str, value: object, es: str, en: str
) -> None:
    assert words(query, column, value, "es") == es
    assert words(query, column, value, "en") == en


@pytest.mark.parametrize(
    ("field", "value", "es"),
    [
        ("sex", "F", "Mujer"),
        ("nationality", "VE", "Venezuela"),
        ("fact_date", "2017-03", "03/2017"),
        ("age", "17", "17"),
    ],
)
def test_what_registries_say_of_a_property_stands_in_its_words(
    field: str, value: str, es: str
) -> None:
    assert words("conflicting_values", "values", [value], "es", field) == es


def test_people_are_joined_by_semicolons_and_unknown_roles_keep_their_place() -> None:
    people = [{"name": "SINT, ANA", "pseudonym": "X-A"}, {"pseudonym": "X-B"}]

    assert words("route_of_case", "suspects", people, "es") == "SINT, ANA; X-B"
    assert words("route_of_case", "roles", ["", "CAPTADOR"], "es") == "—; Captador"


def test_every_column_of_the_pack_has_spanish_words_for_its_values() -> None:
    listed = [
        (query.name, column.name, value)
        for query in catalog()
        for column in query.columns.values()
        for value in column.words
    ]

    assert len(listed) >= 9
    assert [it for it in listed if words(*it, "es") == it[2]] == []


def test_the_facts_of_a_relationship_stand_in_words_and_truths_too() -> None:
    facts = {"role": "CAPTADOR", "excluded": False}
    told = words("neighbours", "properties", facts, "es", "SUSPECT_IN")

    assert "Rol: Captador" in told
    assert told.endswith(": no")
    assert "False" not in told

"""The table under a picture: what its signs mean is said beside it."""

import pytest
from answers import answer, pseudonym, stage

from trama.queries.catalog import catalog
from trama.visualizations.cell_words import in_words
from trama.visualizations.page_table import cells, texts
from trama.visualizations.tables import asked, notes, unverified_note, warning, with_values

QUERY = catalog().get("route_of_case")


def test_a_code_that_nobody_has_verified_is_marked_and_the_mark_explained() -> None:
    said = answer("route_of_case", [stage(victim=pseudonym("A"), position=1, transport="BUS")])
    transport = [QUERY.columns["transport"]]

    written = texts(cells(transport, said, "es"))

    assert written[0][0].endswith("⚠")
    assert unverified_note("es") in notes(QUERY, said, written, "es")
    assert unverified_note("en") in notes(QUERY, said, written, "en")


def test_verified_codes_bear_no_mark_and_need_no_note() -> None:
    said = answer("route_of_case", [stage(victim=pseudonym("A"), position=1, phase="CAPTACION")])
    phase = [QUERY.columns["phase"]]

    written = texts(cells(phase, said, "es"))

    assert written == [["Captación"]]
    assert unverified_note("es") not in notes(QUERY, said, written, "es")


@pytest.mark.parametrize(
    ("query", "kind", "name"),
    [
        ("shared_means", "Phone", ("Teléfono", "Phone")),
        ("shared_means", "Vehicle", ("Vehículo", "Vehicle")),
        ("load_quality", "suspect", ("Presunto tratante", "Suspect")),
        ("load_quality", "stage", ("Etapa", "Stage")),
    ],
)
def test_a_kind_is_called_as_the_ontology_calls_it(
    query: str, kind: str, name: tuple[str, str]
) -> None:
    column = catalog().get(query).columns["kind"]

    assert (in_words(column, kind, "es"), in_words(column, kind, "en")) == name


def test_hand_made_cases_that_call_themselves_synthetic_are_announced() -> None:
    invented, real = (
        answer("route_of_case", [stage(case_numbers=[number])])
        for number in ("UPE:EXP-SINT-003-2023", "UPE:EXP-003-2023")
    )

    assert warning(invented, "es", synthetic=False).startswith("Datos SINTÉTICOS")
    assert warning(real, "es", synthetic=False) == ""


def test_a_column_of_unknown_roles_is_no_column() -> None:
    named = {"suspects": [pseudonym("A"), pseudonym("B")]}
    unknown, known = (
        answer("route_of_case", [stage(**named, roles=roles)])
        for roles in ([None, ""], [None, "CAPTADOR"])
    )
    both = [QUERY.columns[name] for name in ("suspects", "roles")]

    assert [column.name for column in with_values(both, unknown)] == ["suspects"]
    assert with_values(both, known) == both


def test_a_page_says_the_options_with_which_it_was_asked() -> None:
    legs = catalog().get("frequent_legs")
    given = {"level": "province", "since": "2020-03", "until": None, "min_cases": 3, "limit": 5}
    usual = {"level": "department", "min_cases": 1, "limit": 5}

    told, little = (asked(legs, answer(legs.name, [], one), "es") for one in (given, usual))

    assert told.endswith("víctimas? Nivel: provincia; desde: 03/2020; casos como mínimo: 3.")
    assert little.endswith("víctimas? Nivel: departamento.")

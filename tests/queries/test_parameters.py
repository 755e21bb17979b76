from collections.abc import Mapping
from typing import Any

import pytest

from trama.access.policy import Role, Viewer
from trama.core.errors import AccessDenied, BadParameter
from trama.cypher.header import Parameter, ParameterType
from trama.graph.engine import Graph
from trama.queries.catalog import catalog
from trama.queries.lookups.subjects import Lookup
from trama.queries.parameters import Bound, bind

# No parameter below is looked up in a graph, so none is opened.
NO_GRAPH: Any = None


def bound(name: str, given: Mapping[str, object], role: Role = Role.ANALYST) -> Bound:
    header = catalog().get(name).header
    lookup = Lookup(NO_GRAPH, Viewer(role), seconds=1)
    return bind(header.parameters, given, lookup, header.examples)


def complaint(name: str, **given: object) -> str:
    with pytest.raises(BadParameter) as caught:
        bound(name, given)
    return caught.value.message("en")


def test_what_is_not_given_is_the_default() -> None:
    found = bound("recurring_suspects", {})

    assert found.values == {
        "min_cases": 2,
        "since": None,
        "until": None,
        "include_excluded": False,
        "limit": 100,
    }


def test_text_serves_for_every_type() -> None:
    given = {"min_cases": "3", "since": "2017", "until": "2018-02", "include_excluded": "sí"}

    found = bound("recurring_suspects", given)

    assert found.values == {
        "min_cases": 3,
        "since": "2017-01-01",
        "until": "2018-02-28",
        "include_excluded": True,
        "limit": 100,
    }
    assert found.shown["until"] == "2018-02"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"min_case": 2}, "“min_case”: unknown; known: min_cases"),
        ({"min_cases": 1}, "“min_cases”: at least 2"),
        ({"min_cases": 1001}, "“min_cases”: at most 1000"),
        ({"min_cases": "two"}, "“min_cases”: it must be a whole number"),
        ({"min_cases": 2.5}, "“min_cases”: it must be a whole number"),
        ({"min_cases": True}, "“min_cases”: it must be a whole number"),
        ({"since": "2018", "until": "2017"}, "“until”: it is before “since”"),
        ({"since": "05/03/2017"}, "“since”: it has several readings: 2017-03-05 or 2017-05-03"),
        ({"since": "15/03/20"}, "“since”: it has several readings: 2020-03-15 or 2015-03-20"),
        ({"since": "31/02/2017"}, "“since”: it must be a date"),
        ({"since": "0000"}, "“since”: it must be a date"),
        ({"since": "31/12/0000"}, "“since”: it must be a date"),
        ({"since": "٢٠١٧"}, "“since”: it must be a date"),
        ({"since": "hace poco"}, "“since”: it must be a date"),
        ({"min_cases": "1.000"}, "“min_cases”: it may be 1 or 1000"),
        ({"min_cases": "٣"}, "“min_cases”: it must be a whole number"),
        ({"min_cases": "9" * 5_000}, "“min_cases”: it is longer than 200 characters"),
        (
            {"desde": "2017"},
            (
                "“desde”: unknown; known: min_cases, since, until, include_excluded, "
                "limit; did you mean since?"
            ),
        ),
        ({"sinse": "2017"}, "limit; did you mean since?"),
        ({"x" * 50_000: 1}, f"“{'x' * 40}…”: unknown"),
        ({"since": "2017\x1b"}, "“since”: it has signs that cannot be seen"),
        ({"since": "2017-02-30"}, "“since”: there is no such date"),
        ({"since": ["2017"]}, "“since”: it must be a text"),
        ({"include_excluded": "perhaps"}, "“include_excluded”: it must be true or false"),
        ({"limit": 0}, "“limit”: at least 1"),
        ({"limit": 5001}, "“limit”: at most 5000"),
    ],
)
def test_a_bad_parameter_is_named_with_the_reason(given: dict[str, object], why: str) -> None:
    said = complaint("recurring_suspects", **given)

    assert why in said
    assert said.startswith("Parameter “")
    assert len(said) < 400


def test_a_required_parameter_must_be_given() -> None:
    assert "“year”: it is required; such as year=2017" in complaint("registry_totals")
    assert "“case”: it is required; such as case=RETA:SINT-" in complaint("route_of_case", case="")


def test_what_the_runner_fills_cannot_be_given() -> None:
    assert "“may_count”: unknown" in complaint("registry_totals", year=2017, may_count=True)


def test_the_role_says_whether_a_query_may_count_the_people_of_the_graph() -> None:
    name, given = "registry_totals", {"year": 2017}

    assert bound(name, given, Role.PUBLIC).values["may_count"] is False
    assert bound(name, given, Role.ANALYST).values["may_count"] is True
    assert "may_count" not in bound(name, given).shown


def test_a_department_stays_itself_whatever_the_level_of_the_answer() -> None:
    for level in ("department", "province", "district"):
        given = {"origin": "Loreto", "destination": "lima", "level": level}

        found = bound("routes_between", given)

        assert found.values["origin"] == "PE-16"
        assert found.values["destination"] == "PE-15"
        assert [(each.parameter, each.text, each.place) for each in found.understood] == [
            ("origin", "Loreto", "PE-16"),
            ("destination", "lima", "PE-15"),
        ]


@pytest.mark.parametrize(
    ("origin", "destination", "level"),
    [
        ("Loreto", "Lima", "DEPARTAMENTO"),
        ("Loreto", "SJL", "DISTRITO"),
        ("Puerto Maldonado", "Lima", "DISTRITO"),
        ("CUZCO", "Mazuko", "DISTRITO"),
        ("Sicuani (Cusco)", "Loreto", "DISTRITO"),
        ("Loreto", "provincia de Lima", "PROVINCIA"),
        ("provincia de Canchis", "SJL", "DISTRITO"),
        ("Colombia", "Lima", "DEPARTAMENTO"),
    ],
)
def test_a_level_that_is_left_out_is_that_of_the_finest_place(
    origin: str, destination: str, level: str
) -> None:
    found = bound("routes_between", {"origin": origin, "destination": destination})

    assert found.values["level"] == level
    # What an answer repeats may be asked again.
    assert bound("routes_between", {**found.shown}).values["level"] == level


def test_a_level_that_is_asked_stays_and_the_error_says_what_to_ask() -> None:
    said = complaint("routes_between", origin="Loreto", destination="SJL", level="department")

    assert "level=district" in said


def test_origin_and_destination_must_be_apart() -> None:
    given = {"origin": "PE-15", "destination": "PE-150132", "level": "district"}

    assert "“destination”: it lies in origin" in complaint("routes_between", **given)


def test_a_level_that_does_not_exist_is_answered_with_those_that_do() -> None:
    assert "one of: district, province, department, country" in complaint(
        "frequent_legs", level="subdivision"
    )


def test_a_code_must_be_of_its_list() -> None:
    sex = Parameter(name="sex", type=ParameterType.CODE, title_es="Sexo", title_en="Sex", of="sex")
    declared = {"sex": sex}
    nobody = Lookup(NO_GRAPH, Viewer(Role.ANALYST), seconds=1)

    assert bind(declared, {"sex": "f"}, nobody).values == {"sex": "F"}
    with pytest.raises(BadParameter) as caught:
        bind(declared, {"sex": "X?"}, nobody)
    assert "one of: " in caught.value.message("en")


def test_a_registry_may_be_written_small() -> None:
    assert bound("load_quality", {"registry": "reta"}).values["registry"] == "RETA"


def test_a_text_of_a_closed_choice_must_be_one_of_them() -> None:
    assert "one of: Phone" in complaint("shared_means", kind="Person")


def test_a_text_may_not_be_endless() -> None:
    assert "longer than 200" in complaint("shared_means", kind="x" * 201)


def test_fields_of_identity_are_left_out_for_who_may_not_see_them() -> None:
    assert "document_key" not in bound("conflicting_values", {}).values["fields"]
    assert "age" in bound("conflicting_values", {}).values["fields"]

    investigator = bound("conflicting_values", {}, Role.INVESTIGATOR)
    assert "document_key" in investigator.values["fields"]


def test_asking_for_a_field_of_identity_is_refused_to_who_may_not_see_it() -> None:
    with pytest.raises(AccessDenied):
        bound("conflicting_values", {"fields": "age,document_key"})


def test_fields_that_the_query_does_not_compare_are_refused() -> None:
    assert "one of: age" in complaint("conflicting_values", fields="originals")


def test_every_example_is_one_that_can_be_asked(graph: Graph) -> None:
    graph.write_rows(
        "CREATE (c:Case {uid: 'C-1'})-[:ATTESTED_BY]->(:Record {uid: 'R-1', registry: 'RETA', "
        "kind: 'case', case_key: 'SINT-2017-000001'}) "
        "CREATE (:Case {uid: 'C-2'})-[:ATTESTED_BY]->(:Record {uid: 'R-2', registry: 'SISTRA', "
        "kind: 'case', case_key: 'SINT-1-2018-2-0'}) "
        "CREATE (:Person:Victim {uid: 'V-1', pseudonym: 'X-ABCDEFGHJK'}) "
        "CREATE (:Person:Suspect {uid: 'S-1', pseudonym: 'X-KJHGFEDCBA'}) "
        "CREATE (:Network {uid: 'N-1'})"
    )
    lookup = Lookup(graph, Viewer(Role.ANALYST), seconds=10)
    assert catalog()
    for query in catalog():
        for example in query.header.examples:
            assert bind(query.header.parameters, example.parameters, lookup)


@pytest.mark.parametrize(
    ("written", "first", "shown"),
    [
        ("15/03/2020", "2020-03-15", "2020-03-15"),
        ("15-3-2020", "2020-03-15", "2020-03-15"),
        ("15.03.2020", "2020-03-15", "2020-03-15"),
        ("2020/03/15", "2020-03-15", "2020-03-15"),
        ("20200315", "2020-03-15", "2020-03-15"),
        ("05/05/2020", "2020-05-05", "2020-05-05"),
        ("15 de marzo de 2020", "2020-03-15", "2020-03-15"),
        ("marzo de 2020", "2020-03-01", "2020-03"),
        ("03/2020", "2020-03-01", "2020-03"),
        ("March 15 2020", "2020-03-15", "2020-03-15"),
        (2020, "2020-01-01", "2020"),
    ],
)
def test_a_date_is_read_as_people_write_it(written: object, first: str, shown: str) -> None:
    found = bound("recurring_suspects", {"since": written})

    assert (found.values["since"], found.shown["since"]) == (first, shown)


@pytest.mark.parametrize(
    ("written", "number"), [("3", 3), (" +3 ", 3), ("3.0", 3), ("3,0", 3), ("1 000", 1000)]
)
def test_a_whole_number_is_read_as_people_write_it(written: str, number: int) -> None:
    assert bound("recurring_suspects", {"min_cases": written}).values["min_cases"] == number


@pytest.mark.parametrize(
    ("written", "truth"),
    [("SÍ", True), ("si", True), ("verdadero", True), ("s", True), ("No", False), ("falso", False)],
)
def test_a_truth_is_read_in_both_languages(written: str, truth: bool) -> None:
    given = {"include_excluded": written}

    assert bound("recurring_suspects", given).values["include_excluded"] is truth


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("teléfono", "Phone"),
        ("Telefonos", "Phone"),
        ("phone", "Phone"),
        ("EMPRESA", "Organisation"),
    ],
)
def test_a_choice_is_read_in_both_languages(written: str, kind: str) -> None:
    assert bound("shared_means", {"kind": written}).values["kind"] == kind


@pytest.mark.parametrize(
    ("written", "level"), [("distrito", "DISTRITO"), ("País", "PAIS"), ("región", "DEPARTAMENTO")]
)
def test_a_level_is_read_in_both_languages(written: str, level: str) -> None:
    assert bound("frequent_legs", {"level": written}).values["level"] == level


@pytest.mark.parametrize(
    ("list_", "written", "code"),
    [
        ("phase", "captación", "CAPTACION"),
        ("phase", "Exploitation", "EXPLOTACION"),
        ("sex", "mujer", "F"),
        ("sex", "Masc.", "M"),
    ],
)
def test_a_code_is_read_by_its_names(list_: str, written: str, code: str) -> None:
    one = Parameter(name="it", type=ParameterType.CODE, title_es="Eso", title_en="It", of=list_)
    nobody = Lookup(NO_GRAPH, Viewer(Role.ANALYST), seconds=1)

    assert bind({"it": one}, {"it": written}, nobody).values == {"it": code}


def test_an_unknown_code_is_answered_with_the_nearest() -> None:
    one = Parameter(name="it", type=ParameterType.CODE, title_es="Eso", title_en="It", of="phase")
    nobody = Lookup(NO_GRAPH, Viewer(Role.ANALYST), seconds=1)

    with pytest.raises(BadParameter) as caught:
        bind({"it": one}, {"it": "captasion"}, nobody)

    assert "¿quiso decir CAPTACION" in caught.value.message("es")


def test_fields_may_be_named_in_spanish_and_many_equal_ones_count_once() -> None:
    assert bound("conflicting_values", {"fields": "edad al hecho (años),sex"}).values["fields"] == [
        "age",
        "sex",
    ]
    assert bound("conflicting_values", {"fields": ["age"] * 6_000}).values["fields"] == ["age"]
    with pytest.raises(BadParameter):
        bound("conflicting_values", {"fields": [f"campo{number}" for number in range(6_000)]})


@pytest.mark.parametrize("name", ["case", "person", "origin"])
def test_a_value_of_50_000_characters_is_refused_without_an_echo(name: str) -> None:
    query = {"case": "route_of_case", "person": "suspect_network", "origin": "routes_between"}[name]

    said = complaint(query, **{name: "z" * 50_000})

    assert "longer than 200 characters" in said
    assert "zzz" not in said

from query_texts import query_text

from trama.core.problems import declaration_error
from trama.cypher.header import ColumnType, ParameterType
from trama.cypher.reading import read_header
from trama.ontology.declare import Sensitivity


def complaint(text: str) -> str:
    _, problems = read_header(text)
    return declaration_error("probe.cypher", problems).message("en")


def test_a_header_says_what_the_query_takes_and_gives() -> None:
    header, problems = read_header(query_text())

    assert header is not None
    assert problems == []
    assert header.name == "probe"
    assert header.titles == {"es": "Prueba", "en": "Probe"}
    assert header.parameters["limit"].type is ParameterType.INTEGER
    assert header.parameters["limit"].max == 100
    assert header.columns["case"].type is ColumnType.CASE
    assert header.sensitivity is Sensitivity.RESTRICTED
    assert header.line("params", "limit") == 10


def test_a_file_without_a_header_is_refused() -> None:
    assert complaint("MATCH (c:Case) RETURN c") == (
        "probe.cypher:1: the header /*--- … ---*/ is missing at the beginning."
    )


def test_an_unknown_key_is_refused_with_its_line() -> None:
    text = query_text(sensitivity="sensitivity: restricted\ntitel: wrong")

    assert complaint(text) == ("probe.cypher:14: “titel” does not exist; did you mean “title_es”?")


def test_a_missing_key_is_named() -> None:
    assert complaint(query_text(question_en="")) == ("probe.cypher:2: “question_en” is missing.")


def test_a_type_that_does_not_exist_is_refused_with_its_line() -> None:
    text = query_text(since="  since: {type: date, title_es: Desde, title_en: Since}")

    assert complaint(text).startswith(
        "probe.cypher:9: “date” does not exist; expected: string, integer"
    )


def test_a_key_that_stands_twice_is_refused() -> None:
    text = query_text(
        since="  since: {type: string, title_es: a, title_en: b}\n"
        "  since: {type: string, title_es: a, title_en: b}"
    )

    assert complaint(text) == "probe.cypher:10: “since” is repeated."


def test_yaml_that_is_none_is_refused_with_its_line() -> None:
    assert complaint(query_text(views="views: [table")).startswith("probe.cypher:16")


def test_a_parameter_of_codes_must_name_its_list() -> None:
    text = query_text(since="  since: {type: code, title_es: Desde, title_en: Since}")

    assert complaint(text) == "probe.cypher:9: “of” is missing."


def test_a_view_that_does_not_exist_is_refused() -> None:
    assert complaint(query_text(views="views: [globe]")) == (
        "probe.cypher:15: “globe” does not exist; expected: table, map, timeline, flow, network."
    )

"""The header of a query held against its text, and the text of a header with mistakes."""

from query_texts import BODY, at, complaint, query_text, read


def test_a_column_of_a_misspelt_list_is_answered_with_the_list_that_there_is() -> None:
    text = query_text(case="  case: {type: code, of: purposes, title_es: Caso, title_en: Case}")

    assert "of: “purposes” does not exist; did you mean “purpose”?" in complaint(text)


def test_an_example_gives_the_parameters_that_there_are() -> None:
    text = query_text().replace("{params: {}", "{params: {sinse: 2020}")
    text = text.replace("since: {type:", "since: {required: true, type:")

    assert "parameter: “sinse” does not exist; did you mean “since”?" in complaint(text)
    assert "the example lacks since" in complaint(text)


def test_a_comparison_with_what_may_be_left_out_is_refused() -> None:
    body = BODY.replace("$since IS NULL OR ", "")

    assert complaint(query_text(body)) == at(
        1,
        "without $since this comparison gives no row: write ($since IS NULL OR …), or give it a "
        "default or required",
    )
    given = "  since: {type: partial_date, bound: first, required: true, "
    text = query_text(body, since=given + "title_es: Desde, title_en: Since}")
    assert read(text.replace("params: {}", "params: {since: 2020}"))


def test_a_name_that_is_not_the_files_is_told_the_files() -> None:
    assert complaint(query_text(name="name: prove")) == (
        "queries/pack/routes/probe.cypher:2: “prove” is not the name of the file: write probe."
    )


def test_the_text_is_checked_although_the_header_is_not_understood() -> None:
    text = query_text(BODY.replace("c:Case", "c:Caze"), views="views: [tabel]")

    found = complaint(text)

    assert "“tabel” does not exist; did you mean “table”?" in found
    assert "label: “Caze” does not exist; did you mean “Case”?" in found

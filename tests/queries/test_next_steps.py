"""The commands under an answer: the next query, and the page that shows the answer."""

import pytest

from tests.support.answers import answer
from trama.queries.catalog import saved_query
from trama.queries.next_steps import command, next_steps, page_command


@pytest.mark.parametrize(
    ("name", "parameters", "page"),
    [
        (
            "routes_between",
            {"origin": "PE-21", "destination": "PE-08", "level": "department", "since": None},
            "trama page route PE-21 PE-08 -o pagina.html",
        ),
        (
            "routes_between",
            {"origin": "PE-21", "destination": "PE-08", "level": "province", "since": "2024"},
            "trama page route PE-21 PE-08 --level province --since 2024 -o pagina.html",
        ),
        ("route_of_case", {"case": "C-1"}, "trama page route 'SISTRA:SINT 1' -o pagina.html"),
        ("suspect_network", {"person": "X-AB"}, "trama page network X-AB -o pagina.html"),
        ("recurring_pairs", {"min_cases": 2}, "trama page pairs -o pagina.html"),
        ("load_quality", {}, None),
    ],
)
def test_an_answer_names_its_page(
    name: str, parameters: dict[str, object], page: str | None
) -> None:
    numbers = {"C-1": "SISTRA:SINT 1 / RETA:2"}

    assert page_command(saved_query(name), answer(name, [{}], parameters), numbers, "es") == page


def test_an_answer_without_rows_has_no_page() -> None:
    empty = answer("recurring_pairs", [])

    assert page_command(saved_query("recurring_pairs"), empty, {}, "es") is None


def test_a_way_leads_to_the_latest_of_its_cases() -> None:
    asked = {"origin": "PE-21", "destination": "PE-08"}
    way = answer("routes_between", [{"case_uids": ["C-1"]}], asked)

    (step,) = next_steps(saved_query("routes_between"), way, {"C-1": "SISTRA:SINT-1"})

    assert command(step) == "trama query run route_of_case case=SISTRA:SINT-1"

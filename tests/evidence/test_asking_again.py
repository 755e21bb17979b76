"""Questions asked again: as many rows as a pack holds, and a reason for each that has no answer."""

from collections.abc import Iterator

import pytest
from installation import Installation

from trama.access.policy import Role, Viewer
from trama.core.home import Home
from trama.evidence.asking_again import AskedAgain, NotAsked, Source, ask_all
from trama.graph.engine import open_graph
from trama.queries.run import Limits
from trama.workspaces.investigation import InvestigationQuestion

LEGS = InvestigationQuestion(query="frequent_legs", title=None, parameters={"limit": 2})


@pytest.fixture
def source(installation: Installation) -> Iterator[Source]:
    key = Home(installation.settings.home).pseudonym_key()
    with open_graph(installation.settings) as graph:
        yield Source(graph, Viewer(Role.ANALYST), Limits(30, 1_000), key)


def test_an_answer_has_all_rows_though_a_page_was_asked_for(source: Source) -> None:
    (asked,) = ask_all([LEGS], source)

    assert isinstance(asked, AskedAgain)
    assert len(asked.answer.rows) > 2
    assert not asked.answer.truncated
    assert asked.answer.parameters["limit"] == 2


def test_a_pack_that_is_full_names_the_questions_that_it_does_not_hold(source: Source) -> None:
    first, second, third = ask_all([LEGS, LEGS, LEGS], source, most=5)

    assert isinstance(first, AskedAgain)
    assert first.answer.truncated
    assert len(first.answer.rows) == 5
    assert isinstance(second, NotAsked)
    assert "haga otro" in second.why[0]
    assert isinstance(third, NotAsked)


@pytest.mark.parametrize(
    ("query", "parameters", "why"),
    [
        ("frequent_legs", {"level": ["department"]}, "level"),
        ("frequent_legs", {"limit": True}, "limit"),
        ("frequent_legs", {"strange": "x"}, "strange"),
        ("neighbours", {"of": 7}, "of"),
        ("neighbours", {"of": "X-AAAAAAAAAA"}, "No existe"),
        ("neighbours", {}, "of"),
        ("no_such_query", {}, "No existe"),
        ("route", {}, "Ruta"),
        ("route", {"route": "captar en Cusco", "level": "planet"}, "level"),
    ],
)
def test_a_question_that_is_wrong_now_says_why(
    source: Source, query: str, parameters: dict[str, object], why: str
) -> None:
    question = InvestigationQuestion.model_validate(
        {"query": query, "title": "SINTETICO", "parameters": parameters}
    )
    (told,) = ask_all([question], source)

    assert isinstance(told, NotAsked)
    assert why in told.why[0]


def test_what_only_trama_fills_is_no_parameter_of_a_question(source: Source) -> None:
    filled = {"of": "PE-08", "protected": "nobody", "since": None}
    question = InvestigationQuestion.model_validate(
        {"query": "neighbours", "title": None, "parameters": filled}
    )
    (told,) = ask_all([question], source)

    assert isinstance(told, AskedAgain)
    assert "protected" not in told.answer.parameters

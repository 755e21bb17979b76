"""An answer that is empty because a step was not done yet says which one. SINTETICO."""

import pytest
from scanned import keep_in_brief

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.catalog import catalog
from trama.queries.lookups.lookup import Lookup
from trama.queries.run import Limits, QueryAnswer, run
from trama.queries.search.finding import find

LOADED = "CREATE (:SourceFile {uid: 'F-1', name: 'SINTETICO.csv'})"
LINKED = "CREATE (:Judgement {uid: 'J-1', one: 'R-1', other: 'R-2', verdict: 'different'})"
SEARCHED = "CREATE (:NetworkSearch {uid: 'networks'})"
VIEWER = Viewer(Role.INVESTIGATOR)


def ask(graph: Graph, name: str, **given: object) -> QueryAnswer:
    keep_in_brief(graph)
    return run(name, given, graph, VIEWER, Limits(seconds=30, rows=100))


def step_after(graph: Graph, name: str, *statements: str) -> str | None:
    for statement in statements:
        graph.write_rows(statement)
    answer = ask(graph, name)
    assert answer.rows == []
    return str(answer.missing.step) if answer.missing else None


@pytest.mark.parametrize(
    ("name", "done", "expected"),
    [
        ("recurring_suspects", "link", None),
        ("recurring_networks", "networks", None),
        ("dangling_police_reports", None, None),
    ],
)
def test_an_empty_answer_names_the_first_step_that_is_missing(
    graph: Graph, name: str, done: str | None, expected: str | None
) -> None:
    assert step_after(graph, name) == "load"
    assert step_after(graph, name, LOADED) == done
    assert step_after(graph, name, LINKED, SEARCHED) == expected


def test_each_step_says_what_to_type_in_both_languages(graph: Graph) -> None:
    empty = ask(graph, "recurring_pairs").missing
    graph.write_rows(LOADED)
    unlinked = ask(graph, "recurring_pairs").missing
    without_networks = ask(graph, "brokers").missing

    told = [empty, unlinked, without_networks]
    commands = ["trama load", "trama link", "trama networks find --write"]
    for missing, command in zip(told, commands, strict=True):
        assert missing
        assert command in missing.words("es")
        assert command in missing.words("en")


def test_rows_want_no_step(graph: Graph) -> None:
    graph.write_rows(LOADED)

    answer = ask(graph, "provisions_at_date", on="2022")

    assert answer.missing is None


def test_queries_of_stored_networks_need_them() -> None:
    about = {query.name for query in catalog() if ":Network" in query.text}
    needing = {query.name for query in catalog() if "networks" in query.header.needs}

    # The explorer's queries read every relationship; these are about networks alone.
    exploring = {query.name for query in catalog() if query.topic == "exploring"}
    assert about - exploring
    assert about - exploring <= needing


def test_a_search_of_an_empty_graph_says_so(graph: Graph) -> None:
    lookup = Lookup(graph, VIEWER, seconds=120)

    empty = find("quispe", lookup).missing
    graph.write_rows(LOADED)

    assert empty
    assert "trama load" in empty.words("es")
    assert find("quispe", lookup).missing is None

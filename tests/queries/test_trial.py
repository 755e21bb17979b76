"""The trial of a query on the five cases of the small graph."""

import json
from pathlib import Path

import pytest
from query_texts import BODY, query_text
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.core.errors import AccessDenied, DeclarationError, InputError
from trama.graph.engine import Graph
from trama.queries.own import check_file
from trama.queries.run import Limits
from trama.queries.trial import Trial, answers_file, read_answers, try_out, write_answers

LIMITS = Limits(seconds=30, rows=1_000)
ANALYST = Viewer(Role.ANALYST)


def trials(path: Path, graph: Graph, viewer: Viewer = ANALYST) -> list[Trial]:
    query = check_file(path).sound()
    return [*try_out(query, read_answers(answers_file(path)), graph, viewer, LIMITS)]


def query_file(folder: Path, body: str = BODY, **changed: str) -> Path:
    path = folder / "probe.cypher"
    path.write_text(query_text(body, **changed), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("expects", "faults"),
    [
        ("{rows: 5}", []),
        ("{at_least: 5}", []),
        ("{rows: 4}", ["4 rows are expected, and there are 5"]),
        ("{at_least: 6}", ["6 rows or more are expected, and there are 5"]),
    ],
)
def test_an_example_says_how_many_rows_it_expects(
    expects: str, faults: list[str], graph: Graph, tmp_path: Path
) -> None:
    write_small_graph(graph)
    example = f"  - {{params: {{}}, expects: {expects}, title_es: Todos, title_en: All}}"
    path = tmp_path / "probe.cypher"
    path.write_text(
        query_text().replace("  - {params: {}, title_es: Todos, title_en: All}", example),
        encoding="utf-8",
    )

    (trial,) = trials(path, graph)

    assert [en for _, en in trial.faults] == faults


def test_a_kept_answer_is_compared_row_by_row(graph: Graph, tmp_path: Path) -> None:
    write_small_graph(graph)
    path = query_file(tmp_path)
    write_answers(answers_file(path), trials(path, graph))

    (same,) = trials(path, graph)
    query_file(
        tmp_path,
        BODY.replace("WHERE", "WHERE c.uid <> 'C-3' AND (").replace(
            "$since\nRETURN", "$since)\nRETURN"
        ),
    )
    (lacking,) = trials(path, graph)
    query_file(tmp_path, BODY.replace("ORDER BY case", "ORDER BY case DESC"))
    (turned,) = trials(path, graph)

    assert not same.faults
    assert [en for _, en in lacking.faults] == ['the row {"case": "C-3"} is missing']
    assert [en for _, en in turned.faults] == ["the same rows stand in another order"]


def test_a_kept_answer_names_no_victim_whoever_keeps_it(graph: Graph, tmp_path: Path) -> None:
    write_small_graph(graph)
    person = "{type: person, title_es: Víctima, title_en: Victim}"
    path = query_file(
        tmp_path,
        "MATCH (v:Victim)-[:VICTIM_IN]->(c:Case) WHERE $since IS NULL\n"
        "RETURN v {.uid, .pseudonym, .name, victim: v:Victim} AS case\n"
        "ORDER BY c.uid, v.pseudonym\nLIMIT $limit\n",
        case=f"  case: {person}",
    )

    write_answers(answers_file(path), trials(path, graph, Viewer(Role.INVESTIGATOR)))

    kept = answers_file(path).read_text(encoding="utf-8")
    assert "P-V2" in kept
    assert "SINTETICA V2" not in kept
    assert answers_file(path).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.INTEGRATOR])
def test_a_role_that_runs_no_own_query_tries_none(role: Role, graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(AccessDenied):
        trials(query_file(tmp_path), graph, Viewer(role))


def test_a_text_that_the_engine_does_not_understand_is_told_of_its_file(
    graph: Graph, tmp_path: Path
) -> None:
    path = query_file(tmp_path, BODY.replace("RETURN", "WITH c.since AS since\nRETURN"))

    with pytest.raises(DeclarationError) as caught:
        trials(path, graph)

    assert str(path) in caught.value.message("en")
    assert "does not understand" in caught.value.message("en")


@pytest.mark.parametrize("content", ["{", "[1]", json.dumps([{"rows": []}])])
def test_a_file_that_holds_no_answers_is_told(content: str, tmp_path: Path) -> None:
    path = tmp_path / "probe.answers.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(InputError):
        read_answers(path)

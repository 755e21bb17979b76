"""The graph over both engines: writes, reads within limits, streams, and failures without data."""

import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice

import pytest
from neo4j_server import free_port

from trama.core.errors import (
    BadSetting,
    EngineError,
    EngineUnavailable,
    QueryTimeout,
    WriteRefused,
)
from trama.core.settings import Neo4jConnection, Settings
from trama.graph.engine import Graph, Transaction, open_graph

# Counts pairs of pairs of 3,000 nodes: hours of work on any engine.
ENDLESS = """
MATCH (a:Case), (b:Case), (c:Case)
WHERE a.uid + b.uid + c.uid = 'nobody'
RETURN count(*) AS found
"""


def number_of_nodes(graph: Graph) -> int:
    return int(graph.read("MATCH (n) RETURN count(n) AS n", seconds=10, rows=1).rows[0]["n"])


def add_cases(graph: Graph, count: int) -> None:
    rows = [{"uid": f"C-SINTETICO-{number:05}"} for number in range(count)]
    graph.write_rows("UNWIND $rows AS row CREATE (c:Case) SET c += row", rows=rows)


@pytest.mark.every_engine
def test_what_was_written_is_read_back_as_it_was(graph: Graph) -> None:
    properties = {
        "uid": "C-SINTETICO-1",
        "text": "Ñañá «Ω» 'comillas'",
        "whole": 2**53,
        "part": 0.5,
        "yes": True,
        "many": ["b", "a"],
    }

    graph.write_rows("CREATE (c:Case) SET c = $properties", properties=properties)
    answer = graph.read("MATCH (c:Case) RETURN properties(c) AS c", seconds=10, rows=5)

    assert answer.rows == [{"c": properties}]


def test_writing_returns_the_rows_of_the_statement(graph: Graph) -> None:
    rows = graph.write_rows("UNWIND [1, 2] AS n CREATE (:Case {uid: toString(n)}) RETURN n AS made")

    assert rows == [{"made": 1}, {"made": 2}]


def test_a_transaction_that_fails_writes_nothing(graph: Graph) -> None:
    def work(transaction: Transaction) -> None:
        transaction.run("CREATE (:Case {uid: 'C-SINTETICO-1'})").consume()
        transaction.run("THIS IS NO CYPHER").consume()

    with pytest.raises(EngineError):
        graph.write(work)

    assert number_of_nodes(graph) == 0


def test_writers_at_the_same_time_lose_no_update(graph: Graph) -> None:
    graph.write_rows("CREATE (:Case {uid: 'C-SINTETICO-1', count: 0})")

    with ThreadPoolExecutor(4) as threads:
        for update in [
            threads.submit(graph.write_rows, "MATCH (c:Case) SET c.count = c.count + 1")
            for _ in range(40)
        ]:
            update.result()

    assert graph.read("MATCH (c:Case) RETURN c.count AS n", seconds=10, rows=1).rows == [{"n": 40}]


@pytest.mark.parametrize(("rows", "truncated"), [(4, True), (5, False), (6, False)])
def test_a_read_says_whether_rows_were_left(graph: Graph, rows: int, truncated: bool) -> None:
    add_cases(graph, 5)

    answer = graph.read("MATCH (c:Case) RETURN c.uid AS uid ORDER BY uid", seconds=10, rows=rows)

    assert answer.truncated is truncated
    assert [row["uid"][-1] for row in answer.rows] == list("01234")[:rows]


def test_an_answer_without_rows_is_no_failure(graph: Graph) -> None:
    answer = graph.read(
        "MATCH (c:Case {uid: $uid}) RETURN c.uid AS uid, c.since AS since",
        {"uid": "nobody"},
        seconds=10,
        rows=5,
    )

    assert (answer.rows, answer.truncated) == ([], False)
    assert answer.columns in ((), ("uid", "since"))


def test_a_limit_may_be_a_parameter(graph: Graph) -> None:
    add_cases(graph, 5)

    answer = graph.read("MATCH (c:Case) RETURN c LIMIT $limit", {"limit": 2}, seconds=10, rows=5)

    assert len(answer.rows) == 2


def test_an_answer_names_its_columns_in_their_order(graph: Graph) -> None:
    answer = graph.read("UNWIND [1] AS n RETURN n AS z, 2 AS a, 3 AS m", seconds=10, rows=5)

    assert answer.columns == ("z", "a", "m")


@pytest.mark.every_engine
@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (:Case {uid: 'new'})",
        "CREATE (:NewLabel)",
        "MATCH (c:Case) SET c.since = '2017'",
        "MATCH (c:Case) SET c:Person",
        "MATCH (c:Case) REMOVE c.uid",
        "MATCH (c:Case) DETACH DELETE c",
        "MERGE (c:Case {uid: 'new'}) RETURN c.uid AS uid",
        "MATCH (a:Case), (b:Case) CREATE (a)-[:NEXT]->(b)",
        "FOREACH (n IN [1] | CREATE (:Case))",
        "MATCH (c:Case) CALL { WITH c SET c.since = '2017' } RETURN c.uid AS uid",
        "CREATE INDEX case_text IF NOT EXISTS FOR (c:Case) ON (c.text)",
        "DROP CONSTRAINT case_uid",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "LOAD CSV FROM 'http://127.0.0.1:9/x' AS line RETURN line",
        "MATCH (c:Case) CALL { LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l } RETURN l",
        "UNWIND [1] AS n LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "CREATE USER intruso SET PASSWORD 'sintetico-2026'",
        "SHOW USERS",
    ],
)
def test_a_read_can_do_nothing_but_read(graph: Graph, cypher: str) -> None:
    add_cases(graph, 2)

    with pytest.raises(WriteRefused):
        graph.read(cypher, seconds=10, rows=10)

    cases = graph.read("MATCH (c) RETURN properties(c) AS c, labels(c) AS l", seconds=10, rows=9)
    assert sorted(row["c"]["uid"] for row in cases.rows) == [
        "C-SINTETICO-00000",
        "C-SINTETICO-00001",
    ]
    assert all(row["l"] == ["Case"] and len(row["c"]) == 1 for row in cases.rows)


def test_a_stream_cannot_write_either(graph: Graph) -> None:
    with pytest.raises(WriteRefused):
        list(graph.stream("CREATE (c:Case) RETURN c.uid AS uid"))

    assert number_of_nodes(graph) == 0


@pytest.mark.every_engine
def test_a_read_over_its_time_is_stopped_by_the_engine(graph: Graph) -> None:
    add_cases(graph, 3_000)
    began = time.monotonic()

    with pytest.raises(QueryTimeout) as stopped:
        graph.read(ENDLESS, seconds=1, rows=1)

    assert time.monotonic() - began < 30
    assert "1 s" in stopped.value.message()
    running = [row["currentQuery"] for row in graph.write_rows("SHOW TRANSACTIONS")]
    assert not [text for text in running if "nobody" in text]


def test_a_stopped_read_does_not_stop_another_of_the_same_words(graph: Graph) -> None:
    add_cases(graph, 3_000)

    def seconds_until_stopped(limit: float) -> float:
        began = time.monotonic()
        with pytest.raises(QueryTimeout):
            graph.read(ENDLESS, seconds=limit, rows=1)
        return time.monotonic() - began

    with ThreadPoolExecutor(2) as threads:
        patient = threads.submit(seconds_until_stopped, 6)
        hasty = threads.submit(seconds_until_stopped, 1)

        assert hasty.result() < 6 <= patient.result()


def test_after_a_stopped_read_the_next_one_has_its_full_time(graph: Graph) -> None:
    add_cases(graph, 3_000)
    for _ in range(2):
        with pytest.raises(QueryTimeout):
            graph.read(ENDLESS, seconds=0.5, rows=1)

    assert number_of_nodes(graph) == 3_000


def test_a_stream_yields_every_row_in_order(graph: Graph) -> None:
    add_cases(graph, 4_500)

    uids = [row["uid"] for row in graph.stream("MATCH (c:Case) RETURN c.uid AS uid ORDER BY uid")]

    assert len(uids) == 4_500
    assert uids == sorted(uids)


def test_a_stream_may_be_left_early(graph: Graph) -> None:
    add_cases(graph, 4_500)

    rows = graph.stream("MATCH (c:Case) RETURN c.uid AS uid")
    first = list(islice(rows, 3))
    rows.close()

    assert len(first) == 3
    assert number_of_nodes(graph) == 4_500


def test_no_error_repeats_a_value_of_the_data(graph: Graph) -> None:
    secret = "C-SINTETICO-SECRETO"
    graph.write_rows("CREATE (:Case {uid: $uid})", uid=secret)

    with pytest.raises(EngineError) as refusal:
        graph.write_rows("CREATE (:Case {uid: $uid})", uid=secret)

    shown = "".join(traceback.format_exception(refusal.value))
    assert secret not in shown
    assert "ConstraintValidationFailed" in refusal.value.message()


def test_a_victim_is_found_as_the_person_that_it_is(graph: Graph) -> None:
    graph.write_rows("CREATE (:Person:Victim {uid: 'P-1'}), (:Person {uid: 'P-2'})")
    graph.write_rows("MATCH (p:Person {uid: 'P-1'}) SET p:Suspect")

    answer = graph.read(
        "MATCH (p:Person) RETURN p.uid AS uid, p:Victim AS v, p:Suspect AS s ORDER BY uid",
        seconds=10,
        rows=9,
    )

    assert answer.rows == [
        {"uid": "P-1", "v": True, "s": True},
        {"uid": "P-2", "v": False, "s": False},
    ]


@pytest.mark.every_engine
def test_a_graph_tells_which_engine_it_is(graph: Graph) -> None:
    assert graph.engine in ("embedded", "neo4j")
    assert graph.version().startswith("ArcadeDB/" if graph.engine == "embedded" else "Neo4j/")


def test_two_graphs_share_one_store(graph: Graph, graph_settings: Settings) -> None:
    with open_graph(graph_settings) as other:
        other.write_rows("CREATE (:Case {uid: 'C-SINTETICO-1'})")

    assert number_of_nodes(graph) == 1


def test_an_absent_server_is_named_with_what_to_do(settings: Settings) -> None:
    absent = Neo4jConnection(f"bolt://127.0.0.1:{free_port()}", "neo4j", "secreto", "neo4j")

    with pytest.raises(EngineUnavailable) as refusal:
        open_graph(replace(settings, neo4j=absent))

    assert absent.uri in refusal.value.message()
    assert "secreto" not in refusal.value.message()


def test_an_address_that_is_not_of_bolt_is_a_wrong_setting(settings: Settings) -> None:
    wrong = Neo4jConnection("http://127.0.0.1:7474", "neo4j", "secreto", "neo4j")

    with pytest.raises(BadSetting) as refusal:
        open_graph(replace(settings, neo4j=wrong))

    assert "TRAMA_NEO4J_URI" in refusal.value.message()


@pytest.mark.only_on("neo4j")
@pytest.mark.parametrize(
    ("wrong", "setting"),
    [({"password": "otra-clave"}, "TRAMA_NEO4J_PASSWORD"), ({"database": "no"}, "_DATABASE")],
)
def test_a_refused_user_names_the_setting_to_look_at(
    graph_settings: Settings, wrong: dict[str, str], setting: str
) -> None:
    assert graph_settings.neo4j is not None

    with pytest.raises(EngineUnavailable) as refusal:
        open_graph(replace(graph_settings, neo4j=replace(graph_settings.neo4j, **wrong)))

    assert setting in refusal.value.message()

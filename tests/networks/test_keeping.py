"""Networks written to the graph: whole, once, and under the uid that they had. SINTETICO."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from recurring_graph import SHARED, accuse, write_recurring

from trama.core.errors import LoadInterrupted
from trama.graph.engine import Graph, Transaction
from trama.graph.store.fence import Fence
from trama.graph.store.fingerprint import fingerprint
from trama.networks.keeping import keep_networks
from trama.networks.kept import last_search

DRAWS = 100
NEXT = (("N-4", "2013-03-05"), ("N-5", "2014-03-05"), ("N-6", "2014-06-05"))


Result = TypeVar("Result")


class Stopped(Exception):
    """The process died."""


class StoppingGraph(Graph):
    """A graph whose process dies after so many transactions."""

    def __init__(self, graph: Graph, commits: int) -> None:
        self.engine = graph.engine
        self._graph = graph
        self._left = commits

    def stream(self, cypher: str, **parameters: object) -> Iterator[dict[str, Any]]:
        return self._graph.stream(cypher, **parameters)

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        if not self._left:
            raise Stopped
        self._left -= 1
        return self._graph.write(work)

    def write_rows(self, cypher: str, **parameters: object) -> list[dict[str, Any]]:
        return self._graph.write_rows(cypher, **parameters)


@pytest.fixture
def recurring(graph: Graph) -> Graph:
    write_recurring(graph)
    return graph


def keep(graph: Graph) -> None:
    keep_networks(graph, draws=DRAWS)


def networks(graph: Graph) -> dict[str, dict[str, Any]]:
    text = (
        "MATCH (n:Network) RETURN n.uid AS uid, n.state AS state, n.cases AS cases, "
        "n.since AS since, n.until AS until, n.merged_into AS into, "
        "[(n)<-[m:MEMBER_OF]-(p) | p.uid + ' ' + m.cases] AS members"
    )
    return {row["uid"]: row | {"members": sorted(row["members"])} for row in graph.stream(text)}


def changes(graph: Graph) -> list[tuple[str, str]]:
    text = "MATCH (:Network)-[:CHANGED]->(c) RETURN c.uid AS uid, c.change AS change ORDER BY uid"
    return [(row["uid"], row["change"]) for row in graph.stream(text)]


@pytest.mark.every_engine
def test_a_network_is_written_with_its_people_and_days(recurring: Graph) -> None:
    keep(recurring)

    assert networks(recurring) == {
        "N-1": {
            "uid": "N-1",
            "state": "ACTIVA",
            "cases": 3,
            "since": "2010-03-05",
            "until": "2012-03-05",
            "into": None,
            "members": ["P-A 3", "P-B 3", "P-V 3"],
        }
    }
    assert changes(recurring) == [("N-1/1", "NUEVA")]


@pytest.mark.every_engine
def test_suspects_of_one_case_are_tied_by_a_weight(recurring: Graph) -> None:
    keep(recurring)

    ties = {
        (row["one"], row["other"]): (row["cases"], row["weight"])
        for row in recurring.stream(
            "MATCH (a:Suspect)-[t:CO_OFFENDED]->(b:Suspect) "
            "RETURN a.uid AS one, b.uid AS other, t.cases AS cases, t.weight AS weight"
        )
    }
    assert len(ties) == 300 + 3
    assert ties["P-A", "P-B"][0] == 3
    # A role that nobody wrote counts half for each: 1/4 of a case of two in the newest year.
    assert ties["P-4 X", "P-4 Y"] == (1, 0.25)


def test_two_files_that_may_be_of_one_case_count_once_and_tie_nobody_across(
    recurring: Graph,
) -> None:
    accuse(recurring, "EFG", [("K-1", "2013-03-05")])
    accuse(recurring, "EFH", [("K-2", "2013-03-07")])

    keep(recurring)

    ties = {
        row["other"]: row["cases"]
        for row in recurring.stream(
            "MATCH (:Person {uid: 'P-E'})-[t:CO_OFFENDED]-(b) "
            "RETURN b.uid AS other, t.cases AS cases"
        )
    }
    assert ties == {"P-F": 1, "P-G": 1, "P-H": 1}
    across = "MATCH (a:Person {uid: 'P-G'})-[:CO_OFFENDED]-(:Person {uid: 'P-H'}) RETURN a.uid AS a"
    assert not list(recurring.stream(across))


@pytest.mark.every_engine
def test_to_calculate_twice_changes_nothing(recurring: Graph) -> None:
    keep(recurring)
    once = fingerprint(recurring)

    keep(recurring)

    assert fingerprint(recurring) == once


def test_a_network_that_grows_and_loses_somebody_keeps_its_uid(recurring: Graph) -> None:
    keep(recurring)
    accuse(recurring, "ABD", NEXT)
    recurring.write_rows(
        "MATCH (:Person {uid: 'P-V'})-[a:SUSPECT_IN]->(:Case) SET a.excluded = true"
    )

    keep(recurring)

    assert networks(recurring)["N-1"]["members"] == ["P-A 6", "P-B 6", "P-D 3"]
    assert changes(recurring) == [("N-1/1", "NUEVA"), ("N-1/2", "CRECIO"), ("N-1/3", "SE_REDUJO")]


def test_a_network_of_people_who_got_other_uids_keeps_its_own(recurring: Graph) -> None:
    keep(recurring)
    recurring.write_rows("MATCH (p:Person) WHERE p.uid IN ['P-A', 'P-B'] DETACH DELETE p")
    accuse(recurring, "ab", SHARED)
    recurring.write_rows(
        "MATCH (p:Person) WHERE p.uid IN ['P-a', 'P-b'] SET p.aliases = [toUpper(p.uid)]"
    )

    keep(recurring)

    assert networks(recurring)["N-1"]["members"] == ["P-V 3", "P-a 3", "P-b 3"]
    assert changes(recurring) == [("N-1/1", "NUEVA")]


def test_a_network_that_is_found_no_more_is_dissolved_and_nobody_stays_in_it(
    recurring: Graph,
) -> None:
    keep(recurring)
    recurring.write_rows("MATCH (:Case {uid: 'N-1'})<-[a:SUSPECT_IN]-() SET a.excluded = true")
    recurring.write_rows("MATCH (:Case {uid: 'N-2'})<-[a:SUSPECT_IN]-() SET a.excluded = true")

    keep(recurring)

    found = networks(recurring)["N-1"]
    assert (found["state"], found["members"]) == ("DISUELTA", [])
    assert changes(recurring)[-1] == ("N-1/2", "DISUELTA")


def test_a_network_is_dormant_two_years_before_the_latest_fact(recurring: Graph) -> None:
    accuse(recurring, "Z", [("C-last", "2014-03-06")])

    keep(recurring)

    assert networks(recurring)["N-1"]["state"] == "INACTIVA"


@pytest.mark.only_on("embedded")
def test_a_calculation_killed_at_any_commit_ends_the_same(recurring: Graph) -> None:
    keep(recurring)
    wanted, commits = fingerprint(recurring), 0
    while True:
        recurring.write_rows("MATCH (n) WHERE n:Network OR n:NetworkChange DETACH DELETE n")
        recurring.write_rows("MATCH (n:NetworkSearch) DELETE n")
        recurring.write_rows("MATCH (:Suspect)-[t:CO_OFFENDED]->(:Suspect) DELETE t")
        try:
            keep(StoppingGraph(recurring, commits))
        except Stopped:
            keep(recurring)
            assert fingerprint(recurring) == wanted
            commits += 1
        else:
            break
    assert commits == 2  # the ties, then the networks


def test_a_load_that_begins_meanwhile_leaves_the_networks_as_they_were(recurring: Graph) -> None:
    def another_load(_done: int, _total: int) -> None:
        Fence(recurring)

    with pytest.raises(LoadInterrupted):
        keep_networks(recurring, draws=DRAWS, watcher=another_load)

    assert networks(recurring) == {}


def test_a_search_says_of_which_files_it_knew(recurring: Graph) -> None:
    recurring.write_rows("CREATE (:SourceFile {uid: 'F-1', name: 'SINTETICO.csv'})")

    keep(recurring)

    search = last_search(recurring)
    assert search is not None
    assert (search.files, search.judgements, search.named) == (1, 0, 1)

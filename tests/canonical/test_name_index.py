"""The index of names follows what transactions note, and is what a scan of all people gives."""

import random

import pytest
from scanned_names import kept_names

from trama.access.policy import Role, Viewer
from trama.canonical.name_index import changed_names, index_names
from trama.graph.engine import Graph
from trama.graph.store.fence import Fence
from trama.graph.store.name_notes import note_names
from trama.queries.lookups.lookup import Lookup
from trama.queries.search.finding import find

PEOPLE = """
UNWIND $people AS one
CREATE (:%s {uid: one.uid, pseudonym: one.uid, name: one.key, name_key: one.key,
             nicknames: one.nicknames, aliases: []})
"""
REMOVE = "UNWIND $uids AS uid MATCH (p:Person {uid: uid}) DETACH DELETE p"
READ = """
MATCH (p:Person) RETURN p.uid AS uid, labels(p) AS labels, p.name_key AS name_key,
                        p.nicknames AS nicknames
"""
LISTS = "MATCH (n:NameBearers) RETURN n.uid AS uid, n.bearers AS bearers ORDER BY uid"


def person(number: int, drawn: random.Random) -> dict[str, object]:
    words = [drawn.choice(["SINTA", "SINTO", "SINTU", "PEREZ"]) for _ in range(3)]
    return {
        "uid": f"P-{number}",
        "key": " ".join(words),
        "nicknames": ["LA SINT"] if number % 3 == 0 else [],
        "victim": drawn.random() < 0.5,
    }


def change(graph: Graph, gone: list[str], come: list[dict[str, object]]) -> None:
    """Replace people, and note whose names differ, as a load does in each transaction."""
    before = list(graph.stream(READ))
    graph.write_rows(REMOVE, uids=gone)
    for labels, victim in (("Person:Victim", True), ("Person:Suspect", False)):
        some = [one for one in come if one["victim"] is victim]
        graph.write_rows(PEOPLE % labels, people=some)
    after = list(graph.stream(READ))
    named = changed_names(*([(r["uid"], r["labels"], r) for r in rows] for rows in (before, after)))
    graph.write(lambda transaction: note_names(transaction, named))


@pytest.mark.every_engine
def test_what_is_noted_is_indexed_as_a_scan_would_and_lists_part_and_join(graph: Graph) -> None:
    drawn = random.Random(3)
    index_names(graph, Fence(graph))
    numbers = {
        "few": ([], range(40)),
        "many": ([], range(40, 900)),
        "fewer": (range(100, 900), range(100, 120)),
        "none": (range(900), []),
    }
    sizes = []
    for gone, come in numbers.values():
        change(graph, [f"P-{n}" for n in gone], [person(n, drawn) for n in come])
        index_names(graph, Fence(graph))

        followed = kept_names(graph)
        lists = list(graph.stream(LISTS))
        index_names(graph, Fence(graph), whole=True)
        assert kept_names(graph) == followed
        assert list(graph.stream(LISTS)) == lists
        sizes.append(max((one["size"] for one in followed.values()), default=0))
    assert sizes[1] > 256 > sizes[0] > 0
    assert sizes[3] == 0


@pytest.mark.every_engine
def test_a_search_reads_everybody_while_a_load_has_not_indexed_its_names(graph: Graph) -> None:
    lookup = Lookup(graph, Viewer(Role.ANALYST), 30)
    index_names(graph, Fence(graph))
    somebody = {"uid": "P-1", "key": "SINTA PEREZ", "nicknames": [], "victim": False}
    change(graph, [], [somebody])

    assert [hit.uid for hit in find("perez", lookup).hits] == ["P-1"]
    # The load died; a later one makes her a victim before the names are indexed.
    change(graph, ["P-1"], [{**somebody, "victim": True}])
    assert find("perez", lookup).hits == ()

    index_names(graph, Fence(graph))
    assert find("perez", lookup).hits == ()
    assert set(kept_names(graph)) == {"V SINTA", "V PEREZ"}


def test_only_people_whose_names_differ_are_noted() -> None:
    rosa = ("P-1", ("Suspect",), {"name_key": "PEREZ ROSA", "sex": "F"})
    older = ("P-1", ("Suspect",), {"name_key": "PEREZ ROSA", "sex": None})
    renamed = ("P-1", ("Suspect",), {"name_key": "PEREZ ANA"})
    victim = ("P-1", ("Suspect", "Victim"), {"name_key": "PEREZ ROSA"})

    assert changed_names([rosa], [older]) == set()
    assert changed_names([rosa], [renamed]) == {
        ("P-1", "S PEREZ"),
        ("P-1", "S ROSA"),
        ("P-1", "S ANA"),
    }
    assert {key for _, key in changed_names([rosa], [victim])} == {
        "S PEREZ",
        "S ROSA",
        "V PEREZ",
        "V ROSA",
    }

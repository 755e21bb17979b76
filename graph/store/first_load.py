"""The marks of a first load: through the engine's own door, and through ``neo4j-admin``.

A load through the door is written in parts, and no part holds whole cases. An imported graph has no
constraints and no counts. So the graph answers nothing while a mark stands
(`trama.graph.engine.first_load`).
"""

from trama.core.first_load_errors import ImportIncomplete
from trama.graph.engine import Graph
from trama.graph.engine.first_load import IMPORTED, LOADING
from trama.graph.store.settling import write_settled
from trama.ontology.canonical_layer import (
    Account,
    Agency,
    Case,
    Establishment,
    Location,
    Observation,
    Organisation,
    Person,
    Phone,
    Stage,
    Vehicle,
)
from trama.ontology.classes import label_of, type_of
from trama.ontology.internal_layer import FirstLoad, StaleRoutes, TalliesCounted
from trama.ontology.source_layer import Record, Revision, SourceFile
from trama.ontology.tally_layer import Route

_MARK = label_of(FirstLoad)
_SET = f"MERGE (n:{_MARK} {{uid: '{LOADING}'}})"
_STANDS = f"MATCH (n:{_MARK}) RETURN n.uid AS uid"
_REMOVE = f"MATCH (n:{_MARK}) DELETE n"
_WRITTEN = f"""
MATCH (n:{_MARK} {{uid: '{IMPORTED}'}}) WHERE n.nodes IS NOT NULL
RETURN n.nodes AS nodes, n.relationships AS relationships
"""
_NODES = "MATCH (n) RETURN count(n) AS count"
_RELATIONSHIPS = "MATCH ()-[r]->() RETURN count(r) AS count"
# A load that died counting has changed the numbers.
_CHECKED = f"MATCH (n:{_MARK}) REMOVE n.nodes, n.relationships"
_INDEXES = "CALL db.awaitIndexes($seconds)"
_INDEX_SECONDS = 800  # of some millions of nodes: minutes; a write waits for 900 at most
# Its parts note nothing for the tallies: without this mark all are counted at the end of a load.
_NOT_COUNTED = f"MATCH (n:{label_of(TalliesCounted)}) DELETE n"

_AT_ONCE = 5_000  # nodes of one transaction, which the engines hold in memory
_OF_CASES = (
    *(Stage, Person, Case, Record, Phone, Account, Vehicle, Establishment, Organisation, Agency),
    StaleRoutes,
)
_OBSERVATION, _FILE, _LOCATION = map(label_of, (Observation, SourceFile, Location))
# What observations hold stays: they were loaded whole.
_LEFT = (
    (label_of(Revision), f"NOT (n)<-[:SAID_BEFORE]-(:{_OBSERVATION})"),
    (_FILE, f"NOT (n)<-[:FROM]-(:{_OBSERVATION})"),
)
_EMPTY = (
    "MATCH (n:{label}) WHERE {where} WITH n LIMIT {most} DETACH DELETE n RETURN count(n) AS gone"
)
_NO_ROUTES = f"MATCH (:{_LOCATION})-[r:{type_of(Route)}]->(:{_LOCATION}) DELETE r"


def mark(graph: Graph) -> None:
    """Set the mark. Every reader has noticed it ``NOTICE_SECONDS`` later."""
    write_settled(graph, _SET)
    graph.write_rows(_NOT_COUNTED)


def unmark(graph: Graph) -> None:
    """Remove the mark: the graph is whole."""
    graph.write_rows(_REMOVE)


def remove_half_done(graph: Graph) -> bool:
    """Remove what a first load left when it died. Return False if none did.

    The load found no case in the graph: places, observations, judgements and marks of fillers stay.
    """
    # Not ``stream``: it refuses to read a marked graph.
    if [row["uid"] for row in graph.write_rows(_STANDS)] != [LOADING]:
        return False
    graph.write_rows(_NOT_COUNTED)
    graph.write_rows(_NO_ROUTES)
    for label, where in (*((label_of(shape), "true") for shape in _OF_CASES), *_LEFT):
        text = _EMPTY.format(label=label, where=where, most=_AT_ONCE)
        while graph.write_rows(text)[0]["gone"]:
            pass
    unmark(graph)
    return True


def is_imported(graph: Graph) -> bool:
    """Return whether the graph was imported, and waits for its constraints and counts."""
    return [row["uid"] for row in graph.write_rows(_STANDS)] == [IMPORTED]


def check_import(graph: Graph) -> None:
    """Check that an imported graph holds all that was written for it.

    Raises:
        ImportIncomplete: it does not; nothing changes.
    """
    for written in graph.write_rows(_WRITTEN):
        for text, wanted in (
            (_NODES, written["nodes"]),
            (_RELATIONSHIPS, written["relationships"]),
        ):
            if graph.write_rows(text)[0]["count"] != wanted:
                raise ImportIncomplete
        graph.write_rows(_CHECKED)


def await_indexes(graph: Graph) -> None:
    """Wait until an imported graph has filled its indexes: without them a look-up reads all."""
    if is_imported(graph):
        graph.write_rows(_INDEXES, seconds=_INDEX_SECONDS)

"""The networks that the graph keeps: what it knows of them, and the transactions that write them.

Networks, their members and their changes are written in one transaction, ties between suspects
before it in parts. Each part writes what differs from the graph; so a calculation that is killed
ends the same when it is repeated.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from trama.core.batches import batched
from trama.graph.engine import Graph, Transaction
from trama.graph.store.constraints import Index
from trama.graph.store.fence import Fence
from trama.graph.store.indexing import make_index
from trama.graph.store.judgement_rows import count_judgements
from trama.networks.continuity import KnownNetwork, State
from trama.ontology.canonical_layer import Person, Suspect
from trama.ontology.classes import label_of, properties_of, type_of
from trama.ontology.internal_layer import NetworkSearch
from trama.ontology.network_layer import (
    Changed,
    CoOffended,
    MemberOf,
    Network,
    NetworkChange,
)
from trama.ontology.source_layer import SourceFile

_AT_ONCE = 5_000  # ties, or uids, of one transaction
_NETWORK, _CHANGE, _SEARCH = map(label_of, (Network, NetworkChange, NetworkSearch))
_PERSON, _SUSPECT = label_of(Person), label_of(Suspect)
_TIE, _MEMBER, _CHANGED = map(type_of, (CoOffended, MemberOf, Changed))

_FILES = f"MATCH (f:{label_of(SourceFile)}) RETURN count(f) AS files"
_LAST = f"MATCH (n:{_SEARCH}) RETURN properties(n) AS search"
_KNOWN = (
    f"MATCH (n:{_NETWORK}) RETURN n.uid AS uid, n.state AS state, n.people AS people, "
    f"[(n)<-[:{_MEMBER}]-(p:{_PERSON}) | p.uid] AS members, "
    f"COUNT {{ MATCH (n)-[:{_CHANGED}]->(:{_CHANGE}) }} AS changes"
)
_PRESENT = f"UNWIND $uids AS uid MATCH (p:{_PERSON} {{uid: uid}}) RETURN p.uid AS uid"
_RENAMED = (
    f"MATCH (p:{_PERSON}) WHERE any(alias IN p.aliases WHERE $gone[alias] IS NOT NULL) "
    "RETURN p.uid AS uid, p.aliases AS aliases"
)
_TIES = (
    f"MATCH (a:{_SUSPECT})-[t:{_TIE}]->(b:{_SUSPECT}) "
    "RETURN a.uid AS one, b.uid AS other, t.cases AS cases, t.weight AS weight"
)
_ENDS = (
    f"UNWIND $rows AS row MATCH (a:{_PERSON} {{uid: row.one}}) "
    f"MATCH (b:{_PERSON} {{uid: row.other}}) "
)
_PUT_TIES = f"{_ENDS} MERGE (a)-[t:{_TIE}]->(b) SET t.cases = row.cases, t.weight = row.weight"
_DROP_TIES = f"{_ENDS} MATCH (a)-[t:{_TIE}]->(b) DELETE t"
_PUT_NETWORKS = f"UNWIND $rows AS row MERGE (n:{_NETWORK} {{uid: row.uid}}) SET n = row"
_END_NETWORKS = (
    f"UNWIND $rows AS row MATCH (n:{_NETWORK} {{uid: row.uid}}) "
    "SET n.state = row.state, n.merged_into = row.into"
)
_NO_MEMBERS = f"MATCH (:{_PERSON})-[m:{_MEMBER}]->(:{_NETWORK}) DELETE m"
_PUT_MEMBERS = (
    f"UNWIND $rows AS row MATCH (n:{_NETWORK} {{uid: row.network}}) "
    f"MATCH (p:{_PERSON} {{uid: row.person}}) CREATE (p)-[:{_MEMBER} {{cases: row.cases}}]->(n)"
)
_PUT_CHANGES = (
    f"UNWIND $rows AS row MATCH (n:{_NETWORK} {{uid: row.network}}) "
    f"MERGE (c:{_CHANGE} {{uid: row.uid}}) SET c = row MERGE (n)-[:{_CHANGED}]->(c)"
)
_PUT_SEARCH = f"MERGE (n:{_SEARCH} {{uid: $row.uid}}) SET n = $row"


class Tie(NamedTuple):
    """The cases that two suspects share, and the weight of their tie."""

    cases: int
    weight: float


Ties = Mapping[tuple[str, str], Tie]
"""The ties by the uids of the suspects, the smaller one first."""


@dataclass(frozen=True, slots=True)
class Member:
    """A suspect of a network, and the number of its cases in which he or she stands."""

    person: str
    network: str
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The result of a calculation: live networks, their members, those that ended, and changes.

    ``ended`` holds the uid, the state and the network that took it up, or None.
    """

    networks: Sequence[Network]
    members: Sequence[Member]
    ended: Sequence[tuple[str, State, str | None]]
    changes: Sequence[NetworkChange]
    search: NetworkSearch


@dataclass(frozen=True, slots=True)
class Held:
    """The networks that the graph has, the number of changes of each, and the last search."""

    networks: tuple[KnownNetwork, ...]
    changes: Mapping[str, int]
    search: NetworkSearch


def last_search(graph: Graph) -> NetworkSearch | None:
    """Return the last search that was written. Return None if none was."""
    found = [NetworkSearch(**row["search"]) for row in graph.stream(_LAST)]
    return found[0] if found else None


def search_now(graph: Graph, **told: Any) -> NetworkSearch:  # noqa: ANN401 - its own fields
    """Return a search of the graph as it is: with as many files and judgements."""
    files = next(iter(graph.stream(_FILES)))["files"]
    return NetworkSearch(uid="networks", files=files, judgements=count_judgements(graph), **told)


def read_held(graph: Graph) -> Held:
    """Return what the graph knows of networks, in the order of their names.

    People who were joined with others since are told by their present uids.
    """
    rows = sorted(graph.stream(_KNOWN), key=lambda row: int(row["uid"].removeprefix("N-")))
    people = {uid for row in rows for uid in row["people"] or ()}
    present = _present(graph, people)
    networks = tuple(
        KnownNetwork(
            row["uid"],
            frozenset({*row["members"], *(present.get(uid, uid) for uid in row["people"] or ())}),
            State(row["state"]),
        )
        for row in rows
    )
    changes = {row["uid"]: row["changes"] for row in rows}
    return Held(networks, changes, last_search(graph) or NetworkSearch(uid="networks"))


def prepare(graph: Graph) -> None:
    """Make the constraints, without which the engines read all networks for each row."""
    for label in (_NETWORK, _CHANGE, _SEARCH):
        make_index(graph, Index(label, "uid", unique=True))


def write_ties(graph: Graph, fence: Fence, wanted: Ties) -> int:
    """Make the ties between suspects those that are wanted. Return how many differed.

    Raises:
        LoadInterrupted: somebody else took the turn.
    """
    held = {
        (row["one"], row["other"]): Tie(row["cases"], row["weight"]) for row in graph.stream(_TIES)
    }
    changed = [
        {"one": one, "other": other, "cases": tie.cases, "weight": tie.weight}
        for (one, other), tie in sorted(wanted.items())
        if held.get((one, other)) != tie
    ]
    gone = [{"one": one, "other": other} for one, other in sorted(held.keys() - wanted.keys())]
    for text, rows in ((_PUT_TIES, changed), (_DROP_TIES, gone)):
        for some in batched(rows, _AT_ONCE):
            fence.write(_run(text, some))
    return len(changed) + len(gone)


def write_networks(fence: Fence, found: Found) -> None:
    """Write networks, members and changes in one transaction.

    Raises:
        LoadInterrupted: somebody else took the turn; nothing is written.
    """
    ended = [{"uid": uid, "state": state, "into": into} for uid, state, into in found.ended]

    def work(transaction: Transaction) -> None:
        _all(transaction, _PUT_NETWORKS, map(properties_of, found.networks))
        _all(transaction, _END_NETWORKS, ended)
        transaction.run(_NO_MEMBERS).consume()
        members = (
            {"person": one.person, "network": one.network, "cases": one.cases}
            for one in found.members
        )
        _all(transaction, _PUT_MEMBERS, members)
        _all(transaction, _PUT_CHANGES, map(properties_of, found.changes))
        transaction.run(_PUT_SEARCH, row=properties_of(found.search)).consume()

    fence.write(work)


def _present(graph: Graph, uids: Collection[str]) -> dict[str, str]:
    """Return the present uid of each person who has another one now."""
    known = {
        row["uid"]
        for some in batched(sorted(uids), _AT_ONCE)
        for row in graph.stream(_PRESENT, uids=some)
    }
    gone = dict.fromkeys(sorted(set(uids) - known), True)
    if not gone:
        return {}
    return {
        alias: row["uid"]
        for row in graph.stream(_RENAMED, gone=gone)
        for alias in row["aliases"]
        if alias in gone
    }


def _run(text: str, rows: Sequence[Mapping[str, Any]]) -> Any:  # noqa: ANN401 - a work of Fence
    return lambda transaction: transaction.run(text, rows=rows).consume()


def _all(transaction: Transaction, text: str, rows: Iterable[Mapping[str, Any]]) -> None:
    for some in batched(list(rows), _AT_ONCE):
        transaction.run(text, rows=some).consume()

"""Notes of people whose names a transaction changed, until the index of names follows.

(:StaleNames {uid, bearers}): each text is the uid of a person and a key of the index, old or new.
"""

import secrets
from collections import defaultdict
from collections.abc import Collection

from trama.graph.engine import Graph, Transaction
from trama.ontology.classes import label_of
from trama.ontology.internal_layer import StaleNames, TalliesCounted

_STALE = label_of(StaleNames)
_NOTE = f"CREATE (n:{_STALE} {{uid: $uid, bearers: $bearers}})"
_NOTED = f"MATCH (n:{_STALE}) RETURN n.uid AS uid, n.bearers AS bearers"
_MARK = f"(n:{label_of(TalliesCounted)} {{uid: 'names'}})"
_MARKED = f"MATCH {_MARK} RETURN n.how AS how"
_UNMARK = f"MATCH {_MARK} DELETE n"
_SET_MARK = f"MERGE {_MARK} SET n.how = $how"
INDEX_STATE = f"""
OPTIONAL MATCH {_MARK}
WHERE n.how = $how
WITH count(n) AS marks
OPTIONAL MATCH (n:{_STALE})
RETURN marks, count(n) AS notes
"""
"""The marks of the index as made by these rules (1 or 0), and the notes that it does not follow."""

_FORGET = f"MATCH (n:{_STALE}) WHERE n.uid IN $uids DELETE n"


def note_names(transaction: Transaction, named: Collection[tuple[str, str]]) -> None:
    """Note, within ``transaction``, the people whose names change, each with a key of the index."""
    if named:
        bearers = sorted(f"{uid} {key}" for uid, key in named)
        transaction.run(_NOTE, uid=secrets.token_hex(8), bearers=bearers).consume()


def noted_names(graph: Graph) -> tuple[list[str], dict[str, set[str]]]:
    """Return the uids of all notes, and the keys that they hold, by the uid of the person."""
    notes = list(graph.stream(_NOTED))
    keys: dict[str, set[str]] = defaultdict(set)
    for text in (text for note in notes for text in note["bearers"] or ()):
        uid, _, key = text.partition(" ")
        keys[uid].add(key)
    return [note["uid"] for note in notes], keys


def is_marked(graph: Graph, how: str) -> bool:
    """Return whether the index of names was made, by these rules."""
    return how in {row["how"] for row in graph.stream(_MARKED)}


def unmark_names(transaction: Transaction) -> None:
    """Remove, within ``transaction``, the mark of the index: then nobody reads it."""
    transaction.run(_UNMARK).consume()


def mark_names(transaction: Transaction, how: str, notes: Collection[str]) -> None:
    """Mark, within ``transaction``, the index as made by these rules, and remove notes."""
    if notes:
        transaction.run(_FORGET, uids=list(notes)).consume()
    transaction.run(_SET_MARK, how=how).consume()

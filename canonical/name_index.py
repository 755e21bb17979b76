"""The index of names: for each word of a name, the people who have it. A search reads no others.

(:NameBeginning {uid, words, sizes}) has the words that begin alike, (:NameBearers {uid, bearers})
lists of names (`values/name_postings.py`). A transaction notes whose names it changes
(`changed_names`), and `index_names` writes their lists at the end of a load.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any

from trama.core.batches import batched
from trama.graph.engine import Graph, Transaction
from trama.graph.store.fence import Fence
from trama.graph.store.name_notes import is_marked, mark_names, noted_names, unmark_names
from trama.graph.store.statements import merge_nodes, remove_nodes
from trama.ontology.canonical_layer import Person, Victim
from trama.ontology.classes import label_of
from trama.ontology.internal_layer import NameBearers, NameBeginning
from trama.values.name_postings import (
    beginning_of,
    entries_of,
    list_of,
    lists_of,
    number_of_lists,
    read_entry,
    rules,
    word_of,
)

Named = tuple[str, Collection[str], Mapping[str, Any]]
"""The uid, the labels and the properties of a person."""

_PERSON, _VICTIM = label_of(Person), label_of(Victim)
_BEGINNING, _BEARERS = map(label_of, (NameBeginning, NameBearers))
_PEOPLE_A_STATEMENT = 2_000
# A list has some 15 kB, and a Bolt message must stay under 16 MiB.
_LISTS_A_STATEMENT = 500
_PEOPLE_A_TRANSACTION = 1_000  # each writes one list at most, but where the lists of a key part

_NAMES = (
    f"RETURN p.uid AS uid, p:{_VICTIM} AS victim, p.name_key AS name_key, "
    "coalesce(p.nicknames, []) AS nicknames"
)
_ALL = f"MATCH (p:{_PERSON}) WHERE p.name_key IS NOT NULL OR p.nicknames IS NOT NULL {_NAMES}"
_SOME = f"UNWIND $uids AS uid MATCH (p:{_PERSON} {{uid: uid}}) {_NAMES}"
_HELD = "MATCH (n:{label}) RETURN properties(n) AS row"
_READ = "UNWIND $uids AS uid MATCH (n:{label} {{uid: uid}}) RETURN properties(n) AS row"

Row = Mapping[str, Any]


def changed_names(before: Iterable[Named], after: Iterable[Named]) -> set[tuple[str, str]]:
    """Return the uids of people whose names differ, each with a key of the index, old or new."""
    return {(read_entry(entry)[0], key) for key, entry in _entries(before) ^ _entries(after)}


def _entries(people: Iterable[Named]) -> set[tuple[str, str]]:
    return {
        entry
        for uid, labels, said in people
        for entry in entries_of(
            uid, said.get("name_key"), said.get("nicknames") or (), victim=_VICTIM in labels
        )
    }


def index_names(graph: Graph, fence: Fence, *, whole: bool = False) -> None:
    """Write the lists of the people whom transactions noted; of all if nobody did so before.

    1. Read the notes, those of a load that died included, and what the noted people are called now.
    2. Take the entries of these people out of the lists, and put in those that they have now, some
       keys a transaction. So a repetition changes nothing, and no order of notes matters.
    3. Remove the notes. Until then a search reads all people.

    If the graph has no mark, or was indexed by other rules, or ``whole`` is True, the lists are
    made from a scan of all people, and only what differs is written. In memory stand the names of
    the people whose lists are made: some 300 MB of a million.

    Raises:
        LoadInterrupted: another load took the turn, and indexes what is left.
    """
    notes, noted = noted_names(graph)
    indexed = is_marked(graph, rules())
    whole = whole or not indexed
    if whole:
        # Killed halfway, it leaves lists and numbers that disagree; unmarked, nobody reads them.
        fence.write(unmark_names)
        _index_all(graph, fence)
    else:
        for some in _by_the_batch(_changed(graph, noted)):
            fence.write(partial(_change, changes=some))
    if notes or whole:
        fence.write(partial(mark_names, how=rules(), notes=notes))


def _named(row: Row) -> Iterator[tuple[str, str]]:
    return entries_of(row["uid"], row["name_key"], row["nicknames"], victim=row["victim"])


@dataclass(slots=True)
class _Change:
    """The change of one key: the people whose entries go, and the entries that come."""

    people: set[str] = field(default_factory=set)
    entries: set[str] = field(default_factory=set)


def _changed(graph: Graph, noted: Mapping[str, Collection[str]]) -> dict[str, _Change]:
    """Return the changes of keys, sorted, as the noted people are called now."""
    found: dict[str, _Change] = defaultdict(_Change)
    for uid, keys in noted.items():
        for key in keys:
            found[key].people.add(uid)
    for uids in batched(noted, _PEOPLE_A_STATEMENT):
        for row in graph.stream(_SOME, uids=uids):
            for key, entry in _named(row):
                found[key].people.add(row["uid"])
                found[key].entries.add(entry)
    return dict(sorted(found.items()))


def _by_the_batch(changes: Mapping[str, _Change]) -> Iterator[dict[str, _Change]]:
    batch: dict[str, _Change] = {}
    people = 0
    for key, change in changes.items():
        batch[key] = change
        people += len(change.people)
        if people >= _PEOPLE_A_TRANSACTION:
            yield batch
            batch, people = {}, 0
    if batch:
        yield batch


def _change(transaction: Transaction, changes: Mapping[str, _Change]) -> None:
    _Index(transaction).change(changes)


class _Index:
    """The index within one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def change(self, changes: Mapping[str, _Change]) -> None:
        """Write the changes of some keys, and the number of entries that each has in the end.

        The lists of a key are parted anew if they are too few for its entries, or too many.
        """
        beginnings = {
            row["uid"]: dict(zip(row["words"], row["sizes"], strict=True))
            for row in self._read(_BEGINNING, {beginning_of(key) for key in changes})
        }
        sizes = {key: beginnings.get(beginning_of(key), {}).get(word_of(key), 0) for key in changes}
        held = self._lists(
            {
                list_of(key, sizes[key], uid)
                for key, change in changes.items()
                for uid in change.people
            }
        )
        after: dict[str, set[str]] = {}
        for key, change in changes.items():
            lists = _changed_lists(key, sizes[key], change, held)
            size = sizes[key] + sum(len(lists[uid]) - len(held.get(uid, ())) for uid in lists)
            if number_of_lists(size) != number_of_lists(sizes[key]):
                former = lists_of(key, sizes[key])
                lists |= self._lists(set(former) - lists.keys())
                all_entries = chain.from_iterable(lists.values())
                parted = _parted(key, size, all_entries)
                lists = {uid: parted.get(uid, set()) for uid in (*former, *parted)}
            after |= lists
            words = beginnings.setdefault(beginning_of(key), {})
            words[word_of(key)] = size
        lists_after = [_list_row(uid, entries) for uid, entries in after.items()]
        words_after = [_beginning_row(uid, words) for uid, words in beginnings.items()]
        _write(self._transaction, _BEARERS, lists_after)
        _write(self._transaction, _BEGINNING, words_after)

    def _lists(self, uids: Collection[str]) -> dict[str, set[str]]:
        return {row["uid"]: set(row["bearers"]) for row in self._read(_BEARERS, uids)}

    def _read(self, label: str, uids: Collection[str]) -> Iterator[Row]:
        for some in batched(sorted(uids), _LISTS_A_STATEMENT):
            for row in self._transaction.run(_READ.format(label=label), uids=some).data():
                yield row["row"]


def _write(transaction: Transaction, label: str, rows: Collection[Row]) -> None:
    """Put the rows in place of what the graph has, and remove those of nobody."""
    name = "bearers" if label == _BEARERS else "words"
    for some in batched([row for row in rows if row[name]], _LISTS_A_STATEMENT):
        transaction.run(merge_nodes(label), rows=some).consume()
    for gone in batched([row["uid"] for row in rows if not row[name]], _LISTS_A_STATEMENT):
        transaction.run(remove_nodes(label), rows=gone).consume()


def _changed_lists(
    key: str, size: int, change: _Change, held: Mapping[str, Collection[str]]
) -> dict[str, set[str]]:
    """Return the lists of a key that a change touches, as they are after it."""
    lists = {
        uid: {entry for entry in held.get(uid, ()) if read_entry(entry)[0] not in change.people}
        for uid in {list_of(key, size, person) for person in change.people}
    }
    for entry in change.entries:
        lists[list_of(key, size, read_entry(entry)[0])].add(entry)
    return lists


def _parted(key: str, size: int, entries: Iterable[str]) -> dict[str, set[str]]:
    """Return the lists of a key that has ``size`` entries."""
    parted: dict[str, set[str]] = {uid: set() for uid in lists_of(key, size)}
    for entry in entries:
        parted[list_of(key, size, read_entry(entry)[0])].add(entry)
    return parted


def _list_row(uid: str, entries: Iterable[str]) -> Row:
    return {"uid": uid, "bearers": sorted(entries)}


def _beginning_row(uid: str, words: Mapping[str, int]) -> Row:
    known = sorted((word, size) for word, size in words.items() if size)
    return {"uid": uid, "words": [word for word, _ in known], "sizes": [size for _, size in known]}


def _index_all(graph: Graph, fence: Fence) -> None:
    """Make the index what a scan of all people gives; write only what differs."""
    entries: dict[str, list[str]] = defaultdict(list)
    for row in graph.stream(_ALL):
        for key, entry in _named(row):
            entries[key].append(entry)
    beginnings: dict[str, dict[str, int]] = defaultdict(dict)
    for key, own in entries.items():
        beginnings[beginning_of(key)][word_of(key)] = len(own)
    _replace(graph, fence, _BEARERS, _all_lists(entries))
    _replace(graph, fence, _BEGINNING, (_beginning_row(*one) for one in beginnings.items()))


def _all_lists(entries: Mapping[str, Collection[str]]) -> Iterator[Row]:
    for key, own in entries.items():
        for uid, some in _parted(key, len(own), own).items():
            yield _list_row(uid, some)


def _replace(graph: Graph, fence: Fence, label: str, wanted: Iterable[Row]) -> None:
    """Make the nodes of a label those that are wanted. In memory stands a digest of each held."""
    held = {
        row["row"]["uid"]: _digest(row["row"]) for row in graph.stream(_HELD.format(label=label))
    }
    for some in batched(_differing(wanted, held), _LISTS_A_STATEMENT):
        fence.write(partial(_write, label=label, rows=some))
    for gone in batched(sorted(held), _LISTS_A_STATEMENT):
        rows = [{"uid": uid, "bearers": (), "words": ()} for uid in gone]
        fence.write(partial(_write, label=label, rows=rows))


def _differing(wanted: Iterable[Row], held: dict[str, bytes]) -> Iterator[Row]:
    """Yield the rows that the graph lacks, and take every wanted one out of ``held``."""
    for row in wanted:
        known = held.pop(row["uid"], None)
        if known is None or known != _digest(row):
            yield row


def _digest(row: Row) -> bytes:
    said = json.dumps([row["uid"], row.get("bearers"), row.get("words"), row.get("sizes")])
    return hashlib.blake2b(said.encode(), digest_size=16).digest()

"""Names read from the index that the graph keeps: of a word asked, the people who have it.

The index has lists of victims apart (`values/name_postings.py`). A viewer who may name no victim
reads the others alone, so that no answer, count or time tells of a victim's name.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from trama.core.batches import batched
from trama.graph.store.name_notes import INDEX_STATE
from trama.ontology.classes import label_of
from trama.ontology.internal_layer import NameBearers, NameBeginning
from trama.queries.lookups.lookup import Clock
from trama.queries.search.spelling import beginnings, near_beginnings, word_likeness
from trama.values.name_postings import LETTERS, Group, lists_of, read_entry, rules, word_of

_BEGINNING, _BEARERS = label_of(NameBeginning), label_of(NameBearers)
_WORDS = f"""
UNWIND $uids AS uid
MATCH (b:{_BEGINNING} {{uid: uid}})
RETURN b.uid AS uid, b.words AS words, b.sizes AS sizes ORDER BY uid
"""
# One letter begins words of all second letters.
_WORDS_FROM = f"""
MATCH (b:{_BEGINNING})
WHERE b.uid STARTS WITH $begin
RETURN b.uid AS uid, b.words AS words, b.sizes AS sizes ORDER BY uid
"""
_LISTS = f"""
UNWIND $uids AS uid
MATCH (n:{_BEARERS} {{uid: uid}})
WITH n.uid AS uid, [one IN n.bearers
  WHERE all(group IN $groups WHERE any(part IN group WHERE one CONTAINS part))] AS bearers
WHERE size(bearers) > 0
RETURN uid, bearers ORDER BY uid
"""
_MOST_BEGINNINGS = 2_000  # nodes; of two letters there are 1,296 at most
_LISTS_A_STATEMENT = 64  # of some 200 names: 10,000 names, half a megabyte if all fit

Sizes = Mapping[str, int]
"""The number of entries of words, by key: ``S QUISPE`` → 66,000."""


def is_indexed(clock: Clock) -> bool:
    """Return whether the index has all people: it was made, and no load has changed names since."""
    (row,) = clock.rows(INDEX_STATE, 1, {"how": rules()})
    return bool(row["marks"]) and not row["notes"]


class IndexedNames:
    """The names that a viewer may read, by the words asked."""

    def __init__(self, words: Sequence[str], clock: Clock, *, victims: bool) -> None:
        self._words, self._clock = words, clock
        self._names = (Group.NAMES, *([Group.VICTIM_NAMES] if victims else ()))
        self._nicknames = (Group.NICKNAMES, *([Group.VICTIM_NICKNAMES] if victims else ()))
        self._read: dict[str, Sizes] = {}

    def whole(self) -> Iterator[tuple[str, str]]:
        """Yield the uid and name of people of whose names a word begins with each word asked."""
        sizes = [
            {key: size for key, size in found.items() if _begins(word, word_of(key))}
            for word, found in self._of_each(self._names, _first_letters)
        ]
        yield from self._bearers(sizes, [[f" {word}"] for word in self._words])

    def alike(self) -> Iterator[tuple[str, str]]:
        """Yield the uid and name of people of whose names words begin like all words asked.

        They are read from the rarest word of which some word of a name is a spelling. The other
        words may be misspelt beyond that: the names tell.
        """
        sizes = [
            {key: size for key, size in found.items() if word_likeness(word, word_of(key))}
            for word, found in self._of_each(self._names, near_beginnings)
        ]
        groups = [[f" {begin}" for begin in beginnings(word)] for word in self._words]
        yield from self._bearers([found for found in sizes if found], groups)

    def nicknamed(self, folded: str) -> Iterator[tuple[str, str]]:
        """Yield the uid and nickname of people whose nickname has all that is asked."""
        sizes = [
            {key: size for key, size in found.items() if word_of(key) == word}
            for word, found in self._of_each(self._nicknames, _first_letters)
        ]
        yield from self._bearers(sizes, [[folded]])

    def _of_each(
        self, groups: Sequence[str], begins: Callable[[str], Sequence[str]]
    ) -> Iterator[tuple[str, Sizes]]:
        """Yield each word asked with the words of the index that begin as it may, and sizes."""
        wanted = {
            word: [f"{group} {begin}" for group in groups for begin in begins(word)]
            for word in self._words
        }
        self._fetch({uid for uids in wanted.values() for uid in uids})
        for word, uids in wanted.items():
            yield word, {key: size for uid in uids for key, size in self._read[uid].items()}

    def _fetch(self, uids: set[str]) -> None:
        """Read the words of beginnings that were not read before."""
        missing = sorted(uids - self._read.keys())
        self._read |= {uid: {} for uid in missing}
        of_two = [uid for uid in missing if len(word_of(uid)) == LETTERS]
        for row in self._clock.rows(_WORDS, _MOST_BEGINNINGS, {"uids": of_two}) if of_two else ():
            self._read[row["uid"]] = _sizes(row)
        for begin in (uid for uid in missing if uid not in of_two):
            rows = self._clock.rows(_WORDS_FROM, _MOST_BEGINNINGS, {"begin": begin})
            self._read[begin] = {key: size for row in rows for key, size in _sizes(row).items()}

    def _bearers(
        self, sizes: Sequence[Sizes], groups: Sequence[Sequence[str]]
    ) -> Iterator[tuple[str, str]]:
        """Yield whoever has a word of each of ``sizes``, read from the rarest of them.

        The engine leaves out names without a part of each of ``groups``.
        """
        if not sizes or not all(sizes):
            return
        rarest = min(sizes, key=lambda found: sum(found.values()))
        lists = [uid for key, size in rarest.items() for uid in lists_of(key, size)]
        for uids in batched(sorted(lists), _LISTS_A_STATEMENT):
            asked = {"uids": uids, "groups": groups}
            for row in self._clock.rows(_LISTS, _LISTS_A_STATEMENT, asked):
                yield from map(read_entry, row["bearers"])


def _first_letters(word: str) -> Sequence[str]:
    return (word[:LETTERS],)


def _begins(word: str, other: str) -> bool:
    """Return whether a word of a name begins with the word asked, and is not much longer."""
    return other.startswith(word) and word_likeness(word, other) > 0


def _sizes(row: Mapping[str, Any]) -> Sizes:
    group = row["uid"].partition(" ")[0]
    return {f"{group} {word}": size for word, size in zip(row["words"], row["sizes"], strict=True)}

"""The lists of people by the words of their names, in the form in which a graph keeps them.

A *key* is a group of people and a word of their names: ``S QUISPE``. Its *entries* are the names
that have the word, each with its person: ``" QUISPE MAMANI ROSA\\tP-1"``. The entries of a key are
parted into lists of some hundred, so that a change of one person writes a list, not all of them.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from zlib import crc32

from trama.core.text import fold

_MOST_WORDS = 24  # distinct words of a name; a text of more is no name
_LONGEST_WORD = 60  # letters; a longer one is no word of a name
_MOST_IN_LIST = 256  # entries of a list, in the mean: 15 kB, which an engine reads in a blink
_PARTING = 2  # a key gets twice as many lists once its lists are full
LETTERS = 2  # of the beginning of a word, by which it is looked up
_END = "\t"  # between a name and its person


class Group(StrEnum):
    """A group of people, and names or nicknames: who may name no victim reads no list of victims'.

    A person who is a victim and a suspect is a victim.
    """

    NAMES = "S"
    VICTIM_NAMES = "V"
    NICKNAMES = "SN"
    VICTIM_NICKNAMES = "VN"


def entries_of(
    uid: str, name_key: str | None, nicknames: Iterable[str], *, victim: bool
) -> Iterator[tuple[str, str]]:
    """Yield the key and the entry of each word of a person's name and nicknames.

    >>> list(entries_of("P-1", "QUISPE ROSA", (), victim=False))
    [('S QUISPE', ' QUISPE ROSA\\tP-1'), ('S ROSA', ' QUISPE ROSA\\tP-1')]
    """
    group = Group.VICTIM_NAMES if victim else Group.NAMES
    for word in _words(name_key or ""):
        yield f"{group} {word}", f" {name_key}{_END}{uid}"
    group = Group.VICTIM_NICKNAMES if victim else Group.NICKNAMES
    for nickname in nicknames:
        for word in _words(fold(nickname)):
            yield f"{group} {word}", f" {nickname}{_END}{uid}"


def _words(name: str) -> Iterator[str]:
    words = [word for word in dict.fromkeys(name.split()) if len(word) <= _LONGEST_WORD]
    return iter(words[:_MOST_WORDS])


def read_entry(entry: str) -> tuple[str, str]:
    """Return the uid and the name, or nickname, of an entry."""
    name, _, uid = entry.rpartition(_END)
    return uid, name[1:]


def word_of(key: str) -> str:
    """Return the word of a key: ``QUISPE`` of ``S QUISPE``."""
    return key.partition(" ")[2]


def beginning_of(key: str) -> str:
    """Return the group of a key and the first two letters of its word: ``S QU`` of ``S QUISPE``."""
    group, _, word = key.partition(" ")
    return f"{group} {word[:LETTERS]}"


def list_of(key: str, size: int, uid: str) -> str:
    """Return the uid of the list in which a key with ``size`` entries has those of a person."""
    lists = number_of_lists(size)
    return _list(key, lists, crc32(uid.encode()) % lists)


def lists_of(key: str, size: int) -> Sequence[str]:
    """Return the uids of all lists of a key with ``size`` entries."""
    lists = number_of_lists(size)
    return [_list(key, lists, number) for number in range(lists)]


def number_of_lists(size: int) -> int:
    """Return the number of lists of a key with ``size`` entries.

    >>> number_of_lists(256), number_of_lists(257), number_of_lists(66_000)
    (1, 2, 512)
    """
    lists = 1
    while size > lists * _MOST_IN_LIST:
        lists *= _PARTING
    return lists


@cache
def rules() -> str:
    """Return the digest of how names are listed: an index with another is read by nobody."""
    tried = [*entries_of("P-1", "QUISPE ROSA", ("LA SINT",), victim=True), lists_of("S A", 70_000)]
    return hashlib.sha256(repr(tried).encode()).hexdigest()[:16]


def _list(key: str, lists: int, number: int) -> str:
    return f"{key} {lists}.{number}"

"""The people whose name or nickname fits the words of a search, each with the best reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from trama.core.text import fold
from trama.queries.lookups.lookup import Clock
from trama.queries.search.hits import Reason
from trama.queries.search.indexed_names import IndexedNames, is_indexed
from trama.queries.search.spelling import (
    beginnings,
    fuller_forms,
    likeness,
    without_article,
    words_of,
)

MOST_CANDIDATES = 2_000  # names that one statement may bring: half a second at most over Bolt
_FROM_WORDS = 0.9  # score of a name that has all words asked and others beside
_OF_FORMS = 0.9  # a share of the score: PEPE may be JOSE, and may be somebody's whole name
_OF_BOTH = 0.88  # score of a person whose name has a part of the words, and a nickname the rest
_SEVERAL = 2  # words, of which a name may have a part and a nickname the rest

VISIBLE = "($victims OR NOT p:Victim)"
"""The condition on a person ``p`` whom the viewer may find."""

_EXACT = f"""
MATCH (p:Person {{name_key: $key}})
WHERE {VISIBLE}
RETURN p.uid AS uid, p.name_key AS key ORDER BY uid
"""
# The index on name_key gives the people whose first surname begins so.
_BEGINNING = f"""
MATCH (p:Person)
WHERE p.name_key STARTS WITH $begin AND {VISIBLE}
  AND all(group IN $groups WHERE any(part IN group WHERE ' ' + p.name_key CONTAINS part))
RETURN p.uid AS uid, p.name_key AS key ORDER BY key, uid
"""
# No index holds second surnames, given names or nicknames: this statement reads every person. A
# word begins as its beginnings do, so ``alike`` holds for whatever ``groups`` hold for.
_ANYWHERE = f"""
MATCH (p:Person)
WHERE {VISIBLE}
  AND (all(group IN $alike WHERE any(part IN group WHERE ' ' + p.name_key CONTAINS part))
       OR any(nickname IN p.nicknames WHERE nickname CONTAINS $nickname))
WITH p, coalesce(' ' + p.name_key, '') AS padded,
     any(nickname IN coalesce(p.nicknames, []) WHERE nickname CONTAINS $nickname) AS nicknamed
WITH p, nicknamed
       OR all(group IN $groups WHERE any(part IN group WHERE padded CONTAINS part)) AS whole
RETURN p.uid AS uid, coalesce(p.name_key, '') AS key, p.nicknames AS nicknames, whole
ORDER BY whole DESC, key, uid
"""
_NAMES_OF = f"""
UNWIND $uids AS uid
MATCH (p:Person {{uid: uid}})
WHERE {VISIBLE}
RETURN p.uid AS uid, coalesce(p.name_key, '') AS key ORDER BY uid
"""


@dataclass(frozen=True, slots=True)
class Match:
    """A person by uid, the reason why they fit, and how well (0 to 1).

    ``nicknames`` are those that fit, if no name did.
    """

    uid: str
    reason: Reason
    score: float
    through: str | None = None
    nicknames: frozenset[str] = frozenset()

    @property
    def is_only_alike(self) -> bool:
        """Return whether the name is only alike to the words asked."""
        return self.reason is Reason.SIMILAR_NAME


def named_people(
    text: str, clock: Clock, enough: int, *, victims: bool
) -> tuple[Mapping[str, Match], bool]:
    """Return the people whose name or nickname fits, by uid, and whether all are there.

    1. Look for people with all words asked, in any order, and for nicknames. So "Rosa Quispe" finds
       QUISPE MAMANI ROSA. With fewer than ``enough``, look for words that sound or look alike.
    2. With fewer than ``enough``, look for the full forms of short names and diminutives: PEPE is
       JOSE, the nickname CHATITA is CHATA.
    3. If nobody has all the words, look for a nickname and the words of a name beside it: "Quispe
       Chata" finds QUISPE MAMANI ROSA, called CHATA.
    """
    words = words_of(text)
    indexed = is_indexed(clock)
    names = _Names(words, fold(text), clock, victims=victims)
    names.read(enough, indexed=indexed)
    for form in fuller_forms(words) if len(names.found) < enough else ():
        names.read_form(form, enough, indexed=indexed)
    if len(words) >= _SEVERAL and all(match.is_only_alike for match in names.found.values()):
        for number, word in enumerate(words):
            names.read_beside(word, (*words[:number], *words[number + 1 :]), indexed=indexed)
    return names.found, names.complete


class _Names:
    """The names that statements bring, each kept with its best reason."""

    def __init__(self, words: Sequence[str], folded: str, clock: Clock, *, victims: bool) -> None:
        self.words, self.folded, self.clock, self.victims = words, folded, clock, victims
        self.nickname = without_article(folded)
        self.found: dict[str, Match] = {}
        self.complete = True

    def read(self, enough: int, *, indexed: bool) -> None:
        """Read the people who fit; with fewer than ``enough`` also those of words alike."""
        if indexed:
            self.read_index(enough)
        else:
            self.scan(enough)

    def read_index(self, enough: int) -> None:
        """Read the index: for the words, and if whoever has them are few, for words alike."""
        index = IndexedNames(self.words, self.clock, victims=self.victims)
        self._take({"uid": uid, "key": name} for uid, name in index.whole())
        nicknames: dict[str, list[str]] = {}
        for uid, nickname in islice(index.nicknamed(self.nickname), MOST_CANDIDATES):
            nicknames.setdefault(uid, []).append(nickname)
        self._take({"uid": uid, "key": "", "nicknames": own} for uid, own in nicknames.items())
        if len(self.found) < enough:
            known = set(self.found)
            self._take({"uid": uid, "key": name} for uid, name in index.alike() if uid not in known)

    def _take(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Keep the people of rows that fit, as many as one search may bring."""
        most = len(self.found) + MOST_CANDIDATES
        for row in rows:
            if len(self.found) >= most:
                self.complete = False
                break
            self._keep([row])

    def scan(self, enough: int) -> None:
        """Read all people where the index lacks some: this grows with their number.

        Names that begin with a word asked come from the engine's own index. With fewer than
        ``enough`` read all names and nicknames once, for the words and for words that begin like
        them. If the bound cut some of these, ask for names that begin like a word asked.
        """
        self.ask(_EXACT, key=self.folded)
        whole = [[f" {word}"] for word in self.words]
        for word in self.words:
            self.ask(_BEGINNING, begin=word, groups=whole)
        alike = [_parts(word) for word in self.words]
        if len(self.found) < enough and self.read_all(enough, groups=whole, alike=alike):
            for begin in dict.fromkeys(begin for word in self.words for begin in beginnings(word)):
                self.ask(_BEGINNING, begin=begin, groups=alike)

    def ask(self, text: str, **given: object) -> None:
        """Run a statement and keep the people whose names fit."""
        rows = self._rows(text, **given)
        self.complete = self.complete and len(rows) < MOST_CANDIDATES
        self._keep(rows)

    def read_all(self, enough: int, **given: object) -> bool:
        """Read every name once; keep those with the words, and if they are few those alike.

        Return whether people are still few, and the bound cut some who may be alike.
        """
        rows = self._rows(_ANYWHERE, nickname=self.nickname, **given)
        whole = [row for row in rows if row["whole"]]
        self._keep(whole)
        few = len(self.found) < enough
        if few:
            self._keep([row for row in rows if not row["whole"]])
        # Rows with the words come first: a bound that cuts only others hides none of them.
        cut = len(rows) >= MOST_CANDIDATES and (few or len(whole) == len(rows))
        self.complete = self.complete and not cut
        return few and cut

    def _rows(self, text: str, **given: object) -> list[dict[str, Any]]:
        return self.clock.rows(text, MOST_CANDIDATES, {**given, "victims": self.victims})

    def read_form(self, form: Sequence[str], enough: int, *, indexed: bool) -> None:
        """Keep the people who have all words of a full form."""
        other = self._other(form)
        other.read(0 if indexed else enough, indexed=indexed)
        self.complete = self.complete and other.complete
        for match in other.found.values():
            if not match.is_only_alike:
                reason = Reason.SIMILAR_NICKNAME if match.nicknames else Reason.SHORT_NAME
                self._add(replace(match, reason=reason, score=match.score * _OF_FORMS))

    def read_beside(self, nickname: str, words: Sequence[str], *, indexed: bool) -> None:
        """Keep the people with a nickname whose name has the other words."""
        called = self._other([nickname])
        called.read(0 if indexed else MOST_CANDIDATES, indexed=indexed)
        known = {uid: match for uid, match in called.found.items() if match.nicknames}
        self.complete = self.complete and called.complete
        rows = self._rows(_NAMES_OF, uids=sorted(known)) if known else ()
        for row in rows:
            if likeness(words, row["key"].split()):
                found = known[row["uid"]]
                self._add(replace(found, reason=Reason.NAME_AND_NICKNAME, score=_OF_BOTH))

    def _other(self, words: Sequence[str]) -> "_Names":
        return _Names(words, " ".join(words), self.clock, victims=self.victims)

    def _add(self, match: Match) -> None:
        if match.score > getattr(self.found.get(match.uid), "score", 0.0):
            self.found[match.uid] = match

    def _keep(self, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            if match := self._match(row):
                self._add(match)

    def _match(self, row: Mapping[str, Any]) -> Match | None:
        uid, name = row["uid"], row["key"].split()
        if row["key"] == self.folded or sorted(name) == sorted(self.folded.split()):
            return Match(uid, Reason.SAME_NAME, 1.0)
        if name and set(self.words) <= set(name):
            share = sum(map(len, self.words)) / sum(map(len, name))
            return Match(uid, Reason.ALL_WORDS, _FROM_WORDS + (1 - _FROM_WORDS) * share * 0.9)
        fitting = frozenset(
            told
            for told in _list(row)
            for alias in fold(told).split(" / ")
            if self.nickname == without_article(alias) or set(self.words) <= set(alias.split())
        )
        if fitting:
            return Match(uid, Reason.NICKNAME, _FROM_WORDS, nicknames=fitting)
        score = likeness(self.words, name)
        return Match(uid, Reason.SIMILAR_NAME, score * 0.99) if score else None


def _list(row: Mapping[str, Any]) -> Iterable[str]:
    return row.get("nicknames") or ()


def _parts(word: str) -> list[str]:
    return [f" {begin}" for begin in beginnings(word)]

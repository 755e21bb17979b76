"""People found by name, nickname, document or identifier, as far as the viewer may know them.

A person whom the viewer may not name is found by pseudonym only. For every other search such a
person does not exist: not as a hit, not in a count, and not in what bounds the search.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from trama.access.pseudonyms import PREFIX
from trama.core.errors import EngineOverloaded
from trama.core.text import fold
from trama.ontology.codelists import code_list
from trama.ontology.declare import Sensitivity
from trama.queries.hidden.collecting import Asked
from trama.queries.hidden.weighing import hidden_texts
from trama.queries.lookups.lookup import Clock, Lookup
from trama.queries.search.hits import Hit, HitKind, Next, Reason
from trama.queries.search.indexed_names import IndexedNames, is_indexed
from trama.queries.search.spelling import (
    beginnings,
    likeness,
    unannounced,
    without_article,
    words_of,
)
from trama.values.documents import document

MOST_CANDIDATES = 2_000  # names that one statement may bring: half a second at most over Bolt
_MOST_CASES = 100_000  # of the people whom a nickname fits; a look-up of more is an error
_SHOWN_CASES = 3  # numbers of cases beside a person: enough to tell namesakes apart
_LEAST_LETTERS = 3  # letters of a word that may be misspelt; shorter words fit too many names
_FROM_WORDS = 0.9  # score of a name that has all words asked and others beside
_PSEUDONYM = re.compile(r"[XP]-[A-Z2-7]{10}")
_UID = re.compile(r"P-[0-9a-f]{24}")

_VISIBLE = "($victims OR NOT p:Victim)"
_EXACT = f"""
MATCH (p:Person {{name_key: $key}})
WHERE {_VISIBLE}
RETURN p.uid AS uid, p.name_key AS key ORDER BY uid
"""
# The index on name_key gives the people whose first surname begins so.
_BEGINNING = f"""
MATCH (p:Person)
WHERE p.name_key STARTS WITH $begin AND {_VISIBLE}
  AND all(group IN $groups WHERE any(part IN group WHERE ' ' + p.name_key CONTAINS part))
RETURN p.uid AS uid, p.name_key AS key ORDER BY key, uid
"""
# No index holds second surnames, given names or nicknames: this statement reads every person. A
# word begins as its beginnings do, so ``alike`` holds for whatever ``groups`` hold for.
_ANYWHERE = f"""
MATCH (p:Person)
WHERE {_VISIBLE}
  AND (all(group IN $alike WHERE any(part IN group WHERE ' ' + p.name_key CONTAINS part))
       OR any(nickname IN p.nicknames WHERE nickname CONTAINS $nickname))
WITH p, coalesce(' ' + p.name_key, '') AS padded,
     any(nickname IN coalesce(p.nicknames, []) WHERE nickname CONTAINS $nickname) AS nicknamed
WITH p, nicknamed
       OR all(group IN $groups WHERE any(part IN group WHERE padded CONTAINS part)) AS whole
RETURN p.uid AS uid, coalesce(p.name_key, '') AS key, p.nicknames AS nicknames, whole
ORDER BY whole DESC, key, uid
"""
_DOCUMENT = f"""
UNWIND $keys AS key
MATCH (r:Record {{document_key: key}})
MATCH (p:Person)-[:ATTESTED_BY]->(r)
WHERE {_VISIBLE}
RETURN DISTINCT p.uid AS uid ORDER BY uid
"""
_PSEUDONYMOUS = "MATCH (p:Person) WHERE p.pseudonym IN $given RETURN p.uid AS uid ORDER BY uid"
_IDENTIFIED = f"MATCH (p:Person {{uid: $given}}) WHERE {_VISIBLE} RETURN p.uid AS uid"
_CASES_OF = """
UNWIND $uids AS uid
MATCH (p:Person {uid: uid})-[:SUSPECT_IN|VICTIM_IN]->(c:Case)
RETURN DISTINCT c.uid AS uid
"""
_DESCRIBED = """
UNWIND $uids AS uid
MATCH (p:Person {uid: uid})
OPTIONAL MATCH (p)-[:SUSPECT_IN|VICTIM_IN]->(c:Case)
WITH DISTINCT p, c
ORDER BY c.uid
WITH p, collect(c.numbers) AS cases, collect(c.uid) AS uids
RETURN p.uid AS uid, p.pseudonym AS pseudonym, p.name AS name, p:Victim AS victim, p.sex AS sex,
       p.nationality AS nationality, p.document_key AS document, p.birth_date AS birth_date,
       size(cases) AS case_count, cases[..$shown] AS cases, uids[..$shown] AS case_uids
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


def people_named(text: str, lookup: Lookup, clock: Clock, enough: int) -> tuple[list[Match], bool]:
    """Return the people whose name or nickname fits, the best first, and whether all are there.

    1. Ask the index of names for people with all words asked, in any order, and for nicknames. So
       "Rosa Quispe" finds QUISPE MAMANI ROSA.
    2. With fewer than ``enough`` people, ask it for words that sound or look like those asked.
    3. Leave out whoever is found only by a nickname that identifies somebody hidden: a suspect may
       be called the son of a victim.

    Each step reads the people with the rarest of the words alone. All people are read instead if a
    load has changed names and not yet indexed them, or an older version loaded last.
    """
    if not lookup.viewer.sees_person(victim=False):
        return [], True
    text = unannounced(text)
    words = words_of(text)
    letters = sum(map(len, words))
    # No name of a person has a digit: numbers are searched elsewhere.
    if letters < _LEAST_LETTERS or any(sign.isdigit() for sign in "".join(words)):
        return [], True
    names = _Names(words, fold(text), clock, victims=lookup.viewer.sees_person(victim=True))
    if is_indexed(clock):
        names.read_index(enough)
    else:
        names.scan(enough)
    known = _without_hidden(names.found.values(), lookup, clock)
    return sorted(known, key=lambda match: (-match.score, match.uid)), names.complete


def _without_hidden(matches: Iterable[Match], lookup: Lookup, clock: Clock) -> list[Match]:
    """Return the matches but for those by nicknames that the viewer may not read.

    Raises:
        EngineError: a look-up failed; then nothing may leave.
    """
    matches = list(matches)
    people = {match.uid for match in matches if match.nicknames}
    if not people:
        return matches
    texts = {nickname for match in matches for nickname in match.nicknames}
    rows = clock.rows(_CASES_OF, _MOST_CASES, {"uids": [*people]})
    if len(rows) == _MOST_CASES:
        raise EngineOverloaded(
            why_es="demasiadas personas tienen ese apodo; añada otro dato",
            why_en="too many people have that nickname; add something else",
        )
    asked = Asked(texts=texts, free=texts, cases={row["uid"] for row in rows}, people=people)
    hidden, _ = hidden_texts(asked, lookup.graph, lookup.viewer, lookup.seconds)
    return [match for match in matches if not match.nicknames or match.nicknames - hidden]


class _Names:
    """The names that statements bring, each kept with its best reason."""

    def __init__(self, words: Sequence[str], folded: str, clock: Clock, *, victims: bool) -> None:
        self.words, self.folded, self.clock, self.victims = words, folded, clock, victims
        self.nickname = without_article(folded)
        self.found: dict[str, Match] = {}
        self.complete = True

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

    def _keep(self, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            match = self._match(row)
            if match and match.score > getattr(self.found.get(match.uid), "score", 0.0):
                self.found[match.uid] = match

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


def people_with_document(text: str, lookup: Lookup, clock: Clock) -> list[Match]:
    """Return the people with that document, whatever its type and however it is written."""
    if not lookup.viewer.sees_person(victim=False):
        return []
    types = (None, *code_list("document_type").codes)
    read = (document(text, type_).value for type_ in types)
    keys = sorted({found.key for found in read if found and found.key})
    if not keys:
        return []
    values = {"keys": keys, "victims": lookup.viewer.sees_person(victim=True)}
    rows = clock.rows(_DOCUMENT, MOST_CANDIDATES, values)
    return [Match(row["uid"], Reason.DOCUMENT, 1.0) for row in rows]


def people_identified(text: str, lookup: Lookup, clock: Clock) -> list[Match]:
    """Return the person of a pseudonym, or of a uid if the viewer may see who that is."""
    given = text.strip()
    rows: list[dict[str, Any]] = []
    if lookup.viewer.sees(Sensitivity.RESTRICTED) and _PSEUDONYM.fullmatch(given.upper()):
        both = [given.upper(), PREFIX + given.upper()[2:]]
        rows = clock.rows(_PSEUDONYMOUS, 2, {"given": both})
    elif _UID.fullmatch(given) and lookup.viewer.sees_person(victim=False):
        victims = lookup.viewer.sees_person(victim=True)
        rows = clock.rows(_IDENTIFIED, 1, {"given": given, "victims": victims})
    return [Match(row["uid"], Reason.IDENTIFIER, 1.0) for row in rows]


def described(matches: Sequence[Match], lookup: Lookup, clock: Clock) -> list[Hit]:
    """Return the hits of people, in the order of ``matches``, redacted for the viewer."""
    if not matches:
        return []
    asked = {"uids": [match.uid for match in matches], "shown": _SHOWN_CASES}
    rows = {row["uid"]: row for row in clock.rows(_DESCRIBED, len(matches), asked)}
    return [
        _hit(match, row, lookup)
        for match in matches
        # A load may have removed somebody, or made a victim of them, since their name was found.
        if (row := rows.get(match.uid)) is not None
        and (match.reason is Reason.IDENTIFIER or _may_name(row, lookup))
    ]


def _may_name(row: Mapping[str, Any], lookup: Lookup) -> bool:
    return lookup.viewer.sees_person(victim=row["victim"] is not False)


def _hit(match: Match, row: Mapping[str, Any], lookup: Lookup) -> Hit:
    victim, named = row["victim"] is not False, _may_name(row, lookup)
    key = row["pseudonym"]
    details = {"sex": row["sex"], "nationality": row["nationality"]} if named else {}
    if lookup.viewer.sees(Sensitivity.IDENTITY):
        details |= {"birth_date": row["birth_date"], "document": row["document"]}
    leads = (
        Next("route_of_victim", {"victim": key})
        if victim
        else Next("suspect_network", {"person": key})
    )
    return Hit(
        HitKind.VICTIM if victim else HitKind.SUSPECT,
        row["uid"],
        key,
        row["name"] if named else None,
        match.reason,
        match.score,
        through=match.through,
        details={name: value for name, value in details.items() if value},
        cases=[" / ".join(numbers) for numbers in row["cases"] if numbers],
        case_count=row["case_count"],
        case_uids=row["case_uids"],
        next=leads,
        node=row["uid"] if named else key,
    )

"""People found by name, nickname, document or identifier, as far as the viewer may know them.

A person whom the viewer may not name is found by pseudonym only. For every other search such a
person does not exist: not as a hit, not in a count, and not in what bounds the search.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from trama.access.pseudonyms import PREFIX
from trama.core.errors import EngineOverloaded
from trama.ontology.codelists import code_list
from trama.ontology.declare import Sensitivity
from trama.queries.hidden.collecting import Asked
from trama.queries.hidden.weighing import hidden_texts
from trama.queries.lookups.lookup import Clock, Lookup
from trama.queries.search.hits import Hit, HitKind, Next, Reason
from trama.queries.search.named_people import MOST_CANDIDATES, VISIBLE, Match, named_people
from trama.queries.search.spelling import unannounced, words_of
from trama.values.documents import document

_MOST_CASES = 100_000  # of the people whom a nickname fits; a look-up of more is an error
_SHOWN_CASES = 3  # numbers of cases beside a person: enough to tell namesakes apart
_LEAST_LETTERS = 3  # letters of a word that may be misspelt; shorter words fit too many names
_PSEUDONYM = re.compile(r"[XP]-[A-Z2-7]{10}")
_UID = re.compile(r"P-[0-9a-f]{24}")

_DOCUMENT = f"""
UNWIND $keys AS key
MATCH (r:Record {{document_key: key}})
MATCH (p:Person)-[:ATTESTED_BY]->(r)
WHERE {VISIBLE}
RETURN DISTINCT p.uid AS uid ORDER BY uid
"""
_PSEUDONYMOUS = "MATCH (p:Person) WHERE p.pseudonym IN $given RETURN p.uid AS uid ORDER BY uid"
_IDENTIFIED = f"MATCH (p:Person {{uid: $given}}) WHERE {VISIBLE} RETURN p.uid AS uid"
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


def people_named(text: str, lookup: Lookup, clock: Clock, enough: int) -> tuple[list[Match], bool]:
    """Return the people whose name or nickname fits, the best first, and whether all are there.

    Leave out people found only by a nickname that identifies somebody hidden: a suspect may be
    called the son of a victim.

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
    victims = lookup.viewer.sees_person(victim=True)
    found, complete = named_people(text, clock, enough, victims=victims)
    known = _without_hidden(found.values(), lookup, clock)
    return sorted(known, key=lambda match: (-match.score, match.uid)), complete


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

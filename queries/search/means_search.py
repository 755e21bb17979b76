"""Phones, accounts, plates, establishments and companies found, as far as the viewer may know them.

Things of people are found through people whom the viewer may name. If only others use it, it
does not exist for the viewer: their phone would tell who they are. The statements leave it out, so
that the search asks the graph the same whether it exists or not.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trama.access.node_handles import node_handle
from trama.access.policy import Viewer
from trama.core.text import fold
from trama.ontology.declare import Sensitivity
from trama.queries.lookups.lookup import Clock, Lookup
from trama.queries.search.hits import Hit, HitKind, Next, Reason
from trama.queries.search.named_people import Match
from trama.queries.search.spelling import beginnings, likeness, words_of
from trama.values.contacts import account, phone, plate

MOST_CANDIDATES = 500  # names that one statement may bring
_MOST_DESCRIBED = 100  # of them the best are looked at: who uses them, in which cases
_MOST_ROWS = 20_000  # users and cases of the described: a bus company is in thousands of cases
_SHOWN_CASES = 3
_WEIGHED_CASES = 100  # cases of a means whose people its name is weighed against
_LEAST_DIGITS = 6  # the last digits of a phone that are searched without the index
_NETWORKS = ("facebook", "instagram", "tiktok", "twitter", "whatsapp", "telegram")
_LEGAL_FORMS = frozenset({"SAC", "SA", "SRL", "EIRL", "S", "A", "C", "R", "L", "E", "I"})

LABELS: Mapping[str, HitKind] = {
    "Phone": HitKind.PHONE,
    "Account": HitKind.ACCOUNT,
    "Vehicle": HitKind.VEHICLE,
    "Establishment": HitKind.ESTABLISHMENT,
    "Organisation": HitKind.ORGANISATION,
}
_OF_PLACES = ("Establishment", "Organisation")
_PERSONAL = frozenset({"Phone", "Account", "Vehicle"})

# A means of nobody, of somebody whom the viewer may name, or, if it is a place, of a stage.
_VISIBLE = """
  (NOT EXISTS { MATCH (m)<-[:USES]-(:Person) }
   OR EXISTS { MATCH (m)<-[:USES]-(p:Person) WHERE $victims OR ($suspects AND NOT p:Victim) }%s)
"""
_VISIBLE_OF = {
    label: _VISIBLE % (" OR EXISTS { MATCH (m)<-[:USED]-(:Stage) }" if label in _OF_PLACES else "")
    for label in LABELS
}
_SAME = """
UNWIND $uids AS uid
MATCH (m:%s {uid: uid})
WHERE %s
RETURN m.uid AS uid, m.name AS name
"""
_BEGINNING = """
MATCH (m:%s)
WHERE m.uid STARTS WITH $begin
  AND all(group IN $groups WHERE any(part IN group WHERE ' ' + m.uid CONTAINS part))
  AND %s
RETURN m.uid AS uid, m.name AS name ORDER BY uid
"""
# No index holds the later words of a name or the end of a number: these read every node of a label.
# A word begins as its beginnings do, so ``alike`` holds for whatever ``groups`` hold for.
_ANYWHERE = """
MATCH (m:%s)
WHERE all(group IN $alike WHERE any(part IN group WHERE ' ' + m.uid CONTAINS part))
  AND %s
RETURN m.uid AS uid, m.name AS name,
       all(group IN $groups WHERE any(part IN group WHERE ' ' + m.uid CONTAINS part)) AS whole
ORDER BY whole DESC, uid
"""
_ENDING = """
MATCH (m:%s)
WHERE m.uid ENDS WITH $digits AND %s
RETURN m.uid AS uid, m.name AS name
"""
_USERS = """
UNWIND $uids AS uid
MATCH (m:%s {uid: uid})<-[:USES]-(p:Person)
OPTIONAL MATCH (p)-[:SUSPECT_IN|VICTIM_IN]->(c:Case)
WITH uid, p, collect(DISTINCT c.uid) AS cases
RETURN uid, p.uid AS person, p:Victim AS victim, cases ORDER BY uid, person
"""
_STAGED = """
UNWIND $uids AS uid
MATCH (m:%s {uid: uid})<-[:USED]-(s:Stage)-[:PART_OF]->(c:Case)
RETURN DISTINCT uid, c.uid AS case
"""
_INVOLVED = """
UNWIND $uids AS uid
MATCH (m:%s {uid: uid})<-[:INVOLVES]-(c:Case)
RETURN DISTINCT uid, c.uid AS case, c.numbers AS numbers ORDER BY uid, case
"""


@dataclass(frozen=True, slots=True)
class _Candidate:
    label: str
    uid: str
    name: str
    reason: Reason
    score: float


def means_found(
    text: str, lookup: Lookup, clock: Clock, enough: int
) -> tuple[list[Hit], list[Match], bool]:
    """Return the means that fit, the people who use exactly these, and whether all are there.

    A number, an account or a plate is read as the loader reads it, and looked up by its index.
    Companies and establishments are searched by name, as people are.
    """
    if not lookup.viewer.sees(Sensitivity.RESTRICTED):
        return [], [], True
    candidates, complete = _candidates(text, _Means(lookup.viewer, clock), enough)
    hits: list[Hit] = []
    users: list[Match] = []
    for label, kind in LABELS.items():
        of_label = [one for one in candidates if one.label == label]
        for candidate, seen in _described(label, of_label, lookup, clock):
            hits.append(_hit(kind, candidate, seen, lookup.key))
            if candidate.score == 1.0 and label in _PERSONAL:
                users += [Match(uid, Reason.USES, 0.98, candidate.name) for uid in seen.people]
    return hits, users, complete


@dataclass(frozen=True, slots=True)
class _Means:
    """The means of the graph that the viewer may know."""

    viewer: Viewer
    clock: Clock

    def rows(self, statement: str, label: str, most: int, **given: object) -> list[dict[str, Any]]:
        """Return uid and name of the means of a label that a statement finds."""
        victims = self.viewer.sees_person(victim=True)
        suspects = self.viewer.sees_person(victim=False)
        seen = {**given, "victims": victims, "suspects": suspects}
        return self.clock.rows(statement % (label, _VISIBLE_OF[label]), most, seen)


def _candidates(text: str, means: _Means, enough: int) -> tuple[list[_Candidate], bool]:
    """Return the means that fit the text, the best of each label first."""
    found: dict[str, _Candidate] = {}
    for label, reason, names in _read(text):
        uids = list(dict.fromkeys(f"{label}:{fold(name)}" for name in names if fold(name)))
        for row in means.rows(_SAME, label, len(uids), uids=uids):
            found[row["uid"]] = _Candidate(label, row["uid"], row["name"], reason, 1.0)
    digits = re.sub(r"\D", "", text)
    looks_like_a_phone = re.fullmatch(r"[\d\s().+-]+", text.strip())
    if not found and looks_like_a_phone and len(digits) >= _LEAST_DIGITS:
        for row in means.rows(_ENDING, "Phone", MOST_CANDIDATES, digits=digits):
            found[row["uid"]] = _Candidate(
                "Phone", row["uid"], row["name"], Reason.PHONE_ENDING, 0.9
            )
    complete = True
    for label in _OF_PLACES:
        named, whole = _named(label, text, means, enough)
        found |= named
        complete = complete and whole
    return sorted(found.values(), key=lambda one: (-one.score, one.uid)), complete


def _read(text: str) -> list[tuple[str, Reason, list[str]]]:
    """Return the names under which a loader would have stored the text, by label."""
    number, own_plate = phone(text).value, plate(text).value
    # Between a network and its account people write a blank: FB ROSA.X.
    ways = dict.fromkeys((text, text.replace(" ", ": ", 1)))
    accounts = [own for way in ways if (own := account(way).value)]
    if accounts and ":" not in accounts[0]:
        accounts += [f"{network}:{accounts[0]}" for network in _NETWORKS]
    read = [
        ("Phone", Reason.SAME_PHONE, [number, text] if number else [text]),
        ("Account", Reason.SAME_ACCOUNT, accounts),
        ("Vehicle", Reason.SAME_PLATE, [own_plate, text] if own_plate else [text]),
    ]
    return [(label, reason, names) for label, reason, names in read if names]


def _named(label: str, text: str, means: _Means, enough: int) -> tuple[dict[str, _Candidate], bool]:
    """Return the means of a label whose name fits, and whether all are there."""
    words = tuple(word for word in words_of(text) if word not in _LEGAL_FORMS)
    if sum(map(len, words)) < 3 or not any(word.isalpha() for word in words):
        return {}, True
    found: dict[str, _Candidate] = {}
    complete = True
    whole = [[f" {word}", f":{word}"] for word in words]
    alike = [
        [f"{sign}{begin}" for begin in beginnings(word) for sign in (" ", ":")] for word in words
    ]
    for word in words:
        begin = f"{label}:{word}"
        rows = means.rows(_BEGINNING, label, MOST_CANDIDATES, begin=begin, groups=whole)
        complete = complete and len(rows) < MOST_CANDIDATES
        _keep(label, rows, words, found)
    if len(found) < enough:
        rows = means.rows(_ANYWHERE, label, MOST_CANDIDATES, groups=whole, alike=alike)
        with_words = [row for row in rows if row["whole"]]
        _keep(label, with_words, words, found)
        few = len(found) < enough
        if few:
            _keep(label, [row for row in rows if not row["whole"]], words, found)
        cut = len(rows) >= MOST_CANDIDATES and (few or len(with_words) == len(rows))
        complete = complete and not cut
    return found, complete


def _keep(
    label: str,
    rows: Sequence[Mapping[str, Any]],
    words: Sequence[str],
    found: dict[str, _Candidate],
) -> None:
    """Add the candidates of rows whose names fit to ``found``, unless they are there."""
    for row in rows:
        if (fits := _fit(label, row, words)) is not None:
            found.setdefault(row["uid"], fits)


def _fit(label: str, row: Mapping[str, Any], words: Sequence[str]) -> _Candidate | None:
    name = [word for word in fold(row["name"]).split() if word not in _LEGAL_FORMS]
    if sorted(words) == sorted(name):
        return _Candidate(label, row["uid"], row["name"], Reason.SAME_NAME, 0.99)
    if set(words) <= set(name):
        return _Candidate(label, row["uid"], row["name"], Reason.ALL_WORDS, 0.9)
    score = likeness(words, name)
    if not score:
        return None
    return _Candidate(label, row["uid"], row["name"], Reason.SIMILAR_NAME, score * 0.95)


@dataclass(frozen=True, slots=True)
class _Seen:
    """The people who use a means and its cases by uid, as far as the viewer may see them."""

    people: Sequence[str]
    cases: Mapping[str, Sequence[str]]


def _described(
    label: str, candidates: Sequence[_Candidate], lookup: Lookup, clock: Clock
) -> list[tuple[_Candidate, _Seen]]:
    """Return the candidates that the viewer may know, each with what the viewer may see of it."""
    best = candidates[:_MOST_DESCRIBED]
    if not best:
        return []
    asked = {"uids": [one.uid for one in best]}
    users = clock.rows(_USERS % label, _MOST_ROWS, asked)
    staged = clock.rows(_STAGED % label, _MOST_ROWS, asked)
    involved = clock.rows(_INVOLVED % label, _MOST_ROWS, asked)
    told = []
    for one in best:
        own = [row for row in users if row["uid"] == one.uid]
        named = [row for row in own if _may_name(row, lookup)]
        in_stages = {row["case"] for row in staged if row["uid"] == one.uid}
        # A load may have given it another user since it was found.
        if own and not named and (label in _PERSONAL or not in_stages):
            continue
        through = in_stages.union(*(row["cases"] for row in named))
        cases = {
            row["case"]: row["numbers"] or ()
            for row in involved
            if row["uid"] == one.uid and (not own or row["case"] in through)
        }
        told.append((one, _Seen([row["person"] for row in named], cases)))
    return told


def _may_name(row: Mapping[str, Any], lookup: Lookup) -> bool:
    return lookup.viewer.sees_person(victim=row["victim"] is not False)


def _hit(kind: HitKind, candidate: _Candidate, seen: _Seen, key: bytes) -> Hit:
    numbers = [" / ".join(numbers) for numbers in seen.cases.values() if numbers]
    first = next((numbers[0] for numbers in seen.cases.values() if numbers), None)
    return Hit(
        kind,
        candidate.uid,
        candidate.name,
        candidate.name,
        candidate.reason,
        candidate.score,
        details={"place": candidate.uid.partition("@")[2]} if "@" in candidate.uid else None,
        cases=numbers[:_SHOWN_CASES],
        case_count=len(seen.cases),
        case_uids=list(seen.cases)[:_WEIGHED_CASES],
        next=Next("route_of_case", {"case": first}) if first else None,
        node=node_handle(candidate.label, candidate.uid, key),
    )

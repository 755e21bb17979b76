"""Ends of judgements as people write them: the uid of a record, or a case by its number."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from trama.access.policy import Viewer
from trama.access.pseudonyms import judgement_handle, judgement_of
from trama.core.batches import batched
from trama.core.errors import BadParameter, UnknownName
from trama.cypher.header import Parameter, ParameterType
from trama.graph.engine import Graph
from trama.graph.records import CaseKey
from trama.linkage.judgements import Subject, case_end, judgement_uid
from trama.queries.lookups.lookup import Lookup
from trama.queries.lookups.subjects import find_case, find_person, is_key

_RECORD = re.compile(r"[Rr]-[0-9a-fA-F]{24}")  # a number of a case may begin with R- too
_OF_JUDGEMENT = re.compile(r"([Jj]-[A-Za-z2-7]{45})\.([12])")
_UIDS_A_STATEMENT = 2_000
_MOST = 10_000  # records of one person or case; a real case has some hundreds
_RECORDS_OF_PERSON = """
MATCH (p:Person {uid: $uid})-[:ATTESTED_BY]->(r:Record)
RETURN DISTINCT r.uid AS uid, p:Victim AS victim ORDER BY uid
"""
_ENDS_OF_JUDGEMENT = """
MATCH (j:Judgement {uid: $uid}) RETURN j.subject AS subject, j.one AS one, j.other AS other
"""
_ENDS_OF_JUDGEMENTS = """
UNWIND $uids AS uid MATCH (j:Judgement {uid: uid})
RETURN j.uid AS uid, j.one AS one, j.other AS other
"""
_CASE_KEYS = """
MATCH (c:Case {uid: $uid})-[:ATTESTED_BY]->(r:Record)
RETURN DISTINCT r.registry AS registry, r.case_key AS case_key, r.case_number AS case_number
ORDER BY registry, case_key, case_number
"""
_PEOPLE_OF_CASE = """
MATCH (r:Record {case_key: $number})
WHERE r.registry = $registry AND (r.kind = 'victim' OR r.kind = 'suspect')
RETURN r.uid AS uid
"""
_PERSON_OF_RECORD = """
MATCH (r:Record {uid: $uid})<-[:ATTESTED_BY]-(p:Person)
RETURN p:Victim AS victim
"""
_PEOPLE_OF_RECORDS = """
UNWIND $uids AS uid MATCH (r:Record {uid: uid})<-[:ATTESTED_BY]-(p:Person)
RETURN r.uid AS uid, p:Victim AS victim
"""
_HINT = (
    "Un juicio nombra dos registros de personas (R-…) o dos casos (REGISTRO:número).",
    "A judgement names two records of people (R-…) or two cases (REGISTRY:number).",
)


def pair_handle(one: str, other: str, key: bytes) -> str:
    """Return the handle by which everybody may ask for a pair: that of its first judgement."""
    return judgement_handle(judgement_uid(one, other, 1), key)


def handle_ends(pair: tuple[str, str], key: bytes) -> tuple[str, str]:
    """Return ``J-….1`` and ``J-….2``, the names by which everybody may ask for a judged pair."""
    handle = pair_handle(*pair, key)
    return f"{handle}.1", f"{handle}.2"


def read_pair(one: str, other: str, lookup: Lookup, key: bytes) -> tuple[Subject, str, str]:
    """Return the subject of a judgement and its two ends, as people wrote them.

    ``J-….1`` and ``J-….2`` are the ends of a judgement that the graph holds, by its handle of this
    ``key``: so whoever may not know a record can name it. A record's uid serves only whoever may
    know its person, as a uid can be guessed: it is a digest of the number of a case.

    Raises:
        UnknownName: an end names no record, person or case that the viewer may name.
        BadParameter: an end fits several, both ends are the same, or one is a case and one is not.
    """
    subject, first = _end("one", one, lookup, key)
    kind, second = _end("other", other, lookup, key)
    if kind is not subject:
        raise BadParameter(
            name="other",
            why_es="uno de los dos es una persona y el otro un caso. " + _HINT[0].rstrip("."),
            why_en="one of the two is a person and the other a case. " + _HINT[1].rstrip("."),
        )
    if first == second:
        raise BadParameter(
            name="other",
            why_es="los dos son el mismo; un juicio compara dos",
            why_en="both are the same; a judgement compares two",
        )
    return subject, first, second


def named_ends(graph: Graph, written: Iterable[str], key: bytes) -> dict[str, str]:
    """Return what each ``J-….1`` and ``J-….2`` among some texts names, by the text.

    Texts of another form, and of judgements that the graph does not hold, are left out.
    """
    found = {
        text: (uid, match[2])
        for text in written
        if (match := _OF_JUDGEMENT.fullmatch(text)) and (uid := judgement_of(match[1], key))
    }
    uids = {uid for uid, _ in found.values()}
    rows = {row["uid"]: row for row in _of_uids(graph, _ENDS_OF_JUDGEMENTS, uids)}
    return {
        text: rows[uid]["one" if end == "1" else "other"]
        for text, (uid, end) in found.items()
        if uid in rows
    }


def hidden_records(graph: Graph, viewer: Viewer, written: Iterable[str]) -> set[str]:
    """Return the uids of records among some texts whose people the viewer may not know."""
    uids = {text for text in written if _RECORD.fullmatch(text)}
    return {
        row["uid"]
        for row in _of_uids(graph, _PEOPLE_OF_RECORDS, uids)
        if not viewer.sees_person(victim=row["victim"])
    }


def _of_uids(graph: Graph, text: str, uids: Collection[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a statement about uids, which asks for some of them at a time."""
    for some in batched(sorted(uids), _UIDS_A_STATEMENT):
        yield from graph.stream(text, uids=some)


def ends_of(written: str, lookup: Lookup) -> frozenset[str]:
    """Return the ends of a record, a person or a case: all that a judgement of it may name.

    The ends of a case are its numbers in each registry and the records of its people.

    Raises:
        UnknownName: nothing has that name, as far as the viewer may know.
        BadParameter: the name fits several.
    """
    given = written.strip()
    if _RECORD.fullmatch(given):
        return frozenset({_shown_record(given, lookup)})
    if is_key(given) and given[:1].upper() != "C":
        return frozenset(row["uid"] for row in _records(_person("of", given, lookup), lookup))
    ends: set[str] = set()
    for row in _rows(lookup, _CASE_KEYS, uid=_case("of", given, lookup)):
        ends.add(_end_of_row(row))
        people = _rows(lookup, _PEOPLE_OF_CASE, number=row["case_key"], registry=row["registry"])
        ends |= {person["uid"] for person in people}
    return frozenset(ends)


def _end(name: str, written: str, lookup: Lookup, key: bytes) -> tuple[Subject, str]:
    given = written.strip()
    if named := _OF_JUDGEMENT.fullmatch(given):
        rows = _rows(lookup, _ENDS_OF_JUDGEMENT, uid=judgement_of(named[1], key) or "")
        if not rows:
            raise _unknown_record(written)
        subject, end = Subject(rows[0]["subject"]), rows[0]["one" if named[2] == "1" else "other"]
        if subject is Subject.PERSON and not _rows(lookup, _PERSON_OF_RECORD, uid=end):
            raise _unknown_record(written)
        return subject, str(end)
    if _RECORD.fullmatch(given):
        return Subject.PERSON, _shown_record(given, lookup)
    if is_key(given) and given[:1].upper() != "C":
        return Subject.PERSON, _only_record(name, given, lookup)
    return Subject.CASE, _case_end(name, given, lookup)


def _only_record(name: str, written: str, lookup: Lookup) -> str:
    """Return the record of a person who has one.

    Raises:
        BadParameter: the person has several records; those whom the viewer may know are listed.
    """
    records = _records(_person(name, written, lookup), lookup)
    if len(records) == 1:
        return str(records[0]["uid"])
    victim = any(row["victim"] for row in records)
    shown = [row["uid"] for row in records] if lookup.viewer.sees_person(victim=victim) else []
    listed = f" ({', '.join(shown)})" if shown else ""
    raise BadParameter(
        name=name,
        why_es=f"la persona tiene {len(records)} registros{listed}; diga uno (R-…)",
        why_en=f"the person has {len(records)} records{listed}; name one of them (R-…)",
    )


def _case_end(name: str, written: str, lookup: Lookup) -> str:
    """Return the end of a case: its registry and the number by which the registry joins its rows.

    Raises:
        BadParameter: several registries know the case, and the text does not say which is meant.
    """
    rows = _rows(lookup, _CASE_KEYS, uid=_case(name, written, lookup))
    ends = sorted({_end_of_row(row) for row in rows})
    if len(ends) == 1:
        return ends[0]
    asked = written.strip().upper()
    meant = sorted({_end_of_row(row) for row in rows if asked in _names(row)})
    if len(meant) == 1:
        return meant[0]
    listed = ", ".join(meant or ends) if lookup.viewer.sees_person(victim=True) else "REGISTRO:…"
    raise BadParameter(
        name=name,
        why_es=f"varios registros conocen el caso; diga uno: {listed}",
        why_en=f"several registries know the case; name one of them: {listed}",
    )


def _names(row: dict[str, Any]) -> set[str]:
    numbers = [str(number).upper() for number in (row["case_key"], row["case_number"]) if number]
    return {*numbers, *(f"{row['registry']}:{number}" for number in numbers)}


def _end_of_row(row: dict[str, Any]) -> str:
    return case_end(CaseKey(row["registry"], row["case_key"]))


def _shown_record(written: str, lookup: Lookup) -> str:
    """Return the uid of a record whose person the viewer may know.

    Raises:
        UnknownName: there is no such record, or the viewer may not know of it.
    """
    uid = _record_uid(written)
    people = _rows(lookup, _PERSON_OF_RECORD, uid=uid)
    if not any(lookup.viewer.sees_person(victim=row["victim"]) for row in people):
        raise _unknown_record(written)
    return uid


def _unknown_record(written: str) -> UnknownName:
    return UnknownName(
        kind=("registro de una persona", "record of a person"), name=written, hint=_HINT
    )


def _record_uid(written: str) -> str:
    return "R-" + written[2:].lower()


def _records(person: str, lookup: Lookup) -> list[dict[str, Any]]:
    return _rows(lookup, _RECORDS_OF_PERSON, uid=person)


def _person(name: str, written: str, lookup: Lookup) -> str:
    return find_person(written, _parameter(name, ParameterType.PERSON), lookup)


def _case(name: str, written: str, lookup: Lookup) -> str:
    """Return the uid of a case. The error for an unknown ``R-…`` tells what an end is."""
    try:
        return find_case(written, _parameter(name, ParameterType.CASE), lookup)
    except UnknownName:
        if written[:2].upper() in ("R-", "P-", "X-"):
            raise _unknown_record(written) from None
        raise


def _parameter(name: str, kind: ParameterType) -> Parameter:
    return Parameter(name=name, type=kind, title_es="Extremo", title_en="End")


def _rows(lookup: Lookup, text: str, **given: object) -> list[dict[str, Any]]:
    return lookup.graph.read(text, given, seconds=lookup.seconds, rows=_MOST).rows

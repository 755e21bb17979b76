"""Entries and lost cases as lists: nobody below their role learns who is who."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from trama.access.pseudonyms import judgement_handle
from trama.core.batches import batched
from trama.core.errors import Language
from trama.linkage.judgements import judgement_uid
from trama.ontology.declare import Sensitivity
from trama.overlap.answers.overlap_words import WHYS, word
from trama.overlap.entries import Entry, RegistryCase
from trama.overlap.handovers import Lost
from trama.overlap.of_graph import Registries
from trama.overlap.reviewed import next_to_read
from trama.queries.hidden.collecting import Asked
from trama.queries.hidden.weighing import hidden_texts
from trama.queries.lookups.lookup import Lookup

_PEOPLE = """
UNWIND $uids AS uid MATCH (p:Person {uid: uid}) RETURN p.uid AS uid, p.pseudonym AS pseudonym
"""
_PEOPLE_A_STATEMENT = 2_000


def shown_entries(entries: Sequence[Entry], lookup: Lookup) -> list[dict[str, Any]]:
    """Return entries as rows: record, person, case, registry, days, unit and what it says.

    ``record`` is None where the viewer may not know it; a person is a pseudonym. Texts that
    identify somebody become None.

    Raises:
        AccessDenied: the viewer sees totals only.
        EngineError: a look-up failed; then nothing may leave.
    """
    lookup.viewer.admit(Sensitivity.RESTRICTED)
    people = {entry.whole for entry in entries if entry.whole != entry.of.case}
    hidden = _hidden([entry.of for entry in entries], people, lookup)
    pseudonyms = _pseudonyms(people, lookup)
    named = lookup.viewer.sees_person(victim=True)
    return [
        {
            "record": entry.record if named or entry.record == entry.of.end else None,
            "person": pseudonyms.get(entry.whole),
            **_case(entry.of, hidden),
            "fact_since": entry.of.fact_since or None,
        }
        for entry in entries
    ]


def shown_lost(lost: Sequence[Lost], lookup: Lookup, language: Language) -> list[dict[str, Any]]:
    """Return lost cases as rows, each with its candidates.

    Raises:
        AccessDenied, EngineError: as `shown_entries`.
    """
    hidden = hidden_of_lost(lost, lookup)
    named = lookup.viewer.sees_person(victim=True)
    return [
        {
            **_case(one.case, hidden),
            "why": one.why.value,
            "why_name": word(WHYS[one.why], language),
            "missing": round(one.missing, 3),
            "days": one.days,
            "fiscal_district": _open(one.district, hidden),
            "department": one.case.department or None,
            "police_report": _open(one.case.police_report, hidden),
            "candidates": [
                {"case": end, "probability": round(probability, 3)}
                for end, probability in one.candidates
                if named or end not in hidden
            ],
        }
        for one in lost
    ]


def hidden_of_lost(lost: Sequence[Lost], lookup: Lookup) -> frozenset[str]:
    """Return the texts of lost cases that identify somebody whom the viewer may not know.

    The district of a registration is that of carpetas, so it is weighed beside the case's own.

    Raises:
        AccessDenied, EngineError: as `shown_entries`.
    """
    lookup.viewer.admit(Sensitivity.RESTRICTED)
    ends = {end for one in lost for end, _ in one.candidates}
    districts = {one.district for one in lost if one.district}
    hidden = _hidden([one.case for one in lost], (), lookup)
    return hidden | _hidden_texts(ends | districts, set(), lookup)


def shown_sample(held: Registries, lookup: Lookup, key: bytes) -> list[dict[str, Any]]:
    """Return the pairs that people have to read next for a reviewed sample, in turn.

    An end is a record where the viewer may know it, else the pseudonym of the person. Both ends of
    a pair that stands joined have one pseudonym: ``HANDLE.1`` and ``HANDLE.2`` tell them apart.
    ``key`` makes the handles.

    Raises:
        AccessDenied, EngineError: as `shown_entries`.
    """
    lookup.viewer.admit(Sensitivity.RESTRICTED)
    pairs = next_to_read(held)
    people = {held.whole_of[end][0] for pair in pairs for end in (pair.one, pair.other)}
    pseudonyms = _pseudonyms(people, lookup)
    named = lookup.viewer.sees_person(victim=True)
    return [
        {
            name: end if named else pseudonyms.get(held.whole_of[end][0])
            for name, end in (("one", pair.one), ("other", pair.other))
        }
        | {"handle": judgement_handle(judgement_uid(pair.one, pair.other, 1), key)}
        for pair in pairs
    ]


def _case(case: RegistryCase, hidden: Collection[str]) -> dict[str, Any]:
    number = _open(case.end, hidden)
    return {
        "case": number or case.case or None,
        "registry": case.registry,
        "registered_on": case.registered_on or None,
        "unit": _open(case.unit, hidden),
        "destination": case.destination or None,
        "entry_form": case.entry_form or None,
        "provision": case.provision or None,
        "status": case.status or None,
    }


def _open(text: str, hidden: Collection[str]) -> str | None:
    return None if not text or text in hidden else text


def _hidden(
    cases: Iterable[RegistryCase], people: Collection[str], lookup: Lookup
) -> frozenset[str]:
    cases = tuple(cases)
    texts = {
        text
        for case in cases
        for text in (case.end, case.unit, case.fiscal_district, case.police_report)
        if text
    }
    uids = {case.case for case in cases if case.case} | set(people)
    return _hidden_texts(texts, uids - set(people), lookup, set(people))


def _hidden_texts(
    texts: set[str], cases: set[str], lookup: Lookup, people: Collection[str] = ()
) -> frozenset[str]:
    asked = Asked(texts=texts, free=texts, cases=cases, people=set(people))
    found, _ = hidden_texts(asked, lookup.graph, lookup.viewer, lookup.seconds)
    return found


def _pseudonyms(people: Iterable[str], lookup: Lookup) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for some in batched(sorted(people), _PEOPLE_A_STATEMENT):
        rows = lookup.graph.read(
            _PEOPLE, {"uids": some}, seconds=lookup.seconds, rows=_PEOPLE_A_STATEMENT
        ).rows
        found |= {row["uid"]: row["pseudonym"] for row in rows}
    return found

"""The person or case that each end of some pairs is part of now."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from trama.access.policy import Viewer
from trama.core.batches import batched
from trama.graph.records import CaseKey, Kind
from trama.linkage.judgements import Subject, case_end, case_of_end
from trama.ontology.declare import Sensitivity
from trama.queries.hidden.collecting import Asked
from trama.queries.hidden.weighing import hidden_texts
from trama.queries.lookups.lookup import Lookup
from trama.queries.search.showing import shown_numbers
from trama.review.review_words import GUARDS

_ENDS_A_STATEMENT = 2_000  # a message of Bolt must stay under 16 MiB
_PEOPLE = """
UNWIND $keys AS key MATCH (r:Record {uid: key})<-[:ATTESTED_BY]-(p:Person)
WITH r, p, p:Victim AS victim
RETURN collect([r.uid, r.kind, r.registry, r.case_key, p.uid, p.registries, p.pseudonym, victim])
       AS found
"""
_CASES = """
UNWIND $keys AS key MATCH (r:Record {case_key: key})<-[:ATTESTED_BY]-(c:Case)
WITH DISTINCT r.registry AS registry, r.case_key AS number, c
RETURN collect([registry, number, c.uid, c.registries]) AS found
"""


class Part(NamedTuple):
    """The person or case of an end: its uid, its registries, and the end's own kind and case.

    ``pseudonym`` is None for a case. ``victim`` says whether the person is a victim anywhere.
    """

    key: str
    kind: Kind
    case: CaseKey
    uid: str
    registries: frozenset[str]
    pseudonym: str | None = None
    victim: bool = True


@dataclass(frozen=True, slots=True)
class ShownEnd:
    """An end of a judgement: ``key`` is a record's uid or a case's number.

    ``key`` is None where the viewer may not know it. ``pseudonym`` is that of the person now.
    """

    key: str | None
    pseudonym: str | None = None

    @property
    def text(self) -> str:
        """The key, or else the pseudonym."""
        return self.key or self.pseudonym or "—"


def parts_of(lookup: Lookup, ends: Iterable[tuple[Subject, str]]) -> dict[str, Part]:
    """Return the part of each end that the graph still holds, by the end's key."""
    keys: dict[Subject, set[str]] = {Subject.PERSON: set(), Subject.CASE: set()}
    for subject, key in ends:
        keys[subject].add(key)
    cases = keys[Subject.CASE]
    parts = {}
    for key, kind, registry, number, uid, registries, pseudonym, victim in _found(
        lookup, _PEOPLE, keys[Subject.PERSON]
    ):
        case, known_by = CaseKey(registry, number), frozenset(registries or ())
        parts[key] = Part(key, Kind(kind), case, uid, known_by, pseudonym, victim is not False)
    numbers = {case_of_end(key).number for key in cases}
    for registry, number, uid, registries in _found(lookup, _CASES, numbers):
        case = CaseKey(registry, number)
        if (key := case_end(case)) in cases:
            parts[key] = Part(key, Kind.CASE, case, uid, frozenset(registries or ()))
    return parts


def shown_ends(lookup: Lookup, parts: Mapping[str, Part]) -> dict[str, ShownEnd]:
    """Return each end as the viewer may see it: a record's uid or pseudonym, or a case's number.

    A case whose number names somebody whom the viewer may not know is its uid, which names nobody.
    """
    cases = {part.key: part.uid for part in parts.values() if part.kind is Kind.CASE}
    numbers = shown_case_ends(lookup, cases)
    shown = {}
    for key, part in parts.items():
        if part.kind is Kind.CASE:
            shown[key] = ShownEnd(key if key in numbers else part.uid)
        else:
            known = lookup.viewer.sees_person(victim=part.victim)
            shown[key] = ShownEnd(key if known else None, part.pseudonym)
    return shown


def shown_case_ends(lookup: Lookup, cases: Mapping[str, str]) -> set[str]:
    """Return the cases (``REGISTRY:number``, each with its uid) whose number the viewer may see."""
    if lookup.viewer.sees(Sensitivity.IDENTITY) or not cases:
        return set(cases)
    of_uid: dict[str, list[str]] = {}
    for end, uid in sorted(cases.items()):
        of_uid.setdefault(uid, []).append(end)
    return {end for ends in shown_numbers(of_uid, lookup).values() for end in ends}


def hidden_names(lookup: Lookup, texts: Iterable[str]) -> frozenset[str]:
    """Return the names of judges and models that identify somebody whom the viewer may not know.

    A file of judgements may hold any text as the name of a judge or of a model.

    Raises:
        EngineError: a look-up failed; then nothing may leave.
    """
    asked = {text for text in texts if text}
    found, _ = hidden_texts(
        Asked(texts=asked, free=asked), lookup.graph, lookup.viewer, lookup.seconds
    )
    return found


def shown_reason(reason: str, viewer: Viewer) -> str:
    """Return the reason of a model's row: the code of a guard, or '' if the text may name somebody.

    `trama link` stores codes only, but a file of judgements may hold any text.
    """
    return reason if reason in GUARDS or viewer.sees(Sensitivity.IDENTITY) else ""


def _found(lookup: Lookup, text: str, keys: Collection[str]) -> Iterator[list[Any]]:
    """Yield the lists of values that a statement collects; the driver reads a list fast."""
    for some in batched(sorted(keys), _ENDS_A_STATEMENT):
        for row in lookup.graph.read(text, {"keys": some}, seconds=lookup.seconds, rows=1).rows:
            yield from row["found"]

"""The list of judgements as a viewer may see it: who judged what, when, and whether it stands.

A judgement that says same but joins nobody is a contradiction: other judgements, or documents that
differ, keep its ends apart.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from trama.core.batches import batched
from trama.graph.store.judgement_rows import judgements_of, read_judgements
from trama.linkage.judgements import Subject, Verdict, case_of_end, standing
from trama.ontology.declare import Sensitivity
from trama.ontology.internal_layer import Judgement
from trama.queries.hidden.collecting import Asked
from trama.queries.hidden.weighing import hidden_texts
from trama.queries.lookups.lookup import Lookup
from trama.queries.search.showing import shown_numbers
from trama.review.ends import ends_of, pair_handle
from trama.review.parts import ShownEnd

USUAL, MOST = 500, 5_000
"""Judgements in one list, unless asked otherwise, and at most."""

_ENDS_A_STATEMENT = 2_000
_PEOPLE = """
UNWIND $uids AS uid MATCH (r:Record {uid: uid})<-[:ATTESTED_BY]-(p:Person)
RETURN uid AS end, p.uid AS uid, p.pseudonym AS pseudonym, p:Victim AS victim
"""
_CASES = """
UNWIND $numbers AS number MATCH (r:Record {case_key: number})<-[:ATTESTED_BY]-(c:Case)
RETURN DISTINCT r.registry + ':' + r.case_key AS end, c.uid AS uid
"""


@dataclass(frozen=True, slots=True)
class ShownJudgement:
    """A judgement as a viewer may see it; ``reason`` is None where the viewer may not read it.

    ``blind`` is a second reading, which never stands. ``stands`` is False if a later row or a
    person's word outranks the row. ``contradiction`` is
    True if it stands, says same, and joins nobody. ``against`` are the pairs judged different that
    keep its ends apart; only a list of contradictions has them. ``handle`` names the pair for those
    who may not know its ends; it is None if the look-up has no key.
    """

    subject: str
    one: ShownEnd
    other: ShownEnd
    handle: str | None
    verdict: str
    number: int
    by: str
    at: str
    reason: str | None
    score: float | None
    model: str
    blind: bool
    stands: bool
    contradiction: bool
    against: tuple[tuple[ShownEnd, ShownEnd], ...] = ()


@dataclass(frozen=True, slots=True)
class JudgementList:
    """Judgements, the latest first, and how many more there are than fit."""

    judgements: tuple[ShownJudgement, ...]
    more: int

    def document(self) -> dict[str, Any]:
        """Return the list as a JSON object."""
        return {"judgements": [asdict(row) for row in self.judgements], "more": self.more}


def list_judgements(
    lookup: Lookup, of: str | None = None, *, contradictions: bool = False, limit: int = USUAL
) -> JudgementList:
    """Return the judgements about a record, a person or a case, or all of them.

    1. Read the rows: all, or those of the ends of ``of``. Contradictions need all.
    2. Find which rows stand, and which person or case each end is part of now.
    3. A standing row that says same is a contradiction if its ends are part of two.
    4. Hide what the viewer may not know: an end becomes a pseudonym, and reasons go.

    Example: a person said R-1 = R-2 and R-2 = R-3, then R-1 ≠ R-3. R-3 joins nobody. The list of
    contradictions is R-2 = R-3, against R-1 ≠ R-3.

    Raises:
        AccessDenied: the viewer sees totals only.
        UnknownName, BadParameter: as `trama.review.ends.ends_of`.
    """
    lookup.viewer.admit(Sensitivity.RESTRICTED)
    asked = None if of is None else ends_of(of, lookup)
    rows = _rows(lookup, asked, whole=contradictions)
    stands = {row.uid for row in standing(rows)}
    about = [row for row in rows if asked is None or {row.one, row.other} & asked]
    if contradictions:
        held = [row for row in rows if row.uid in stands]
        places = _Places(lookup, held)
        found = [row for row in about if row.uid in stands and places.contradict(row)]
        apart = [row for row in held if row.verdict == Verdict.DIFFERENT]
    else:
        found, apart = about, []
    found.sort(key=lambda row: (row.at, row.one, row.other, row.number), reverse=True)
    shown = found[:limit]
    if not contradictions:
        places = _Places(lookup, shown)
    against = {row.uid: places.between(row, apart) for row in shown}
    return JudgementList(
        tuple(places.shown(row, against[row.uid], stands=row.uid in stands) for row in shown),
        len(found) - len(shown),
    )


def _rows(lookup: Lookup, asked: frozenset[str] | None, *, whole: bool) -> list[Judgement]:
    if asked is None or whole:
        return list(read_judgements(lookup.graph))
    return judgements_of(lookup.graph, asked)


class _Places:
    """The person or case that each end of some judgements is part of now, and what may be shown."""

    def __init__(self, lookup: Lookup, rows: Sequence[Judgement]) -> None:
        self._viewer, self._key = lookup.viewer, lookup.key
        people, cases = _ends(rows, Subject.PERSON), _ends(rows, Subject.CASE)
        self._people = {row["end"]: row for row in _found(lookup, _PEOPLE, "uids", people)}
        numbers = {case_of_end(end).number for end in cases}
        found = _found(lookup, _CASES, "numbers", numbers)
        self._cases = {row["end"]: str(row["uid"]) for row in found if row["end"] in cases}
        ends_of_case: dict[str, list[str]] = {}
        for end, uid in sorted(self._cases.items()):
            ends_of_case.setdefault(uid, []).append(end)
        shown = shown_numbers(ends_of_case, lookup) if ends_of_case else {}
        self._numbers = {end for ends in shown.values() for end in ends}
        texts = {text for row in rows for text in (row.by, row.model) if text}
        around = {str(row["uid"]) for row in self._people.values()}
        asked = Asked(texts=texts, free=texts, cases=set(self._cases.values()), people=around)
        self._hidden, _ = hidden_texts(asked, lookup.graph, lookup.viewer, lookup.seconds)

    def contradict(self, row: Judgement) -> bool:
        """Return whether a standing row says same, and its ends are part of two."""
        one, other = self._of(row.one), self._of(row.other)
        known = one is not None and other is not None
        return row.verdict == Verdict.SAME and row.applied and known and one != other

    def between(self, row: Judgement, apart: Iterable[Judgement]) -> list[Judgement]:
        """Return the rows that keep apart the two that the ends of ``row`` are part of."""
        wanted = {self._of(row.one), self._of(row.other)}
        return [other for other in apart if {self._of(other.one), self._of(other.other)} == wanted]

    def shown(
        self, row: Judgement, against: Iterable[Judgement], *, stands: bool
    ) -> ShownJudgement:
        """Return a row as the viewer may see it."""
        return ShownJudgement(
            subject=row.subject,
            one=self._end(row.subject, row.one),
            other=self._end(row.subject, row.other),
            handle=pair_handle(row.one, row.other, self._key) if self._key else None,
            verdict=row.verdict,
            number=row.number,
            by=self._free(row.by),
            at=row.at,
            reason=row.reason if self._viewer.sees(Sensitivity.IDENTITY) else None,
            score=row.score,
            model=self._free(row.model),
            blind=row.blind,
            stands=stands,
            contradiction=stands and self.contradict(row),
            against=tuple(
                (self._end(pair.subject, pair.one), self._end(pair.subject, pair.other))
                for pair in sorted(against, key=lambda pair: (pair.one, pair.other))
            ),
        )

    def _free(self, text: str) -> str:
        """Return a text that somebody wrote, '' if it identifies whom the viewer may not know."""
        return "" if text in self._hidden else text

    def _of(self, end: str) -> str | None:
        person = self._people.get(end)
        return str(person["uid"]) if person else self._cases.get(end)

    def _end(self, subject: str, end: str) -> ShownEnd:
        if subject == Subject.CASE:
            if end in self._numbers or self._viewer.sees_person(victim=True):
                return ShownEnd(end)
            return ShownEnd(self._cases.get(end))  # the uid of the case, which names nobody
        person: Mapping[str, Any] = self._people.get(end) or {"pseudonym": None, "victim": True}
        known = self._viewer.sees_person(victim=person["victim"] is not False)
        return ShownEnd(end if known else None, person["pseudonym"])


def _ends(rows: Iterable[Judgement], subject: Subject) -> set[str]:
    return {end for row in rows if row.subject == subject for end in (row.one, row.other)}


def _found(lookup: Lookup, text: str, name: str, values: Collection[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for some in batched(sorted(values), _ENDS_A_STATEMENT):
        most = 100 * _ENDS_A_STATEMENT  # a number of a case may be that of many registries' rows
        rows += lookup.graph.read(text, {name: some}, seconds=lookup.seconds, rows=most).rows
    return rows

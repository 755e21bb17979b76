"""Deciding: a person judges one pair, or takes the own word on a pair back."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from trama.access.pseudonyms import pseudonym
from trama.canonical.judging import Opinion, judge
from trama.canonical.rebuild import Deriving
from trama.canonical.rules import shipped_rules
from trama.core.errors import UnknownName
from trama.core.home import Home
from trama.graph.store.judgement_rows import judgements_of
from trama.graph.store.turns import LOCK
from trama.linkage.judgements import Subject, Verdict, standing
from trama.queries.lookups.lookup import Lookup
from trama.review.ends import read_pair


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement that was stored; ``cases`` counts the cases that were derived anew."""

    subject: Subject
    one: str
    other: str
    verdict: Verdict
    by: str
    at: str
    cases: int

    def document(self) -> dict[str, Any]:
        """Return the judgement as a JSON object, without its reason."""
        named = {name: getattr(self, name) for name in ("one", "other", "by", "at", "cases")}
        return {"subject": self.subject.value, "verdict": self.verdict.value, **named}


def decide(
    pair: tuple[str, str], verdict: Verdict, lookup: Lookup, home: Home, *, by: str, why: str = ""
) -> Decided:
    """Store what a person says of a pair, and derive its cases anew.

    WITHDRAWN takes back the word that stands; the rows before stay.

    Raises:
        JudgingDenied: the viewer may not judge.
        UnknownName: an end names nothing, or there is nothing to take back. Nothing is changed.
        BadParameter: an end fits several, or both are the same. Nothing is changed.
        LoadInterrupted, EngineError: as `trama.canonical.judging.judge`.
    """
    lookup.viewer.admit_judge()
    subject, one, other = read_pair(*pair, lookup)
    if verdict is Verdict.WITHDRAWN:
        _check_that_somebody_judged(one, other, lookup)
    at = now()
    opinion = Opinion(subject, one, other, verdict, by=by, at=at, reason=why.strip())
    report = judge(lookup.graph, [opinion], deriving_of(home), home.folder / LOCK)
    return Decided(subject, one, other, verdict, by, at, report.cases.compared)


def deriving_of(home: Home) -> Deriving:
    """Return the inputs of derivation of an installation."""
    return Deriving(shipped_rules(), partial(pseudonym, key=home.pseudonym_key()))


def now() -> str:
    """Return the present second in UTC (ISO 8601), as judgements hold it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _check_that_somebody_judged(one: str, other: str, lookup: Lookup) -> None:
    """Raise UnknownName unless a person's word on the pair stands."""
    pair = {one, other}
    rows = [row for row in judgements_of(lookup.graph, [one]) if {row.one, row.other} == pair]
    if not any(not row.model for row in standing(rows)):
        raise UnknownName(
            kind=("juicio de una persona sobre ese par", "judgement by a person of that pair"),
            name=f"{one} {other}",
            hint=("Vea trama review list.", "See trama review list."),
        )

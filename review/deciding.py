"""Deciding: a person judges one pair, or takes the own word on a pair back."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

from trama.access.pseudonyms import pseudonym
from trama.canonical.judging import Opinion, judge
from trama.canonical.rebuild import Deriving
from trama.canonical.rules import shipped_rules
from trama.core.errors import BadParameter, PairChanged, UnknownName
from trama.core.home import Home
from trama.graph.store.judgement_rows import judgements_of_pairs, latest_judgements_by
from trama.graph.store.turns import LOCK
from trama.linkage.judgements import Subject, Verdict, standing
from trama.ontology.internal_layer import Judgement
from trama.queries.lookups.lookup import Lookup
from trama.review.blind_readings import readings
from trama.review.ends import pair_handle, read_pair
from trama.review.pair_view import state_of
from trama.review.parts import parts_of, shown_ends


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement that was stored; ``cases`` counts the cases that were derived anew.

    ``one`` and ``other`` are the ends: each as its key where the judge may know the key, else as
    the judge typed it. ``HANDLE.1`` and ``HANDLE.2`` name the ends for everybody, whatever joins
    them.
    """

    subject: Subject
    one: str
    other: str
    handle: str
    verdict: Verdict
    by: str
    at: str
    cases: int

    def document(self) -> dict[str, Any]:
        """Return the judgement as a JSON object, without its reason."""
        names = ("one", "other", "handle", "by", "at", "cases")
        named = {name: getattr(self, name) for name in names}
        return {"subject": self.subject.value, "verdict": self.verdict.value, **named}


class Beside(NamedTuple):
    """The notes beside a verdict: why, the state of the pair as the person saw it, and how read.

    ``seen`` is `trama.review.pair_view.PairView.state`, None if nobody looked. ``blind`` makes it a
    second reading.
    """

    why: str = ""
    seen: str | None = None
    blind: bool = False


NOTHING_BESIDE = Beside()


def decide(
    pair: tuple[str, str],
    verdict: Verdict,
    lookup: Lookup,
    home: Home,
    *,
    by: str,
    beside: Beside = NOTHING_BESIDE,
) -> Decided:
    """Store what a person says of a pair, and derive its cases anew.

    WITHDRAWN takes back the word that stands; the rows before stay. A blind reading decides
    nothing, and its WITHDRAWN takes back the person's own blind reading.

    Raises:
        JudgingDenied: the viewer may not judge.
        UnknownName: an end names nothing, or there is nothing to take back. Nothing is changed.
        BadParameter: an end fits several, or both are the same; the reason has control signs;
            nobody else has judged what is to be read again; or two readers disagree and a
            supervisor has to decide. Nothing is changed.
        PairChanged: the pair is no longer what the person saw. Nothing is changed.
        LoadInterrupted, EngineError: as `trama.canonical.judging.judge`.
    """
    lookup.viewer.admit_judge()
    key = home.pseudonym_key()
    subject, one, other = read_pair(*pair, lookup, key)
    ends = (min(one, other), max(one, other))

    def check() -> None:
        if beside.seen not in (None, state_of(ends, subject, lookup, key)):
            raise PairChanged
        rows = [row for row in judgements_of_pairs(lookup.graph, [ends]) if not row.model]
        _check_rows(rows, verdict, lookup, by, blind=beside.blind)

    at, why = now(), _checked_reason(beside.why)
    opinion = Opinion(subject, one, other, verdict, by=by, at=at, reason=why, blind=beside.blind)
    named = _as_named(pair, subject, (one, other), lookup)
    report = judge(lookup.graph, [opinion], deriving_of(home), home.folder / LOCK, check=check)
    handle = pair_handle(*ends, key)
    return Decided(subject, *named, handle, verdict, by, at, report.cases.compared)


def last_own_pair(lookup: Lookup, by: str, *, blind: bool) -> tuple[str, str] | None:
    """Return the pair of the latest judgement of a person that stands. Return None without any.

    With ``blind`` it is that of the latest second reading. A judgement does not stand if it was
    withdrawn, or if somebody else has judged the pair since.
    """
    known: set[tuple[str, str]] = set()
    for own in latest_judgements_by(lookup.graph, by):
        pair = own.one, own.other
        if own.blind != blind or pair in known:
            continue
        known.add(pair)
        rows = judgements_of_pairs(lookup.graph, [pair])
        last = [r for r in rows if not r.model and r.blind == blind and (not blind or r.by == by)]
        if own.verdict != Verdict.WITHDRAWN and last[-1].uid == own.uid:
            return pair
    return None


def deriving_of(home: Home) -> Deriving:
    """Return the inputs of derivation of an installation."""
    return Deriving(shipped_rules(), partial(pseudonym, key=home.pseudonym_key()))


def now() -> str:
    """Return the present moment in UTC (ISO 8601, to a thousandth), as judgements hold it.

    Two judgements of one second must keep their order: the later one is undone first.
    """
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _checked_reason(why: str) -> str:
    """Return a reason without blanks around it.

    Raises:
        BadParameter: it has a control sign, such as NUL or ESC, or half a character. Lines and
            tabs may part its words.
    """
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\t\n\r" for sign in why):
        raise BadParameter(
            name="why",
            why_es="tiene signos de control; escriba el motivo como texto",
            why_en="it has control signs; write the reason as text",
        )
    return why.strip()


def _as_named(
    written: tuple[str, str], subject: Subject, ends: tuple[str, str], lookup: Lookup
) -> tuple[str, str]:
    """Return each end as its key if the viewer may know the key, else as it was typed."""
    shown = shown_ends(lookup, parts_of(lookup, [(subject, end) for end in ends]))
    one, other = (
        (shown[end].key if end in shown else None) or typed.strip()
        for typed, end in zip(written, ends, strict=True)
    )
    return one, other


def _check_rows(
    people: Sequence[Judgement], verdict: Verdict, lookup: Lookup, by: str, *, blind: bool
) -> None:
    """Check that a pair with these rows of people may get another one.

    Raises:
        UnknownName, BadParameter: as `decide`.
    """
    if blind:
        _check_second_reading(people, verdict, by)
        return
    if verdict is Verdict.WITHDRAWN and not any(True for _ in standing(people)):
        raise _nothing_to_take_back()
    if any(reading.waits for reading in readings(people)) and not lookup.viewer.settles:
        raise BadParameter(
            name="verdict",
            why_es="dos lecturas de este par difieren; decide un supervisor "
            "(trama review disagreements)",
            why_en="two readings of this pair differ; a supervisor decides "
            "(trama review disagreements)",
        )


def _check_second_reading(people: Sequence[Judgement], verdict: Verdict, by: str) -> None:
    if verdict is Verdict.WITHDRAWN:
        if not any(reading.second.by == by for reading in readings(people)):
            raise _nothing_to_take_back()
    elif not any(row.by != by for row in standing(people)):
        raise BadParameter(
            name="blind",
            why_es="una segunda lectura es de un par que juzgó otra persona",
            why_en="a second reading is of a pair that somebody else judged",
        )


def _nothing_to_take_back() -> UnknownName:
    return UnknownName(
        kind=("juicio de una persona sobre ese par", "judgement by a person of that pair"),
        name="withdrawn",
        hint=("Vea trama review list.", "See trama review list."),
    )

"""The waterfall and the lost cases as answers, redacted for a viewer."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from trama.access.policy import Viewer
from trama.core.errors import Language, UnknownName
from trama.ontology.declare import Sensitivity
from trama.overlap.answers.entry_list import hidden_of_lost, shown_entries, shown_lost
from trama.overlap.answers.ledger_answer import Question, figure
from trama.overlap.answers.overlap_words import KINDS, STEPS, outside, step_code, step_of, word
from trama.overlap.answers.reckoner import PART, USUAL_DRAWS, USUAL_SEED, Reckoner
from trama.overlap.entries import Entry
from trama.overlap.handovers import (
    Lost,
    carpetas_without_registration,
    checked_day,
    expected,
    lost_handovers,
)
from trama.overlap.sample import which_interval
from trama.overlap.units import UnitKind
from trama.overlap.waterfall import Bar, Step, Waterfall, waterfall
from trama.queries.lookups.lookup import Lookup


def count_waterfall(reckoner: Reckoner, question: Question) -> Waterfall:
    """Return the steps from RETA's count to SISTRA's.

    Raises:
        EngineError: the engine failed. MissingPart: the draws need numba.
    """
    _, found, draws = reckoner.counted(question.kind, question.draws, question.seed)
    return waterfall(found, draws, question.year_text, of_fact=question.of_fact, part=PART)


def waterfall_document(
    made: Waterfall, question: Question, viewer: Viewer, language: Language
) -> dict[str, Any]:
    """Return the steps as a JSON object.

    Raises:
        AccessDenied: the viewer reads no counts of the graph.
    """
    viewer.admit(Sensitivity.RESTRICTED)
    steps = [_bar(bar, language) for bar in made.bars]
    return {
        "question": {
            "kind": question.kind.value,
            "kind_name": word(KINDS[question.kind], language),
            "year": question.year,
            "date": "fact" if question.of_fact else "counted",
            "draws": question.draws,
            "seed": question.seed,
        },
        "reta": made.police,
        "sistra": made.prosecutors,
        "steps": steps,
        "interval": {
            "from": "draws",
            "part": PART,
            "sentence": which_interval(language, part=PART, draws=question.draws),
            "outside": outside(
                (step[way] for step in steps for way in ("leaving", "coming")), language
            ),
        },
    }


def _bar(bar: Bar, language: Language) -> dict[str, Any]:
    out, into = figure(bar.leaving), figure(bar.coming)
    if bar.step is Step.UNDECIDED:  # no draw leaves anybody undecided
        out, into = ({"decided": one["decided"], "low": None, "high": None} for one in (out, into))
    return {
        "step": bar.step.value,
        "registry": bar.side,
        "name": word(STEPS[bar.step, bar.side], language),
        "leaving": out,
        "coming": into,
        "before": bar.before,
        "after": bar.after,
    }


def step_entries(made: Waterfall, step: str, registry: str | None) -> tuple[Entry, ...]:
    """Return the entries behind a step, of one registry or of both, by registry and day.

    Raises:
        UnknownName: there is no such step.
    """
    asked = step_of(step)
    if asked is None:
        spanish = ", ".join(step_code(one, "es") for one in Step)
        english = ", ".join(step_code(one, "en") for one in Step)
        raise UnknownName(
            kind=("paso", "step"),
            name=step,
            hint=(f"Pasos: {spanish}.", f"Steps: {english}."),
        )
    entries = (entry for bar in made.bars if bar.step is asked for entry in (*bar.out, *bar.into))
    return tuple(entry for entry in entries if registry in (None, entry.of.registry))


def step_document(
    entries: Sequence[Entry], lookup: Lookup, *, skip: int, limit: int
) -> dict[str, Any]:
    """Return a page of the entries of a step, and how many there are.

    Raises:
        AccessDenied: the viewer sees totals only. EngineError: a look-up failed.
    """
    lookup.viewer.admit(Sensitivity.RESTRICTED)
    page = entries[skip : skip + limit]
    return {"rows": shown_entries(page, lookup), "count": len(entries)}


@dataclass(frozen=True, slots=True)
class LostQuestion:
    """A question about the lost cases; ``reverse`` asks for carpetas without their registration.

    ``unit`` and ``district`` are parts of names, in any case. ``as_of`` is an ISO day, None for the
    latest day that the graph has.
    """

    reverse: bool = False
    unit: str | None = None
    district: str | None = None
    year: int | None = None
    as_of: str | None = None
    draws: int = USUAL_DRAWS
    seed: int = USUAL_SEED


@dataclass(frozen=True, slots=True)
class LostCases:
    """The lost cases that answer a question, the oldest first, and the day of their age."""

    as_of: str
    cases: tuple[Lost, ...]


def find_lost(reckoner: Reckoner, question: LostQuestion, lookup: Lookup) -> LostCases:
    """Return the cases lost between the registries.

    A unit or district that the viewer of ``lookup`` may not read fits no part of a name: else
    whoever guesses would learn from the count whose name it holds.

    Raises:
        BadParameter: ``as_of`` is no day. EngineError: the engine failed.
    """
    day = checked_day(question.as_of) if question.as_of else None
    held, cases, draws = reckoner.counted(UnitKind.CASES, question.draws, question.seed)
    as_of = day or held.latest
    search = carpetas_without_registration if question.reverse else lost_handovers
    found = search(cases, draws, as_of)
    year = "" if question.year is None else str(question.year)
    of_year = [one for one in found if one.case.registered_on.startswith(year)]
    parts = [(question.unit or "").casefold(), (question.district or "").casefold()]
    if any(parts):
        hidden = hidden_of_lost(of_year, lookup)
        of_year = [one for one in of_year if _named(one, parts, hidden)]
    return LostCases(as_of, tuple(of_year))


def _named(one: Lost, parts: Sequence[str], hidden: Collection[str]) -> bool:
    """Return whether unit and district of a case, as far as they may be read, have the parts."""
    names = ("" if name in hidden else name.casefold() for name in (one.case.unit, one.district))
    return all(part in name for part, name in zip(parts, names, strict=True))


def lost_document(
    found: LostCases, lookup: Lookup, language: Language, *, skip: int, limit: int
) -> dict[str, Any]:
    """Return a page of the lost cases, and their numbers by unit and by fiscal district.

    Raises:
        AccessDenied: the viewer sees totals only. EngineError: a look-up failed.
    """
    lookup.viewer.admit(Sensitivity.RESTRICTED)
    page = found.cases[skip : skip + limit]
    everything = shown_lost(found.cases, lookup, language)
    return {
        "as_of": found.as_of or None,
        "count": len(found.cases),
        "expected_missing": round(expected(found.cases), 1),
        "by_unit": _by(everything, lambda row: row["unit"]),
        "by_district": _by(everything, lambda row: row["fiscal_district"]),
        "rows": everything[skip : skip + len(page)],
    }


def _by(
    rows: Sequence[dict[str, Any]], key: Callable[[dict[str, Any]], str | None]
) -> list[dict[str, Any]]:
    """Return the cases of each key, those expected missing and the greatest age; most first."""
    counts: Counter[str | None] = Counter()
    missing: defaultdict[str | None, float] = defaultdict(float)
    oldest: dict[str | None, int] = {}
    for row in rows:
        name = key(row)
        counts[name] += 1
        missing[name] += row["missing"]
        oldest[name] = max(oldest.get(name, 0), row["days"] or 0)
    order = sorted(counts, key=lambda name: (-counts[name], name is None, name or ""))
    return [
        {
            "name": name,
            "cases": counts[name],
            "expected_missing": round(missing[name], 1),
            "oldest_days": oldest[name],
        }
        for name in order
    ]

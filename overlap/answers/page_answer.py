"""The documents that the page of the overlap draws, all from one reading of the registries."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from trama.core.errors import Language
from trama.overlap.answers.entry_list import shown_entries
from trama.overlap.answers.ledger_answer import Question, count, ledger_document
from trama.overlap.answers.published_answer import published_ranges
from trama.overlap.answers.reckoner import Reckoner
from trama.overlap.answers.waterfall_answer import (
    LostQuestion,
    count_waterfall,
    find_lost,
    lost_document,
    waterfall_document,
)
from trama.overlap.keys import By
from trama.overlap.waterfall import Waterfall
from trama.queries.lookups.lookup import Lookup

_LOST_ROWS = 1  # the page shows the groups
STEP_ROWS = 200
"""Records of a step that the page lists: more would hide the charts; the command lists all."""


@dataclass(frozen=True, slots=True)
class PageQuestion:
    """A question of the page: the year of the steps (None: all), the day to count by, the draws."""

    year: int | None
    of_fact: bool
    draws: int
    seed: int


def page_documents(
    reckoner: Reckoner, asked: PageQuestion, lookup: Lookup, language: Language
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Return the ledger by year, the waterfall, and the lost cases.

    Raises:
        NotForPublic: the viewer is the public. EngineError: the engine failed.
    """
    lookup.viewer.admit_counts()
    by_year = Question(by=By.YEAR, of_fact=asked.of_fact, draws=asked.draws, seed=asked.seed)
    years = ledger_document(count(reckoner, by_year), lookup, language)
    of_year = Question(year=asked.year, of_fact=asked.of_fact, draws=asked.draws, seed=asked.seed)
    made = count_waterfall(reckoner, of_year)
    steps = waterfall_document(made, of_year, lookup.viewer, language)
    steps["published"] = published_ranges(lookup, asked.year, language) if asked.year else []
    steps["records"] = step_records(made, lookup)
    lost = find_lost(reckoner, LostQuestion(draws=asked.draws, seed=asked.seed), lookup)
    return years, steps, lost_document(lost, lookup, language, skip=0, limit=_LOST_ROWS)


def step_records(made: Waterfall, lookup: Lookup) -> list[dict[str, Any]]:
    """Return the first records behind each step that has any, and how many each registry has.

    The keys are step, registry, rows, out (of RETA) and into (of SISTRA). One look-up serves all.

    Raises:
        AccessDenied: the viewer sees totals only. EngineError: a look-up failed.
    """
    bars = [bar for bar in made.bars if bar.out or bar.into]
    entries = [(*bar.out, *bar.into) for bar in bars]
    shown = iter(shown_entries([one for own in entries for one in own[:STEP_ROWS]], lookup))
    return [
        {
            "step": bar.step.value,
            "registry": bar.side,
            "rows": list(islice(shown, min(len(own), STEP_ROWS))),
            "out": len(bar.out),
            "into": len(bar.into),
        }
        for bar, own in zip(bars, entries, strict=True)
    ]

"""The ledger as an answer: its figures as a viewer may see them, and the sentences beside them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from trama.core.errors import BadParameter, Language
from trama.ontology.declare import Sensitivity
from trama.overlap.answers.overlap_words import BYS, KINDS, key_name, outside, word
from trama.overlap.answers.reckoner import PART, USUAL_DRAWS, USUAL_SEED, Reckoner
from trama.overlap.capture import capture_range
from trama.overlap.draws import Draws
from trama.overlap.entries import POLICE, PROSECUTORS
from trama.overlap.interval import Interval
from trama.overlap.keys import By, key_of
from trama.overlap.ledger import Count, Ledger, Row, Standing, ledger
from trama.overlap.overturn import Overturn, overturning_down, overturning_up
from trama.overlap.reviewed import Reviewed, reviewed
from trama.overlap.sample import which_interval
from trama.overlap.units import UnitKind, Units
from trama.queries.hidden.collecting import Asked
from trama.queries.hidden.weighing import hidden_texts
from trama.queries.lookups.lookup import Lookup

MOST_ODDS = 10.0
"""The greatest odds ratio of the range of unseen people, if a reader asks for none."""

MOST_ODDS_ASKED = 1_000.0
"""The greatest odds ratio that may be asked for: beyond it the range says nothing."""

OVERTURN_PART = 0.05
"""The part of the links by which a figure must move to count as overturned, at least one link."""

MOST_OVERTURNED = 200
"""Links that a search for what overturns a figure changes at most: each takes a search of pairs."""

Keys = tuple[dict[str, str | None], dict[str, str | None]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question about the overlap.

    ``of_fact``: by the year of the fact; otherwise by the year in which each registry entered the
    case. ``more_than`` is the amount by which links must move a figure, None for the usual part.
    """

    kind: UnitKind = UnitKind.VICTIMS
    by: By | None = None
    year: int | None = None
    of_fact: bool = False
    draws: int = USUAL_DRAWS
    seed: int = USUAL_SEED
    unseen: bool = False
    most_odds: float = MOST_ODDS
    more_than: int | None = None

    def __post_init__(self) -> None:
        """Refuse odds that are no number.

        Raises:
            BadParameter: ``most_odds`` is not from 1 to MOST_ODDS_ASKED.
        """
        if not 1 <= self.most_odds <= MOST_ODDS_ASKED:
            bounds = f"1 a {MOST_ODDS_ASKED:g}", f"1 to {MOST_ODDS_ASKED:g}"
            raise BadParameter(name="odds", why_es=bounds[0], why_en=bounds[1])

    @property
    def year_text(self) -> str | None:
        """The year as the keys have it."""
        return None if self.year is None else str(self.year)


@dataclass(frozen=True, slots=True)
class Counted:
    """A ledger with what it was counted from."""

    question: Question
    units: Units
    draws: Draws
    keys: Keys
    ledger: Ledger
    reviewed: Reviewed | None = None


def count(reckoner: Reckoner, question: Question) -> Counted:
    """Return the ledger that answers a question.

    Raises:
        EngineError: the engine failed. MissingPart: the draws need numba.
    """
    held, found, draws = reckoner.counted(question.kind, question.draws, question.seed)
    sides = (found.side_a, found.side_b)
    keys_a, keys_b = (
        {
            name: key_of(own, question.by, question.year_text, of_fact=question.of_fact)
            for name, own in side.items()
        }
        for side in sides
    )
    undecided = {
        registry: frozenset(name for of, name in found.undecided if of == registry)
        for registry in (POLICE, PROSECUTORS)
    }
    standing = Standing(found.certain, found.joined, undecided[POLICE], undecided[PROSECUTORS])
    made = ledger(draws, standing, keys_a, keys_b, part=PART)
    sample = None
    if question.kind is UnitKind.VICTIMS and question.year is None:
        sample = reviewed(held, found, PART)
    if sample is not None:
        made = _by_sample(made, sample.both)
    return Counted(question, found, draws, (keys_a, keys_b), made, sample)


def _by_sample(made: Ledger, both: Interval) -> Ledger:
    """Return the ledger with the intervals of the sample in its total; the rows keep the draws'."""
    total = made.total
    most = min(total.in_a, total.in_b)
    low, high = min(both.low, most), min(both.high, most)

    def less(units: int) -> Interval:
        return Interval(units - high, units - low)

    return replace(
        made,
        total=replace(
            total,
            both=replace(total.both, interval=Interval(low, high)),
            only_a=replace(total.only_a, interval=less(total.in_a)),
            only_b=replace(total.only_b, interval=less(total.in_b)),
        ),
        distinct=less(total.in_a + total.in_b),
    )


def ledger_document(counted: Counted, lookup: Lookup, language: Language) -> dict[str, Any]:
    """Return the answer as a JSON object, redacted for the viewer of ``lookup``.

    Raises:
        AccessDenied: the viewer reads no counts of the graph.
        EngineError: a look-up of names failed; then nothing may leave.
    """
    lookup.viewer.admit(Sensitivity.RESTRICTED)
    question, made = counted.question, counted.ledger
    hidden = _hidden_names(made, question.by, lookup)
    rows = [
        {"name": "—" if row.key in hidden else key_name(row.key or "", question.by, language)}
        | _row(row)
        | ({"key": ""} if row.key in hidden else {})
        for row in made.rows
        if question.by is not None
    ]
    total = {"name": "total"} | _row(made.total)
    return {
        "question": _question(question, language),
        "rows": rows,
        "total": total,
        "distinct": asdict(made.distinct),
        "pairs": _pairs(counted.units),
        "interval": {
            "from": "sample" if counted.reviewed else "draws",
            "part": PART,
            "sentence": which_interval(
                language,
                part=PART,
                draws=question.draws,
                read=counted.reviewed.read if counted.reviewed else 0,
            ),
            "outside": outside((row[name] for row in (*rows, total) for name in _COUNTS), language),
        },
        "overturn": _overturn(counted),
        "unseen": _unseen(counted, language) if question.unseen else None,
    }


def _question(question: Question, language: Language) -> dict[str, Any]:
    return {
        "kind": question.kind.value,
        "kind_name": word(KINDS[question.kind], language),
        "by": question.by.value if question.by else None,
        "by_name": word(BYS[question.by], language) if question.by else None,
        "year": question.year,
        "date": "fact" if question.of_fact else "counted",
        "draws": question.draws,
        "seed": question.seed,
    }


_COUNTS = {
    "only_reta": "only_a",
    "only_sistra": "only_b",
    "both": "both",
    "both_elsewhere_reta": "both_other_key_a",
    "both_elsewhere_sistra": "both_other_key_b",
}


def _row(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "in_reta": row.in_a,
        "in_sistra": row.in_b,
        "undecided_reta": row.undecided_a,
        "undecided_sistra": row.undecided_b,
        **{name: figure(getattr(row, of)) for name, of in _COUNTS.items()},
    }


def figure(count: Count) -> dict[str, int | None]:
    """Return a figure: decided, and the ends of its interval."""
    return {"decided": count.decided, **asdict(count.interval)}


def _hidden_names(made: Ledger, by: By | None, lookup: Lookup) -> frozenset[str]:
    """Return the names of units and districts that identify somebody: registries write freely."""
    if by not in (By.UNIT, By.DISTRICT):
        return frozenset()
    texts = {row.key for row in made.rows if row.key}
    asked = Asked(texts=texts, free=texts)
    found, _ = hidden_texts(asked, lookup.graph, lookup.viewer, lookup.seconds)
    return found


def file_keys(
    counted: Counted, lookup: Lookup
) -> tuple[tuple[Mapping[str, str | None], Mapping[str, str | None]], list[str | None]]:
    """Return the keys of both sides and of the rows as files may have them.

    A key that identifies somebody whom the viewer may not know is a number: ``oculta-1``.

    Raises:
        EngineError: a look-up of names failed; then nothing may leave.
    """
    hidden = _hidden_names(counted.ledger, counted.question.by, lookup)
    alias = {key: f"oculta-{number}" for number, key in enumerate(sorted(hidden), 1)}

    def shown_key(key: str | None) -> str | None:
        return alias.get(key, key) if key else key

    of_a, of_b = ({name: shown_key(key) for name, key in side.items()} for side in counted.keys)
    return (of_a, of_b), [shown_key(row.key) for row in counted.ledger.rows]


def _pairs(found: Units) -> dict[str, int]:
    return {
        "certain": len(found.certain),
        "by_model": len(found.joined) - len(found.certain),
        "open": len(found.open),
        "within_one_registry": found.within,
    }


def _overturn(counted: Counted) -> dict[str, Any]:
    """Return the fewest links whose change moves the number in both by more than an amount.

    Certain links rest on no model; they are not among those that could change.
    """
    keys_a, keys_b = counted.keys
    pairs = [
        pair
        for pair in counted.units.open
        if keys_a[pair.a] is not None and keys_b[pair.b] is not None
    ]
    links = {pair.link for pair in pairs}
    standing = counted.units.joined & links
    both = counted.ledger.total.both.decided
    usual = max(1, min(round(OVERTURN_PART * both), MOST_OVERTURNED))
    asked = counted.question.more_than
    more_than = usual if asked is None else asked
    if more_than >= MOST_OVERTURNED + 1:
        raise BadParameter(
            name="more_than",
            why_es=f"es a lo más {MOST_OVERTURNED}",
            why_en=f"it is {MOST_OVERTURNED} at most",
        )
    up = overturning_up(pairs, standing, more_than)
    down = overturning_down(pairs, standing, more_than)
    return {"more_than": more_than, "up": _changes(up), "down": _changes(down)}


def _changes(found: Overturn | None) -> dict[str, int] | None:
    if found is None:
        return None
    return {"links": found.changes, "made": len(found.made), "dropped": len(found.dropped)}


def _unseen(counted: Counted, language: Language) -> dict[str, Any]:
    total, question = counted.ledger.total, counted.question
    everybody, distinct = total.in_a + total.in_b, counted.ledger.distinct
    # Fewer distinct people may also stand twice in one registry: these are in no other.
    most = min(everybody - distinct.low, total.in_a, total.in_b)
    both = Interval(min(everybody - distinct.high, most), most)
    found = capture_range(total.in_a, total.in_b, both, question.most_odds)
    return {
        "odds_ratios": list(found.odds_ratios),
        "neither": asdict(found.neither),
        "total": asdict(found.total),
        "warning": found.warning(language),
    }

"""Judging: judgements are stored, and the cases and people that they are about derived anew.

Rows wait (``applied`` is False) until the canonical layer follows them. If a judging is killed, the
next judging, load or rebuild goes on with the rows that wait.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trama.canonical.rebuild import Deriving
from trama.canonical.rebuild_all import RebuildReport, Watcher, rebuild_all
from trama.core.errors import UnknownName
from trama.graph.engine import Graph
from trama.graph.records import CaseKey
from trama.graph.store.finder import RecordFinder
from trama.graph.store.judgement_rows import (
    judgements_of,
    places_of_records,
    put_judgements,
)
from trama.linkage.judgements import Decisions, Subject, Verdict, case_of_end, judgement_uid
from trama.ontology.internal_layer import Judgement


@dataclass(frozen=True, slots=True)
class Opinion:
    """A verdict on a pair, before it is a row: ``one`` and ``other`` in any order.

    ``model`` and ``score`` are the model's name and probability; a person gives neither. ``blind``
    says that the person did not know what another had said of the pair.
    """

    subject: Subject
    one: str
    other: str
    verdict: Verdict
    by: str
    at: str
    reason: str = ""
    score: float | None = None
    model: str = ""
    blind: bool = False


def judge(
    graph: Graph,
    opinions: Sequence[Opinion],
    deriving: Deriving,
    lock: Path | None,
    watcher: Watcher | None = None,
    check: Callable[[], None] | None = None,
) -> RebuildReport:
    """Store opinions as judgements, and derive anew the cases that they are about.

    An opinion that decides as little as what stood before (unsure, after unsure) is stored, and no
    case is derived for it. ``check`` is called once it is this judging's turn, before anything is
    stored. It raises if the graph is no longer what the judge saw; then nothing is changed.

    Raises:
        UnknownName: an end names no record or no case. Nothing is changed.
        LoadInterrupted: a load has begun. EngineError: the engine failed. The next judging, load
            or rebuild goes on.
    """

    def store() -> set[CaseKey]:
        if check is not None:
            check()
        check_ends(graph, opinions)
        put_judgements(graph, _rows(graph, opinions))
        return set()  # the rebuild takes the cases of all judgements that wait

    return rebuild_all(graph, deriving, watcher, lock, store)


def check_ends(graph: Graph, opinions: Iterable[Opinion]) -> None:
    """Check that both ends of each opinion exist, and are two.

    Raises:
        UnknownName: an end names no record of a person, or no case.
    """
    opinions = tuple(opinions)
    unknown = sorted(end for _, end in unknown_ends(graph, opinions))
    unknown += [o.one for o in opinions if o.one == o.other]
    if unknown:
        raise UnknownName(
            kind=("registro o caso de un juicio", "record or case of a judgement"),
            name=unknown[0],
            hint=(
                "Un juicio nombra dos registros de personas (R-…) o dos casos (REGISTRO:número).",
                "A judgement names two records of people (R-…) or two cases (REGISTRY:number).",
            ),
        )


def unknown_ends(graph: Graph, opinions: Iterable[Opinion]) -> set[tuple[Subject, str]]:
    """Return the ends that name no record of a person, or no case, each with its subject."""
    ends: dict[Subject, set[str]] = {Subject.PERSON: set(), Subject.CASE: set()}
    for opinion in opinions:
        ends[opinion.subject] |= {opinion.one, opinion.other}
    people, cases = ends[Subject.PERSON], ends[Subject.CASE]
    records = places_of_records(graph, people)
    known = {uid for uid, (kind, _, _) in records.items() if kind in ("victim", "suspect")}
    missing = {Subject.PERSON: people - known, Subject.CASE: cases - _known_cases(graph, cases)}
    return {(subject, end) for subject, absent in missing.items() for end in absent}


def _rows(graph: Graph, opinions: Sequence[Opinion]) -> list[Judgement]:
    """Return the rows of opinions, each with the next number of its pair."""
    ends = {end for opinion in opinions for end in (opinion.one, opinion.other)}
    of_pair: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for row in judgements_of(graph, ends):
        of_pair[row.one, row.other].append(row)
    rows = []
    for opinion in opinions:
        one, other = sorted((opinion.one, opinion.other))
        earlier = of_pair[one, other]
        number = max((row.number for row in earlier), default=0) + 1
        row = Judgement(
            uid=judgement_uid(one, other, number),
            subject=opinion.subject.value,
            one=one,
            other=other,
            verdict=opinion.verdict.value,
            number=number,
            score=opinion.score,
            model=opinion.model,
            by=opinion.by,
            at=opinion.at,
            reason=opinion.reason,
            blind=opinion.blind,
        )
        applied = all(row.applied for row in earlier) and (
            Decisions.of(earlier) == Decisions.of([*earlier, row])
        )
        rows.append(replace(row, applied=applied))
        earlier.append(rows[-1])
    return rows


def _known_cases(graph: Graph, ends: set[str]) -> set[str]:
    wanted = {case_of_end(end): end for end in ends}
    found = RecordFinder(graph).digests({case.number for case in wanted})
    held = {CaseKey(registry, number) for registry, number, _ in found}
    return {end for case, end in wanted.items() if case in held}

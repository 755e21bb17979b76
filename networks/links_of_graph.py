"""The doubt of links around networks, as the graph has it: entries, sure ties and open links.

Four statements read what stands around the members of all networks, through indexes.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from scipy.cluster.hierarchy import DisjointSet

from trama.core.batches import batched
from trama.graph.engine import Graph
from trama.graph.records import CaseKey, Kind
from trama.graph.store.judgement_rows import judgements_of
from trama.linkage.judgements import Subject, Verdict, case_end, standing
from trama.networks.link_doubt import Entry, LinkDoubt, OpenLink
from trama.networks.of_graph import Accused
from trama.ontology.internal_layer import Judgement

DOUBT = 0.5
"""The probability of a pair that a person cannot decide and no model scored: nothing is known."""

_AT_ONCE = 2_000  # uids in one statement
_RECORDS = f"""
UNWIND $uids AS uid
MATCH (p:Person {{uid: uid}})-[:ATTESTED_BY]->(r:Record)
WHERE r.kind = '{Kind.SUSPECT}'
RETURN uid AS person, r.uid AS record, r.registry AS registry, r.case_key AS number,
       r.document_key AS document, r.person_code AS code
"""
_PEOPLE = f"""
UNWIND $uids AS uid
MATCH (r:Record {{uid: uid}})<-[:ATTESTED_BY]-(p:Person)
WHERE r.kind = '{Kind.SUSPECT}'
RETURN DISTINCT p.uid AS person
"""
_CASES = """
UNWIND $uids AS uid
MATCH (p:Person {uid: uid})-[:SUSPECT_IN]->(c:Case)
RETURN uid AS person, c.uid AS case, c.numbers AS numbers
"""


@dataclass(slots=True)
class _Known:
    """The records of some people: the entry of each record, and what ties entries."""

    entries: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    entry_of: dict[str, Entry] = field(default_factory=dict)
    keys: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))


def read_doubts(
    graph: Graph, networks: Sequence[Collection[str]], accused: Accused
) -> list[LinkDoubt]:
    """Return the doubt of links around each network of people (uids).

    A link of a model that joined, and a pair that it left open, stands with the probability that
    the model gave; one that a guard stopped with an even chance at most, as model and guard
    contradict each other. Shared documents and codes, and judgements of people, are certain.

    Raises:
        EngineError: the engine failed.
    """
    members = {uid for network in networks for uid in network}
    records = [row["record"] for row in _read(graph, _RECORDS, members)]
    pairs = [*_pairs(judgements_of(graph, records))]
    ends = {end for pair in pairs for end in (pair.one, pair.other)} - set(records)
    others = {row["person"] for row in _read(graph, _PEOPLE, ends)}
    known = _known(graph, members | others, accused)
    judged = [
        (pair, known.entry_of[pair.one], known.entry_of[pair.other])
        for pair in pairs
        if pair.one in known.entry_of and pair.other in known.entry_of
    ]
    return [_doubt(network, judged, known) for network in networks]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two records that were judged: ``probability`` is that of a model, None if a person judged."""

    one: str
    other: str
    probability: float | None
    same: bool


def _pairs(rows: Collection[Judgement]) -> Iterator[_Pair]:
    """Yield what stands of each pair of people. A person's doubt keeps the model's probability."""
    rows = [row for row in rows if row.subject == Subject.PERSON]
    scores = {
        (row.one, row.other): min(row.score, DOUBT) if row.reason else row.score
        for row in sorted(rows, key=lambda row: row.number)
        if row.model and row.score is not None and row.verdict != Verdict.WITHDRAWN
    }
    for row in standing(rows):
        if not row.model and row.verdict != Verdict.UNSURE:
            yield _Pair(row.one, row.other, None, row.verdict == Verdict.SAME)
        elif row.verdict != Verdict.DIFFERENT:
            yield _Pair(row.one, row.other, scores.get((row.one, row.other), DOUBT), same=True)


def _known(graph: Graph, people: Collection[str], accused: Accused) -> _Known:
    counted = {uid: first for first, some in accused.perhaps_same.items() for uid in some}
    known = _Known()
    case_of: dict[tuple[str, str], str] = {}
    left: dict[str, set[str]] = defaultdict(set)
    for row in _read(graph, _CASES, people):
        case = counted.get(row["case"], row["case"])
        left[row["person"]].add(case)
        case_of.update(((row["person"], number), case) for number in row["numbers"] or ())
    by_registration: dict[tuple[str, str], Entry] = {}
    for row in sorted(_read(graph, _RECORDS, people), key=lambda row: str(row["record"])):
        person, registration = row["person"], case_end(CaseKey(row["registry"], row["number"]))
        case = case_of.get((person, registration), "")
        entry = by_registration.setdefault(
            (person, registration), Entry(row["record"], person, registration, case)
        )
        known.entry_of[row["record"]] = entry
        left[person].discard(case)
        for key in (row["document"], row["code"]):
            if key:
                known.keys[key].append(entry)
    for entry in by_registration.values():
        known.entries[entry.person].append(entry)
    for person, cases in left.items():  # a case that no record of the person is of
        known.entries[person] += (Entry(f"{person} {case}", person, case, case) for case in cases)
    return known


def _doubt(
    network: Collection[str], judged: Iterable[tuple[_Pair, Entry, Entry]], known: _Known
) -> LinkDoubt:
    """Return the doubt around one network: of its people, and of those whom a pair may join."""
    near = [
        (pair, one, other)
        for pair, one, other in judged
        if one.person in network or other.person in network
    ]
    people = {*network, *(end.person for _, one, other in near for end in (one, other))}
    entries = sorted(entry for person in people for entry in known.entries[person])
    place = {entry: at for at, entry in enumerate(entries)}
    certain = _shared_keys(place, known.keys)
    apart = set()
    best: dict[tuple[int, int], float] = {}
    for pair, *both in near:
        one, other = sorted(place[end] for end in both)
        if pair.probability is not None:
            best[one, other] = max(best.get((one, other), 0.0), pair.probability)
        elif pair.same:
            certain.add((one, other))
        else:
            apart.add((one, other))
    open_ = {pair: chance for pair, chance in best.items() if pair[0] != pair[1]}
    certain |= _otherwise_joined(entries, certain | open_.keys())
    return LinkDoubt(
        entries=tuple(entries),
        certain=tuple(sorted(certain)),
        apart=frozenset(apart),
        open=tuple(OpenLink(*pair, chance) for pair, chance in sorted(open_.items())),
    )


def _shared_keys(
    place: Mapping[Entry, int], keys: Mapping[str, Sequence[Entry]]
) -> set[tuple[int, int]]:
    """Return the pairs of entries of one person that give one document or code."""
    tied = set()
    for some in keys.values():
        for one, other in combinations(some, 2):
            if one.person == other.person and one != other and one in place and other in place:
                tied.add((min(place[one], place[other]), max(place[one], place[other])))
    return tied


def _otherwise_joined(
    entries: Sequence[Entry], ties: Collection[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Return ties between entries of one person that no known tie joins: linkage is sure."""
    joined: DisjointSet = DisjointSet(range(len(entries)))
    for one, other in ties:
        if entries[one].person == entries[other].person:
            joined.merge(one, other)
    first: dict[str, int] = {}
    more = set()
    for at, entry in enumerate(entries):
        begin = first.setdefault(entry.person, at)
        if joined.merge(begin, at):
            more.add((begin, at))
    return more


def _read(graph: Graph, text: str, uids: Collection[str]) -> Iterator[Mapping[str, Any]]:
    for some in batched(sorted(uids), _AT_ONCE):
        yield from graph.stream(text, uids=some)

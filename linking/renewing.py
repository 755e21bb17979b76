"""Comparing anew what changed: the cases of a graph against what was known of them before."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from trama.graph.records import CaseKey, Kind, digest
from trama.graph.store.finder import RecordFinder
from trama.linkage.cases.case_comparison import compare_cases
from trama.linkage.judgements import Decisions
from trama.linkage.model.weights import Model
from trama.linkage.pairs.blocking import CandidatePairs, pairs_with
from trama.linkage.pairs.compared_records import ComparedRecord
from trama.linkage.pairs.keyed_table import KeyedHash
from trama.linking.case_reading import CaseReader, ReadCase
from trama.linking.counting import bits_without_people, cases_of, counted_pairs
from trama.linking.keyed_cases import keyed_case_pairs
from trama.linking.known_pairs import (
    KnownPairs,
    case_hash,
    case_pair_rows,
    case_rows,
    in_order,
    pair_rows,
    people_rows,
)
from trama.linking.pair_engine import Opened, PairEngine, this_machine
from trama.linking.people_of_cases import (
    bits_of_rows,
    not_compared,
    rows_of_likely_cases,
    with_people_of_cases,
)
from trama.linking.scoring import Floats
from trama.linking.steps import Step, Watcher
from trama.linking.told import coded, found_at


@dataclass(frozen=True, slots=True)
class Renewed:
    """The pairs that are known now, and the cases that changed.

    ``changed`` has the hashes of the cases that are new, other or gone. ``read`` has the cases that
    were read from the graph, ``compared`` counts the pairs of people that were compared.
    """

    known: KnownPairs
    changed: frozenset[int]
    read: Mapping[CaseKey, ReadCase]
    compared: int


def digests(finder: RecordFinder, decisions: Decisions, hashed: KeyedHash) -> dict[CaseKey, int]:
    """Return for each case a digest of its records, and of who is judged different within it.

    A person judged different within a case is two local people, whose records say what they said.
    """
    found = {}
    numbers = {case.number for case in finder.case_keys()}
    for registry, number, lines in finder.contents(numbers):
        apart = _judged_within(lines, decisions) if decisions.different else set()
        found[CaseKey(registry, number)] = hashed("digest", digest(*sorted((*lines, *apart))))
    return found


def _judged_within(lines: Iterable[str], decisions: Decisions) -> set[str]:
    """Return the pairs of records of one case that are judged different."""
    uids = {line.partition(" ")[0] for line in lines}
    return {
        f"{uid} ≠ {other}"
        for uid in uids & decisions.different.keys()
        for other in decisions.different[uid] & uids
    }


def renewed(  # noqa: PLR0913 - what was known, what is now, and what compares
    before: KnownPairs,
    now: Mapping[CaseKey, int],
    reader: CaseReader,
    model: Model,
    hashed: KeyedHash,
    watcher: Watcher,
    *,
    engine: Opened = this_machine,
) -> Renewed:
    """Return what is known of the cases whose digests are ``now``.

    1. Find the cases that are new, other or gone. Forget what was known of these.
    2. Read the new and other cases. Find the candidate pairs with their people: by ``engine``
       if nothing else is known, else here, against the keyed hashes of the others.
    3. Read the people at the other ends, and compare the pairs.
    4. Find the pairs of cases. Compare all people of those that are likely one,
       and all suspects of those that share a likely one.

    Example: 100 cases are new among 30,000. Their 250 people make 400 pairs; the 300 cases at the
    other ends are read too, and 400 pairs are compared.
    """
    by_hash = {case_hash(case, hashed): case for case in now}
    held = before.digests()
    gone = held.keys() - by_hash.keys()
    fresh = {number for number, case in by_hash.items() if held.get(number) != now[case]}
    if not gone and not fresh:
        return Renewed(before, frozenset(), {}, 0)
    kept = before.without(gone | (fresh & held.keys()))
    read = _read({by_hash[number] for number in fresh}, reader, watcher)
    people = people_rows(read.values(), hashed)
    records = [record for case in read.values() for record in case.compared]
    watcher(Step.BLOCKING, 0, None)
    known_people = kept.people.num_rows
    with this_machine() if known_people else engine() as used:
        found = pairs_with(people, kept.people) if known_people else used.pairs(records)
        uids = _uids_of_ends(found, kept, records)
        of_kept = {by_hash[kept.of_case[place]] for place in uids if place < known_people}
        others = _read(of_kept, reader, watcher)
        bits = _bits(found, uids, (*read.values(), *others.values()), model, watcher, used)
    fresh_rows = case_rows(read.values(), now, hashed), people, pair_rows(found, bits)
    held_rows = kept.cases, kept.people, kept.pairs
    cases, everybody, weighed = map(pa.concat_tables, zip(held_rows, fresh_rows, strict=True))
    known = in_order(KnownPairs(cases, everybody, weighed, kept.case_pairs))
    read |= others
    pairs = _case_pairs(known, by_hash, read, reader, model, watcher)
    known = replace(known, case_pairs=pairs)
    suspect = hashed("kind", Kind.SUSPECT.value)
    known, further = _people_of_cases(known, by_hash, read, reader, model, watcher, suspect=suspect)
    return Renewed(known, frozenset(gone | fresh), read, len(found) + further)


def _case_pairs(
    known: KnownPairs,
    by_hash: Mapping[int, CaseKey],
    read: dict[CaseKey, ReadCase],
    reader: CaseReader,
    model: Model,
    watcher: Watcher,
) -> pa.Table:
    """Return the pairs of cases worth comparing.

    Pairs that were compared before stay. The cases of the others are read, unless ``read`` has
    them, and added to it. A thing that many cases come to name finds no pairs any more: so a pair
    may go although neither case changed.
    """
    wanted = keyed_case_pairs(known.cases, cases_of(known, counted_pairs(known, model)))
    held = known.case_pairs
    ends = np.stack([held[name].to_numpy() for name in ("one", "other")], axis=1)
    hashes = np.sort(known.cases["case"].to_numpy())
    codes, before = (
        coded(places[:, 0], places[:, 1], len(hashes))
        for places in (np.searchsorted(hashes, rows) for rows in (wanted, ends))
    )
    fresh = [(one, other) for one, other in wanted[found_at(codes, before) < 0].tolist()]
    cases = {by_hash[end] for row in fresh for end in row}
    read |= _read(cases - read.keys(), reader, watcher)
    bits, alone = [], []
    for one, other in fresh:
        first, second = sorted((by_hash[one], by_hash[other]))
        mine, theirs = read[first].as_case, read[second].as_case
        bits.append(model.cases.bits(compare_cases(mine, theirs)))
        line = model.calibration.of_cases(same_registry=first.registry == second.registry)
        alone.append(line.bits(bits[-1] + bits_without_people(mine, theirs, model.cases)))
    kept = found_at(before, codes) >= 0
    added = np.array(fresh, dtype=np.int64).reshape(-1, 2)
    joined = pa.concat_tables([held.filter(pa.array(kept)), case_pair_rows(added, bits, alone)])
    return joined.sort_by([("one", "ascending"), ("other", "ascending")]).combine_chunks()


def _people_of_cases(  # noqa: PLR0913 - what is known, and what reads and compares
    known: KnownPairs,
    by_hash: Mapping[int, CaseKey],
    read: dict[CaseKey, ReadCase],
    reader: CaseReader,
    model: Model,
    watcher: Watcher,
    *,
    suspect: int,
) -> tuple[KnownPairs, int]:
    """Return what is known with all people of likely cases, and how many pairs were compared."""
    likely = rows_of_likely_cases(known, suspect)
    fresh = not_compared(known, likely)
    missing = {by_hash[case] for case in known.of_case[fresh.ravel()].tolist()} - read.keys()
    read |= _read(missing, reader, watcher)
    bits = bits_of_rows(known, fresh, read, model)
    return with_people_of_cases(known, likely, fresh, bits), len(fresh)


def _read(
    cases: Collection[CaseKey], reader: CaseReader, watcher: Watcher
) -> dict[CaseKey, ReadCase]:
    """Return the cases, read from the graph."""
    read = {}
    for case in reader.read(cases):
        read[case.key] = case
        watcher(Step.READING, len(read), len(cases))
    return read


def _uids_of_ends(
    found: CandidatePairs, kept: KnownPairs, records: Sequence[ComparedRecord]
) -> dict[int, str]:
    """Return the uids of the ends of pairs by their places: kept people first, then records."""
    first = kept.people.num_rows
    places = np.unique(np.concatenate([found.one, found.other]))
    of_kept = places[places < first]
    uids = kept.people["uid"].take(pa.array(of_kept)).to_pylist()
    named = dict(zip(of_kept.tolist(), uids, strict=True))
    return named | {place: records[place - first].uid for place in places[places >= first].tolist()}


def _bits(
    found: CandidatePairs,
    uids: Mapping[int, str],
    cases: Iterable[ReadCase],
    model: Model,
    watcher: Watcher,
    engine: PairEngine,
) -> Floats:
    """Return the log2 odds of pairs. The smaller uid goes first, however the pair was found."""
    identities = {record.uid: record.identity for case in cases for record in case.compared}
    ordered = sorted(uids, key=lambda place: uids[place])
    rank = np.zeros(max(uids, default=0) + 1, dtype=np.int32)
    rank[ordered] = np.arange(len(ordered), dtype=np.int32)
    one, other = rank[found.one], rank[found.other]
    done = 0

    def count(pairs: int) -> None:
        nonlocal done
        done += pairs
        watcher(Step.COMPARING, done, len(found))

    sides = [identities[uids[place]] for place in ordered]
    return engine.odds(sides, np.minimum(one, other), np.maximum(one, other), model, count)

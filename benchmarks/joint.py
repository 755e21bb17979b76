"""People and cases of twins decided together: precision, recall and F1, and how true a chance is.

    python benchmarks/joint.py [--cases N]

1. Train a model on the twins of ``TRAINED`` without their truth.
2. Decide the twins of ``MEASURED`` at half, once and twice the dirt, with the model's thresholds.
3. Print precision, recall and F1 of pairs. A pair of people is found if both are one person in the
   end, by a shared key or a link; a pair of cases likewise. Recall is of all true pairs of two
   registries' cases, also those that no rule of blocking finds.
4. Print of the pairs that no key joins, by the probability that they were given, how many are true.
"""

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from twin_people import TwinPeople, twin_people

from trama.compare.comparison import Comparison, compare
from trama.graph.records import CaseKey, Kind
from trama.linkage.case_identity import case_links
from trama.linkage.cases.case_candidates import case_pairs, compare_all_people
from trama.linkage.cases.case_comparison import CaseComparison, compare_cases
from trama.linkage.cases.case_fields import compared_case
from trama.linkage.joint.accomplices import ALIKE_BITS
from trama.linkage.joint.deciding import decide
from trama.linkage.joint.learning import learn_cases
from trama.linkage.joint.scored import Decided, DecidedPair, Scored, ScoredCasePair, ScoredPair
from trama.linkage.judgements import case_of_end
from trama.linkage.model.weights import Model
from trama.linkage.pairs.blocking import candidate_pairs
from trama.linkage.pairs.compared_records import ComparedRecord
from trama.linking.splink_training import train
from trama.twin import DirtRates, TwinOptions

TRAINED, MEASURED = (11, 12), (31, 32, 33)
BINS = (0.02, 0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99, 1.01)

Uids = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """A twin with its candidate pairs of people and of cases compared."""

    twin: TwinPeople
    pairs: list[tuple[str, str, Comparison]]
    cases: list[CaseComparison]

    def scored(self, model: Model) -> Scored:
        """Return all pairs with the model's bits, and those of the people of likely cases."""
        cases = [
            ScoredCasePair(pair.one.key, pair.other.key, model.cases.bits(pair))
            for pair in self.cases
        ]
        found = [ScoredPair(one, other, model.bits(pair)) for one, other, pair in self.pairs]
        known = {(min(one, other), max(one, other)) for one, other, _ in self.pairs}
        further = [
            ScoredPair(one.uid, other.uid, model.bits(compare(one.identity, other.identity)))
            for both in self._people_of_cases(cases, found)
            for one, other in [sorted(both, key=lambda record: record.uid)]
            if (one.uid, other.uid) not in known
        ]
        return Scored(
            self.twin.locals,
            [*found, *further],
            sorted(self.twin.states),
            cases,
            case_links(record for of in self.twin.states.values() for record in of),
        )

    def _people_of_cases(
        self, cases: Iterable[ScoredCasePair], found: Iterable[ScoredPair]
    ) -> Iterator[tuple[ComparedRecord, ComparedRecord]]:
        """Yield the people of likely cases, and the suspects of cases that share a likely one."""
        people, of_uid = defaultdict(list), {}
        for record in self.twin.records:
            people[record.case].append(record)
            of_uid[record.uid] = record
        likely = {
            (one, other)
            for one, other, bits in cases
            if compare_all_people(bits, len(people[one]), len(people[other]))
        }
        circles = {
            tuple(sorted((of_uid[one].case, of_uid[other].case)))
            for one, other, bits in found
            if bits >= ALIKE_BITS and of_uid[one].identity.kind is Kind.SUSPECT
        }
        for ends in sorted(likely | circles):
            for one, other in product(*(people[case] for case in ends)):
                kind = one.identity.kind
                if kind is other.identity.kind and (ends in likely or kind is Kind.SUSPECT):
                    yield one, other


def compared(cases: int, seed: int, dirt: float = 1.0) -> Compared:
    """Return a twin with its candidate pairs compared."""
    with tempfile.TemporaryDirectory() as folder:
        options = TwinOptions(cases=cases, seed=seed, dirt=DirtRates().scaled(dirt))
        twin = twin_people(Path(folder), options)
    return compared_people(twin, f"seed {seed} dirt {dirt:g}")


def compared_people(twin: TwinPeople, called: str) -> Compared:
    """Return people with their candidate pairs compared; print on stderr what that took."""
    begun = time.perf_counter()
    found = candidate_pairs(twin.records)
    identities = [record.identity for record in twin.records]
    ends = list(zip(found.one.tolist(), found.other.tolist(), strict=True))
    pairs = [
        (
            twin.records[one].uid,
            twin.records[other].uid,
            compare(identities[one], identities[other]),
        )
        for one, other in ends
    ]
    people = defaultdict(list)
    for local in twin.locals:
        people[local.case].append(local)
    fields = {key: compared_case(key, of, people[key]) for key, of in twin.states.items()}
    of_people = ((twin.records[one].case, twin.records[other].case) for one, other in ends)
    candidates = case_pairs(list(fields.values()), of_people)
    of_cases = [compare_cases(fields[one], fields[other]) for one, other in candidates.pairs]
    print(
        f"{called}: {len(identities)} people, {len(pairs)} pairs; {len(fields)}"
        f" cases, {len(of_cases)} pairs {dict(candidates.added)};"
        f" {time.perf_counter() - begun:.2f} s",
        file=sys.stderr,
    )
    return Compared(twin, pairs, of_cases)


def trained(twins: Sequence[Compared], trained_on: str) -> Model:
    """Return the model of people, and of cases, of some twins at once, without their truth."""
    model = train([pair for twin in twins for _, _, pair in twin.pairs], trained_on)
    # The records of several twins have the same uids: their cases are learned from the first.
    return learn_cases(model, twins[0].scored(model), twins[0].cases)


def true_people(twin: TwinPeople, kind: Kind) -> set[Uids]:
    """Return the pairs of uids that are one person."""
    uids = [record.uid for record in twin.records]
    return {(min(uids[a], uids[b]), max(uids[a], uids[b])) for a, b in twin.links(kind)}


def joined_people(decided: Decided, kind: Kind) -> set[Uids]:
    """Return the pairs of uids of two cases that are one person as decided."""
    return {
        (min(one.uid, other.uid), max(one.uid, other.uid))
        for person in decided.persons
        for one, other in combinations(person.members, 2)
        if one.kind is other.kind is kind and one.case != other.case
    }


def joined_cases(decided: Decided) -> set[tuple[CaseKey, CaseKey]]:
    """Return the pairs of cases that are one case as decided."""
    return {pair for group in decided.case_groups for pair in combinations(group, 2)}


def figures(found: set[object], true: set[object]) -> str:
    """Return precision, recall and F1 as text."""
    right = len(found & true)
    precision, recall = right / max(len(found), 1), right / max(len(true), 1)
    return f"{precision:.4f} {recall:.4f} {2 * right / max(len(found) + len(true), 1):.4f}"


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=1500)
    cases = parser.parse_args().cases
    twins = [compared(cases, seed) for seed in TRAINED]
    begun = time.perf_counter()
    model = trained(twins, f"SINTETICO: twin, {cases} cases, seeds {TRAINED}")
    print(f"training: {time.perf_counter() - begun:.2f} s")
    learned = model.cases
    print(f"across {learned.across:.3f} within {learned.within:.4f} people {dict(learned.people)}")
    print("seed dirt what true precision recall F1 kept_pairs stopped")
    for dirt in (0.5, 1.0, 2.0):
        told: list[tuple[float, bool]] = []
        told_cases: list[tuple[float, bool]] = []
        for seed in MEASURED:
            twin = compared(cases, seed, dirt)
            scored = twin.scored(model)
            begun = time.perf_counter()
            decided = decide(scored, model)
            took = time.perf_counter() - begun
            report(decided, twin, f"{seed} {dirt:g}")
            print(f"decided in {took:.2f} s")
            true = {kind: true_people(twin.twin, kind) for kind in (Kind.VICTIM, Kind.SUSPECT)}
            links = set.union(*true.values())
            told += [(pair.score, (pair.one, pair.other) in links) for pair in decided.people]
            of_cases = twin.twin.case_links()
            told_cases += [(pair.score, _ends(pair) in of_cases) for pair in decided.cases]
        reliability(told, f"people dirt {dirt:g}")
        reliability(told_cases, f"cases dirt {dirt:g}")


def report(decided: Decided, twin: Compared, which: str) -> None:
    """Print a line of figures for each kind."""
    for kind in (Kind.VICTIM, Kind.SUSPECT):
        true = true_people(twin.twin, kind)
        print(f"{which} {kind} {len(true)} {figures(joined_people(decided, kind), true)}")
    links = twin.twin.case_links()
    stopped: dict[str, int] = defaultdict(int)
    for pair in (*decided.people, *decided.cases):
        if pair.reason:
            stopped[pair.reason] += 1
    print(
        f"{which} cases {len(links)} {figures(joined_cases(decided), links)}"
        f" kept {len(decided.people)}+{len(decided.cases)} stopped {dict(stopped)}"
    )


def reliability(told: Iterable[tuple[float, bool]], what: str) -> None:
    """Print by bin of probability: the pairs, their mean probability, and the true share."""
    rows = list(told)
    for low, high in pairwise(BINS):
        of_bin = [(score, true) for score, true in rows if low <= score < high]
        if of_bin:
            mean = sum(score for score, _ in of_bin) / len(of_bin)
            share = sum(true for _, true in of_bin) / len(of_bin)
            print(f"{what}: {low:.2f}-{high:.2f} {len(of_bin)} given {mean:.3f} true {share:.3f}")


def _ends(pair: DecidedPair) -> tuple[CaseKey, CaseKey]:
    one, other = sorted((case_of_end(pair.one), case_of_end(pair.other)))
    return one, other


if __name__ == "__main__":
    main()

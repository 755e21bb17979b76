"""Pairs of people on twins: the cost and the recall of blocking, and F1 of a model of other twins.

    python benchmarks/pairing.py [--cases N]

1. Train a model on the twins of ``TRAINED`` without their truth.
2. Choose the threshold on the twins of ``CHOSEN``: the lowest of ``THRESHOLDS`` whose pairs of
   victims, and of suspects, are right as often as issue 10 asks.
3. Measure on the twins of ``MEASURED``, on the same with twice the defects, and on the labelled
   identities (docs/comparing.md), which no twin made: their defects are others.

Precision and recall are of pairs of records of two cases. Recall is of all true pairs, also those
that blocking lost.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import numpy as np
from labelled_identities import labelled_pairs
from twin_people import TwinPeople, twin_people

from trama.compare.comparison import Comparison, compare
from trama.graph.records import Kind
from trama.linkage.model.weights import Model
from trama.linkage.pairs.blocking import RULES, CandidatePairs, candidate_pairs
from trama.linkage.pairs.lost import lost_links
from trama.linking.splink_training import train
from trama.twin import DirtRates, TwinOptions

TRAINED, CHOSEN, MEASURED = (11, 12), (21, 22), (31, 32, 33)
THRESHOLDS = (0.5, 0.9, 0.95, 0.99, 0.995, 0.999)
PRECISION = {Kind.VICTIM: 0.995, Kind.SUSPECT: 0.99}  # what issue 10 asks


@dataclass(frozen=True, slots=True)
class Compared:
    """A twin with its candidate pairs compared."""

    people: TwinPeople
    found: CandidatePairs
    comparisons: list[Comparison]

    def of(self, kind: Kind) -> list[tuple[Comparison, bool, int]]:
        """Return the pairs of a kind, whether they are one person, and their place."""
        links = self.people.links(kind)
        ends = zip(self.found.one.tolist(), self.found.other.tolist(), strict=True)
        return [
            (pair, tuple(sorted(both)) in links, place)
            for place, (pair, both) in enumerate(zip(self.comparisons, ends, strict=True))
            if pair.one.kind is kind
        ]


def compared(cases: int, seed: int, dirt: float = 1.0) -> Compared:
    """Return a twin with its candidate pairs compared; say what that took."""
    with tempfile.TemporaryDirectory() as folder:
        options = TwinOptions(cases=cases, seed=seed, dirt=DirtRates().scaled(dirt))
        people = twin_people(Path(folder), options)
    begun = time.perf_counter()
    found = candidate_pairs(people.records)
    blocked = time.perf_counter()
    identities = [record.identity for record in people.records]
    ends = zip(found.one.tolist(), found.other.tolist(), strict=True)
    comparisons = [compare(identities[one], identities[other]) for one, other in ends]
    ended = time.perf_counter()
    print(
        f"seed {seed} dirt {dirt:g}: {len(identities)} records, {len(found)} pairs;"
        f" blocking {blocked - begun:.2f} s, comparing {ended - blocked:.2f} s"
    )
    return Compared(people, found, comparisons)


def figures(
    model: Model, twin: Compared, kind: Kind, threshold: float
) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the pairs at least as probable as the threshold."""
    right = [is_link for pair, is_link, _ in twin.of(kind) if model.probability(pair) >= threshold]
    links = len(twin.people.links(kind))
    precision, recall = sum(right) / max(len(right), 1), sum(right) / max(links, 1)
    return precision, recall, 2 * sum(right) / max(len(right) + links, 1)


def chosen_threshold(model: Model, twins: Iterable[Compared]) -> float:
    """Return the lowest threshold that keeps the precision asked for on each twin and kind."""
    twins = list(twins)
    kept = [
        threshold
        for threshold in THRESHOLDS
        if all(
            figures(model, twin, kind, threshold)[0] >= least
            for twin in twins
            for kind, least in PRECISION.items()
        )
    ]
    return min(kept, default=THRESHOLDS[-1])


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=1500)
    cases = parser.parse_args().cases
    learned = [pair for seed in TRAINED for pair in compared(cases, seed).comparisons]
    begun = time.perf_counter()
    model = train(learned, f"SINTETICO: twin, {cases} cases, seeds {TRAINED}")
    print(f"training on {len(learned)} pairs: {time.perf_counter() - begun:.2f} s")
    threshold = chosen_threshold(model, (compared(cases, seed) for seed in CHOSEN))
    print(f"prior {model.prior:.3f}; threshold chosen on seeds {CHOSEN}: {threshold}")
    print("seed dirt kind links recall_blocking recall_at_most precision recall F1 to_review")
    for dirt in (1.0, 2.0):
        for seed in MEASURED:
            twin = compared(cases, seed, dirt)
            print({rule.name: twin.found.added[rule.name] for rule in RULES})
            for kind in PRECISION:
                report(model, twin, kind, threshold, f"{seed} {dirt:g}")
    report_labelled(model, threshold)


def report(model: Model, twin: Compared, kind: Kind, threshold: float, which: str) -> None:
    """Print a line of figures."""
    links = len(twin.people.links(kind))
    pairs = twin.of(kind)
    found = sum(is_link for _, is_link, _ in pairs)
    scores = np.array([model.probability(pair) for pair, _, _ in pairs])
    places = [place for _, _, place in pairs]
    bound = lost_links(twin.found.found_by[places], scores).recall_at_most
    review = int(((scores >= model.ask_at) & (scores < threshold)).sum())
    measured = " ".join(f"{figure:.4f}" for figure in figures(model, twin, kind, threshold))
    print(f"{which} {kind} {links} {found / links:.4f} {bound:.4f} {measured} {review}")


def report_labelled(model: Model, threshold: float) -> None:
    """Print precision, recall and F1 on the labelled identities, by part."""
    rows = [row for row in labelled_pairs("identities") if row.expected != "undecidable"]
    for part in ("open", "kept"):
        told = [
            (model.probability(compare(row.one, row.other)) >= threshold, row.expected == "same")
            for row in rows
            if row.part == part
        ]
        right = sum(linked and same for linked, same in told)
        linked, same = (sum(column) for column in zip(*told, strict=True))
        f1 = 2 * right / (linked + same)
        print(f"labelled {part} {len(told)}: {right / linked:.4f} {right / same:.4f} {f1:.4f}")


if __name__ == "__main__":
    main()

"""The shipped model on twins that it never saw: how true its probabilities are, and what it joins.

    python benchmarks/reliability.py [--twins 10] [--cases 400] [--dirts 0.5 1 2]

Prints tables for `docs/linking.md`: for each dirt precision, recall and F1 over all twins, and for
each bin of probability the pairs, their mean probability and the share of them that is true. Pairs
of one suspect stand or fall together: a bin of few pairs tells little. The seeds are none of those
of `tools/train_shipped_model.py`.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from joint import BINS, compared, figures, joined_cases, joined_people, true_people

from trama.graph.records import Kind
from trama.linkage.joint.deciding import decide
from trama.linkage.judgements import case_of_end
from trama.linkage.model.shipped import shipped_model

FIRST_SEED = 9001

Told = list[tuple[float, bool]]
"""Pairs: the probability that the model gave, and whether they are one."""


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--twins", type=int, default=10)
    parser.add_argument("--cases", type=int, default=400)
    parser.add_argument("--dirts", type=float, nargs="*", default=[0.5, 1.0, 2.0])
    asked = parser.parse_args()
    tables: dict[tuple[str, str], Told] = {}
    print(f"shipped model {shipped_model().short_hash}\n")
    print("| dirt | what | true links | precision | recall | F1 |")
    print("|---|---|---|---|---|---|")
    for dirt in asked.dirts:
        found, true, told = measured(dirt, asked.twins, asked.cases)
        for what in found:
            cells = figures(found[what], true[what]).split()
            row = (f"{dirt:g}", what, f"{len(true[what]):,}", *cells)
            print(f"| {' | '.join(row)} |", flush=True)
        tables |= {(what, f"dirt {dirt:g}"): pairs for what, pairs in told.items()}
    print_shares(tables)


def print_shares(tables: Mapping[tuple[str, str], Told]) -> None:
    """Print for each kind a table of the true shares by probability: its columns, and all.

    ``tables`` has the pairs by kind and column.
    """
    columns = list(dict.fromkeys(column for _, column in tables))
    for what in dict.fromkeys(what for what, _ in tables):
        of = [tables.get((what, column), []) for column in columns]
        if len(columns) > 1:
            of.append([pair for pairs in of for pair in pairs])
        names = [*columns, "all"][: len(of)]
        print(f"\n| {what} given | {' | '.join(names)} |")
        print(f"|---|{'---|' * len(of)}")
        for low, high in pairwise(BINS):
            cells = [share(told, low, high) for told in of]
            print(f"| {low:.2f} to {min(high, 1):.2f} | {' | '.join(cells)} |")


def measured(
    dirt: float, twins: int, cases: int
) -> tuple[dict[str, set[object]], dict[str, set[object]], dict[str, Told]]:
    """Return by kind the links found and true over all twins, and what the pairs were given."""
    model = shipped_model()
    found: dict[str, set[object]] = defaultdict(set)
    true: dict[str, set[object]] = defaultdict(set)
    told: dict[str, Told] = defaultdict(list)
    for seed in range(FIRST_SEED, FIRST_SEED + twins):
        twin = compared(cases, seed, dirt)
        decided = decide(twin.scored(model), model)
        of_kind = {record.uid: record.identity.kind for record in twin.twin.records}
        for kind in (Kind.VICTIM, Kind.SUSPECT):
            links = true_people(twin.twin, kind)
            true[kind.value] |= {(seed, link) for link in links}
            found[kind.value] |= {(seed, link) for link in joined_people(decided, kind)}
            told[kind.value] += [
                (pair.score, (pair.one, pair.other) in links)
                for pair in decided.people
                if of_kind[pair.one] is kind
            ]
        of_cases = twin.twin.case_links()
        true["cases"] |= {(seed, link) for link in of_cases}
        found["cases"] |= {(seed, link) for link in joined_cases(decided)}
        ends = [
            (pair.score, tuple(sorted((case_of_end(pair.one), case_of_end(pair.other)))))
            for pair in decided.cases
        ]
        told["cases"] += [(score, both in of_cases) for score, both in ends]
    return found, true, told


def share(told: Told, low: float, high: float) -> str:
    """Return the share of the pairs of a bin that are true, their mean probability and number."""
    of_bin = [(score, true) for score, true in told if low <= score < high]
    if not of_bin:
        return "none"
    given, right = (sum(column) / len(of_bin) for column in zip(*of_bin, strict=True))
    return f"{right:.0%} of {len(of_bin):,} (given {given:.0%})"


if __name__ == "__main__":
    main()

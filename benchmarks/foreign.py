"""Foreign registries linked by the shipped model: precision, recall, F1, and what goes to review.

    python benchmarks/foreign.py [STYLE …] [--seeds N] [--show]

The registries come from a generator that shares no code, no names and no rates with
``trama.twin`` (tests/support/foreign_*.py); nothing is trained. Tables for `docs/linking.md`:

1. The true links, precision, recall and F1 of victims, suspects and cases, by style and seed.
   Recall is of all true pairs of two cases, also those within one registry and those that no rule
   of blocking finds. The share of the missed links that goes to a person (``ask_at`` or more).
2. The share of the pairs of all styles that are true, by probability.

``--show`` prints each false link and some missed ones: SINTETICO, nobody is real.
"""

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from foreign_files import write_foreign
from foreign_styles import STYLES
from joint import (
    Compared,
    compared_people,
    figures,
    joined_cases,
    joined_people,
    true_people,
)
from reliability import Told, print_shares
from twin_people import people_of_files

from trama.compare.comparison import compare, explain
from trama.compare.identity_fields import ComparedIdentity
from trama.graph.records import Kind
from trama.linkage.joint.deciding import decide
from trama.linkage.joint.scored import Decided
from trama.linkage.judgements import case_end
from trama.linkage.model.shipped import shipped_model

_SHOWN = 12  # missed pairs printed


def foreign(style: str, seed: int) -> Compared:
    """Return the compared people of a style."""
    with tempfile.TemporaryDirectory() as folder:
        files = write_foreign(Path(folder), STYLES[style], seed)
        people = people_of_files(files.reta, [files.sistra], files.truth)
    return compared_people(people, f"{style} {seed}")


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("styles", nargs="*", default=list(STYLES))
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    model = shipped_model()
    told: dict[tuple[str, str], Told] = defaultdict(list)
    print(f"shipped model {model.short_hash}\n")
    print("| style | what | true links | precision | recall | F1 | missed | to review |")
    print("|---|---|---|---|---|---|---|---|")
    for style in asked.styles:
        for seed in range(701, 701 + asked.seeds):
            found = foreign(style, seed)
            decided = decide(found.scored(model), model)
            of_people, of_cases = _measured(f"{style} {seed}", found, decided, model.ask_at)
            told["people", "all styles"] += of_people
            told["cases", "all styles"] += of_cases
            if asked.show:
                show(found, decided)
    print_shares(told)


def _measured(
    which: str, found: Compared, decided: Decided, ask_at: float
) -> tuple[list[tuple[float, bool]], list[tuple[float, bool]]]:
    """Print the figures of a twin. Return each pair's score and truth, of people and of cases."""
    links = set()
    for kind in (Kind.VICTIM, Kind.SUSPECT):
        true = true_people(found.twin, kind)
        open_pairs = {(pair.one, pair.other) for pair in decided.people if pair.score >= ask_at}
        _report(f"{which} | {kind.value}", joined_people(decided, kind), true, open_pairs)
        links |= true
    cases = found.twin.case_links()
    by_ends = {
        pair: (one, other)
        for one, other in cases
        for pair in [tuple(sorted((case_end(one), case_end(other))))]
    }
    open_cases = {
        by_ends.get((pair.one, pair.other)) for pair in decided.cases if pair.score >= ask_at
    }
    _report(f"{which} | cases", joined_cases(decided), cases, open_cases)
    return (
        [(pair.score, (pair.one, pair.other) in links) for pair in decided.people],
        [(pair.score, (pair.one, pair.other) in by_ends) for pair in decided.cases],
    )


def _report(which: str, found: set, true: set, asked: set) -> None:
    missed = true - found
    review = len(missed & asked)
    cells = (which, f"{len(true):,}", *figures(found, true).split(), len(missed), review)
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


def show(found: Compared, decided: Decided) -> None:
    """Print the false links of people, and some that were missed, with what was compared."""
    identity = {record.uid: record.identity for record in found.twin.records}
    case_of = {record.uid: record.case for record in found.twin.records}
    score = {(pair.one, pair.other): pair for pair in decided.people}
    blocked = {(min(a, b), max(a, b)) for a, b, _ in found.pairs}
    for kind in (Kind.VICTIM, Kind.SUSPECT):
        true, joined = true_people(found.twin, kind), joined_people(decided, kind)
        kinds: Counter[str] = Counter()
        for title, pairs in (("FALSE", joined - true), ("MISSED", true - joined)):
            for one, other in islice(sorted(pairs), _SHOWN if title == "MISSED" else None):
                pair = score.get((one, other))
                told = f"{pair.score} {pair.reason}" if pair else "no opinion"
                print(title, kind.value, told, "blocked" if (one, other) in blocked else "-")
                for uid in (one, other):
                    print("   ", uid, case_of[uid], _cells(identity[uid]))
                levels = explain(compare(identity[one], identity[other]))
                print("   ", {line.comparator: line.level.name for line in levels})
            for one, other in pairs:
                pair = score.get((one, other))
                names = compare(identity[one], identity[other]).names.name
                kinds[f"{title} {names} {'kept' if pair else 'nothing'}"] += 1
        print(kinds)


def _cells(told: ComparedIdentity) -> str:
    birth = told.birth.text if told.birth else f"age {told.age}"
    return " · ".join(
        (
            told.full_name,
            ",".join(told.documents + told.unsure_numbers),
            birth,
            told.sex or "?",
            told.birthplace or "-",
            told.residence or "-",
            ",".join(told.aliases),
            told.counted_on.text if told.counted_on else "",
        )
    )


if __name__ == "__main__":
    main()

"""The coverage of the overlap's intervals: how often 90 % intervals hold the truth of a twin.

    python benchmarks/intervals.py [--twins 208] [--cases 160] [--draws 1000] [--processes 2]
                                   [--out FILE]

1. Make twins with seeds that no other benchmark uses, as many of each of `DIRTS`. The shipped model
   was trained on twins of dirt 0.5 to 2, so the last is dirtier.
2. Decide people and cases together with the shipped model, and draw whole linkages.
3. Compare the interval of each figure with the truth: victims and cases of RETA only, of SISTRA
   only, of both, and the distinct ones.

No twin is used to set anything: `doubting.py` learned from twins of other seeds and other dirt.
With ``--out``, each figure is kept as a line of JSON, and a twin that the file has is not made
again. Truth counts victims whom a registry has in some case; the twin's reading errors stay in, as
a user's would.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
sys.path.insert(0, str(Path(__file__).parent))

from joint import Compared, compared

from trama.graph.records import CaseKey
from trama.graph.records import Kind as RecordKind
from trama.linkage.joint.deciding import decide
from trama.linkage.joint.scored import Decided, DecidedPair
from trama.linkage.judgements import Subject, case_end
from trama.linkage.model.shipped import shipped_model
from trama.overlap.doubt import whole_draws
from trama.overlap.entries import POLICE, PROSECUTORS, Entry, RegistryCase
from trama.overlap.interval import Interval
from trama.overlap.ledger import Standing, ledger
from trama.overlap.of_graph import Opinion, Registries
from trama.overlap.units import UnitKind, Units, units

DIRTS = (0.5, 1.0, 2.0, 2.5)
FIRST_SEED = 5_000
KINDS = (UnitKind.VICTIMS, UnitKind.CASES)


class Task(NamedTuple):
    """A twin to measure."""

    seed: int
    dirt: float
    cases: int
    draws: int


class Measured(NamedTuple):
    """A figure of a twin: its interval and the truth."""

    seed: int
    dirt: float
    kind: str
    figure: str
    interval: Interval
    truth: int

    @property
    def holds(self) -> bool:
        """Return whether the interval holds the truth."""
        return self.interval.low <= self.truth <= self.interval.high


def measured(task: Task) -> list[Measured]:
    """Return the figures of a twin."""
    return figures_of(task, compared(task.cases, task.seed, task.dirt))


def figures_of(task: Task, twin: Compared) -> list[Measured]:
    """Return the figures of a twin that is compared already."""
    model = shipped_model()
    held = as_registries(decide(twin.scored(model), model), twin)
    true = {UnitKind.VICTIMS: true_victims(twin), UnitKind.CASES: true_cases(twin)}
    found = []
    for kind in KINDS:
        for figure, interval in intervals(units(held, kind), task).items():
            found.append(Measured(task.seed, task.dirt, kind, figure, interval, true[kind][figure]))
    return found


def as_registries(decided: Decided, twin: Compared) -> Registries:
    """Return what the graph would hold of a twin after its linkage.

    The graph counts cases with a row of their own. A stage may name a carpeta that no book has.
    """
    rowed = {
        case
        for case, of in twin.twin.states.items()
        if any(record.kind is RecordKind.CASE for record in of)
    }
    whole_of_case = {case: case_end(of[0]) for of in decided.case_groups for case in of}
    kept = {
        case: RegistryCase(case.registry, case.number, whole)
        for case, whole in whole_of_case.items()
    }
    victims = [
        Entry(local.uid, person.uid, kept[local.case], keys=frozenset(local.stated_keys))
        for person in decided.persons
        for local in person.members
        if local.kind is RecordKind.VICTIM
    ]
    cases = [
        Entry(case.end, case.case, case)
        for case in kept.values()
        if CaseKey(case.registry, case.number) in rowed
    ]
    whole_of = {entry.record: (entry.whole, entry.of.registry) for entry in (*victims, *cases)}
    opinions = [
        (subject, pair.one, pair.other, Opinion(pair.verdict, pair.score))
        for subject, pairs in _by_subject(decided).items()
        for pair in pairs
        if pair.one in whole_of and pair.other in whole_of
    ]
    return Registries(tuple(victims), tuple(cases), tuple(opinions), whole_of, "")


def _by_subject(decided: Decided) -> Mapping[Subject, tuple[DecidedPair, ...]]:
    return {Subject.PERSON: decided.people, Subject.CASE: decided.cases}


def intervals(found: Units, task: Task) -> dict[str, Interval]:
    """Return the 90 % interval of each figure."""
    draws = whole_draws(found, task.draws, task.seed)
    keys = [dict.fromkeys(side, "") for side in (found.side_a, found.side_b)]
    made = ledger(draws, Standing(found.certain, found.joined), keys[0], keys[1])
    total = made.total
    return {
        "only RETA": total.only_a.interval,
        "only SISTRA": total.only_b.interval,
        "both": total.both.interval,
        "distinct": made.distinct,
    }


def true_victims(twin: Compared) -> dict[str, int]:
    """Return the true figures of the victims of a twin."""
    registries: dict[str, set[str]] = defaultdict(set)
    for record, person in zip(twin.twin.records, twin.twin.person, strict=True):
        if record.identity.kind is RecordKind.VICTIM:
            registries[person].add(record.case.registry)
    return _figures(registries)


def true_cases(twin: Compared) -> dict[str, int]:
    """Return the true figures of the cases of a twin, of those that have a victim or a suspect."""
    return _figures(
        {
            str(number): {case.registry for case in cases if case in twin.twin.states}
            for number, cases in enumerate(twin.twin.cases)
        }
    )


def _figures(registries: Mapping[str, set[str]]) -> dict[str, int]:
    counts = Counter(frozenset(of) for of in registries.values())
    return {
        "only RETA": counts[frozenset({POLICE})],
        "only SISTRA": counts[frozenset({PROSECUTORS})],
        "both": counts[frozenset({POLICE, PROSECUTORS})],
        "distinct": sum(count for of, count in counts.items() if of),
    }


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--twins", type=int, default=208)
    parser.add_argument("--cases", type=int, default=160)
    parser.add_argument("--draws", type=int, default=1_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--out", type=Path, help="keeps the figures here, and goes on from them")
    asked = parser.parse_args()
    kept = read_kept(asked.out) if asked.out else []
    have = {one.seed for one in kept}
    tasks = [
        Task(FIRST_SEED + number, DIRTS[number % len(DIRTS)], asked.cases, asked.draws)
        for number in range(asked.twins)
        if FIRST_SEED + number not in have
    ]
    with ProcessPoolExecutor(asked.processes) as pool:
        for of_twin in pool.map(measured, tasks):
            kept += of_twin
            if asked.out:
                keep(asked.out, of_twin)
    report(kept)


def keep(path: Path, found: list[Measured]) -> None:
    """Append figures to a file, a line of JSON each."""
    with path.open("a", encoding="utf-8") as file:
        for one in found:
            ends = {"interval": [one.interval.low, one.interval.high]}
            file.write(json.dumps({**one._asdict(), **ends}) + "\n")


def read_kept(path: Path) -> list[Measured]:
    """Return the figures of a file, none if it is not there."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    rows = map(json.loads, lines)
    return [Measured(**{**row, "interval": Interval(*row["interval"])}) for row in rows]


def report(found: list[Measured]) -> None:
    """Print for each figure the twins, the share held, the mean width and the mean error."""
    groups: dict[tuple[str, str, str], list[Measured]] = defaultdict(list)
    for one in found:
        for dirt in (f"{one.dirt:g}", "all"):
            groups[one.kind, one.figure, dirt].append(one)
    print("| units | figure | dirt | twins | held | mean width | mean truth | mean miss |")
    print("|---|---|---|---|---|---|---|---|")
    for (kind, figure, dirt), of in sorted(groups.items()):
        held = sum(one.holds for one in of) / len(of)
        width = sum(one.interval.high - one.interval.low for one in of) / len(of)
        truth = sum(one.truth for one in of) / len(of)
        middle = sum((one.interval.low + one.interval.high) / 2 - one.truth for one in of) / len(of)
        cells = f"{held:.3f} | {width:.1f} | {truth:.0f} | {middle:+.2f}"
        print(f"| {kind} | {figure} | {dirt} | {len(of)} | {cells} |")


if __name__ == "__main__":
    main()

"""The risk of a release: linkability and inference by anonymeter, singling out counted here.

    python -m venv /tmp/anonymeter && /tmp/anonymeter/bin/pip install anonymeter
    python benchmarks/anonymeter_risk.py make /tmp/risk     # Trama's own environment
    /tmp/anonymeter/bin/python benchmarks/anonymeter_risk.py measure /tmp/risk

anonymeter excludes the pandas of Trama, so it runs in an environment of its own, and outside CI.

1. ``make``: invent 8,000 people (SINTETICO); publish half of them. The other half is the control:
   what an attack gains on people who are in no table is no fault of the tables.
2. A release is no list of people. So make the list that an attacker would: one row for each person
   that the finest cells of a table show.
3. ``make`` also counts who is singled out: a combination of values that one person alone has. The
   guesses are all combinations that the list has, of one column to three; those that it has once
   are the ones of which it says that there is one such person. Each guess is tried on everybody in
   the tables, and on the control, which is as large. Nothing is drawn, so nothing is estimated.
   anonymeter (``SinglingOutEvaluator``) drops repeated rows of all three lists before it
   counts. In a list of few columns with closed codes each combination is then unique, and a guess
   "singles out" as soon as anybody has it: a measure of something else.
4. ``measure``: attack with anonymeter. It divides its successes by the attacks asked for, although
   it makes fewer if it finds no more guesses. So successes are counted, and compared with those of
   the same attacks on the control.
"""

import sys
from itertools import combinations
from pathlib import Path

import pandas as pd

PEOPLE, ATTACKS, SEED = 8_000, 200, 7
TABLE = ("birth", "sex", "age")


def make(folder: Path) -> None:
    """Write the true people, the control and the list that the release gives."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
    import numpy as np
    from made_microdata import made_microdata

    from trama.bank.publish_tables import layouts, people_of
    from trama.disclosure.rules import Rules
    from trama.disclosure.successive import Ledger, release

    key = b"a key of a benchmark, 32 bytes.."
    people = people_of(made_microdata(PEOPLE, SEED), 2026, key)
    published, control = people.iloc[::2], people.iloc[1::2]
    made = release(layouts(2026), published, Rules(), key, Ledger())
    table = next(one for one in made.tables if one.layout.name == "_".join(TABLE))
    rows = [
        cell
        for cell, number in zip(table.layout.cells(), table.numbers.tolist(), strict=True)
        if all(node in axis.groups for node, axis in zip(cell, table.layout.axes, strict=True))
        for _ in range(max(number, 0))
    ]
    folder.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(rows, columns=TABLE).to_csv(folder / "released.csv", index=False)
    for name, frame in (("true", published), ("control", control)):
        frame[[*TABLE]].to_csv(folder / f"{name}.csv", index=False)
    exact = published[[*TABLE]]
    exact.to_csv(folder / "exact.csv", index=False)
    print(
        len(rows),
        "rows released of",
        len(published),
        "people;",
        np.sum(table.numbers < 0),
        "hidden",
    )
    for name, listed in (("released", pd.DataFrame(rows, columns=TABLE)), ("exact", exact)):
        for once in (False, True):
            asked, true, other = singled_out(listed, exact, control[[*TABLE]], once=once)
            print(
                f"{name}, combinations that stand {'once' if once else 'at all'}: {asked}; "
                f"{true} single out somebody in the tables, {other} somebody of the control"
            )


def singled_out(
    listed: pd.DataFrame, people: pd.DataFrame, control: pd.DataFrame, *, once: bool
) -> tuple[int, int, int]:
    """Return the guesses of a list, and how many of them one person alone has, in either group."""
    asked, found = 0, [0, 0]
    for size in range(1, len(TABLE) + 1):
        for columns in combinations(TABLE, size):
            counts = listed.value_counts([*columns])
            guesses = counts[counts == 1] if once else counts
            asked += len(guesses)
            for place, group in enumerate((people, control)):
                of = group.value_counts([*columns]).reindex(guesses.index, fill_value=0)
                found[place] += int((of == 1).sum())
    return asked, found[0], found[1]


def measure(folder: Path) -> None:
    """Print the risks of the released list, and of an exact copy beside it."""
    from anonymeter.evaluators import InferenceEvaluator, LinkabilityEvaluator

    read = {
        name: pd.read_csv(folder / f"{name}.csv", keep_default_na=False, dtype=str)
        for name in ("true", "control", "released", "exact")
    }
    for name in ("released", "exact"):
        data = {"ori": read["true"], "syn": read[name], "control": read["control"]}
        evaluators = {
            "linkability": LinkabilityEvaluator(
                **data, n_attacks=ATTACKS, n_neighbors=1, aux_cols=(["birth"], ["sex", "age"])
            ),
            "inference of age": InferenceEvaluator(
                **data, n_attacks=ATTACKS, aux_cols=["birth", "sex"], secret="age"
            ),
        }
        for attack, evaluator in evaluators.items():
            evaluator.evaluate()
            counted = evaluator.results()
            print(
                f"{name}, {attack}: {counted.n_success} attacks succeed on people in the tables, "
                f"{counted.n_control} on the control",
                flush=True,
            )


if __name__ == "__main__":
    {"make": make, "measure": measure}[sys.argv[1]](Path(sys.argv[2]))

"""The risk of a release by anonymeter: singling out, linkability and inference.

    python -m venv /tmp/anonymeter && /tmp/anonymeter/bin/pip install anonymeter
    python benchmarks/anonymeter_risk.py make /tmp/risk     # Trama's own environment
    /tmp/anonymeter/bin/python benchmarks/anonymeter_risk.py measure /tmp/risk

anonymeter excludes the pandas of Trama, so it runs in an environment of its own, and outside CI.

1. ``make``: invent 8,000 people (SINTETICO); publish half of them. The other half is the control:
   what an attack gains on people who are in no table is no fault of the tables.
2. A release is no list of people. So make the list that an attacker would: one row for each person
   that the finest cells of a table show.
3. ``measure``: attack with anonymeter. It divides its successes by the attacks asked for, although
   it makes fewer if it finds no more guesses. So successes are counted, and compared with those of
   the same attacks on the control.
"""

import sys
from pathlib import Path

import pandas as pd

PEOPLE, ATTACKS, SEED = 8_000, 200, 7
ATTEMPTS = 20_000  # at guesses that single somebody out in the list; it finds few
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


def measure(folder: Path) -> None:
    """Print the risks of the released list, and of an exact copy beside it."""
    from anonymeter.evaluators import (
        InferenceEvaluator,
        LinkabilityEvaluator,
        SinglingOutEvaluator,
    )

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
            "singling out": SinglingOutEvaluator(**data, n_attacks=ATTACKS, max_attempts=ATTEMPTS),
        }
        for attack, evaluator in evaluators.items():
            evaluator.evaluate(**({"mode": "multivariate"} if attack == "singling out" else {}))
            counted = evaluator.results()
            print(
                f"{name}, {attack}: {counted.n_success} attacks succeed on people in the tables, "
                f"{counted.n_control} on the control",
                flush=True,
            )


if __name__ == "__main__":
    {"make": make, "measure": measure}[sys.argv[1]](Path(sys.argv[2]))

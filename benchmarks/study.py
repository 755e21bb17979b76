"""The share of planted factors that the risk study finds in simulated worlds, and of false ones.

    python benchmarks/study.py [--worlds N] [--seed S] [--write]

`tests/support/risk_worlds.py` says how a world is made. ``--write`` keeps the figures in
study/data/reliability.json, from which the annex of a study tells them.
"""

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from risk_worlds import measure

KEPT = Path(__file__).parents[1] / "study" / "data" / "reliability.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2017)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    began = time.perf_counter()
    told = {
        "worlds": asked.worlds,
        "three_planted": measure(asked.worlds, asked.seed),
        "none_planted": measure(asked.worlds, asked.seed + 1, 0),
        "seconds": round(time.perf_counter() - began, 1),
    }
    text = json.dumps(told, indent=2) + "\n"
    print(text)
    if asked.write:
        KEPT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

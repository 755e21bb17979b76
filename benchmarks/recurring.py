"""Networks that recur, found among accusations that chance alone makes.

    python benchmarks/recurring.py [--worlds 100]

Prints how many planted networks are found, how many of those found are false, in how many worlds of
chance alone a network is found, and the time for 20,000 cases beside the bare sparse product.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy import sparse

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from made_incidence import by_chance, with_networks

from trama.networks.chance import Chance
from trama.networks.exchange_draws import draws
from trama.networks.groups import groups_of
from trama.networks.incidence import Incidence, shared_cases
from trama.networks.recurrence import recurrence

DRAWS = 200
CASES = 20_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--worlds", type=int, default=100)
    worlds = parser.parse_args().worlds
    print(f"worlds of chance alone with a network: {_false(worlds)} of {worlds}")
    for shared in (2, 3, 4, 5):
        print(f"planted, {shared} shared cases: {_planted(shared)}")
    _times()


def _false(worlds: int) -> int:
    found = (recurrence(Incidence.of(by_chance(seed)), DRAWS).networks for seed in range(worlds))
    return sum(bool(networks) for networks in found)


def _planted(shared: int) -> str:
    found = planted = right = 0
    for seed in range(10):
        incidence, wanted = with_networks(1_000 + seed, networks=6, members=4, shared=shared)
        told = {network.members for network in recurrence(incidence, DRAWS).networks}
        found, planted, right = found + len(told), planted + len(wanted), right + len(told & wanted)
    return f"found whole {right} of {planted}, precision {right / max(found, 1):.3f}"


def _times() -> None:
    incidence = Incidence.of(by_chance(1, cases=CASES, places=200))
    begun = time.perf_counter()
    chance = Chance(incidence)
    groups_of(incidence.table(), chance)
    solved = time.perf_counter()
    drawn = [incidence.table(held) for held in draws(incidence, 100, 1)]
    exchanged = time.perf_counter()
    for table in drawn:
        groups_of(table, chance)
    ended = time.perf_counter()
    print(f"{len(incidence.suspects)} suspects, {CASES} cases: chance {solved - begun:.2f} s; "
          f"1,000 draws {10 * (exchanged - solved):.1f} s, with their groups "
          f"{10 * (ended - solved):.1f} s")  # fmt: skip
    print(f"shared cases {_seconds(lambda: shared_cases(incidence.table())):.4f} s, bare product "
          f"{_seconds(lambda: _bare(incidence)):.4f} s")  # fmt: skip


def _bare(incidence: Incidence) -> sparse.csr_array:
    shape = (len(incidence.suspects), len(incidence.cases))
    ones = np.ones(len(incidence.suspect), dtype=np.int32)
    table = sparse.csr_array((ones, (incidence.suspect, incidence.case)), shape=shape)
    return table @ table.T


def _seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(5):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best


if __name__ == "__main__":
    main()

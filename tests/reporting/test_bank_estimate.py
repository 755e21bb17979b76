"""`trama bank --estimate` after `trama link`: the ranges hold the people whom a twin invented."""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from engines import EngineUnderTest
from judged_twin import TrueVictims, true_victims

from trama.access.policy import Role
from trama.access.tokens import TokenStore
from trama.core.home import Home
from trama.twin import TwinOptions, write_twin


@dataclass(frozen=True)
class Linked:
    """A graph whose twin `trama link` linked: its environment, and the true victims."""

    environment: dict[str, str]
    truth: dict[str, Any]
    victims: TrueVictims

    def trama(self, *words: str) -> subprocess.CompletedProcess[str]:
        return trama(self.environment, *words)

    def bank(self, *words: str) -> dict[str, Any]:
        ran = self.trama("--json", "bank", "--estimate", *words)
        assert ran.returncode == 0, ran.stderr
        told: dict[str, Any] = json.loads(ran.stdout)
        return told


def trama(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("TRAMA_")}
    return subprocess.run(
        [sys.executable, "-m", "trama.cli", *words],
        env={**kept, **environment, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def linked(engine: EngineUnderTest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Linked]:
    graph, folder = engine.as_migrated(), tmp_path_factory.mktemp("linked")
    write_twin(folder, TwinOptions(cases=150, seed=5))
    store = TokenStore(Home(Path(engine.environment["TRAMA_HOME"])))  # others left tokens there
    token = store.create("prueba SINTETICO", Role.SUPERVISOR)[1]
    environment = {**engine.environment, "TRAMA_TOKEN": token}
    for words in (("load", str(folder)), ("link",)):
        ran = trama(environment, *words)
        assert ran.returncode == 0, ran.stderr
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    yield Linked(environment, truth, true_victims(graph, truth))
    engine.empty()


def holds(told: dict[str, Any], number: int) -> bool:
    """Return whether an estimated range holds a number."""
    return bool(told["low"] <= number <= told["high"])


def test_the_range_of_everybody_holds_the_true_people(linked: Linked) -> None:
    plain = linked.bank("--by", "registry")
    of_years = linked.bank("--by", "year,registry")["estimated"]

    people = len(linked.victims.entries)
    total = plain["estimated"]["total"]
    assert holds(total, people)
    assert total == of_years["total"]
    # The registries have more entries than there are people: a count of those would be far off.
    entries = sum(len(of) for of in linked.victims.entries.values())
    assert entries > total["high"] + 10


def test_the_ranges_of_most_years_hold_the_people_of_their_facts(linked: Linked) -> None:
    """A registry may date a fact otherwise or not at all, so a year may miss somebody."""
    rows = linked.bank("--by", "year")["estimated"]["rows"]

    true: dict[int, set[str]] = defaultdict(set)
    for case in linked.truth["cases"]:
        people = {victim["person"] for victim in case["victims"]}
        true[case["years"]["fact"]] |= people & linked.victims.entries.keys()
    assert len(rows) > 5
    held = [row for row in rows if holds(row, len(true[row["year"]]))]
    assert len(held) > len(rows) / 2
    for row in rows:
        assert row["low"] - 1 <= len(true[row["year"]]) <= row["high"] + 1

"""The ledger of a loaded twin: its intervals hold the truth, and the saved queries agree."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from engines import EngineUnderTest
from judged_twin import TrueVictims, case_opinions, honest_opinions, true_victims

from trama.access.policy import Role, Viewer
from trama.access.pseudonyms import pseudonym
from trama.canonical.judging import judge
from trama.canonical.rebuild import Deriving
from trama.canonical.rules import shipped_rules
from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, load
from trama.ontology.codelists import code_list
from trama.overlap.answers.ledger_answer import Question, count
from trama.overlap.answers.reckoner import Reckoner
from trama.overlap.answers.waterfall_answer import count_waterfall
from trama.overlap.keys import By
from trama.overlap.units import UnitKind
from trama.queries.catalog import saved_query
from trama.queries.lookups.lookup import Lookup
from trama.queries.run import Limits, run
from trama.twin import TwinOptions, write_twin

ANALYST, LIMITS, DRAWS = Viewer(Role.ANALYST), Limits(60, 1_000), 400


@dataclass(frozen=True)
class Judged:
    """A graph with a model's opinions, what is true of it, and its reckoner."""

    graph: Graph
    truth: dict[str, Any]
    victims: TrueVictims
    reckoner: Reckoner

    def rows(self, name: str, **given: object) -> list[dict[str, Any]]:
        return run(name, given, self.graph, ANALYST, LIMITS).rows


@pytest.fixture(scope="module")
def judged(engine: EngineUnderTest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judged]:
    graph, folder = engine.as_migrated(), tmp_path_factory.mktemp("judged")
    write_twin(folder, TwinOptions(cases=90, seed=3))
    files = sorted(path for path in folder.iterdir() if path.suffix != ".json")
    assert not load(files, graph, LoadOptions(key=b"k" * 32)).failed
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    victims = true_victims(graph, truth)
    opinions = [*honest_opinions(victims, 1), *case_opinions(graph, truth, 1)]
    assert len(opinions) > 20
    deriving = Deriving(shipped_rules(), partial(pseudonym, key=b"k" * 32))
    judge(graph, opinions, deriving, lock=None)
    yield Judged(graph, truth, victims, Reckoner(graph, None))
    engine.empty()


def test_the_intervals_of_the_ledger_hold_the_truth(judged: Judged) -> None:
    both = len(judged.victims.in_both())
    everybody = {side: sum(side in of for of in judged.victims.entries.values())
                 for side in ("RETA", "SISTRA")}  # fmt: skip

    made = count(judged.reckoner, Question(draws=DRAWS)).ledger

    total = made.total
    assert total.both.decided < both
    # A person whom a registry itself has twice, without a document, is two for the graph.
    twice = total.in_a + total.in_b - sum(everybody.values())
    assert total.both.interval.low <= both <= total.both.interval.high + twice
    assert total.only_a.interval.low <= everybody["RETA"] - both + twice
    assert total.only_a.interval.high >= everybody["RETA"] - both
    distinct = len(judged.victims.entries)
    assert made.distinct.low - twice <= distinct <= made.distinct.high
    assert total.undecided_a > 0


def test_rows_by_year_add_up_to_the_total(judged: Judged) -> None:
    for by in By:
        made = count(judged.reckoner, Question(by=by, draws=20)).ledger
        assert len(made.rows) > 1
        for name in ("in_a", "in_b", "undecided_a", "undecided_b"):
            assert sum(getattr(row, name) for row in made.rows) == getattr(made.total, name)
        for name in ("only_a", "only_b", "both", "both_other_key_a", "both_other_key_b"):
            parts = sum(getattr(row, name).decided for row in made.rows)
            assert parts == getattr(made.total, name).decided


@pytest.mark.parametrize("kind", list(UnitKind))
def test_the_saved_query_tells_what_is_decided(judged: Judged, kind: UnitKind) -> None:
    undecided = 0
    for year in (None, *range(2017, 2026)):
        total = count(judged.reckoner, Question(kind=kind, year=year, draws=5)).ledger.total
        expected = {
            ("RETA", "SOLO"): total.only_a.decided,
            ("RETA", "AMBOS"): total.both.decided,
            ("RETA", "AMBOS_OTRO_ANIO"): total.both_other_key_a.decided,
            ("RETA", "SIN_DECIDIR"): total.undecided_a,
            ("SISTRA", "SOLO"): total.only_b.decided,
            ("SISTRA", "AMBOS"): total.both.decided,
            ("SISTRA", "AMBOS_OTRO_ANIO"): total.both_other_key_b.decided,
            ("SISTRA", "SIN_DECIDIR"): total.undecided_b,
        }

        given = {} if year is None else {"year": year}
        rows = judged.rows("registry_overlap", kind=kind.value, **given)

        found = {(row["registry"], row["standing"]): row["units"] for row in rows}
        assert found == {key: number for key, number in expected.items() if number}, year
        undecided += total.undecided_a + total.undecided_b
    assert undecided > 10


def test_the_saved_waterfall_is_that_of_the_command(judged: Judged) -> None:
    filled = 0
    for year in range(2017, 2026):
        made = count_waterfall(judged.reckoner, Question(year=year, draws=5))
        expected: dict[tuple[str, str], int] = {}
        for bar in made.bars:
            for registry, entries in (("RETA", bar.out), ("SISTRA", bar.into)):
                if entries:
                    expected[registry, bar.step.value] = len(entries)
        rows = judged.rows("registry_waterfall", year=year)

        found = {(row["registry"], row["step"]): row["victims"] for row in rows}
        assert found == expected, year
        filled += len(found)
    assert filled > 30


def test_the_query_knows_every_status_that_ends_without_a_sentence() -> None:
    text = saved_query("registry_waterfall").text
    codes = code_list("procedural_status").codes.values()
    ended = {code.code for code in codes if code.extra.get("excluded")}

    assert ended
    assert all((f"'{code.code}'" in text) is (code.code in ended) for code in codes)


def test_every_step_opens_its_records(judged: Judged) -> None:
    text = "MATCH (r:Record {uid: $uid}) RETURN r.registry AS registry, r.case_key AS number"
    made = count_waterfall(judged.reckoner, Question(year=2019, draws=5))

    opened = [entry for bar in made.bars for entry in (*bar.out, *bar.into)]

    assert len(opened) == made.police + made.prosecutors > 0
    for entry in opened:
        (row,) = judged.graph.stream(text, uid=entry.record)
        assert (row["registry"], row["number"]) == (entry.of.registry, entry.of.number)


def test_the_undecided_pairs_are_those_that_nobody_joined(judged: Judged) -> None:
    _, found, _ = judged.reckoner.counted(UnitKind.VICTIMS, 5, 2017)
    open_now = {pair.link for pair in found.open if pair.probability > 0.05} - found.joined

    rows = judged.rows("undecided_pairs", at_least=6)

    between = [row for row in rows if row["registry"] != row["other_registry"]]
    assert len(between) == len(open_now) > 5


def test_the_lost_of_the_query_are_those_of_the_command(judged: Judged) -> None:
    from trama.overlap.answers.waterfall_answer import LostQuestion, find_lost

    found = find_lost(judged.reckoner, LostQuestion(draws=DRAWS), Lookup(judged.graph, ANALYST, 60))

    rows = judged.rows("lost_handovers")
    assert [row["days"] for row in rows] == [one.days for one in found.cases]
    assert len(rows) > 3
    for row, one in zip(rows, found.cases, strict=True):
        assert one.case.end in row["case_numbers"]
        # The query has the candidates alone. A draw may also link what is no candidate.
        assert -0.1 < row["missing"] - one.missing < 0.3
    assert {row["candidates"] for row in rows} >= {0, 1}


def test_another_reading_gives_the_same_figures(judged: Judged) -> None:
    question = Question(by=By.YEAR, draws=50, seed=4)

    first = count(Reckoner(judged.graph, None), question)
    again = count(Reckoner(judged.graph, 60), question)

    assert first.ledger == again.ledger
    assert [first.draws.hash(n) for n in range(50)] == [again.draws.hash(n) for n in range(50)]

"""The reckoner: it reads anew after every judgement, and nobody waits for it without end."""

from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest
from exports import write_reta, write_sistra

from trama.access.pseudonyms import pseudonym
from trama.canonical.judging import Opinion, judge
from trama.canonical.rebuild import Deriving
from trama.canonical.rules import shipped_rules
from trama.core.errors import BadParameter, QueryTimeout
from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, load
from trama.linkage.judgements import Subject, Verdict
from trama.overlap.answers.ledger_answer import Question
from trama.overlap.answers.reckoner import Reckoner
from trama.overlap.units import UnitKind

KEY = b"k" * 32


def test_a_doubt_that_changes_no_case_is_read_too(migrated_graph: Graph, tmp_path: Path) -> None:
    reta = write_reta(tmp_path / "RETA_SINTETICO.csv", {})
    carpeta = {"nro_carpeta_fiscal": "2017-1-0"}
    sistra = write_sistra(tmp_path / "SISTRA_SINTETICO.xlsx", CASOS=[carpeta])
    assert not load([reta, sistra], migrated_graph, LoadOptions(key=KEY)).failed
    reckoner = Reckoner(migrated_graph, 30)
    _, before, _ = reckoner.counted(UnitKind.CASES, 5, 1)
    assert before.open == ()

    doubt = Opinion(
        Subject.CASE, "RETA:SINT-2017-000001", "SISTRA:2017-1-0", Verdict.UNSURE,
        by="prueba", at="2026-11-29T00:00:00+00:00",
    )  # fmt: skip
    judge(
        migrated_graph, [doubt], Deriving(shipped_rules(), partial(pseudonym, key=KEY)), lock=None
    )

    _, after, _ = reckoner.counted(UnitKind.CASES, 5, 1)
    assert len(after.open) == 1


def test_who_waits_for_another_reader_is_told_in_time() -> None:
    begun, end = Event(), Event()

    class Frozen:
        where = "prueba"

        def read(self, *_: object, **__: object) -> None:
            begun.set()
            end.wait(30)
            raise QueryTimeout(seconds=1)

    reckoner = Reckoner(Frozen(), 0.1)  # type: ignore[arg-type]

    def read() -> None:
        with pytest.raises(QueryTimeout):
            reckoner.held()

    first = Thread(target=read)
    first.start()
    assert begun.wait(30)

    with pytest.raises(QueryTimeout):
        reckoner.held()

    end.set()
    first.join()


@pytest.mark.parametrize("odds", [float("nan"), float("inf"), 0.5])
def test_odds_that_are_no_number_are_refused(odds: float) -> None:
    with pytest.raises(BadParameter):
        Question(most_odds=odds)

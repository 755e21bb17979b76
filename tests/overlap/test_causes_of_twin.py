"""The steps of the waterfall of cases on a clean twin are the causes that its truth tells."""

import json
from functools import partial
from pathlib import Path

import pytest

from trama.access.pseudonyms import pseudonym
from trama.canonical.judging import Opinion, judge
from trama.canonical.rebuild import Deriving
from trama.canonical.rules import shipped_rules
from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, load
from trama.linkage.judgements import Subject, Verdict
from trama.overlap.answers.ledger_answer import Question
from trama.overlap.answers.reckoner import Reckoner
from trama.overlap.answers.waterfall_answer import count_waterfall
from trama.overlap.units import UnitKind
from trama.overlap.waterfall import Step
from trama.twin import DirtRates, TwinOptions, write_twin

CAUSES = {
    Step.REPEATED: "repeated",
    Step.DISCARDED: "not_handed_over",
    Step.NEVER_HANDED_OVER: "not_handed_over",
    Step.DESTINATION_UNKNOWN: "not_handed_over",
    Step.LOST: "lost_handover",
    Step.DIRECT: "direct",
    Step.ORIGIN_UNKNOWN: "direct",
    Step.FROM_POLICE: "unregistered",
    Step.ARCHIVED: "archived",
    Step.TYPIFIED_OTHERWISE: "retypified",
}


@pytest.mark.only_on("embedded")
def test_each_case_stands_in_a_step_that_the_truth_names(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    write_twin(tmp_path, TwinOptions(cases=110, seed=9, dirt=DirtRates.none()))
    files = sorted(path for path in tmp_path.iterdir() if path.suffix != ".json")
    load(files, migrated_graph, LoadOptions(key=b"k" * 32))
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    causes, same = {}, []
    for case in truth["cases"]:
        own = [
            (f"{side.upper()}:{said['number']}", said["causes"])
            for side in ("reta", "sistra")
            for said in (case[side], *case["repeated"][side])
            if said
        ]
        causes |= dict(own)
        same += [
            Opinion(
                Subject.CASE, own[0][0], end, Verdict.SAME, by="Jueza SINTETICA", at="2026-11-29"
            )
            for end, _ in own[1:]
        ]
    deriving = Deriving(shipped_rules(), partial(pseudonym, key=b"k" * 32))
    judge(migrated_graph, same, deriving, lock=None)

    made = count_waterfall(Reckoner(migrated_graph, None), Question(kind=UnitKind.CASES, draws=5))

    seen = set()
    for bar in made.bars:
        for entry in (*bar.out, *bar.into):
            told = set(causes.pop(entry.record))
            seen.add(bar.step)
            if bar.step is Step.ALIKE:
                assert told <= {"other_year"}, entry.record
            elif entry.of.registry == "SISTRA" or bar.side == "RETA":
                # RETA's side of a carpeta that was archived or retypified has no cause of its own.
                assert CAUSES[bar.step] in told, entry.record
    assert causes == {}
    assert seen >= {Step.LOST, Step.DIRECT, Step.FROM_POLICE, Step.ALIKE}

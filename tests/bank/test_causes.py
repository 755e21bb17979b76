"""The causes of changed cells: each alone, and before + causes = after whatever happened."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from linked import Linked
from small_bank import Bank, carpeta, other, rosa

from trama.access.policy import Role, Viewer
from trama.bank.bank_answer import ask, changes_document
from trama.bank.cube import Question, question_of
from trama.linkage.judgements import Verdict

ANALYST = Viewer(Role.ANALYST)
DAY = "2019-12-31"


def changes(bank: Bank, since: str, by: str, unit: str = "episode") -> list[dict[str, Any]]:
    question = question_of(by, "department", unit)
    document = changes_document(bank.graph, question, since, ANALYST, "es")
    balances(bank, question, since, document["rows"])
    names = {"before", "after", "causes", *by.split(",")}
    return [{name: row[name] for name in row if name in names} for row in document["rows"]]


def balances(bank: Bank, question: Question, since: str, rows: Sequence[dict[str, Any]]) -> None:
    """Check the changes of cells against the cubes of the day and of now."""
    then = Question(question.by, question.level, question.unit, question.where,
                    date.fromisoformat(since))  # fmt: skip
    before, after = cells(bank, then), cells(bank, question)
    names = [dimension.name for dimension in question.by]
    told = {tuple(row[name] or "" for name in names): row for row in rows}
    for cell in before.keys() | after.keys() | told.keys():
        row = told.get(cell, {"before": before[cell], "after": before[cell], "causes": {}})
        assert (row["before"], row["after"]) == (before[cell], after[cell])
        assert row["before"] + sum(row["causes"].values()) == row["after"]


def cells(bank: Bank, question: Question) -> Counter[tuple[str, ...]]:
    found = ask(bank.graph, question, ANALYST).cells
    rows = found.itertuples(index=False, name=None)
    return Counter({tuple(map(str, codes)): int(count) for *codes, count in rows})


def test_nothing_changed(bank: Bank) -> None:
    bank.loaded_on("2019-01-01", partial(bank.reta, rosa(), other("2")))

    assert changes(bank, DAY, "year,sex") == []


def test_a_new_registration(bank: Bank) -> None:
    bank.reta(rosa(), other("2"))

    assert changes(bank, "2017-12-31", "year") == [
        {"year": "2018", "before": 0, "after": 1, "causes": {"NEW": 1}}
    ]


def test_a_carpeta_moves_the_episode_from_one_registry_to_both(bank: Bank) -> None:
    bank.reta(rosa())
    bank.sistra(**carpeta(nro_atestado_pnp="SINT-2017-000001"))

    assert changes(bank, "2017-12-31", "registry") == [
        {"registry": "AMBOS", "before": 0, "after": 1, "causes": {"NEW": 1}},
        {"registry": "RETA", "before": 1, "after": 0, "causes": {"NEW": -1}},
    ]


def test_a_correction(bank: Bank) -> None:
    bank.loaded_on("2019-01-01", partial(bank.reta, rosa()))
    bank.loaded_on("2020-01-01", partial(bank.reta, rosa(EDAD_VICT="19")))

    assert changes(bank, DAY, "age") == [
        {"age": "12-17", "before": 1, "after": 0, "causes": {"CORRECTION": -1}},
        {"age": "18-29", "before": 0, "after": 1, "causes": {"CORRECTION": 1}},
    ]


def test_a_place_that_was_not_known(bank: Bank) -> None:
    bank.loaded_on("2019-01-01", partial(bank.reta, rosa(LUGAR_NAC_VICT="")))
    bank.loaded_on("2020-01-01", partial(bank.reta, rosa()))

    assert changes(bank, DAY, "birth") == [
        {"birth": None, "before": 1, "after": 0, "causes": {"PLACE": -1}},
        {"birth": "PE-08", "before": 0, "after": 1, "causes": {"PLACE": 1}},
    ]


@pytest.mark.parametrize(
    ("document", "verdict", "cause", "change"),
    [
        ("00000102", Verdict.SAME, "LINK_PERSON", -1),
        ("00000101", Verdict.DIFFERENT, "UNLINK_PERSON", 1),
    ],
)
def test_a_judgement_of_a_person(
    bank: Bank, tmp_path: Path, document: str, verdict: Verdict, cause: str, change: int
) -> None:
    bank.reta(rosa(), other("2", NOMBRES_VICT="ROSA", NRO_DOC_VICT=document))
    rows = bank.graph.stream("MATCH (r:Record {kind: 'victim'}) RETURN r.uid AS uid ORDER BY uid")
    one, two = (row["uid"] for row in rows)

    Linked(bank.graph, tmp_path).judge(one, two, verdict)  # on 29 November 2026

    (row,) = changes(bank, "2026-11-28", "sex", "person")
    assert row["causes"] == {cause: change}
    assert changes(bank, "2026-11-29", "sex", "person") == []


def test_a_document_that_a_correction_gives_links(bank: Bank) -> None:
    two = partial(other, "2", NOMBRES_VICT="ROSA")
    bank.loaded_on("2019-01-01", partial(bank.reta, rosa(), two()))
    bank.loaded_on("2020-01-01", partial(bank.reta, rosa(), two(NRO_DOC_VICT="00000101")))

    (row,) = changes(bank, DAY, "sex", "person")
    assert (row["before"], row["after"], row["causes"]) == (2, 1, {"LINK_RECORD": -1})


@pytest.mark.parametrize("unit", ["person", "episode", "registration"])
@pytest.mark.parametrize("since", ["2016-01-01", "2017-12-31", "2018-05-19", "2019-06-01", DAY])
def test_everything_at_once_balances(bank: Bank, tmp_path: Path, unit: str, since: str) -> None:
    bank.loaded_on("2019-01-01", partial(bank.reta, rosa(), other("2"), other("3")))
    bank.loaded_on("2019-05-01", partial(
        bank.sistra, **carpeta(nro_atestado_pnp="SINT-2017-000001")))  # fmt: skip
    more = other("4", FECHA_REGISTRO="01/02/2020", FECHA_HECHO="")
    corrected = other("2", EDAD_VICT="31", SEXO_VICT="M", LUGAR_NAC_VICT="PUNO / PUNO / PUNO")
    bank.loaded_on("2020-03-01", partial(bank.reta, rosa(EDAD_VICT="20"), corrected, more))
    text = "MATCH (r:Record {kind: 'victim', registry: 'RETA'}) RETURN r.uid AS uid ORDER BY uid"
    uids = [row["uid"] for row in bank.graph.stream(text)]
    Linked(bank.graph, tmp_path).judge(*uids[:2], Verdict.SAME)

    found = changes(bank, since, "registry,sex,age,birth,year", unit)

    assert found

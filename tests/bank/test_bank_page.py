"""The page of the databank: all figures as tables too, nothing that runs, only safe cells."""

import re

import pytest
from small_bank import Bank, carpeta, other, rosa

from trama.access.policy import Role, Viewer
from trama.bank.bank_answer import read_frame
from trama.bank.bank_page import bank_page
from trama.bank.cube import Question, question_of
from trama.core.question_errors import NotForPublic

ANALYST, PUBLIC = Viewer(Role.ANALYST), Viewer(Role.PUBLIC)
NAMES = ("ROSA", "ELENA", "MARTA", "SINTETICA", "00000101")


def page(bank: Bank, viewer: Viewer, question: Question | None = None) -> str:
    asked = question or question_of("", "department", "person")
    frame = read_frame(bank.graph, asked)
    return bank_page(frame, asked, viewer, "es", synthetic=True, command="trama bank")


@pytest.fixture
def filled(bank: Bank) -> Bank:
    bank.reta(rosa(), other("2"), other("3", SEXO_VICT="M", EDAD_VICT="45"))
    bank.sistra(**carpeta(nro_atestado_pnp="SINT-2017-000001"))
    return bank


def test_figures_are_in_tables_and_nothing_runs(filled: Bank) -> None:
    text = page(filled, ANALYST)

    assert "Se cuentan personas. Total: 3." in text
    assert "SINTÉTICO" in text
    for level in ("macroregion", "department", "province", "district"):
        assert f'id="l-{level}"' in text
    assert '<th scope="row">Cusco</th><td class="number">1</td>' in text
    assert (
        '<th scope="row">30-59 años</th><td class="number"></td><td class="number">1</td>' in text
    )
    assert "<script" not in text
    assert "default-src 'none'" in text
    assert not re.findall(r'(?:src|href)="(?!#)', text)


def test_no_uid_and_no_name_of_a_person_is_in_it(filled: Bank) -> None:
    text = page(filled, ANALYST)

    uids = [row["uid"] for row in filled.graph.stream("MATCH (p:Person) RETURN p.uid AS uid")]
    assert uids
    assert [one for one in (*uids, *NAMES) if one in text] == []


def test_conditions_and_day_are_said(filled: Bank) -> None:
    question = question_of("", "department", "episode", ["sexo=F"], "2018-01-01")

    text = page(filled, ANALYST, question)

    assert "Solo: Sexo: Mujer." in text
    assert "Lo que se sabía el 01/01/2018." in text or "Lo que se sabía el 1/1/2018." in text
    assert "Total: 1." in text


def test_the_public_gets_no_small_cell_and_no_fine_level(filled: Bank) -> None:
    text = page(filled, PUBLIC)

    assert "No hay víctimas que mostrar" in text
    assert 'id="l-district"' not in text
    assert re.findall(r'<td class="number">\d', text) == []


def test_the_public_may_not_choose_a_filter(filled: Bank) -> None:
    with pytest.raises(NotForPublic):
        page(filled, PUBLIC, question_of("", "department", "person", ["sex=F"]))

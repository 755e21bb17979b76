"""The page of the databank: all figures as tables too, nothing that runs, only safe cells."""

import re

import pytest
from small_bank import Bank, carpeta, other, rosa

from trama.bank.bank_answer import cube_document, read_frame
from trama.bank.bank_page import Source, bank_page
from trama.bank.cube import Question, count, question_of

NAMES = ("ROSA", "ELENA", "MARTA", "SINTETICA", "00000101")


def page(bank: Bank, question: Question | None = None) -> str:
    asked = question or question_of("", "department", "person")
    frame = read_frame(bank.graph, asked)
    source = Source(lambda one: cube_document(count(frame, one), "es"))
    return bank_page(source, asked, "es", synthetic=True, command="trama bank")


@pytest.fixture
def filled(bank: Bank) -> Bank:
    bank.reta(rosa(), other("2"), other("3", SEXO_VICT="M", EDAD_VICT="45"))
    bank.sistra(**carpeta(nro_atestado_pnp="SINT-2017-000001"))
    return bank


def test_figures_are_in_tables_and_nothing_runs(filled: Bank) -> None:
    text = page(filled)

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
    text = page(filled)

    uids = [row["uid"] for row in filled.graph.stream("MATCH (p:Person) RETURN p.uid AS uid")]
    assert uids
    assert [one for one in (*uids, *NAMES) if one in text] == []


def test_conditions_and_day_are_said(filled: Bank) -> None:
    question = question_of("", "department", "episode", ["sexo=F"], "2018-01-01")

    text = page(filled, question)

    assert "Solo: Sexo: Mujer." in text
    assert "Lo que se sabía el 01/01/2018." in text or "Lo que se sabía el 1/1/2018." in text
    assert "Total: 1." in text


def test_without_victims_the_page_says_so(bank: Bank) -> None:
    text = page(bank)

    assert "No hay víctimas que mostrar" in text
    assert re.findall(r'<td class="number">\d', text) == []

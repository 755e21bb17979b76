"""The knowledge of a day: the same as a graph that only ever held the records of that day."""

from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from linked import Linked
from pandas.testing import assert_frame_equal
from small_bank import Bank, carpeta, other, rosa

from trama.bank.known import microdata_on
from trama.bank.microdata import microdata
from trama.linkage.judgements import Verdict


def registries(frame: pd.DataFrame) -> list[str]:
    return sorted(map(str, frame["registry"]))


def test_registrations_of_later_are_not_known(bank: Bank) -> None:
    bank.reta(rosa(), other("2"))

    assert len(microdata_on(bank.graph, date(2017, 3, 9))) == 0
    assert len(microdata_on(bank.graph, date(2017, 3, 10))) == 1
    assert len(microdata_on(bank.graph, date(2018, 3, 9))) == 1
    assert len(microdata_on(bank.graph, date(2018, 3, 10))) == 2


def test_an_episode_of_both_registries_was_one_of_the_first(bank: Bank) -> None:
    bank.reta(rosa(), other("2"))
    before = microdata(bank.graph)
    bank.sistra(**carpeta(nro_atestado_pnp="SINT-2017-000001"))

    assert registries(microdata(bank.graph)) == ["AMBOS", "RETA"]
    assert_frame_equal(microdata_on(bank.graph, date(2018, 5, 19)), before)
    assert_frame_equal(microdata_on(bank.graph, date(2018, 5, 20)), microdata(bank.graph))


def test_a_corrected_record_says_what_it_said(bank: Bank) -> None:
    bank.loaded_on("2019-01-01", partial(bank.reta, rosa()))
    bank.loaded_on("2020-01-01", partial(bank.reta, rosa(EDAD_VICT="19", SEXO_VICT="M")))
    bank.loaded_on("2021-01-01", partial(bank.reta, rosa(EDAD_VICT="31", SEXO_VICT="M")))

    def bands(day: date | None) -> list[str]:
        found = microdata(bank.graph) if day is None else microdata_on(bank.graph, day)
        return found["age_band"].tolist()

    assert bands(None) == bands(date(2021, 1, 1)) == ["30-59"]
    assert bands(date(2020, 12, 31)) == bands(date(2020, 1, 1)) == ["18-29"]
    assert bands(date(2019, 12, 31)) == bands(date(2018, 1, 1)) == ["12-17"]


def test_a_case_without_a_day_of_registration_counts_from_its_load(bank: Bank) -> None:
    bank.loaded_on("2019-01-01", partial(bank.reta, rosa(FECHA_REGISTRO="")))

    assert len(microdata_on(bank.graph, date(2018, 12, 31))) == 0
    assert len(microdata_on(bank.graph, date(2019, 1, 1))) == 1


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.DIFFERENT])
def test_a_judgement_counts_from_its_day(bank: Bank, tmp_path: Path, verdict: Verdict) -> None:
    other_rosa = other("2", NOMBRES_VICT="ROSA", NRO_DOC_VICT="00000101")
    same = other_rosa if verdict is Verdict.DIFFERENT else other("2")
    bank.reta(rosa(), same)
    before = microdata(bank.graph)
    rows = bank.graph.stream("MATCH (r:Record {kind: 'victim'}) RETURN r.uid AS uid ORDER BY uid")
    one, two = (row["uid"] for row in rows)

    Linked(bank.graph, tmp_path).judge(one, two, verdict)  # on 29 November 2026

    after = microdata(bank.graph)
    assert before["person"].nunique() + after["person"].nunique() == 3
    assert_frame_equal(microdata_on(bank.graph, date(2026, 11, 28)), before)
    assert_frame_equal(microdata_on(bank.graph, date(2026, 11, 29)), after)


def test_a_place_read_otherwise_moves_only_its_person(bank: Bank) -> None:
    bank.loaded_on("2019-01-01", partial(bank.reta, rosa(), other("2")))
    before = microdata(bank.graph)
    corrected = rosa(LUGAR_NAC_VICT="PUNO / PUNO / PUNO")
    bank.loaded_on("2020-01-01", partial(bank.reta, corrected, other("2")))

    assert_frame_equal(microdata_on(bank.graph, date(2019, 6, 1)), before)
    assert set(microdata(bank.graph)["birth"].dropna()) == {"PE-210101"}

"""Records of one document that cannot all be one person: who is who depends on all of them."""

from datetime import date
from functools import partial

import pytest
from pandas.testing import assert_frame_equal
from small_bank import Bank, other

from trama.bank.keeper import Keeper
from trama.bank.known import microdata_on
from trama.bank.microdata import microdata

DOCUMENT = "00000109"
PEOPLE = {"2": "", "3": "ROSA", "4": "PEDRO"}


@pytest.mark.parametrize("order", ["234", "342", "423"])
def test_each_load_and_each_day_is_followed(bank: Bank, order: str) -> None:
    keeper = Keeper(bank.graph, None)
    kept = []
    for number, one in enumerate(order):
        day = {
            "FECHA_REGISTRO": f"10/0{number + 1}/2018",
            "APE_PATERNO_VICT": "",
            "FEC_NAC_VICT": "",
        }
        row = other(
            one, NOMBRES_VICT=PEOPLE[one], NRO_DOC_VICT=DOCUMENT, APE_MATERNO_VICT="", **day
        )
        bank.loaded_on(f"2018-0{number + 1}-11", partial(bank.reta, row))
        assert_frame_equal(keeper.frame(), microdata(bank.graph))
        kept.append(keeper.frame())

    assert kept[-1]["person"].nunique() > 1
    for number, frame in enumerate(kept):
        assert_frame_equal(microdata_on(bank.graph, date(2018, number + 1, 20)), frame)

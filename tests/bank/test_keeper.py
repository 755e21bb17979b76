"""The microdata in memory: after each load the same as those that are read whole."""

from functools import partial
from pathlib import Path

import pytest
from linked import Linked
from pandas.testing import assert_frame_equal
from small_bank import Bank, carpeta, other, rosa

from trama.bank.keeper import Keeper, follow
from trama.bank.microdata import microdata
from trama.linkage.judgements import Verdict


def test_nothing_is_read_again_while_the_graph_stays(bank: Bank) -> None:
    bank.reta(rosa())
    keeper = Keeper(bank.graph, None)

    assert keeper.frame() is keeper.frame()


def test_every_change_is_followed(bank: Bank, tmp_path: Path) -> None:
    keeper = Keeper(bank.graph, 60.0)
    both = carpeta(nro_atestado_pnp="SINT-2017-000001")
    steps = (
        partial(bank.reta, rosa(), other("2")),
        partial(bank.reta, other("3", NRO_DOC_VICT="00000101", NOMBRES_VICT="ROSA")),
        partial(bank.sistra, **both),
        partial(bank.reta, rosa(EDAD_VICT="19")),
        partial(bank.reta, other("4")),
    )
    for step in steps:
        step()
        assert_frame_equal(keeper.frame(), microdata(bank.graph))
    rows = bank.graph.stream("MATCH (r:Record {kind: 'victim'}) RETURN r.uid AS uid ORDER BY uid")
    one, two, *_ = (row["uid"] for row in rows)
    Linked(bank.graph, tmp_path).judge(one, two, Verdict.DIFFERENT)
    assert_frame_equal(keeper.frame(), microdata(bank.graph))


@pytest.mark.parametrize("named", ["SINT-2017-000001", ""])
def test_only_what_a_load_added_is_read(bank: Bank, named: str) -> None:
    bank.reta(rosa(), other("2"), other("3"))
    before = microdata(bank.graph)
    bank.sistra(**carpeta(nro_atestado_pnp=named))

    assert_frame_equal(follow(bank.graph, before, ["2018-1-0"]), microdata(bank.graph))
    assert len(microdata(bank.graph)) == (3 if named else 4)

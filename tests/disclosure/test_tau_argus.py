"""Tau-Argus, the program of Europe's statistical offices, beside our audit.

It audits tables that suppress, and add up; ours do not. So it checks the linear program that the
tests audit with, and shows what suppression leaves: a department without its women is six people.
"""

from collections.abc import Iterator
from contextlib import chdir

import numpy as np
import pytest
from made_people import HOME_KEY, PLACES, SEX, made_people
from pytauargus import protect
from pytauargus.protect import ProtectResult
from table_intervals import UNTOLD, Exact, interval

from trama.disclosure.cubes import Axis, Layout, Numbers, count
from trama.disclosure.intervals import audit
from trama.disclosure.rules import Rules
from trama.disclosure.safe_tables import Table
from trama.disclosure.successive import Ledger, release

FLAT = Layout("t", (Axis("place", dict.fromkeys(PLACES.leaves, ())), SEX))
PEOPLE = made_people(600, 3)
MANY = 10**6


@pytest.fixture(scope="module")
def argus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProtectResult]:
    """Yield what Tau-Argus makes of the people: cells under ten suppressed, and others for them.

    It calls total what we call TOTAL, and has cells in our order. Its solver writes logs into the
    current folder, whatever ``workdir`` is.
    """
    columns = PEOPLE[["place", "sex"]].assign(n=1.0)
    folder = str(tmp_path_factory.mktemp("argus"))
    with chdir(folder):
        yield protect(
            columns, ["place", "sex"], response="n", safety_rules="FREQ(10,10)", workdir=folder
        )


def _suppressed(argus: ProtectResult) -> Numbers:
    """Return the table that Tau-Argus publishes: UNTOLD where it suppresses."""
    table = argus.tables[0]
    assert table.dataframe()["n"].tolist() == count(FLAT, PEOPLE).people.tolist()
    return np.array([UNTOLD if told == "x" else int(told) for told in table.safe()])


def test_its_intervals_are_those_of_our_linear_program(argus: ProtectResult) -> None:
    told = _suppressed(argus)
    least, most = np.where(told < 0, 0, told), np.where(told < 0, MANY, told)
    rows = argus.engine.audit(0)
    assert len(rows) == (told < 0).sum() > 10
    counted = count(FLAT, PEOPLE).people.reshape(FLAT.shape)[1:, 1:].ravel()
    # It takes a cell of one person as perhaps empty, and any other as not empty.
    leaves_from = (counted > 1).astype(np.int64)
    for row in rows:
        ours = interval(FLAT, least, most, row["cell"], leaves_from)
        assert ours == pytest.approx((row["min"], row["max"]))


def test_what_it_suppresses_still_tells_of_fewer_than_ten(argus: ProtectResult) -> None:
    found = audit([Table(FLAT, _suppressed(argus))], Exact())
    assert ("D4", "TOTAL") in {group.cell for group in found.exposed if group.less == ("D4", "F")}
    ours = release([FLAT], PEOPLE, Rules(), HOME_KEY, Ledger())
    assert audit(ours.tables, Rules()).exposed == ()

"""The spool in which issues wait until they are written."""

import sqlite3

import pytest

from trama.ingest.load.issue_spool import IssueSpool
from trama.values.defects import Defect, DefectCode, Issue, Outcome


@pytest.fixture
def spool(spool_database: sqlite3.Connection) -> IssueSpool:
    return IssueSpool(spool_database)


def test_issues_come_back_whole_by_file_then_in_the_order_they_came(
    spool: IssueSpool,
) -> None:
    defect = Defect(DefectCode.UNKNOWN_CASE, Outcome.REJECTED, "sugerencia")
    late = Issue("b.csv", "", 2, "", defect)
    early = Issue("a.csv", "hoja", 9, "EDAD_VICT", defect, "valor")
    second = Issue("a.csv", "hoja", 3, "", Defect(DefectCode.UNREADABLE_AGE, Outcome.SET_ASIDE))
    spool.add(1, late)
    spool.add(0, early)
    spool.add(0, second)

    assert list(spool.issues()) == [early, second, late]


def test_equal_issues_are_all_kept(spool: IssueSpool) -> None:
    issue = Issue("a.csv", "", 2, "", Defect(DefectCode.UNKNOWN_CASE, Outcome.REJECTED))
    spool.add(0, issue)
    spool.add(0, issue)

    assert list(spool.issues()) == [issue, issue]

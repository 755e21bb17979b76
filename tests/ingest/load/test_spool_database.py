"""The database of a load: one for the three stores, and nameless."""

import sqlite3
from pathlib import Path

import pytest

from trama.graph.records import Kind, Mention
from trama.ingest.load.issue_spool import IssueSpool
from trama.ingest.load.observation_spool import ObservationSpool, ObservedRow
from trama.ingest.load.row_spool import RowSpool
from trama.mapping.mapped import MappedRow
from trama.values.defects import Defect, DefectCode, Issue, Outcome

MIB = 1024 * 1024
OPEN_FILES = Path("/proc/self/fd")


def test_three_stores_share_it_and_keep_apart(spool_database: sqlite3.Connection) -> None:
    rows, issues = RowSpool(spool_database), IssueSpool(spool_database)
    observations = ObservationSpool(spool_database)
    issue = Issue("a.csv", "", 2, "", Defect(DefectCode.UNKNOWN_CASE, Outcome.REJECTED))
    mention = Mention.of(Kind.CASE, "A", "", {}, {})

    rows.add("RETA", 0, 0, [MappedRow("", 2, "d", "A", parent=True, mentions=(mention,))])
    issues.add(0, issue)
    observations.remember("O-1", ObservedRow(0, 0, "row", "content"))
    rows.group()
    late = [issues.add(0, issue) for _ in rows.cases()]  # a load adds issues while it reads cases

    assert late == [None]
    assert list(issues.issues()) == [issue, issue]


def open_files() -> set[Path]:
    return {link.readlink() for link in OPEN_FILES.iterdir() if link.is_symlink()}


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="only Linux lists the open files")
def test_what_memory_does_not_hold_goes_into_one_file_that_no_folder_lists(
    spool_database: sqlite3.Connection,
) -> None:
    # Arrange
    before = open_files()
    rows = RowSpool(spool_database)

    # Act
    for line in range(40):
        mention = Mention.of(Kind.CASE, str(line), "", {}, {"RELATO": "x" * MIB})
        row = MappedRow("", line, str(line), str(line), parent=True, mentions=(mention,))
        rows.add("RETA", 0, 0, [row])
    opened = open_files() - before

    # Assert
    assert len(opened) == 1
    assert opened.pop().name.endswith("(deleted)")
    assert rows.group() == 40

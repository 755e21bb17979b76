"""The issues of a load, kept on disk until they are written as a CSV."""

import sqlite3
from collections.abc import Iterator

from trama.values.defects import Defect, DefectCode, Issue, Outcome

_TABLE = """
CREATE TABLE issues (id INTEGER PRIMARY KEY, load_file INT, file TEXT, sheet TEXT, line INT,
    name TEXT, code TEXT, outcome TEXT, value TEXT, suggestion TEXT)
"""
_ADD = """
INSERT INTO issues (load_file, file, sheet, line, name, code, outcome, value, suggestion)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ALL = """
SELECT file, sheet, line, name, code, outcome, suggestion, value FROM issues ORDER BY load_file, id
"""


class IssueSpool:
    """Issues in, issues out: file by file, whatever the order they came in."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._database.execute(_TABLE)

    def add(self, load_file: int, issue: Issue) -> None:
        """Store an issue of the file with that number in the load."""
        defect = issue.defect
        self._database.execute(
            _ADD,
            (
                load_file,
                issue.file,
                issue.sheet,
                issue.line,
                issue.column,
                defect.code,
                defect.outcome.value,
                issue.value,
                defect.suggestion,
            ),
        )

    def issues(self) -> Iterator[Issue]:
        """Yield the issues by the number of their file, then in the order of :meth:`add`."""
        for file, sheet, line, name, code, outcome, suggestion, value in self._database.execute(
            _ALL
        ):
            defect = Defect(DefectCode(code), Outcome(outcome), suggestion)
            yield Issue(file, sheet, line, name, defect, value)

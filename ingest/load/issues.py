"""The issues of a load: counted by sheet, spooled to disk, written as a CSV at the end."""

import csv
import os
from collections import Counter
from io import TextIOWrapper
from pathlib import Path

from trama.core.errors import Language, OutputError
from trama.core.home import open_private, private_draft
from trama.core.safe_cells import spreadsheet_text
from trama.core.unwritable import why_unwritable
from trama.ingest.load.issue_spool import IssueSpool
from trama.values.defects import Issue, explain

COLUMNS = (
    "file",
    "sheet",
    "line",
    "column",
    "code",
    "outcome",
    "value",
    "message",
    "suggestion",
)


class IssueLog:
    """The issues of a load: counted and, if ``kept`` is True, spooled.

    ``counts`` has the number of issues by file number, file as issues name it, and sheet.
    ``codes`` has their number by the code of the defect.
    """

    def __init__(self, spool: IssueSpool, *, kept: bool) -> None:
        self._spool = spool
        self._kept = kept
        self.counts: Counter[tuple[int, str, str]] = Counter()
        self.codes: Counter[str] = Counter()

    def take(self, number: int, issue: Issue) -> None:
        """Count an issue of the file with that number in the load, and keep it if wanted."""
        self.counts[number, issue.file, issue.sheet] += 1
        self.codes[issue.defect.code.value] += 1
        if self._kept:
            self._spool.add(number, issue)

    def write(self, path: Path, language: Language) -> None:
        """Write every issue into a CSV that only its owner can read, in the order of the files.

        The CSV holds values of cells, and with them the names of people.

        Raises:
            OutputError: the file cannot be written.
        """
        try:
            with private_draft(path) as file:
                text = TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
                rows = csv.writer(text)
                rows.writerow(COLUMNS)
                for issue in self._spool.issues():
                    rows.writerow(_line(issue, language))
                text.detach()
        except OSError as error:
            raise _unwritable(path, error) from error


def check_writable(path: Path) -> None:
    """Create the file of the issues, so that a load fails before it begins and not at its end.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        os.close(open_private(path))
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> OutputError:
    why_es, why_en = why_unwritable(error)
    return OutputError(file=str(path), why_es=why_es, why_en=why_en)


def _line(issue: Issue, language: Language) -> tuple[object, ...]:
    defect = issue.defect
    return (
        spreadsheet_text(issue.file),
        spreadsheet_text(issue.sheet),
        issue.line,
        spreadsheet_text(issue.column),
        defect.code,
        defect.outcome.value,
        spreadsheet_text(issue.value),
        explain(defect.code, language),
        spreadsheet_text(defect.suggestion),
    )

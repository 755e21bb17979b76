"""Reading the files of a load: cases into the spool, observations straight to the graph."""

from collections.abc import Iterator
from itertools import islice

from trama.core.errors import InputError
from trama.ingest.load.files import LoadedFile, Sheets
from trama.ingest.load.issues import IssueLog
from trama.ingest.load.observation_loader import ObservationLoader
from trama.ingest.load.progress import Meter, Phase, Watcher
from trama.ingest.load.reconcile import RowOutcome
from trama.ingest.load.report import SheetReport
from trama.ingest.load.row_spool import RowSpool
from trama.ingest.mapping.files import MappedTable, map_tables
from trama.ingest.mapping.mapped import MappedObservation, MappedRow
from trama.ingest.mapping.plan import OpenFile
from trama.values.defects import Defect, DefectCode, Issue, Outcome

# Enough to make one call of the spool's for, few enough to watch them go by.
_ROWS_AT_ONCE = 200


class Reader:
    """Reads one file after the other; counts rows and takes issues as it goes."""

    def __init__(
        self,
        spool: RowSpool,
        issues: IssueLog,
        observations: ObservationLoader,
        watcher: Watcher | None,
    ) -> None:
        self.sheets = Sheets()
        self._spool = spool
        self._issues = issues
        self._observations = observations
        self._watcher = watcher

    def read(self, file: LoadedFile, tables: OpenFile) -> list[InputError]:
        """Reads a file to its end; returns what stopped the sheets that could not be.

        Of a sheet that breaks off in the middle no case is kept; its other sheets stay.

        Raises:
            InputError: nothing of the file can be read.
        """
        errors: list[InputError] = []
        for table in map_tables(
            tables, file.profile, lambda issue: self._issues.take(file.number, issue)
        ):
            try:
                self._read_table(file, table)
            except InputError as error:
                errors.append(error)
                self._drop(file, table)
        return errors

    def _drop(self, file: LoadedFile, table: MappedTable) -> None:
        if not file.profile.holds_observations:
            number = self.sheets.number(file, table.file, table.sheet)
            self._spool.drop(file.number, number)
            del file.account.sheets[self.sheets.names[number]]

    def count_issues(self, files: dict[int, LoadedFile]) -> None:
        """Writes into the accounts how many issues each sheet has."""
        for (number, inner, sheet), count in sorted(self._issues.counts.items()):
            file = files.get(number)
            if file is not None and (file.account.error is None or file.account.sheets):
                self.sheets.accounts[self.sheets.number(file, inner, sheet)].issues = count

    def _read_table(self, file: LoadedFile, table: MappedTable) -> None:
        number = self.sheets.number(file, table.file, table.sheet)
        account = self.sheets.accounts[number]
        meter = Meter(self._watcher, Phase.READING, file=file.node.name)
        if file.profile.holds_observations:
            self._read_observations(file, table, (number, account), meter)
        else:
            rows = _rows(table)
            while some := list(islice(rows, _ROWS_AT_ONCE)):
                kept = self._spool.add(file.profile.registry, file.number, number, some)
                account.count(RowOutcome.MERGED, len(some) - kept)
                meter.advance(len(some))
        account.count(RowOutcome.REJECTED, table.count.rejected)
        meter.tell()

    def _read_observations(
        self, file: LoadedFile, table: MappedTable, sheet: tuple[int, SheetReport], meter: Meter
    ) -> None:
        number, account = sheet
        rows = _observations(table)
        for row, outcome, contradicts in self._observations.load(file, (number, table.sheet), rows):
            account.count(outcome)
            if contradicts:
                defect = Defect(DefectCode.REPEATED_OBSERVATION, Outcome.SET_ASIDE)
                issue = Issue(table.file, table.sheet, row.line, "", defect)
                self._issues.take(file.number, issue)
            meter.advance()


def _rows(table: MappedTable) -> Iterator[MappedRow]:
    for row in table.rows:
        if isinstance(row, MappedRow):
            yield row


def _observations(table: MappedTable) -> Iterator[MappedObservation]:
    for row in table.rows:
        if isinstance(row, MappedObservation):
            yield row

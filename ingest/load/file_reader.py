"""The reading of files: rows of cases into the spool, observations straight to the graph."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from trama.core.batches import batched
from trama.core.errors import InputError
from trama.graph.records import CaseKey
from trama.incoming.rows import RowOutcome
from trama.ingest.load.files import LoadedFile, LoadedSheet, Sheets
from trama.ingest.load.issues import IssueLog
from trama.ingest.load.known_files import KnownFiles, LineScopes, Scope
from trama.ingest.load.observation_loader import ObservationLoader
from trama.ingest.load.progress import Meter, Phase, Watcher
from trama.ingest.load.row_spool import RowSpool
from trama.ingest.load.series import Series
from trama.mapping.date_orders import ShownOrders, add_texts, orders_as_texts
from trama.mapping.file_places import FilePlaces
from trama.mapping.files import MappedTable, map_tables
from trama.mapping.mapped import MappedObservation, MappedRow
from trama.mapping.plan import OpenFile
from trama.values.defects import Defect, DefectCode, Issue, Outcome

# Rows of one call of the spool: enough to be worth the call, few enough to watch them go by.
_ROWS_AT_ONCE = 200

_OUTCOMES = {
    DefectCode.REPEATED_OBSERVATION: Outcome.SET_ASIDE,
    DefectCode.WITHDRAWN_OBSERVATION: Outcome.REJECTED,
    DefectCode.OLDER_EDITION: Outcome.SET_ASIDE,
    DefectCode.FILE_LOADED_BEFORE: Outcome.NOTED,
}


class FileReader:
    """A reader of one file after the other, which counts rows and takes issues."""

    def __init__(
        self,
        spool: RowSpool,
        issues: IssueLog,
        observations: ObservationLoader,
        watcher: Watcher | None,
        known: KnownFiles,
        series: Series,
    ) -> None:
        self.sheets = Sheets()
        self._places = FilePlaces()
        self.rejected_cases: dict[CaseKey, str] = {}
        self._series = series
        self._known = known
        self._spool = spool
        self._issues = issues
        self._observations = observations
        self._watcher = watcher
        self._shown_orders: ShownOrders = {}

    def read(self, file: LoadedFile, opened: OpenFile) -> list[InputError]:
        """Read a file to the end. Return one error for each unreadable sheet.

        A sheet that breaks off in the middle leaves no row of a case. The other sheets stay.

        Raises:
            InputError: nothing of the file can be read.
        """
        errors: list[InputError] = []
        known = self._known.of_profile(file.profile.name)
        lines = LineScopes(file.node.uid, file.node.name, known)
        for each in known:
            add_texts(self._shown_orders, file.profile.name, each.date_orders)
        by_line: list[MappedTable] = []
        self._places = FilePlaces()
        for table in map_tables(
            opened,
            file.profile,
            lambda issue: self._issues.take(file.number, issue),
            self._shown_orders,
        ):
            orders = orders_as_texts(self._shown_orders, file.profile.name)
            file.node = replace(file.node, date_orders=orders)
            if table.by_line:
                by_line.append(table)
            try:
                self._read_table(file, table, lines)
            except InputError as error:
                errors.append(error)
                self._drop(file, table)
        for issue in self._places.issues():
            self._issues.take(file.number, issue)
        told = DefectCode.COPY_OF_A_FILE if file.known_names and not file.loaded_before else None
        if by_line:
            told = self._begin_keys(file, by_line, lines.scope()) or told
        if told is not None:
            self.tell(file, told)
        self._known.add(file.node)
        return errors

    def _begin_keys(
        self, file: LoadedFile, tables: Iterable[MappedTable], scope: Scope
    ) -> DefectCode | None:
        """Give the cases without a key the scope of their file. Return what is to be told."""
        for table in tables:
            sheet = self.sheets.of(file, table.file, table.sheet)
            _, archived, inner = table.file.partition("!")
            inside = f"{inner}:" if archived else ""
            self._spool.begin_keys(sheet.number, f"{scope.text}{inside}")
        file.node = replace(
            file.node,
            line_scope=scope.text,
            rows_digest=scope.rows_digest,
            rows_sample=scope.rows_sample,
        )
        return scope.told

    def tell(self, file: LoadedFile, code: DefectCode) -> None:
        """Add an issue about a file as a whole, at the first line of its first sheet."""
        sheet = self.sheets.first_of(file)
        if sheet is not None:
            self._issue(file, sheet, 1, Defect(code, Outcome.NOTED))

    def count_issues(self, files: Mapping[int, LoadedFile]) -> None:
        """Write into the reports how many issues each sheet has."""
        for (number, inner, sheet), count in sorted(self._issues.counts.items()):
            file = files.get(number)
            if file is not None and (file.report.error is None or file.report.sheets):
                self.sheets.of(file, inner, sheet).report.issues = count

    def _read_table(self, file: LoadedFile, table: MappedTable, lines: LineScopes) -> None:
        sheet = self.sheets.of(file, table.file, table.sheet)
        meter = Meter(self._watcher, Phase.READING, file=file.node.name)
        if file.profile.holds_observations:
            self._read_observations(file, table, sheet, meter)
        else:
            self._read_cases(file, table, sheet, meter, lines)
        sheet.report.count(RowOutcome.REJECTED, table.count.rejected)
        for number, line in table.count.rejected_cases.items():
            where = f"línea {line}" + (f", {sheet.name}" if sheet.name else "")
            self.rejected_cases.setdefault(CaseKey(file.profile.registry, number), where)
        meter.notify()

    def _read_cases(
        self,
        file: LoadedFile,
        table: MappedTable,
        sheet: LoadedSheet,
        meter: Meter,
        lines: LineScopes,
    ) -> None:
        """Spool the rows. Count the exact repeats; the others are counted with their case."""
        rows = (row for row in table.rows if isinstance(row, MappedRow))
        for some_rows in batched(rows, _ROWS_AT_ONCE):
            stored = self._spool.add(
                file.profile.registry, file.number, sheet.number, some_rows, by_line=table.by_line
            )
            if table.by_line:
                lines.add(row.digest for row in some_rows)
            sheet.report.count(RowOutcome.MERGED, len(some_rows) - stored)
            for row in some_rows:
                self._places.add(table.file, table.sheet, row)
            meter.advance(len(some_rows))

    def _read_observations(
        self, file: LoadedFile, table: MappedTable, sheet: LoadedSheet, meter: Meter
    ) -> None:
        """Read the whole sheet, then write its rows: how far it reaches decides about them."""
        series = self._series
        series.clear()
        for row in table.rows:
            if isinstance(row, MappedObservation):
                series.add(row)
                meter.advance()
        file.node = replace(file.node, reaches=max(file.node.reaches or "", series.reaches))
        for (_, year), line in series.years_in_first_month().items():
            told = Defect(DefectCode.YEAR_IN_FIRST_MONTH, Outcome.CORRECTED, str(year))
            self._issue(file, sheet, line, told, f"{year}-01")
        editions = self._observations.compare(file, series)
        for row, outcome, code in self._observations.load(file, sheet, series, editions):
            sheet.report.count(outcome)
            if code is not None:
                self._issue(file, sheet, row.line, Defect(code, _OUTCOMES[code]))
        withdrawn = Defect(DefectCode.WITHDRAWN_OBSERVATION, Outcome.NOTED)
        for uid in self._observations.withdraw(editions):
            self._issue(file, sheet, 1, withdrawn, uid)

    def _issue(
        self, file: LoadedFile, sheet: LoadedSheet, line: int, defect: Defect, value: str = ""
    ) -> None:
        issue = Issue(sheet.file, sheet.sheet, line, "", defect, value)
        self._issues.take(file.number, issue)

    def _drop(self, file: LoadedFile, table: MappedTable) -> None:
        """Forget a sheet of cases that broke off. Keep observations: the graph has them already."""
        if not file.profile.holds_observations:
            sheet = self.sheets.of(file, table.file, table.sheet)
            self._spool.drop(file.number, sheet.number)
            del file.report.sheets[sheet.name]

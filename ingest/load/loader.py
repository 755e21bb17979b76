"""A load as a whole: from export files to a graph in which every fact has its source."""

import sys
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

from trama.canonical.decided import as_decided
from trama.canonical.rebuild_all import rebuild_all
from trama.core.errors import TramaError
from trama.core.first_load_errors import DoorRefused
from trama.core.garbage_collection import rare_collection
from trama.core.time_spent import Part, measured, spending
from trama.graph.engine import Graph
from trama.graph.records import CaseKey, Kind, from_properties
from trama.graph.store.batch_writer import BatchWriter
from trama.graph.store.finder import RecordFinder
from trama.graph.store.first_load import await_indexes, check_import, remove_half_done, unmark
from trama.graph.store.schema import migrate
from trama.graph.store.turns import turn
from trama.graph.store.writer import Writer
from trama.incoming.document_checks import DocumentSpool
from trama.incoming.findings import Finding
from trama.incoming.reconcile import Reconciled
from trama.incoming.row_checks import check_case
from trama.incoming.rows import RowOutcome, SpooledRow
from trama.ingest.load.bulk_files import bulk_writer
from trama.ingest.load.case_loader import CaseLoader, CaseWriter, known_registrations
from trama.ingest.load.counting import count_again
from trama.ingest.load.file_reader import FileReader
from trama.ingest.load.files import LoadedFile, open_file, wanted_files
from trama.ingest.load.finding_issues import column_of, issue_of
from trama.ingest.load.first_cases import FirstWriter
from trama.ingest.load.import_writer import ImportWriter
from trama.ingest.load.issue_spool import IssueSpool
from trama.ingest.load.issues import IssueLog
from trama.ingest.load.known_files import KnownFiles
from trama.ingest.load.known_records import KnownRecords
from trama.ingest.load.load_options import LoadOptions
from trama.ingest.load.observation_loader import ObservationLoader
from trama.ingest.load.observation_spool import ObservationSpool
from trama.ingest.load.progress import Meter, Phase, Progress, Watcher
from trama.ingest.load.remembered import RememberedLoad, remembered_load, says_the_same_again
from trama.ingest.load.report import FileReport, LoadReport, SheetReport
from trama.ingest.load.row_spool import RowSpool, SpooledCase
from trama.ingest.load.series import Series
from trama.ingest.load.source_layer_changes import SourcePlan
from trama.ingest.load.spool_database import open_spool_database
from trama.ingest.load.spooled_records import SpooledRecords
from trama.ingest.load.write_queue import WriteQueue
from trama.linkage.identity import identifying_keys
from trama.linkage.judgements import NO_DECISIONS
from trama.values.defects import Defect, DefectCode, Outcome

__all__ = ["FileReport", "LoadOptions", "LoadReport", "Progress", "SheetReport", "load"]


def load(
    paths: Iterable[Path], graph: Graph, options: LoadOptions, progress: Watcher | None = None
) -> LoadReport:
    """Load files, in this order, and return what became of each row.

    1. Read every file: rows of cases go into a spool, observations straight to the graph.
    2. Compare each spooled case with the graph, and write what is new or corrected.
    3. Count the routes anew where their legs changed.

    A file or a sheet that cannot be read does not stop the others: the report has the reason.
    Each committed transaction is whole, whatever stops the load. Load the same files again to go
    on; files loaded to the end are not read again. A large load into an embedded graph without
    cases is written in parts, and nobody can read it meanwhile: if it stops, it begins anew. If the
    engine refuses the parts, everything is loaded once more, by transactions.

    With ``bulk_dir`` the cases go into files, and the graph stays as it is but for statistics.

    Raises:
        GraphLoading: in a dry run, another load fills the graph.
        EngineError: the engine failed. LoadInterrupted: another load began.
        OutputError: the issues cannot be written to the path given.
        UnknownName, DeclarationError: the profile asked for does not exist, or is wrong.
        BadSetting: another key made the pseudonyms of the graph.
        ImportRefused: ``bulk_dir`` cannot be used with this folder or this graph.
        ImportIncomplete: ``neo4j-admin`` imported only a part of the files.
    """
    paths = list(paths)
    options.check(paths)
    try:
        return _loaded(paths, graph, options, progress)
    except DoorRefused as refused:
        report = _loaded(paths, graph, replace(options, first_load_rows=sys.maxsize), progress)
        report.door_refused = str(refused.facts["detail"])
        return report


def _loaded(
    paths: Iterable[Path], graph: Graph, options: LoadOptions, progress: Watcher | None
) -> LoadReport:
    begun, report = time.monotonic(), LoadReport(dry_run=options.dry_run)
    memory = remembered_load(paths, options)
    with ExitStack() as whole:
        whole.enter_context(rare_collection())
        spent = whole.enter_context(measured())
        bulk = None
        if not options.dry_run:
            whole.enter_context(turn(options.lock))
            with spending(Part.PREPARING):
                remove_half_done(graph)
                whole.enter_context(graph.first_load.filling())
                check_import(graph)
                # A judging that was killed left judgements that no case follows yet.
                rebuild_all(graph, options.deriving(), only=set)
                if options.bulk_dir is not None:
                    bulk = whole.enter_context(bulk_writer(graph, options.bulk_dir))
        with ExitStack() as stack:
            with spending(Part.PREPARING):
                run = _Load(graph, options, progress, report, stack, bulk)
            if memory is None or not memory.tell(graph, report, progress):
                with spending(Part.READING):
                    run.read(paths)
                with spending(Part.COMPARING):
                    run.write_cases()
        if not options.dry_run:
            run.complete(memory)
    report.spent = spent.seconds()
    report.seconds = round(time.monotonic() - begun, 3)
    return report


class _Load:
    """One load, from opening the files to the last transaction of a case."""

    def __init__(
        self,
        graph: Graph,
        options: LoadOptions,
        progress: Watcher | None,
        report: LoadReport,
        stack: ExitStack,
        bulk: ImportWriter | None,
    ) -> None:
        """Open the spools and the queue. ``stack`` closes them, also after a failure."""
        self._options = options
        self._progress = progress
        self._report = report
        self._files: dict[int, LoadedFile] = {}
        self._held_records = False
        self._cases = 0
        self._graph = graph
        self._bulk = bulk
        self._finder = RecordFinder(graph)
        if not options.dry_run:
            self._store = Writer(graph)
            migrate(graph, check=self._store.fence.check)
            await_indexes(graph)
        # Nobody else writes from here on: what is read now stays as it is.
        self._known = KnownFiles(self._finder.files())
        self._deriving = as_decided(graph, options.deriving())
        database = stack.enter_context(closing(open_spool_database()))
        self._rows = RowSpool(database)
        self._documents = DocumentSpool(database)
        self._issues = IssueLog(IssueSpool(database), kept=options.issues is not None)
        self._queue: WriteQueue | None = None
        if not options.dry_run:
            self._queue = stack.enter_context(WriteQueue(self._store))
        observations = ObservationLoader(
            self._finder,
            ObservationSpool(database),
            self._queue,
            began_empty=not self._finder.holds_observations(),
            known_files=self._known.uids,
        )
        self._reader = FileReader(
            self._rows, self._issues, observations, progress, self._known, Series(database)
        )

    def read(self, paths: Iterable[Path]) -> None:
        """Read every file. The report of a file that cannot be read gets the reason."""
        wanted_in_order = wanted_files(paths, self._options.profile, shipped=self._options.shipped)
        for number, wanted in enumerate(wanted_in_order):
            report = FileReport(file=str(wanted.path))
            self._report.files.append(report)
            begun = time.monotonic()
            try:
                own = self._options.own_profiles
                with open_file(number, wanted, report, self._known, own) as (file, opened):
                    self._files[number] = file
                    errors: Sequence[TramaError] = self._reader.read(file, opened)
            except TramaError as error:
                errors = [error]
            report.seconds += time.monotonic() - begun
            if errors:
                report.error = " ".join(error.message(self._options.language) for error in errors)

    def write_cases(self) -> None:
        """Compare the spooled cases with the graph, write what is new, complete the report."""
        begun = time.monotonic()
        self._cases = self._rows.group()
        meter = Meter(self._progress, Phase.WRITING, self._cases)
        self._held_records = self._finder.holds_records()
        before = {number for number, file in self._files.items() if file.loaded_before}
        loader = CaseLoader(self._finder, self._count, before, self._check)
        writer = self._writer(before)
        ignored: set[int] = set()
        for cases in loader.changed(self._rows.cases(self._reader.sheets.origins())):
            results = loader.reconcile(cases, loader.existing(cases))
            if writer is not None:
                writer.write(results)
            for result in results.values():
                ignored.update(row.file for row in result.ignored)
                self._tell_kept(result)
            self._meet(results)
            meter.advance(len(cases))
        if writer is not None:
            writer.end()
        self._tell_across_cases()
        for number in sorted(ignored):
            self._reader.tell(self._files[number], DefectCode.FILE_LOADED_BEFORE)
        self._keep_names()
        meter.done = meter.total or 0  # unchanged and rejected cases were passed over
        meter.notify()
        self._report.share_out(time.monotonic() - begun)
        self._reader.count_issues(self._files)
        self._report.codes = dict(self._issues.codes.most_common())
        if self._options.issues is not None:
            self._issues.write(self._options.issues, self._options.language)
            self._report.issues = str(self._options.issues)

    def complete(self, memory: RememberedLoad | None) -> None:
        """Count routes and tallies anew where the transactions changed them, or end the files."""
        if self._bulk is None:
            self._report.routes = count_again(self._graph, self._store.fence, self._progress)
            unmark(self._graph)
            self._keep(memory)
        elif self._bulk.files.nodes:
            self._report.routes = self._bulk.complete(self._graph)
            self._report.bulk_dir = str(self._options.bulk_dir)

    def _keep(self, memory: RememberedLoad | None) -> None:
        """Store the answer to the same load, if it would certainly give the same again."""
        same = not self._held_records and says_the_same_again(
            self._files.values(), self._known, self._report.codes
        )
        if memory is not None and not self._report.failed and (same or not self._store.wrote):
            memory.keep(self._graph, self._store.fence, self._report, self._cases)

    def _keep_names(self) -> None:
        """Store the new names of files that the graph knows, and wait until all is written."""
        if self._queue is None:
            return
        if changes := self._known.renamed(file.node for file in self._files.values()):
            self._queue.submit(changes)
        self._queue.drain()

    def _writer(self, loaded_before: Collection[int]) -> CaseWriter | FirstWriter | None:
        """Return what makes changes of the cases. Return None in a dry run."""
        if self._queue is None:
            return None
        plan = SourcePlan(
            files={number: file.node for number, file in self._files.items()},
            sheets=self._reader.sheets.names(),
            known_files=self._known.uids,
        )
        if self._bulk is not None or self._is_first():
            origins = self._reader.sheets.origins()
            rows = SpooledRecords(self._rows, origins, loaded_before)
            door = self._bulk or BatchWriter(self._graph, self._store)
            return FirstWriter(door, self._queue, rows, self._deriving, plan)
        known = KnownRecords(self._finder, self._queue)
        return CaseWriter(self._graph, self._queue, known, self._deriving, plan)

    def _is_first(self) -> bool:
        """Return whether the cases may go through the engine's own door, and are worth it.

        Judgements may join cases by keys that no row has: a graph that holds some is loaded with
        care.
        """
        return (
            not self._held_records
            and self._rows.count() >= self._options.first_load_rows
            and self._deriving.decisions == NO_DECISIONS
            and self._graph.batch_door() is not None
        )

    def _count(self, case: CaseKey, row: SpooledRow, outcome: RowOutcome) -> None:
        """Count a row. Add an issue if the row is rejected: nobody knows its case."""
        self._reader.sheets[row.sheet].report.count(outcome)
        if outcome is RowOutcome.REJECTED:
            rejected = self._reader.rejected_cases.get(case)
            code = DefectCode.CASE_REJECTED if rejected else DefectCode.UNKNOWN_CASE
            defect = Defect(code, Outcome.REJECTED, rejected or "")
            self._tell(Finding(row, defect, case.number))

    def _check(self, case: SpooledCase, known_people: Collection[str]) -> None:
        """Tell what the rows of a case show together, and keep the documents of its people."""
        for finding in check_case(case.rows, known_people):
            self._tell(finding)
        self._documents.add(case.key, case.rows)

    def _tell(self, finding: Finding) -> None:
        """Add an issue for what the rows of a case show together."""
        row = finding.row
        profile, sheet = self._files[row.file].profile, self._reader.sheets[row.sheet]
        self._issues.take(row.file, issue_of(finding, profile, sheet))

    def _meet(self, results: Mapping[CaseKey, Reconciled]) -> None:
        """Store people of the graph, unchanged, with a document or code of the changed people."""
        keys = {
            key
            for result in results.values()
            for record in result.changed
            for key in identifying_keys(record)
        }
        if keys and self._held_records:
            self._documents.add_known(
                record
                for record in map(from_properties, self._finder.people_bearing(keys))
                if record.case not in results or results[record.case].keeps(record)
            )

    def _tell_across_cases(self) -> None:
        """Add issues for what the rows of different cases show together."""
        for finding in self._documents.findings():
            self._tell(finding)
        dangling = self._rows.dangling()
        known = known_registrations(self._finder, {link for _, link in dangling})
        for row, link in dangling:
            if link not in known:
                defect = Defect(DefectCode.UNKNOWN_POLICE_REPORT, Outcome.NOTED)
                self._tell(Finding(row, defect, link, Kind.CASE, "police_report"))

    def _tell_kept(self, result: Reconciled) -> None:
        """Add an issue for each row that does not say what an earlier export said."""
        for row, names in result.kept:
            profile = self._files[row.file].profile
            columns = [column_of(profile, None, name, {}) or name for name in names]
            defect = Defect(DefectCode.KEPT_VALUE, Outcome.NOTED, ", ".join(columns))
            self._tell(Finding(row, defect, "", None, names[0]))

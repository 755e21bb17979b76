"""Loads files into the graph: from exports to a graph whose every fact says where it comes from."""

import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from trama.access.pseudonyms import pseudonym
from trama.core.errors import Language, TramaError
from trama.graph.engine import Graph
from trama.graph.records import CaseKey
from trama.graph.store.finder import RecordFinder
from trama.graph.store.routes import rebuild_routes
from trama.graph.store.schema import migrate
from trama.graph.store.turns import turn
from trama.graph.store.writer import Writer
from trama.ingest.load.batches import CaseLoader, CaseWriter
from trama.ingest.load.files import LoadedFile, open_file, wanted_files
from trama.ingest.load.garbage import rare_collection
from trama.ingest.load.issues import IssueLog, check_writable
from trama.ingest.load.observations import ObservationLoader
from trama.ingest.load.pipeline import KnownRecords, WriteQueue
from trama.ingest.load.progress import Meter, Phase, Progress, Watcher
from trama.ingest.load.reading import Reader
from trama.ingest.load.reconcile import RowOutcome, SpooledRow
from trama.ingest.load.report import FileReport, LoadReport, SheetReport
from trama.ingest.load.spool import Spool
from trama.ingest.profile.profiles import load_profile
from trama.linkage.canonical.rebuild import Deriving
from trama.linkage.canonical.rules import shipped_rules
from trama.values.defects import Defect, DefectCode, Issue, Outcome

__all__ = ["FileReport", "LoadOptions", "LoadReport", "Progress", "SheetReport", "load"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadOptions:
    """How files are loaded.

    ``key`` makes the pseudonyms (Home.pseudonym_key). ``profile`` is a name or a path for all
    files, None to guess each file's. ``dry_run`` gives the same account and writes nothing.
    ``issues`` is the CSV to write, in ``language``. ``shipped`` adds the package's own data.
    ``turn`` is a file that the loads of one installation take turns by.
    """

    key: bytes
    profile: str | None = None
    dry_run: bool = False
    issues: Path | None = None
    language: Language = "es"
    shipped: bool = False
    turn: Path | None = None


def load(
    paths: Iterable[Path], graph: Graph, options: LoadOptions, progress: Watcher | None = None
) -> LoadReport:
    """Loads files, in this order, and returns what became of each row.

    A file or a sheet that cannot be read does not stop the others; the account says why. Whatever
    stops the load, each transaction that was committed is whole: loading the same files again goes
    on.

    Raises:
        EngineError: the engine failed. LoadInterrupted: another load began.
        OutputError: the issues cannot be written where they were wanted.
        UnknownName, DeclarationError: the profile asked for is none, or is wrong.
    """
    begun = time.monotonic()
    if options.profile is not None:
        load_profile(options.profile)
    if options.issues is not None:
        check_writable(options.issues)
    account = LoadReport(dry_run=options.dry_run)
    with turn(None if options.dry_run else options.turn), rare_collection():
        with _Load(graph, options, progress, account) as run:
            run.read(paths)
            run.write_cases()
        if not options.dry_run:
            account.routes = _routes(graph, progress)
    account.seconds = round(time.monotonic() - begun, 3)
    return account


def _routes(graph: Graph, progress: Watcher | None) -> int:
    meter = Meter(progress, Phase.ROUTES)

    def tell(done: int, total: int) -> None:
        meter.total, meter.done = total, done
        meter.tell()

    return rebuild_routes(graph, tell)


class _Load:
    """One load, from opening the files to the last transaction."""

    def __init__(
        self, graph: Graph, options: LoadOptions, progress: Watcher | None, account: LoadReport
    ) -> None:
        self._graph = graph
        self._options = options
        self._progress = progress
        self._account = account
        self._files: dict[int, LoadedFile] = {}
        self._stack = ExitStack()

    def __enter__(self) -> "_Load":
        self._queue: WriteQueue | None = None
        self._finder = RecordFinder(self._graph)
        if not self._options.dry_run:
            migrate(self._graph)
        self._spool = Spool()
        self._stack.callback(self._spool.close)
        if not self._options.dry_run:
            self._queue = self._stack.enter_context(WriteQueue(Writer(self._graph)))
        self._issues = IssueLog(self._spool, kept=self._options.issues is not None)
        observations = ObservationLoader(
            self._finder, self._spool, self._queue, not self._finder.holds_observations()
        )
        self._reader = Reader(self._spool, self._issues, observations, self._progress)
        return self

    def __exit__(self, *raised: object) -> None:
        self._stack.__exit__(*raised)  # type: ignore[arg-type]

    def read(self, paths: Iterable[Path]) -> None:
        """Reads every file; of what cannot be read the account says why."""
        wanted = wanted_files(paths, self._options.profile, shipped=self._options.shipped)
        for number, one in enumerate(wanted):
            account = FileReport(file=str(one.path))
            self._account.files.append(account)
            begun = time.monotonic()
            try:
                with open_file(number, one, account) as (file, tables):
                    self._files[number] = file
                    errors: Sequence[TramaError] = self._reader.read(file, tables)
            except TramaError as error:
                errors = [error]
            account.seconds += time.monotonic() - begun
            if errors:
                account.error = " ".join(one.message(self._options.language) for one in errors)

    def write_cases(self) -> None:
        """Compares the spooled cases with the graph, writes what is new, closes the account."""
        begun = time.monotonic()
        meter = Meter(self._progress, Phase.WRITING, self._spool.group())
        loader = CaseLoader(self._finder, self._count)
        writer = self._writer()
        for cases in loader.changed(self._spool.cases()):
            changed = loader.reconcile(cases, loader.existing(cases))
            if writer is not None:
                writer.write(changed)
            meter.advance(len(cases))
        if self._queue is not None:
            self._queue.drain()
        meter.done = meter.total or 0  # those that had not changed were passed over
        meter.tell()
        self._share_out(time.monotonic() - begun)
        self._reader.count_issues(self._files)
        if self._options.issues is not None:
            self._issues.write(self._options.issues, self._options.language)
            self._account.issues = str(self._options.issues)

    def _writer(self) -> CaseWriter | None:
        if self._queue is None:
            return None
        return CaseWriter(
            queue=self._queue,
            known=KnownRecords(self._finder, self._queue),
            deriving=Deriving(shipped_rules(), partial(pseudonym, key=self._options.key)),
            files={number: file.node for number, file in self._files.items()},
            sheets=self._reader.sheets.names,
        )

    def _count(self, case: CaseKey, row: SpooledRow, outcome: RowOutcome) -> None:
        self._reader.sheets.accounts[row.sheet].count(outcome)
        if outcome is RowOutcome.REJECTED:
            inner, sheet = self._reader.sheets.place(row.sheet)
            defect = Defect(DefectCode.UNKNOWN_CASE, Outcome.REJECTED)
            self._issues.take(row.file, Issue(inner, sheet, row.line, "", defect, case.number))

    def _share_out(self, seconds: float) -> None:
        """Adds the time of writing to the files, by their rows."""
        rows = {number: file.account.total.rows for number, file in self._files.items()}
        every = sum(rows.values())
        for number, file in self._files.items():
            share = seconds * rows[number] / every if every else 0.0
            file.account.seconds = round(file.account.seconds + share, 3)

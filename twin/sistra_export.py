"""The SISTRA export of a twin, written by this process or by a process of its own.

From OWN_PROCESS_FROM cases on, two processes share the work:

1. This process makes the true cases, and writes the RETA export and truth.json.
2. The other process makes the same true cases again from the options. This takes less time than
   sending the cases over a pipe.
3. The other process writes each carpeta into the workbook, and sends the notes for truth.json over
   a pipe, 200 cases at a time.
4. At the end it sends one SistraFiles: the paths of the workbooks and the counts of their sheets.
5. An OSError of the other process travels over the pipe and is raised here. If that process dies, a
   ChildProcessError with its exit code is raised here. If this process stops early, it ends the
   other.

Example: a twin of 6,000 cases is sent as 30 lists of 200 notes and one SistraFiles. A case that
only RETA has is an empty list of notes.
"""

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Protocol

from trama.twin.case_maker import CaseMaker
from trama.twin.hand import Hand
from trama.twin.note import Note
from trama.twin.options import TwinOptions
from trama.twin.sheet_writer import SheetCounts
from trama.twin.sistra_book import SistraBooks
from trama.twin.sistra_rows import Carpeta, CarpetaWriter
from trama.twin.true_cases import TrueCase

OWN_PROCESS_FROM = 5_000
"""Cases; a smaller twin is written sooner than a second process starts."""
_BATCH = 200
"""Cases whose notes are sent together: one send for each case would cost more."""


@dataclass(frozen=True, slots=True)
class SistraFiles:
    """The finished workbooks, and the counts that a load must find in their sheets."""

    paths: tuple[Path, ...]
    counts: tuple[SheetCounts, ...]


class SistraExport(Protocol):
    """A SISTRA export that is being written."""

    def add(self, case: TrueCase) -> list[Note]:
        """Write the carpetas of a case; return a note on each for truth.json.

        The caller adds every true case, in order.

        Raises:
            OSError: the workbook cannot be written.
        """

    def end(self) -> SistraFiles:
        """Write the TOTAL rows and close the workbooks; no case follows."""


@contextmanager
def sistra_export(folder: Path, options: TwinOptions) -> Iterator[SistraExport]:
    """Yield the SISTRA export in ``folder``; one process and two write the same bytes."""
    if options.cases < OWN_PROCESS_FROM:
        with _in_this_process(folder, options) as export:
            yield export
    else:
        with _in_own_process(folder, options) as remote_export:
            yield remote_export


@dataclass(slots=True)
class _ThisProcess:
    writer: CarpetaWriter
    books: SistraBooks

    def add(self, case: TrueCase) -> list[Note]:
        return [self._written(self.writer.carpeta(case, filing)) for filing in case.carpetas]

    def _written(self, carpeta: Carpeta) -> Note:
        lines = self.books.write(carpeta)
        return {"file": self.books.file, **carpeta.note_with(lines)}

    def end(self) -> SistraFiles:
        self.books.end()
        return SistraFiles(tuple(self.books.paths), tuple(self.books.counts))


@contextmanager
def _in_this_process(folder: Path, options: TwinOptions) -> Iterator[_ThisProcess]:
    hand = Hand.of(options, "sistra")
    writer = CarpetaWriter(hand, options.report_filled)
    with SistraBooks(folder, f"SISTRA_{options.stem}", hand) as books:
        yield _ThisProcess(writer, books)


@dataclass(slots=True)
class _OwnProcess:
    process: BaseProcess
    receiver: Connection
    notes: Iterator[list[Note]] = field(default_factory=lambda: iter(()))

    def add(self, case: TrueCase) -> list[Note]:
        for notes in self.notes:
            return notes
        self.notes = iter(self._received())
        return self.add(case)

    def end(self) -> SistraFiles:
        files: SistraFiles = self._received()
        return files

    def _received(self) -> Any:  # noqa: ANN401 - lists of notes, and at the end a SistraFiles
        try:
            received = self.receiver.recv()
        except EOFError:
            self.process.join()
            raise ChildProcessError(f"exit {self.process.exitcode}") from None
        if isinstance(received, OSError):
            raise received
        return received


@contextmanager
def _in_own_process(folder: Path, options: TwinOptions) -> Iterator[_OwnProcess]:
    spawned = get_context("spawn")
    receiver, sender = spawned.Pipe(duplex=False)
    process = spawned.Process(target=_write_and_send, args=(folder, options, sender), daemon=True)
    process.start()
    sender.close()
    try:
        yield _OwnProcess(process, receiver)
    except BaseException:
        process.terminate()
        raise
    finally:
        process.join()
        receiver.close()


def _write_and_send(folder: Path, options: TwinOptions, sender: Connection) -> None:
    """Write the carpetas; send the notes of all cases in batches, and then a SistraFiles."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that reads the notes ends this one
    gc.disable()  # the objects of a twin form no cycles: the collector would find nothing
    maker = CaseMaker.of(options)
    cases = maker.cases(options.cases, maker.plan(options.cases))
    try:
        with _in_this_process(folder, options) as export:
            while batch := [export.add(case) for case in islice(cases, _BATCH)]:
                sender.send(batch)
            sender.send(export.end())
    except BrokenPipeError:
        return
    except OSError as error:
        sender.send(error)

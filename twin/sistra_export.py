"""The carpetas of a twin, written in the same process as the rest or in one of their own.

The true cases follow from the options alone, so another process makes them again: that takes less
than sending them over.
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

from trama.twin.case_maker import Episodes
from trama.twin.hand import Hand
from trama.twin.note import Note
from trama.twin.options import TwinOptions
from trama.twin.sheet_writer import SheetCounts
from trama.twin.sistra_book import SistraBooks
from trama.twin.sistra_rows import Prosecutors
from trama.twin.true_cases import TrueCase

APART_FROM = 5_000
"""Cases from which a process of its own is worth its start."""
_BATCH = 200
"""How many cases' notes travel together."""


@dataclass(frozen=True, slots=True)
class Filed:
    """The workbooks that were written, and what a load must find in their sheets."""

    paths: tuple[Path, ...]
    accounts: tuple[SheetCounts, ...]


class Carpetas(Protocol):
    """Writes the SISTRA export of a twin."""

    def enter(self, case: TrueCase) -> Note | None:
        """Returns the truth's note on a case's carpeta, None where it has none.

        To be asked of every true case, in order.

        Raises:
            OSError: the workbook cannot be written.
        """

    def end(self) -> Filed:
        """Writes what stands below the data; no case follows."""


@contextmanager
def carpetas(folder: Path, options: TwinOptions) -> Iterator[Carpetas]:
    """Yields what writes the carpetas into ``folder``; the bytes are the same either way."""
    if options.cases < APART_FROM:
        with _here(folder, options) as here:
            yield here
    else:
        with _apart(folder, options) as apart:
            yield apart


@dataclass(slots=True)
class _Here:
    prosecutors: Prosecutors
    books: SistraBooks

    def enter(self, case: TrueCase) -> Note | None:
        if not case.in_sistra:
            return None
        written = self.prosecutors.carpeta(case)
        lines = self.books.write(written)
        return {"file": self.books.file, **written.at(lines)}

    def end(self) -> Filed:
        self.books.end()
        return Filed(tuple(self.books.paths), tuple(self.books.accounts))


@contextmanager
def _here(folder: Path, options: TwinOptions) -> Iterator[_Here]:
    hand = Hand.of(options, "sistra")
    prosecutors = Prosecutors(hand, options.report_filled)
    with SistraBooks(folder, f"SISTRA_{options.stem}", hand) as books:
        yield _Here(prosecutors, books)


@dataclass(slots=True)
class _Apart:
    process: BaseProcess
    receiver: Connection
    notes: Iterator[Note | None] = field(default_factory=lambda: iter(()))

    def enter(self, case: TrueCase) -> Note | None:
        for note in self.notes:
            return note
        self.notes = iter(self._received())
        return self.enter(case)

    def end(self) -> Filed:
        filed: Filed = self._received()
        return filed

    def _received(self) -> Any:  # noqa: ANN401 - what the other process sends next
        try:
            received = self.receiver.recv()
        except EOFError:
            self.process.join()
            raise ChildProcessError(f"exit {self.process.exitcode}") from None
        if isinstance(received, OSError):
            raise received
        return received


@contextmanager
def _apart(folder: Path, options: TwinOptions) -> Iterator[_Apart]:
    spawned = get_context("spawn")
    receiver, sender = spawned.Pipe(duplex=False)
    process = spawned.Process(target=_file, args=(folder, options, sender), daemon=True)
    process.start()
    sender.close()
    try:
        yield _Apart(process, receiver)
    except BaseException:
        process.terminate()
        raise
    finally:
        process.join()
        receiver.close()


def _file(folder: Path, options: TwinOptions, sender: Connection) -> None:
    """Writes the carpetas; sends the notes of all cases in batches, then what was filed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that reads the notes ends this one
    gc.disable()  # of what a twin is made of, nothing refers back: it would look for nothing
    episodes = Episodes.of(options)
    cases = episodes.cases(options.cases, episodes.plan(options.cases))
    try:
        with _here(folder, options) as here:
            while batch := [here.enter(case) for case in islice(cases, _BATCH)]:
                sender.send(batch)
            sender.send(here.end())
    except BrokenPipeError:
        return
    except OSError as error:
        sender.send(error)

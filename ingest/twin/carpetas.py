"""The carpetas of a twin, written in the same process as the rest or in one of their own.

The true cases follow from the options alone, so another process makes them again: that takes less
than sending them over.
"""

import gc
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from trama.ingest.twin.cases import TrueCase
from trama.ingest.twin.episodes import Episodes
from trama.ingest.twin.export_sistra import Prosecutors
from trama.ingest.twin.hand import Hand
from trama.ingest.twin.junk import Note, SheetAccount
from trama.ingest.twin.options import TwinOptions
from trama.ingest.twin.sistra_book import SistraBooks

APART_FROM = 5_000
"""Cases from which a process of its own is worth its start."""
_BATCH = 200
"""How many cases' notes travel together."""


@dataclass(frozen=True, slots=True)
class Filed:
    """The workbooks that were written, and what a load must find in their sheets."""

    paths: tuple[Path, ...]
    accounts: tuple[SheetAccount, ...]


class Carpetas(Protocol):
    """A context manager that writes the SISTRA export of a twin."""

    def enter(self, case: TrueCase) -> Note | None:
        """Returns the truth's note on a case's carpeta, None where it has none.

        To be asked of every true case, in order.

        Raises:
            OSError: the workbook cannot be written.
        """

    def end(self) -> Filed:
        """Writes what stands below the data; no case follows."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def carpetas(folder: Path, options: TwinOptions) -> Carpetas:
    """Returns what writes the carpetas into ``folder``; the bytes are the same either way."""
    return (_Here if options.cases < APART_FROM else _Apart)(folder, options)


class _Here:
    def __init__(self, folder: Path, options: TwinOptions) -> None:
        hand = Hand.of(options, "sistra")
        self._prosecutors = Prosecutors(hand, options.report_filled)
        self._books = SistraBooks(folder, f"SISTRA_{options.stem}", hand)

    def enter(self, case: TrueCase) -> Note | None:
        if not case.in_sistra:
            return None
        written = self._prosecutors.carpeta(case)
        lines = self._books.write(written)
        return {"file": self._books.file, **written.at(lines)}

    def end(self) -> Filed:
        self._books.end()
        return Filed(tuple(self._books.paths), tuple(self._books.accounts))

    def __enter__(self) -> Self:
        self._books.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._books.__exit__(kind, error, trace)


class _Apart:
    def __init__(self, folder: Path, options: TwinOptions) -> None:
        spawned = get_context("spawn")
        self._receiver, sender = spawned.Pipe(duplex=False)
        self._process = spawned.Process(target=_file, args=(folder, options, sender), daemon=True)
        self._process.start()
        sender.close()
        self._notes: Iterator[Note | None] = iter(())

    def enter(self, case: TrueCase) -> Note | None:
        for note in self._notes:
            return note
        self._notes = iter(self._received())
        return self.enter(case)

    def end(self) -> Filed:
        filed: Filed = self._received()
        return filed

    def _received(self) -> Any:  # noqa: ANN401 - what the other process sends next
        try:
            received = self._receiver.recv()
        except EOFError:
            self._process.join()
            raise ChildProcessError(f"exit {self._process.exitcode}") from None
        if isinstance(received, OSError):
            raise received
        return received

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._process.terminate()
        self._process.join()
        self._receiver.close()


def _file(folder: Path, options: TwinOptions, sender: Connection) -> None:
    """Writes the carpetas; sends the notes of all cases in batches, then what was filed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that reads the notes ends this one
    gc.disable()  # of what a twin is made of, nothing refers back: it would look for nothing
    episodes = Episodes.of(options)
    cases = episodes.cases(options.cases, episodes.plan(options.cases))
    try:
        with _Here(folder, options) as here:
            while batch := [here.enter(case) for case in islice(cases, _BATCH)]:
                sender.send(batch)
            sender.send(here.end())
    except BrokenPipeError:
        return
    except OSError as error:
        sender.send(error)

"""The queue of transactions: a thread writes the first while the loader makes the next."""

import threading
from dataclasses import dataclass
from queue import Queue
from typing import Protocol

from trama.canonical.known import RecordIndex
from trama.core.time_spent import Part, spending
from trama.graph.store.changes import Changes

# Transactions that wait: one keeps the writer busy, more would only take memory.
_WAITING = 1


@dataclass(frozen=True, slots=True, eq=False)
class _Transaction:
    """A transaction on its way: its changes, and the records that they write."""

    changes: Changes
    index: RecordIndex


class ChangesWriter(Protocol):
    """A writer of changes: `trama.graph.store.writer`, or another of its kind."""

    def write(self, changes: Changes) -> None:
        """Write the changes; raise if that fails."""


class WriteQueue:
    """A queue of transactions, written in their order by a thread of its own.

    Use it in a ``with`` block. Leaving the block waits until everything is written, and raises
    what the writing raised. After a failure of either thread nothing more is written.
    """

    def __init__(self, writer: ChangesWriter) -> None:
        self._writer = writer
        self._queue: Queue[_Transaction | None] = Queue(maxsize=_WAITING)
        self._lock = threading.Lock()
        self._unwritten: list[_Transaction] = []
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name="trama-writer", daemon=True)

    @spending(Part.ENGINE)
    def submit(self, changes: Changes, index: RecordIndex | None = None) -> None:
        """Hand over a transaction. Wait while another transaction is waiting already.

        ``index`` holds the records that the transaction writes, for :meth:`unwritten`.
        """
        self._raise_failure()
        transaction = _Transaction(changes, index or RecordIndex())
        with self._lock:
            self._unwritten.append(transaction)
        self._queue.put(transaction)

    def use(self, writer: ChangesWriter) -> ChangesWriter:
        """Write with another writer from now on, and return the writer until now.

        Wait until all that was handed over is written.
        """
        self.drain()
        before, self._writer = self._writer, writer
        return before

    def unwritten(self) -> tuple[RecordIndex, ...]:
        """Return the records on their way, the latest first.

        Call this before asking the graph: a record that is not on its way is in the graph by then.
        """
        self._raise_failure()
        with self._lock:
            return tuple(transaction.index for transaction in reversed(self._unwritten))

    @spending(Part.ENGINE)
    def drain(self) -> None:
        """Wait until everything handed over is written."""
        self._queue.join()
        self._raise_failure()

    def __enter__(self) -> "WriteQueue":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._failure = self._failure or RuntimeError("the load stopped before its end")
        self._queue.put(None)
        self._thread.join()
        if kind is None:
            self._raise_failure()

    def _work(self) -> None:
        while (transaction := self._queue.get()) is not None:
            if self._failure is None:
                self._write(transaction)
            self._queue.task_done()

    def _write(self, transaction: _Transaction) -> None:
        try:
            self._writer.write(transaction.changes)
        except BaseException as failure:  # noqa: BLE001 - raised again in the other thread
            self._failure = failure
            return
        with self._lock:
            self._unwritten.remove(transaction)

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure

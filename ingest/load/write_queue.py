"""Writing beside planning: a thread writes one transaction while the next is made ready."""

import threading
from dataclasses import dataclass
from queue import Queue

from trama.graph.store.changes import Changes
from trama.graph.store.writer import Writer
from trama.linkage.canonical.known import RecordIndex

# One waiting transaction keeps the writer busy; more would only take memory.
_WAITING = 1


@dataclass(frozen=True, slots=True, eq=False)
class _Planned:
    changes: Changes
    index: RecordIndex


class WriteQueue:
    """Writes transactions in their order, in a thread of its own.

    Use it in a ``with`` block: leaving it waits until everything is written, and raises what the
    writing raised. After a failure nothing more is written.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._queue: Queue[_Planned | None] = Queue(maxsize=_WAITING)
        self._lock = threading.Lock()
        self._unwritten: list[_Planned] = []
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name="trama-writer", daemon=True)

    def submit(self, changes: Changes, index: RecordIndex | None = None) -> None:
        """Hands over a transaction; waits while one is waiting already.

        ``index`` holds the records that it writes, for :meth:`unwritten`.
        """
        self._raise_failure()
        planned = _Planned(changes, index or RecordIndex())
        with self._lock:
            self._unwritten.append(planned)
        self._queue.put(planned)

    def unwritten(self) -> tuple[RecordIndex, ...]:
        """Returns the records on their way, the latest first.

        Ask for them before asking the graph: what is not among them is in the graph by then.
        """
        self._raise_failure()
        with self._lock:
            return tuple(planned.index for planned in reversed(self._unwritten))

    def drain(self) -> None:
        """Waits until everything handed over is written."""
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
        while (planned := self._queue.get()) is not None:
            if self._failure is None:
                self._write(planned)
            self._queue.task_done()

    def _write(self, planned: _Planned) -> None:
        try:
            self._writer.write(planned.changes)
        except BaseException as failure:  # noqa: BLE001 - raised again in the other thread
            self._failure = failure
            return
        with self._lock:
            self._unwritten.remove(planned)

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure

"""The lines that a serving process writes: no line holds a value of a request or of the data.

An error's message, a stack and the words of a library may repeat a name that a caller sent. So an
error is written as its type and its place. Only Trama and Uvicorn, whose words are known, say more.
"""

import logging
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from trama.api.failures import where_raised

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

log = logging.getLogger(__name__)

_WORDS_ARE_KNOWN = ("trama.", "uvicorn.")


class ValuelessFormatter(logging.Formatter):
    """A formatter of log lines that leaves every message of an error out.

    ``2026-11-28 17:00:00,000 trama.api.problems unexpected ValueError at …/places.py:31``
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return one line: time, logger, what it says or where it says it, type of the error."""
        return f"{self.formatTime(record)} {record.name} {self._said(record)}{_error(record)}"

    @staticmethod
    def _said(record: logging.LogRecord) -> str:
        if not record.name.startswith(_WORDS_ARE_KNOWN):
            return f"{record.levelname} at {record.pathname}:{record.lineno}"
        said = next(iter(record.getMessage().splitlines()), "")
        # Uvicorn logs a failed start as a whole stack; create_app has told the reason before.
        return "the start failed" if said.startswith("Traceback") else said


def _error(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    return "" if error is None else f" {type(error).__name__} at {where_raised(error)}"


def log_without_values() -> None:
    """Let everything that this process tells pass through :class:`ValuelessFormatter`.

    Python itself writes to standard error when a thread or a destructor fails, when a warning is
    raised and when a log line cannot be written. These four ways lead here too.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(ValuelessFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    # The driver tells of each lost connection by itself; the failure reaches the caller as ours.
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)
    logging.captureWarnings(True)
    logging.raiseExceptions = False
    threading.excepthook = _thread_failed
    sys.unraisablehook = _not_raised
    sys.excepthook = _process_failed


def _thread_failed(failure: threading.ExceptHookArgs) -> None:
    if failure.exc_value is not None:
        _log_failure("thread", failure.exc_value)


def _not_raised(failure: "UnraisableHookArgs") -> None:
    if failure.exc_value is not None:
        _log_failure("destructor", failure.exc_value)


def _process_failed(
    _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    _log_failure("process", error)


def _log_failure(where: str, error: BaseException) -> None:
    log.error("%s ended by %s at %s", where, type(error).__name__, where_raised(error))

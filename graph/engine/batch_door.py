"""The door of the embedded engine for whole graphs: nodes and relationships, no Cypher.

``POST /api/v1/batch/{database}`` takes JSON lines, all nodes before all relationships, and writes
them several times as fast as Cypher. A request is not atomic: one that fails may leave a part.
"""

import base64
import json
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from typing import Protocol

from trama.core.errors import EngineUnavailable
from trama.core.first_load_errors import DoorRefused
from trama.embedded.layout import LOOPBACK
from trama.embedded.users import EngineUser

# With the engine's log a killed engine opens its database again. Without room reserved for the
# relationships of every node the engine needs half the processor time (measured).
_OPTIONS = "wal=true&idMapping=false&preAllocateEdgeChunks=false&edgeListInitialSize=64"
_SECONDS = 900.0  # a part takes seconds; on a busy disk minutes
_CREATED = 200
# An engine just killed lets its connections go before its process is seen to have ended.
_NO_ANSWER = ("no contesta; repita la orden", "it does not answer; repeat the command")


class Machine(Protocol):
    """The machine of an engine."""

    def trouble(self) -> tuple[str, str] | None:
        """Return what is wrong with it, and what to do: Spanish, English."""


class BatchDoor:
    """The door of one running engine."""

    def __init__(self, port: int, database: str, user: EngineUser, machine: Machine) -> None:
        self._port = port
        self._path = f"/api/v1/batch/{database}?{_OPTIONS}"
        name = base64.b64encode(f"{user.name}:{user.password}".encode()).decode()
        self._headers = {"Authorization": f"Basic {name}", "Content-Type": "application/x-ndjson"}
        self._machine = machine

    def send(self, lines: Sequence[bytes]) -> None:
        """Send the lines, and return when the engine has written them.

        Raises:
            EngineUnavailable: the engine did not answer, or its machine is in trouble.
            DoorRefused: the engine has no such door, or refused a line. A part of the lines may be
                written.
        """
        connection = HTTPConnection(LOOPBACK, self._port, timeout=_SECONDS)
        path = f"{self._path}&expectedRecords={len(lines)}"
        try:
            connection.request("POST", path, b"\n".join(lines), self._headers)
            answer = connection.getresponse()
            status, text = answer.status, answer.read()
        except (OSError, HTTPException):
            raise self._failure(*_NO_ANSWER) from None
        finally:
            connection.close()
        if status != _CREATED:
            if self._machine.trouble() is not None:
                raise self._failure(*_NO_ANSWER)
            raise DoorRefused(detail=_exception(text))

    def _failure(self, why_es: str, why_en: str) -> EngineUnavailable:
        why = self._machine.trouble() or (why_es, why_en)
        return EngineUnavailable(where=f"{LOOPBACK}:{self._port}", why_es=why[0], why_en=why[1])


def _exception(text: bytes) -> str:
    """Return the class of the engine's exception: its message may quote a value of the data."""
    try:
        name = json.loads(text)["exception"]
    except (ValueError, KeyError, TypeError):
        return "batch"
    return str(name).rpartition(".")[2]

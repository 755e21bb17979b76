"""The endpoint of a graph: a Neo4j server, or the embedded engine of a home folder.

An ``Endpoint`` makes its engine ready and gives ``ConnectionDetails``; ``Graph`` opens drivers with
them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from trama.core.errors import BadSetting
from trama.core.home import Home
from trama.core.settings import Neo4jConnection, Settings
from trama.embedded import Lease, trouble
from trama.embedded.layout import DATABASE, layout_of
from trama.embedded.users import EngineUser, reader, writer
from trama.graph.engine.turns import HEAVY_TURNS

_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True, slots=True)
class ConnectionDetails:
    """The address of an engine, and the users to write and to read with.

    ``read_is_enforced`` is True for the embedded engine: its reader can only read, and Trama must
    stop long statements itself. ``version`` is None if the server must be asked. ``batch_port`` is
    the port of the embedded engine's door for whole graphs (batch_door.py), else None.
    """

    uri: str
    database: str
    writer: EngineUser
    reader: EngineUser
    read_is_enforced: bool
    version: str | None
    batch_port: int | None = None


class Endpoint(Protocol):
    """A place where a graph can be opened."""

    name: str

    def prepare(self) -> ConnectionDetails:
        """Return the details to connect with; start the embedded engine if it does not run."""

    def has_changed(self) -> bool:
        """Return whether the details returned last are out of date."""

    def trouble(self) -> tuple[str, str] | None:
        """Return what is wrong with the engine's machine, and what to do: Spanish, English."""

    def turns(self) -> tuple[Path, ...]:
        """Return the locks of which each heavy query holds one; none if the engine needs none."""

    def release(self) -> None:
        """Release the engine: this graph needs it no longer."""


class ServerEndpoint:
    """A Neo4j server named in the settings."""

    name = "neo4j"

    def __init__(self, connection: Neo4jConnection) -> None:
        self._connection = connection

    def prepare(self) -> ConnectionDetails:
        """Return the details in the settings, without asking the server.

        Raises:
            BadSetting: TRAMA_NEO4J_URI is not a Bolt address.
        """
        if urlsplit(self._connection.uri).scheme not in _SCHEMES:
            raise BadSetting(
                name="TRAMA_NEO4J_URI",
                why_es="no es una dirección de Neo4j, como neo4j://servidor:7687",
                why_en="it is not a Neo4j address, such as neo4j://server:7687",
            )
        user = EngineUser(self._connection.user, self._connection.password)
        return ConnectionDetails(
            uri=self._connection.uri,
            database=self._connection.database,
            writer=user,
            reader=user,
            read_is_enforced=False,
            version=None,
        )

    def has_changed(self) -> bool:
        """Return False: the driver itself finds a server again."""
        return False

    def trouble(self) -> None:
        """Return None: another machine may run the server."""

    def turns(self) -> tuple[Path, ...]:
        """Return no lock: other machines ask the server too, and its own settings bound them."""
        return ()

    def release(self) -> None:
        """Do nothing: the server is not ours."""


class EmbeddedEndpoint:
    """The embedded engine of a home folder, shared with other processes."""

    name = "embedded"

    def __init__(self, settings: Settings) -> None:
        self._home = Home(settings.home)
        self._layout = layout_of(self._home)
        self._lease = Lease(self._home, settings.engine_heap, settings.engine_idle_seconds)
        self._last_stamp: tuple[int, int] | None = None

    def prepare(self) -> ConnectionDetails:
        """Return the details of the engine; start it if it does not run."""
        state = self._lease.engine()
        self._last_stamp = self._state_stamp()
        return ConnectionDetails(
            uri=state.uri,
            database=DATABASE,
            writer=writer(self._home),
            reader=reader(self._home),
            read_is_enforced=True,
            version=f"ArcadeDB/{state.version}",
            batch_port=state.ports.http,
        )

    def has_changed(self) -> bool:
        """Return whether the engine ended or was started again: its state file then changed."""
        return self._state_stamp() != self._last_stamp

    def trouble(self) -> tuple[str, str] | None:
        """Return that the disk is full, or that the engine ended. Return None if both are well."""
        return trouble(self._home)

    def turns(self) -> tuple[Path, ...]:
        """Return the locks that all processes of this engine share."""
        return self._layout.turns(HEAVY_TURNS)

    def release(self) -> None:
        """Let the engine stop after a while, unless somebody else uses it."""
        self._lease.release()

    def _state_stamp(self) -> tuple[int, int] | None:
        """Return inode and time of change of the state file. Return None if it is absent."""
        try:
            state = self._layout.state.stat()
        except FileNotFoundError:
            return None
        return state.st_ino, state.st_mtime_ns


def endpoint_of(settings: Settings) -> Endpoint:
    """Return the Neo4j server of ``settings``, or the embedded engine if they name no server."""
    if settings.neo4j is not None:
        return ServerEndpoint(settings.neo4j)
    return EmbeddedEndpoint(settings)

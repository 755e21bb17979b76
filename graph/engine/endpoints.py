"""Where a graph is: a Neo4j server, or the embedded engine of a home folder."""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from trama.core.errors import BadSetting
from trama.core.home import Home
from trama.core.settings import Neo4jConnection, Settings
from trama.graph.embedded import Lease
from trama.graph.embedded.layout import DATABASE, layout_of
from trama.graph.embedded.users import EngineUser, reader, writer

_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An engine that can be asked: its address and the accounts to write and to read with.

    ``read_is_enforced`` says that the reader account can do nothing else, and that the engine
    leaves stopping a long statement to us. ``version`` is None where the server must be asked.
    """

    uri: str
    database: str
    writer: EngineUser
    reader: EngineUser
    read_is_enforced: bool
    version: str | None


class Source(Protocol):
    """What a Graph is opened from."""

    name: str

    def connect(self) -> Endpoint:
        """Returns an endpoint that answers; the embedded engine is started when needed."""

    def has_changed(self) -> bool:
        """Returns whether the endpoint last returned serves no more."""

    def release(self) -> None:
        """Says that the endpoint is needed no longer."""


class ServerSource:
    """A Neo4j server named in the settings."""

    name = "neo4j"

    def __init__(self, account: Neo4jConnection) -> None:
        self._account = account

    def connect(self) -> Endpoint:
        """Returns the server as the settings give it; nothing is asked of it.

        Raises:
            BadSetting: the address is not one of Bolt.
        """
        if urlsplit(self._account.uri).scheme not in _SCHEMES:
            raise BadSetting(
                name="TRAMA_NEO4J_URI",
                why_es="no es una dirección de Neo4j, como neo4j://servidor:7687",
                why_en="it is no address of a Neo4j, like neo4j://server:7687",
            )
        account = EngineUser(self._account.user, self._account.password)
        return Endpoint(
            uri=self._account.uri,
            database=self._account.database,
            writer=account,
            reader=account,
            read_is_enforced=False,
            version=None,
        )

    def has_changed(self) -> bool:
        """Returns False: the driver itself finds a server again."""
        return False

    def release(self) -> None:
        """Does nothing: the server is not ours."""


class EmbeddedSource:
    """The embedded engine of a home folder, shared with other processes."""

    name = "embedded"

    def __init__(self, settings: Settings) -> None:
        self._home = Home(settings.home)
        self._layout = layout_of(self._home)
        self._lease = Lease(self._home, settings.engine_heap, settings.engine_idle_seconds)
        self._written: tuple[int, int] | None = None

    def connect(self) -> Endpoint:
        """Returns the engine, started when it does not run."""
        state = self._lease.engine()
        self._written = self._state_written()
        return Endpoint(
            uri=state.uri,
            database=DATABASE,
            writer=writer(self._home),
            reader=reader(self._home),
            read_is_enforced=True,
            version=f"ArcadeDB/{state.version}",
        )

    def has_changed(self) -> bool:
        """Returns whether the engine ended or was started anew: it then wrote another state."""
        return self._state_written() != self._written

    def release(self) -> None:
        """Lets the engine stop when nobody else uses it."""
        self._lease.release()

    def _state_written(self) -> tuple[int, int] | None:
        try:
            state = self._layout.state.stat()
        except FileNotFoundError:
            return None
        return state.st_ino, state.st_mtime_ns


def source_of(settings: Settings) -> Source:
    """Returns the Neo4j server of ``settings``, or the embedded engine when there is none."""
    if settings.neo4j is not None:
        return ServerSource(settings.neo4j)
    return EmbeddedSource(settings)

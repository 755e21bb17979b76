"""The command that runs the embedded engine: ArcadeDB on the Java that its wheel brings along."""

from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from trama.core.errors import MissingPart
from trama.core.home import write_private
from trama.embedded.layout import DATABASE, LOOPBACK, Layout
from trama.embedded.memory import EngineMemory

# One hour: the last resort for a statement whose client died. A living client stops its own sooner.
_LONGEST_STATEMENT_MS = 3_600_000

# Several processes of Trama send 16 statements each at most; beyond that a statement waits.
_MOST_STATEMENTS = 64
_QUEUE_MS = 5_000

# In production mode the engine logs what it conceals from its clients: keys and texts of the data.
# So the loggers that touch data are silent. Starting, stopping and recovering stay visible.
_LOGGING = """\
handlers = java.util.logging.ConsoleHandler
java.util.logging.ConsoleHandler.level = INFO
java.util.logging.ConsoleHandler.formatter = com.arcadedb.log.LogFormatter
.level = SEVERE
com.arcadedb.level = WARNING
com.arcadedb.server.level = INFO
com.arcadedb.server.http.level = OFF
com.arcadedb.bolt.level = OFF
com.arcadedb.bolt.BoltNetworkListener.level = INFO
com.arcadedb.query.level = OFF
com.arcadedb.index.level = OFF
"""

_JVM = (
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
    "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--add-modules=jdk.incubator.vector",
    "-Dpolyglot.engine.WarnInterpreterOnly=false",
    "-Djava.awt.headless=true",
    "-Djava.net.preferIPv4Stack=true",  # otherwise an IPv6 socket serves 127.0.0.1
    "-XX:-UsePerfData",  # otherwise /tmp gets a file that every user can read
    "-XX:+ExitOnOutOfMemoryError",  # a dead engine heals at the next use, a half-dead one does not
)


@dataclass(frozen=True, slots=True)
class Ports:
    """The ports on 127.0.0.1 where one engine listens."""

    bolt: int
    http: int


def engine_version() -> str:
    """Return the version of the embedded engine, which is that of its wheel."""
    return version("arcadedb-embedded")


def write_logging(layout: Layout) -> None:
    """Write the engine's logging settings: few loggers, and standard output only."""
    write_private(_logging(layout), _LOGGING)


def require_engine() -> Path:
    """Return the folder of the wheel that contains the engine and its Java.

    Raises:
        MissingPart: the wheel ``arcadedb-embedded`` is not installed.
    """
    spec = find_spec("arcadedb_embedded")
    if spec is None or spec.origin is None:
        raise MissingPart(
            part="arcadedb-embedded",
            what_to_do_es="Instálelo: pip install arcadedb-embedded",
            what_to_do_en="Install it: pip install arcadedb-embedded",
        )
    return Path(spec.origin).parent


def java_command(layout: Layout, ports: Ports, memory: EngineMemory) -> list[str]:
    """Return the command line of the engine; it contains no secret.

    Raises:
        MissingPart: the wheel ``arcadedb-embedded`` is not installed.
    """
    wheel = require_engine()
    settings = {
        "server.rootPath": layout.folder,
        "server.mode": "production",  # durable write-ahead log, no Studio, no LOAD CSV of files
        "server.defaultDatabases": f"{DATABASE}[]",
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.httpIncomingHost": LOOPBACK,
        "server.httpIncomingPort": ports.http,
        "bolt.host": LOOPBACK,
        "bolt.port": ports.bolt,
        "bolt.defaultDatabase": DATABASE,
        "command.timeout": _LONGEST_STATEMENT_MS,
        "maxPageRAM": memory.pages_mib,
        "queryMaxHeapRAM": memory.queries_mib,
        # Only the bytes are bounded, so that a statement that fails for memory says which it met:
        # its own need, or what others hold (see graph/engine/overloads.py).
        "queryMaxHeapElementsAllowedPerOp": -1,
        # Trama's processes have lines of their own. In the engine's single line, light statements
        # and the question whether it answers would wait behind heavy ones.
        "queryMaxConcurrent": _MOST_STATEMENTS,
        "queryAdmissionHeapWatermark": 0,
        "queryQueueTimeout": _QUEUE_MS,
        "opencypher.loadCsv.allowFileUrls": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
        "support.autoRegister": "false",
    }
    return [
        str(wheel / "jre" / "bin" / "java"),
        f"-Xmx{memory.heap_mib}m",
        *_JVM,
        f"-Djava.util.logging.config.file={_logging(layout)}",
        *(f"-Darcadedb.{name}={value}" for name, value in settings.items()),
        "-cp",
        str(wheel / "jars" / "*"),
        "com.arcadedb.server.ArcadeDBServer",
    ]


def _logging(layout: Layout) -> Path:
    return layout.settings / "log.properties"

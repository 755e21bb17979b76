"""A real Neo4j for the tests, started from the Maven artifacts in the cache folder.

`make test` fetches the artifacts (.ci/setup neo4j). The server ends with the test session, even if
the session is killed: the kernel (Linux) then signals the server.
"""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from trama.core.settings import Neo4jConnection

ROOT = Path(__file__).parents[2]
PASSWORD = "sintetico-2026"
START_SECONDS = 300.0

CONFIGURATION = """
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
server.memory.heap.initial_size=256m
server.memory.heap.max_size=768m
server.memory.pagecache.size=64m
"""

OPENED = tuple(
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
)


@dataclass(frozen=True)
class Release:
    """A version of Neo4j and the options of its Java process."""

    version: str
    main_class: str
    needs_newest_java: bool
    options: tuple[str, ...] = OPENED

    @property
    def jars(self) -> Path:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        return cache / "trama" / f"neo4j-{self.version}"

    @property
    def java(self) -> str | None:
        if not self.needs_newest_java:
            return shutil.which("java")
        wheel = find_spec("arcadedb_embedded")
        assert wheel is not None
        assert wheel.origin is not None
        return str(Path(wheel.origin).parent / "jre" / "bin" / "java")


# The versions that `.ci/setup neo4j` fetches: the newest of each line.
VERSIONS = dict(
    line.split() for line in (ROOT / ".ci" / "neo4j-versions").read_text("utf-8").splitlines()
)
LTS = Release(VERSIONS["lts"], "org.neo4j.server.CommunityEntryPoint", needs_newest_java=False)
NEWEST = Release(
    VERSIONS["newest"],
    "org.neo4j.server.Neo4jCommunity",
    needs_newest_java=True,
    options=(
        *OPENED,
        "--enable-native-access=ALL-UNNAMED",
        "--add-modules=jdk.incubator.vector",
    ),
)


class Neo4jServer:
    """A server on a free port of 127.0.0.1 with its data in ``folder``."""

    def __init__(self, release: Release, folder: Path) -> None:
        self._release = release
        self._folder = folder
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def connection(self) -> Neo4jConnection:
        return Neo4jConnection(f"bolt://127.0.0.1:{self._port}", "neo4j", PASSWORD, "neo4j")

    def start(self) -> None:
        """Start the server, or start it again after `stop`, and wait until it answers."""
        java = self._release.java
        if java is None or not self._release.jars.is_dir():
            raise RuntimeError(
                f"Neo4j {self._release.version} or its Java is missing: run `.ci/setup neo4j`, "
                "or leave these tests out with -m 'not neo4j and not newest'"
            )
        places = {"NEO4J_HOME": str(self._folder), "NEO4J_CONF": str(self._folder / "conf")}
        classes = ["-cp", f"{self._release.jars}/*"]
        if not (self._folder / "conf").exists():
            (self._folder / "conf").mkdir(parents=True)
            (self._folder / "conf" / "neo4j.conf").write_text(CONFIGURATION.format(port=self._port))
            admin = ["org.neo4j.cli.AdminTool", "dbms", "set-initial-password", PASSWORD]
            subprocess.run(
                [java, *classes, *admin], env=os.environ | places, check=True, capture_output=True
            )
        self._said.unlink(missing_ok=True)
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [
                    *(java, "-Xmx768m", *self._release.options, *classes),
                    self._release.main_class,
                    f"--home-dir={self._folder}",
                    f"--config-dir={self._folder / 'conf'}",
                ],
                stdout=log,
                stderr=subprocess.STDOUT,
                env=os.environ | places,
                preexec_fn=end_with_parent,  # noqa: PLW1509 - it only sets a signal
            )
        self._wait()

    @property
    def admin(self) -> Path:
        """A program like the server's own ``bin/neo4j-admin``, which Maven does not bring."""
        program = self._folder / "neo4j-admin"
        options = " ".join(self._release.options)
        program.write_text(
            f"#!/bin/sh\nexport NEO4J_HOME='{self._folder}' NEO4J_CONF='{self._folder}/conf'\n"
            f"exec '{self._release.java}' -Xmx768m {options} -cp '{self._release.jars}/*' "
            'org.neo4j.cli.AdminTool "$@"\n'
        )
        program.chmod(0o700)
        return program

    @property
    def log(self) -> Path:
        return self._folder / "out.log"

    def stop(self) -> None:
        """Kill the server; its data need no orderly end."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _wait(self) -> None:
        assert self._process is not None
        until = time.monotonic() + START_SECONDS
        while not self._has_started():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"Neo4j did not start: {self.log.read_text(errors='replace')}")
            time.sleep(0.1)

    @property
    def _said(self) -> Path:
        return self._folder / "logs" / "neo4j.log"

    def _has_started(self) -> bool:
        return self._said.exists() and "Started." in self._said.read_text(encoding="utf-8")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def end_with_parent() -> None:
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)

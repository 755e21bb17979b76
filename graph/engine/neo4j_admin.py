"""The run of ``neo4j-admin database import full`` where the files of a Neo4j server are at hand.

The program is the administrator's own, of the server's version, run while the server is stopped.
"""

import os
import shlex
import subprocess
from pathlib import Path

from trama.core.errors import MissingPart
from trama.core.first_load_errors import ImportFailed, ImportRefused
from trama.core.home import open_private

LOG = "import.log"
_SECONDS_TO_START = 120.0  # a Java program on a busy machine
_IN_USE = ("in use", "FileLockException", "StoreLockException")


def import_words(database: str, arguments: str) -> list[str]:
    """Return the words after ``neo4j-admin``; ``arguments`` is a file in the current folder."""
    words = ["database", "import", "full", database]
    return [*words, "--overwrite-destination=true", f"@{arguments}"]


def import_command(folder: Path, database: str, arguments: str) -> str:
    """Return the command for the administrator's shell."""
    words = shlex.join(import_words(database, arguments))
    return f"cd {shlex.quote(str(folder))} && neo4j-admin {words}"


def run_import(admin: Path, folder: Path, database: str, arguments: str, version: str) -> None:
    """Import the files of a folder, in place of all that the database holds.

    The output of the program goes into a private file of the folder: it may quote the data.

    Raises:
        MissingPart: there is no such program, or it does not run.
        ImportRefused: it belongs to another version than ``version``; nothing changes.
        ImportFailed: it failed. A database that it left half done does not start.
    """
    found = _version(admin)
    if found != version:
        raise ImportRefused(
            why_es=f"{admin} es de Neo4j {found or '?'} y el servidor es {version}; dé el suyo",
            why_en=f"{admin} is of Neo4j {found or '?'} and the server is {version}; give its own",
        )
    log = folder / LOG
    with os.fdopen(open_private(log, empty=True), "wb") as out:
        ran = subprocess.run(  # noqa: S603 - the program that the administrator names
            [admin.absolute(), *import_words(database, arguments)],
            cwd=folder,
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if ran.returncode:
        said = log.read_text(encoding="utf-8", errors="replace")
        in_use = any(sign in said for sign in _IN_USE)
        raise ImportFailed(
            log=log,
            why_es="la base está en uso; detenga Neo4j" if in_use else "su registro dice por qué",
            why_en="the database is in use; stop Neo4j" if in_use else "its log says why",
        )


def _version(admin: Path) -> str:
    """Return the version of the program: the last line that it prints."""
    try:
        ran = subprocess.run(  # noqa: S603 - the program that the administrator names
            [admin.absolute(), "--version"],
            capture_output=True,
            text=True,
            timeout=_SECONDS_TO_START,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        raise MissingPart(
            part=f"neo4j-admin ({admin})",
            what_to_do_es="Dé la ruta del bin/neo4j-admin del servidor.",
            what_to_do_en="Give the path of the server's bin/neo4j-admin.",
        ) from None
    return (ran.stdout.strip().splitlines() or [""])[-1].strip()

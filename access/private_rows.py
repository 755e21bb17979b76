"""The private rows of a home folder: records in one file, folders, hashes of secrets.

Several processes may read and change one file: it is read again when it changed, and changed by one
process at a time.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from filelock import FileLock

from trama.core.home import OWNER_ONLY_FILE, OWNER_ONLY_FOLDER, Home, read_private, write_private

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")


class PrivateRows(Generic[Row]):
    """The records of one file; ``made`` makes a record of the JSON object of a row."""

    def __init__(self, home: Home, path: Path, made: Callable[[dict[str, Any]], Row]) -> None:
        self._home = home
        self._path = path
        self._made = made
        self._stamp: tuple[int, int] | None = None
        self._rows: tuple[Row, ...] = ()

    def all(self) -> tuple[Row, ...]:
        """Return all records; none without the file. Read the file again if it changed.

        Raises:
            InsecureFile: others could have changed the file.
            OSError, ValueError, KeyError, TypeError: the file cannot be read, or holds no such
                records.
        """
        try:
            status = self._path.stat()
            stamp = (status.st_mtime_ns, status.st_ino)
            if stamp != self._stamp:
                self._rows = tuple(map(self._made, json.loads(read_private(self._path))))
                self._stamp = stamp
        except FileNotFoundError:
            return ()
        return self._rows

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes from changing the file."""
        self._home.make()
        with FileLock(self._path.with_suffix(".lock")):
            yield

    def write(self, rows: Iterable[Row]) -> None:
        """Write all records; call it within :meth:`alone`."""
        write_private(self._path, json.dumps([asdict(row) for row in rows], indent=1))


@contextmanager
def alone_in(home: Home, folder: Path) -> Iterator[None]:
    """Make a folder of a home that only its owner reads, and keep others from changing it."""
    home.make()
    folder.mkdir(exist_ok=True)
    folder.chmod(OWNER_ONLY_FOLDER)
    with FileLock(folder / ".lock", mode=OWNER_ONLY_FILE):
        yield


def hash_of(secret: str) -> str:
    """Return the SHA-256 of a random text, which is stored or kept in its place."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()

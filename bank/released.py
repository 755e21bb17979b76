"""The releases that a home keeps in ``publications/release-N``: what the public may read.

A release in the home is the copy of one that `trama.bank.publish` audited and wrote. All numbers of
people of this graph that the public reads come from the latest, so an audit has seen them.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from trama.bank.publish_check import MANIFEST, file_hash, read_release
from trama.bank.publish_words import MEDIA
from trama.core.errors import UnknownName
from trama.core.home import OWNER_ONLY_FILE, OWNER_ONLY_FOLDER, Home
from trama.core.question_errors import NothingPublished
from trama.disclosure.safe_tables import Table

_NAME = "release-"


@dataclass(frozen=True)
class Released:
    """A release: its folder, manifest and tables, and the hash of the manifest."""

    folder: Path
    manifest: Mapping[str, Any]
    tables: tuple[Table, ...]
    seal: str

    def file(self, name: str) -> tuple[bytes, str]:
        """Return the content of a file and its media type.

        Raises:
            UnknownName: the release has no such file.
        """
        if name != MANIFEST and name not in self.manifest["files"]:
            raise UnknownName(kind=("archivo publicado", "published file"), name=name)
        return (self.folder / name).read_bytes(), MEDIA[Path(name).suffix]


@contextmanager
def keeping(folder: Path, home: Home, number: int) -> Iterator[None]:
    """Copy a release into the home; it stands there as soon as the block has ended without error.

    Raises:
        OSError: there is no room for the copy.
    """
    target = home.publications / f"{_NAME}{number}"
    draft = target.with_name(f".{target.name}.part")
    # A release that died may have left these.
    for left in (target, *home.publications.glob(f".{_NAME}*")):
        shutil.rmtree(left, ignore_errors=True)
    try:
        shutil.copytree(folder, draft)
        draft.chmod(OWNER_ONLY_FOLDER)
        for path in draft.iterdir():
            path.chmod(OWNER_ONLY_FILE)
        yield
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def latest(home: Home) -> Released:
    """Return the latest release that the home keeps.

    Raises:
        NothingPublished: there is none. PublicationBroken: its files were changed.
    """
    numbers = [
        int(number)
        for path in home.publications.glob(f"{_NAME}*")
        if (number := path.name.removeprefix(_NAME)).isdecimal()
    ]
    if not numbers:
        raise NothingPublished
    folder = home.publications / f"{_NAME}{max(numbers)}"
    return _read(folder, folder.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(folder: Path, _stamp: int) -> Released:
    """Return the release in a folder; nobody changes a release that was made."""
    manifest, tables = read_release(folder)
    seal = file_hash((folder / MANIFEST).read_bytes())
    return Released(folder, manifest, tuple(tables), seal)

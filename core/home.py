"""The home folder of an installation: its graph, passwords, keys and tokens."""

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from trama.core.errors import InsecureFile, OutputError

OWNER_ONLY_FOLDER = 0o700
OWNER_ONLY_FILE = 0o600

_OF_OTHERS = 0o077  # what group and others may do
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # Windows has no such flag, and few links


@dataclass(frozen=True, slots=True)
class Home:
    """The paths inside a home folder. A path is made when it is first needed."""

    folder: Path

    @property
    def engine(self) -> Path:
        """The folder of the embedded engine: its databases, its settings and its log."""
        return self.folder / "engine"

    @property
    def tokens(self) -> Path:
        """The file of the hashed tokens of the API."""
        return self.folder / "tokens.json"

    @property
    def profiles(self) -> Path:
        """The folder of the profiles that the user keeps."""
        return self.folder / "profiles"

    def make(self) -> Path:
        """Make the folder, readable by its owner only, and return it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(OWNER_ONLY_FOLDER)
        return self.folder

    def pseudonym_key(self) -> bytes:
        """Return the key of the pseudonyms (32 bytes); the first call makes it.

        The key stays outside the graph. So a copy of the graph alone does not show whether a
        pseudonym belongs to a known person.
        """
        return bytes.fromhex(self.secret("pseudonym.key"))

    def secret(self, name: str) -> str:
        """Return the secret in the file ``name`` (64 hexadecimal digits); make an absent secret.

        If two processes make it at the same time, both return the secret that was written first.
        """
        path = self.make() / name
        try:
            return read_private(path).strip()
        except FileNotFoundError:
            draft = path.with_name(f".{name}.{os.getpid()}.{secrets.token_hex(4)}")
            write_private(draft, secrets.token_hex(32))
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
            return read_private(path).strip()


def read_private(path: Path) -> str:
    """Return the text of a file that only its owner may read.

    Raises:
        InsecureFile: the file is a link, or other users of the machine can read or change it.
        FileNotFoundError: there is no such file.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | _NO_LINK)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise InsecureFile(
                file=path, why_es="es un enlace simbólico", why_en="it is a symbolic link"
            ) from error
        raise
    with os.fdopen(descriptor, encoding="utf-8") as file:
        mode = stat.S_IMODE(os.fstat(descriptor).st_mode)
        if os.name == "posix" and mode & _OF_OTHERS:
            raise InsecureFile(
                file=path,
                why_es=f"otros usuarios pueden leerlo o cambiarlo (modo {mode:o})",
                why_en=f"other users can read or change it (mode {mode:o})",
            )
        return file.read()


def write_private(path: Path, content: str | bytes) -> None:
    """Write a text (UTF-8) or bytes into ``path``, readable by its owner only, whole or not at all.

    The file gets its mode before its first byte. A link that somebody put in its place is not
    followed, neither at ``path`` nor at the draft beside it, whose name nobody can guess.

    Raises:
        OutputError: ``path`` is a symbolic link.
        OSError: the file cannot be written.
    """
    with private_draft(path) as file:
        file.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def private_draft(path: Path) -> Iterator[BinaryIO]:
    """Open a draft that takes the place of ``path`` when the block ends well, as a whole.

    An older file at ``path`` stays as it is if the block fails: the disk may be full.

    Raises:
        OutputError: ``path`` is a symbolic link.
        OSError: the file cannot be written.
    """
    if path.is_symlink():
        raise link_refused(path)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK
    descriptor = os.open(draft, flags, OWNER_ONLY_FILE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def open_private(path: Path, flags: int = 0) -> int:
    """Return a descriptor to write the file ``path`` with, which only its owner can read.

    ``flags`` are those of ``os.open``, such as O_TRUNC.

    Raises:
        OutputError: ``path`` is a symbolic link.
        OSError: the file cannot be opened.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | _NO_LINK | flags, OWNER_ONLY_FILE)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise link_refused(path) from error
        raise
    # A device such as /dev/null serves everybody and keeps its mode.
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.fchmod(descriptor, OWNER_ONLY_FILE)
    return descriptor


def link_refused(path: Path) -> OutputError:
    """Return the error for private output to a symbolic link, which anybody may have put there."""
    return OutputError(
        file=path,
        why_es="es un enlace simbólico y los datos irían a otro archivo",
        why_en="it is a symbolic link, and the data would go to another file",
    )

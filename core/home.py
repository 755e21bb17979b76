"""The home folder of an installation: its graph, passwords, keys and tokens."""

import errno
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

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
    def sessions(self) -> Path:
        """The file of the hashed sessions of browsers."""
        return self.folder / "sessions.json"

    @property
    def workspaces(self) -> Path:
        """The folder of the workspaces, one file each, and of their logs."""
        return self.folder / "workspaces"

    @property
    def standing(self) -> Path:
        """The folder of the standing questions, one file each."""
        return self.folder / "standing"

    @property
    def profiles(self) -> Path:
        """The folder of the profiles that the user keeps."""
        return self.folder / "profiles"

    @property
    def publications(self) -> Path:
        """The folder of the releases of safe tables, and of the memory of their numbers."""
        return self.folder / "publications"

    @property
    def exercises(self) -> Path:
        """The folder of a teacher's own exercises."""
        return self.folder / "exercises"

    @property
    def queries(self) -> Path:
        """The folder of the user's own saved queries, unless TRAMA_QUERIES names another."""
        return self.folder / "queries"

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
        InsecureFile, FileNotFoundError: as :func:`private_file` says.
    """
    with private_file(path) as file:
        return file.read()


@contextmanager
def private_file(path: Path) -> Iterator[TextIO]:
    """Open a file that only its owner may read.

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
        yield file


def write_private(path: Path, content: str | bytes) -> None:
    """Write a text (UTF-8) or bytes into ``path``, readable by its owner only, whole or not at all.

    The file gets its mode before its first byte. A link that somebody put in its place is not
    followed, neither at ``path`` nor at the draft beside it, whose name nobody can guess.

    Raises:
        OutputError: ``path`` is a symbolic link, a device or a pipe.
        OSError: the file cannot be written.
    """
    with private_draft(path) as file:
        file.write(content.encode() if isinstance(content, str) else content)


def check_apart(out: Path, read: Iterable[Path]) -> None:
    """Check that no file that is read would be overwritten by what is written.

    Raises:
        OutputError: ``out`` is one of the files that are read.
    """
    if out.exists() and any(path.is_file() and path.samefile(out) for path in read):
        raise OutputError(
            file=out,
            why_es="es uno de los archivos que se leen y se perdería",
            why_en="it is one of the files that are read, and would be lost",
        )


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
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise _no_file(path)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK
    descriptor = os.open(draft, flags, OWNER_ONLY_FILE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException as error:
        draft.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(path)  # a full disk names no file, and another disk may be full
        raise


def open_private(path: Path, *, empty: bool = False) -> int:
    """Return a descriptor to write the file ``path`` with, which only its owner can read.

    ``empty`` removes what the file held. Nothing of the file changes before it is known to be one:
    opened as root, a device would get another mode, and a pipe would wait for its reader for ever.

    Raises:
        OutputError: ``path`` is a symbolic link, has another name, or is a device or a pipe.
        OSError: the file cannot be opened.
    """
    flags = os.O_WRONLY | os.O_CREAT | _NO_LINK | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags, OWNER_ONLY_FILE)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise link_refused(path) from error
        if error.errno == errno.ENXIO:  # a pipe that nobody reads
            raise _no_file(path) from error
        raise
    try:
        _make_private(descriptor, path)
        if empty:
            os.ftruncate(descriptor, 0)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _make_private(descriptor: int, path: Path) -> None:
    """Let only its owner read an open file.

    Raises:
        OutputError: it is no file, or has another name; then nothing changed.
    """
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise _no_file(path)
    if status.st_nlink > 1:
        raise OutputError(
            file=path,
            why_es="tiene otro nombre (enlace duro) y los datos irían también ahí",
            why_en="it has another name (hard link), and the data would go there as well",
        )
    os.fchmod(descriptor, OWNER_ONLY_FILE)


def _no_file(path: Path) -> OutputError:
    return OutputError(
        file=path,
        why_es="no es un archivo: es un dispositivo o una tubería",
        why_en="it is no file but a device or a pipe",
    )


def link_refused(path: Path) -> OutputError:
    """Return the error for private output to a symbolic link, which anybody may have put there."""
    return OutputError(
        file=path,
        why_es="es un enlace simbólico y los datos irían a otro archivo",
        why_en="it is a symbolic link, and the data would go to another file",
    )

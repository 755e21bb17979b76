"""The reasons why a file cannot be written, in words that say what to do.

The system's own words ("No space left on device") are in one language and name no remedy.
"""

import errno
import sqlite3
import tempfile

from trama.core.errors import DiskFull

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_WHY: dict[int, tuple[str, str]] = {
    errno.ENOSPC: (
        "el disco está lleno; libere espacio y repita",
        "the disk is full; free some space and repeat",
    ),
    errno.EDQUOT: (
        "su cuota de disco está llena; libere espacio y repita",
        "your disk quota is used up; free some space and repeat",
    ),
    errno.EFBIG: (
        "pasa del tamaño de archivo que el sistema permite (ulimit -f, o un disco FAT)",
        "it is over the size of a file that the system allows (ulimit -f, or a FAT disk)",
    ),
    errno.ENOENT: ("no existe esa carpeta", "there is no such folder"),
    errno.ENOTDIR: ("no existe esa carpeta", "there is no such folder"),
    errno.EISDIR: ("es una carpeta", "it is a folder"),
    errno.EACCES: ("no tiene permiso de escribir ahí", "you may not write there"),
    errno.EPERM: ("no tiene permiso de escribir ahí", "you may not write there"),
    errno.EROFS: ("el disco es de solo lectura", "the disk is read-only"),
    errno.ENAMETOOLONG: ("el nombre es demasiado largo", "the name is too long"),
}


def why_unwritable(error: OSError) -> tuple[str, str]:
    """Return why a file could not be written: in Spanish and in English."""
    told = error.strerror or type(error).__name__
    return _WHY.get(error.errno or 0, (told, told))


def disk_full(error: BaseException) -> DiskFull | None:
    """Return the error to tell if a full disk is behind ``error``. Return None if not.

    SQLite keeps the rows of a load in the temporary folder, and names no file.
    """
    if isinstance(error, OSError) and error.errno in _FULL:
        return DiskFull(where=error.filename or tempfile.gettempdir())
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
        return DiskFull(where=tempfile.gettempdir())
    return None

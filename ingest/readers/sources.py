"""Files, and files in archives, as bytes that can be opened again and again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from trama.ingest.readers.refusals import refused


class Cut(Exception):
    """The bytes end or are damaged before the end that their container announces."""


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes that can be opened again and again.

    ``name`` is what the account and the issues call it; ``path`` is set where it is a file of its
    own. ``packed`` is the size on disk of that file, or of the outermost archive; ``depth`` counts
    the archives around the source.
    """

    name: str
    open: Callable[[], BinaryIO]
    packed: int
    path: Path | None = None
    depth: int = 0


def file_source(path: Path) -> Source:
    """Returns the source of a file on disk.

    Raises:
        InputError: there is no such file, it is a folder, it may not be read, or it is empty.
    """
    try:
        with path.open("rb") as stream:
            empty = not stream.read(1)
    except FileNotFoundError as error:
        raise refused(path.name, "no existe", "it does not exist") from error
    except IsADirectoryError as error:
        raise refused(path.name, "es una carpeta", "it is a folder") from error
    except OSError as error:
        raise refused(
            path.name,
            "el sistema no deja leerlo; revise sus permisos",
            "the system does not let it be read; check its permissions",
        ) from error
    if empty:
        raise refused(path.name, "está vacío", "it is empty")
    return Source(path.name, lambda: path.open("rb"), path.stat().st_size, path)


def blocks(source: Source, size: int, *, enough: int | None = None) -> Iterator[bytes]:
    """Yields the source's bytes in blocks of at most ``size``, up to a cut or to ``enough``."""
    seen = 0
    with source.open() as stream:
        try:
            # Not read(): it throws away what it has when the damage comes before its block is full.
            while (enough is None or seen < enough) and (block := stream.read1(size)):  # type: ignore[attr-defined] # all are buffered
                seen += len(block)
                yield block
        except Cut:
            return

"""Files, and files in archives, as bytes that can be opened again and again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from trama.readers.refusals import refused


class Cut(Exception):
    """A break in the bytes, cut or damaged before the end that their container announces."""


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes that can be opened again and again.

    Reports and issues contain ``name``. ``path`` is set if the source is a file of its own.
    ``packed`` is the size in bytes of that file, or of the outermost archive. ``depth`` is the
    number of archives around the source.
    """

    name: str
    open: Callable[[], BinaryIO]
    packed: int
    path: Path | None = None
    depth: int = 0


def file_source(path: Path) -> Source:
    """Return the source of a file on disk.

    Raises:
        InputError: the file does not exist, is a folder, may not be read, or is empty.
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
    """Yield the source in blocks of at most ``size`` bytes, up to a cut or to ``enough`` bytes."""
    seen = 0
    with source.open() as stream:
        try:
            # read() would discard the bytes that it has if damage comes before its block is full.
            while (enough is None or seen < enough) and (block := stream.read1(size)):  # type: ignore[attr-defined] # all are buffered
                seen += len(block)
                yield block
        except Cut:
            return

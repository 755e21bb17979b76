"""The saved queries of a user: one ``.cypher`` file each in a folder, checked as the shipped ones.

The right to write into the folder is the right to author queries; roles have the right to run them.
A file with problems takes no other query down: it is told, and fails only its own callers.
"""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from trama.core.errors import DeclarationError, InputError, TramaError
from trama.core.problems import Problem
from trama.ontology.declare import Sensitivity
from trama.queries.catalog import (
    OWN,
    SUFFIX,
    CheckedQuery,
    SavedQuery,
    check_query,
    query_names,
    saved_query,
    unknown_query,
)

_LONGEST = 64 * 1024  # bytes of a file; the longest shipped query has 6 kB
_OF_EVERYBODY = stat.S_IWOTH  # a file that everybody may change may be a stranger's


@dataclass(frozen=True, slots=True)
class OwnQueries:
    """The sound queries of a folder by name, and the errors of its other files."""

    queries: Mapping[str, SavedQuery]
    faults: Sequence[TramaError]


def own_queries(folder: Path) -> OwnQueries:
    """Return the queries of a folder; a folder that does not exist has none."""
    found: dict[str, SavedQuery] = {}
    faults: list[TramaError] = []
    for path in _files(folder):
        try:
            found[path.stem] = _own_query(path)
        except TramaError as error:
            faults.append(error)
    return OwnQueries(found, faults)


def own_names(folder: Path) -> tuple[str, ...]:
    """Return the names of the files of queries in a folder, sound or not."""
    return tuple(path.stem for path in _files(folder))


def find_query(name: str, folder: Path | None) -> SavedQuery:
    """Return the shipped query of that name, else that of the folder.

    Raises:
        UnknownName: no query has that name; the hint lists the names.
        DeclarationError: the file of the query has problems, each told with its line, or everybody
            on the machine may change it.
        InputError: the file cannot be read as text.
    """
    shipped = query_names()
    if name in shipped:
        return saved_query(name)
    own = own_names(folder) if folder is not None else ()
    if folder is None or name not in own:
        raise unknown_query(name, [*shipped, *own])
    return _own_query(folder / f"{name}{SUFFIX}")


def check_file(path: Path) -> CheckedQuery:
    """Return the query in a file of a user, and every problem in it.

    Raises:
        InputError: the file cannot be read as text.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST + 1)
        if len(content) > _LONGEST:
            raise InputError(
                file=path,
                why_es=f"pasa de {_LONGEST // 1024} kB",
                why_en=f"it is longer than {_LONGEST // 1024} kB",
            )
        text = content.decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(file=path, why_es="no existe", why_en="it does not exist") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            file=path, why_es="debe ser un texto en UTF-8", why_en="it must be a text in UTF-8"
        ) from error
    return _checked(text.replace("\r\n", "\n"), str(path))


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of queries in a folder, in the order of their names."""
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.suffix == SUFFIX and path.is_file():
                yield path


def _own_query(path: Path) -> SavedQuery:
    for place in (path.parent, path):
        mode = place.stat().st_mode
        if os.name == "posix" and mode & _OF_EVERYBODY:
            raise DeclarationError(
                where=place,
                why_es=f"cualquiera en esta máquina puede cambiarlo; escriba: chmod o-w {place}",
                why_en=f"everybody on this machine can change it; type: chmod o-w {place}",
            )
    return check_file(path).sound()


@lru_cache(maxsize=256)  # a check takes some milliseconds, and the API lists all queries at once
def _checked(text: str, file: str) -> CheckedQuery:
    checked = check_query(text, OWN, file)
    if checked.query is None:
        return checked
    found = [*checked.problems, *_own_problems(checked.query)]
    return CheckedQuery(file, checked.query, tuple(sorted(found)))


def _own_problems(query: SavedQuery) -> Iterator[Problem]:
    """Find what only a shipped query may do."""
    header = query.header
    if header.name in query_names():
        yield Problem(
            header.line("name"),
            f"«{header.name}» es una consulta de Trama; dé otro nombre a la suya",
            f"“{header.name}” is a query of Trama; give yours another name",
        )
    if header.sensitivity is Sensitivity.PUBLIC:
        yield Problem(
            header.line("sensitivity"),
            "una consulta propia no es pública: escriba restricted",
            "a query of your own is not public: write restricted",
        )

"""The files of a load: found, told apart by their bytes, each with its profile."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from trama.core.errors import InputError
from trama.graph.ontology.source_layer import SourceFile
from trama.ingest.load.report import FileReport, SheetReport
from trama.ingest.load.shipped_data import shipped_files
from trama.ingest.mapping.guess import LOOKED_AT, fitting_profile
from trama.ingest.mapping.plan import OpenFile, opened_file
from trama.ingest.profile.profiles import load_profile
from trama.ingest.profile.specs import Profile

_CHUNK = 1 << 20
_EXPORTS = frozenset(
    [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".jsonl", ".ndjson", ".gz", ".zip"],
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to load; ``profile`` is a name or a path, None when it is to be guessed."""

    path: Path
    profile: str | None


@dataclass(slots=True)
class LoadedFile:
    """A file of the load that can be read: its number, profile, node and account."""

    number: int
    profile: Profile
    node: SourceFile
    account: FileReport


@dataclass(slots=True)
class Sheets:
    """The sheets of a load by their number, each with its name and account."""

    names: dict[int, str] = field(default_factory=dict)
    accounts: dict[int, SheetReport] = field(default_factory=dict)
    numbers: dict[tuple[int, str, str], int] = field(default_factory=dict)
    places: dict[int, tuple[str, str]] = field(default_factory=dict)

    def number(self, file: LoadedFile, inner: str, sheet: str) -> int:
        """Returns the number of a sheet of ``file``; ``inner`` is its path inside an archive."""
        key = (file.number, inner, sheet)
        if key not in self.numbers:
            number = self.numbers[key] = len(self.numbers)
            name = _sheet_name(inner, sheet)
            known = file.account.sheets
            self.names[number] = name
            self.places[number] = (inner, sheet)
            self.accounts[number] = known[name] = SheetReport()
        return self.numbers[key]

    def place(self, number: int) -> tuple[str, str]:
        """Returns how issues name a sheet: its file, with the path inside an archive, and it."""
        return self.places[number]


def wanted_files(paths: Iterable[Path], profile: str | None, *, shipped: bool) -> Iterator[Wanted]:
    """Yields the files to load: as given, those of a folder sorted, then those of the package.

    Of a folder only what ends like an export: notes and pictures beside them are no failed load.
    """
    for path in paths:
        if not path.is_dir():
            yield Wanted(path, profile)
            continue
        for one in sorted(path.rglob("*")):
            if one.suffix.lower() in _EXPORTS and one.is_file() and not _hidden(one, path):
                yield Wanted(one, profile)
    if shipped:
        yield from (Wanted(file.path, file.profile) for file in shipped_files())


@contextmanager
def open_file(
    number: int, wanted: Wanted, account: FileReport
) -> Iterator[tuple[LoadedFile, OpenFile]]:
    """Returns the file with its profile, both written into ``account``, and its open tables.

    Raises:
        InputError: there is no such file, it cannot be read, or no profile fits it.
        UnknownName, DeclarationError: the profile asked for is none, or is wrong.
    """
    account.sha256 = sha256_of(wanted.path)
    named = load_profile(wanted.profile) if wanted.profile else None
    account.profile = named.name if named else ""
    with opened_file(wanted.path, named.header_within if named else LOOKED_AT) as tables:
        profile = named or fitting_profile(tables)
        account.profile = profile.name
        node = SourceFile(
            uid=account.sha256,
            name=wanted.path.name,
            registry=profile.registry,
            profile=profile.name,
            loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        yield LoadedFile(number, profile, node, account), tables


def sha256_of(path: Path) -> str:
    """Returns the SHA-256 of a file's bytes.

    Raises:
        InputError: it is not there or cannot be read.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise InputError(
            file=path.name,
            why_es="no existe o no se puede abrir",
            why_en="it does not exist or cannot be opened",
        ) from error
    return digest.hexdigest()


def _sheet_name(inner: str, sheet: str) -> str:
    """How the account names a sheet: inside an archive with the path of its file there."""
    _, archived, within = inner.partition("!")
    return "/".join(part for part in (within, sheet) if part) if archived else sheet


def _hidden(path: Path, folder: Path) -> bool:
    """Whether the file, or a folder on its way, is hidden or a workbook's lock (``~$``)."""
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)

"""The files of a load and their sheets: found in folders, identified by SHA-256, with a profile."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from trama.core.errors import InputError
from trama.graph.records import digest
from trama.ingest.load.known_files import KnownFiles
from trama.ingest.load.report import FileReport, SheetReport
from trama.mapping.guess import LOOKED_AT, fitting_profile
from trama.mapping.plan import OpenFile, opened_file
from trama.ontology.source_layer import SourceFile
from trama.profiles.library import load_profile
from trama.profiles.shipped_data import shipped_files
from trama.profiles.specs import Profile

# Bytes hashed at a time: 1 MiB, so that a file of any size takes little memory.
_CHUNK = 1 << 20

_EXPORT_ENDINGS = frozenset(
    [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".jsonl", ".ndjson", ".gz", ".zip"],
)


@dataclass(frozen=True, slots=True)
class WantedFile:
    """A file to load. ``profile`` is a name or a path, None if the profile is to be guessed."""

    path: Path
    profile: str | None


@dataclass(slots=True)
class LoadedFile:
    """A file of the load that can be read: its number in the load, profile, node and report.

    ``known_names`` are the names under which the graph, or the load, knows a file of these bytes.
    """

    number: int
    profile: Profile
    node: SourceFile
    report: FileReport
    known_names: tuple[str, ...] = ()

    @property
    def loaded_before(self) -> bool:
        """Return whether the same bytes were loaded under the same name."""
        return self.node.name in self.known_names


@dataclass(frozen=True, slots=True)
class LoadedSheet:
    """A sheet of a file of the load, with its report.

    ``number`` counts the sheets of the whole load. The report and the graph name the sheet by
    ``name``. Issues name it by ``file``, with the path inside an archive, and ``sheet``.
    """

    number: int
    name: str
    file: str
    sheet: str
    report: SheetReport


class Sheets:
    """The sheets of a load, each numbered when it is first asked for."""

    def __init__(self) -> None:
        self._by_number: list[LoadedSheet] = []
        self._by_key: dict[tuple[int, str, str], LoadedSheet] = {}
        self._uid_of: dict[tuple[int, str, str], str] = {}

    def __getitem__(self, number: int) -> LoadedSheet:
        return self._by_number[number]

    def of(self, file: LoadedFile, inner: str, sheet: str) -> LoadedSheet:
        """Return a sheet of ``file``. ``inner`` is the file as issues name it (``a.zip!b.csv``).

        A new sheet gets a number, and an empty report among the sheets of its file.
        """
        key = (file.number, inner, sheet)
        if key not in self._by_key:
            name = _sheet_name(inner, sheet)
            report = file.report.sheets[name] = SheetReport()
            loaded = LoadedSheet(len(self._by_number), name, inner, sheet, report)
            self._by_number.append(loaded)
            self._by_key[key] = loaded
            self._uid_of[key] = file.node.uid
        return self._by_key[key]

    def first_of(self, file: LoadedFile) -> LoadedSheet | None:
        """Return the first sheet of a file that has one."""
        return next((self._by_key[key] for key in self._by_key if key[0] == file.number), None)

    def names(self) -> dict[int, str]:
        """Return the name of each sheet by its number."""
        return {sheet.number: sheet.name for sheet in self._by_number}

    def origins(self) -> dict[int, str]:
        """Return a digest of each sheet and the bytes of its file, by the number of the sheet."""
        return {
            self._by_key[key].number: digest(uid, self._by_key[key].name)
            for key, uid in self._uid_of.items()
        }


def wanted_files(
    paths: Iterable[Path], profile: str | None, *, shipped: bool
) -> Iterator[WantedFile]:
    """Yield the files to load: files and folders as given, then the shipped files.

    A folder gives its files sorted, and only the files that end like an export: a note or a picture
    beside the exports is no failed load.
    """
    for path in paths:
        if not path.is_dir():
            yield WantedFile(path, profile)
            continue
        for inside in sorted(path.rglob("*")):
            is_export = inside.suffix.lower() in _EXPORT_ENDINGS and inside.is_file()
            if is_export and not _hidden(inside, path):
                yield WantedFile(inside, profile)
    if shipped:
        yield from (WantedFile(file.path, file.profile) for file in shipped_files())


@contextmanager
def open_file(
    number: int,
    wanted: WantedFile,
    report: FileReport,
    known: KnownFiles | None = None,
    own_profiles: Path | None = None,
) -> Iterator[tuple[LoadedFile, OpenFile]]:
    """Open a file, and yield it with its profile and its tables.

    ``known`` are the files loaded before.

    The digest and the profile's name are written into ``report`` as soon as they are known.

    Raises:
        InputError: there is no such file, it cannot be read, or no profile fits it.
        UnknownName, DeclarationError: the profile asked for does not exist, or is wrong.
    """
    report.sha256 = sha256_of(wanted.path)
    named = load_profile(wanted.profile, own_profiles) if wanted.profile else None
    report.profile = named.name if named else ""
    with opened_file(wanted.path, named.header_within if named else LOOKED_AT) as opened:
        profile = named or fitting_profile(opened, own_profiles)
        report.profile = profile.name
        names = known.named(report.sha256) if known else ()
        node = SourceFile(
            uid=report.sha256,
            name=wanted.path.name,
            registry=profile.registry,
            profile=profile.name,
            loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
            names=tuple(dict.fromkeys((*names, wanted.path.name))),
        )
        yield LoadedFile(number, profile, node, report, names), opened


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal digits.

    Raises:
        InputError: the file is not there or cannot be read.
    """
    hashed = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                hashed.update(chunk)
    except OSError as error:
        raise InputError(
            file=path.name,
            why_es="no existe o no se puede abrir",
            why_en="it does not exist or cannot be opened",
        ) from error
    return hashed.hexdigest()


def _sheet_name(inner: str, sheet: str) -> str:
    """Return how a report names a sheet: inside an archive, with the path of its file there."""
    _, archived, within = inner.partition("!")
    return "/".join(part for part in (within, sheet) if part) if archived else sheet


def _hidden(path: Path, folder: Path) -> bool:
    """Return whether the file or a folder above it is hidden, or a workbook's lock (``~$``)."""
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)

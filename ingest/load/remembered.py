"""The answer to a load whose very files the graph holds already, without reading them again.

A load that nothing stopped leaves its answer in the graph (`trama.graph.store.load_memory`), if the
same load would certainly give it again. Only the files' digests are needed to find it.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from trama.core.errors import InputError
from trama.graph.engine import Graph
from trama.graph.records import digest
from trama.graph.store.fence import Fence
from trama.graph.store.load_memory import count_records, keep, recall
from trama.ingest.load.files import LoadedFile, WantedFile, sha256_of, wanted_files
from trama.ingest.load.known_files import KnownFiles
from trama.ingest.load.progress import Meter, Phase, Watcher
from trama.ingest.load.report import FileReport, LoadReport, SheetReport
from trama.ontology.internal_layer import LoadMemory
from trama.profiles.library import profile_names, profile_text
from trama.values.defects import DefectCode

# What a second load tells otherwise: it knows the file's name, and the people of the first.
_TOLD_ONCE = {DefectCode.COPY_OF_A_FILE, DefectCode.UNKNOWN_PERSON}


class RememberedLoad:
    """The answer to a load of these files, in this order, with these profiles."""

    def __init__(self, wanted: Sequence[WantedFile], profiles: Sequence[str]) -> None:
        """Take the digests of the files. ``profiles`` are the texts of those that do not ship.

        Raises:
            InputError: a file cannot be opened.
        """
        self._paths = [str(file.path) for file in wanted]
        self._digests = [sha256_of(file.path) for file in wanted]
        named = [part for file in wanted for part in (file.path.name, str(file.profile))]
        # The orders of dates depend on the year.
        year = str(datetime.now(UTC).year)
        self._told = False
        self._uid = digest(version("trama"), year, *self._digests, *named, *profiles)

    def tell(self, graph: Graph, report: LoadReport, progress: Watcher | None) -> bool:
        """Complete ``report`` if the graph has the answer. Return False if it has none.

        ``progress`` hears that all cases are done.
        A date that lay in the future on the day of the answer may have come since.
        """
        memory = recall(graph, self._uid)
        today = date.today().isoformat()  # noqa: DTZ011 - the user's day, as readings of dates
        if memory is None or memory.day > today:
            return False
        told = json.loads(memory.report)
        if memory.day != today and DefectCode.DATE_IN_THE_FUTURE in told["codes"]:
            return False
        report.codes = told["codes"]
        for path, file in zip(self._paths, told["files"], strict=True):
            sheets = {name: SheetReport(**sheet) for name, sheet in file.pop("sheets").items()}
            report.files.append(FileReport(file=path, sheets=sheets, **file))
        meter = Meter(progress, Phase.WRITING, told["cases"])
        meter.advance(told["cases"])
        meter.notify()
        self._told = True
        return True

    def keep(self, graph: Graph, fence: Fence, report: LoadReport, cases: int) -> None:
        """Store the answer that the same load would give: what was loaded is unchanged then."""
        if self._told or [file.sha256 for file in report.files] != self._digests:
            return  # it stands already, or somebody changed a file meanwhile
        files = [
            {
                "sha256": file.sha256,
                "profile": file.profile,
                "sheets": {name: asdict(_again(sheet)) for name, sheet in file.sheets.items()},
            }
            for file in report.files
        ]
        told = json.dumps({"files": files, "codes": report.codes, "cases": cases})
        day = date.today().isoformat()  # noqa: DTZ011 - as above
        memory = LoadMemory(uid=self._uid, day=day, report=told, records=count_records(graph))
        keep(fence, memory)


class Asked(Protocol):
    """The options of a load on which its answer depends (`LoadOptions`)."""

    @property
    def profile(self) -> str | None:
        """The name or path of the profile of all files, None if it is guessed."""

    @property
    def own_profiles(self) -> Path | None:
        """The folder of the profiles that the user keeps."""

    @property
    def shipped(self) -> bool:
        """True if the data inside the package are loaded too."""

    @property
    def issues(self) -> Path | None:
        """The path of the CSV of issues."""


def remembered_load(paths: Iterable[Path], asked: Asked) -> RememberedLoad | None:
    """Return the answer to a load of these files.

    Return None if the ``issues`` ask for every cell, or if a file cannot be opened.
    """
    if asked.issues is not None:
        return None
    own = asked.own_profiles
    names = {*profile_names(own), asked.profile or ""} - {*profile_names(), ""}
    wanted = list(wanted_files(paths, asked.profile, shipped=asked.shipped))
    try:
        texts = [part for name in sorted(names) for part in (name, profile_text(name, own))]
        return RememberedLoad(wanted, texts)
    except InputError:
        return None


def says_the_same_again(
    files: Collection[LoadedFile], known: KnownFiles, codes: Iterable[str]
) -> bool:
    """Return whether a load into a graph without records finds all its rows unchanged next time.

    It does if each registry has one file, the first of its profile, whose cases have keys. One of
    two files may correct the other, or show the order of its dates. A case without a key depends on
    the files that are known, and an observation on those of other editions.
    """
    registries = {file.profile.registry for file in files}
    return (
        len(registries) == len(files)
        and known.profiles.isdisjoint(file.profile.name for file in files)
        and not any(file.profile.holds_observations or file.node.line_scope for file in files)
        and _TOLD_ONCE.isdisjoint(codes)
    )


def _again(sheet: SheetReport) -> SheetReport:
    unchanged = sheet.unchanged + sheet.loaded
    return SheetReport(sheet.rows, 0, unchanged, sheet.merged, sheet.rejected, sheet.issues)

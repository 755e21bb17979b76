"""The audit of a release from its files alone, as anybody who downloads it can repeat it.

1. Every file is there, no other is, and each has the hash of the manifest.
2. The rules of the manifest are no laxer than ours.
3. Every number keeps the rules, and a cell that stands in two tables has one number.
4. No world that fits all tables exposes a group; see `trama.disclosure.intervals`.
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from trama.bank.publish_files import COUNT
from trama.core.question_errors import PublicationBroken, PublicationUnsafe
from trama.disclosure.cubes import Axis, Layout, Predicate
from trama.disclosure.rules import HIDDEN, Rules
from trama.disclosure.safe_tables import Table, faults

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Checked:
    """The extent of an audit that found nothing."""

    tables: int
    cells: int
    groups: int
    worlds: int


def check(folder: Path) -> Checked:
    """Audit the release in a folder.

    Raises:
        PublicationBroken: the folder is no release, or a file of it was changed.
        PublicationUnsafe: somebody could conclude that a group has 1 to 9 people.
        MissingPart: scipy is absent.
    """
    manifest, tables = read_release(folder)
    return check_tables(tables, _rules(folder, manifest), manifest["release"] > 1)


def read_release(folder: Path) -> tuple[Mapping[str, Any], list[Table]]:
    """Return the manifest and the tables of a release whose files are all as it says.

    Raises:
        PublicationBroken: as `check` says.
    """
    manifest = _manifest(folder)
    _check_files(folder, manifest)
    return manifest, _tables(folder, manifest)


def file_hash(content: bytes) -> str:
    """Return the hash of a file as a manifest has it: SHA-256, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def check_tables(tables: list[Table], rules: Rules, repeats: bool) -> Checked:
    """Audit tables; ``repeats``: some numbers may come from earlier releases.

    Raises:
        PublicationUnsafe: as `check` says.
    """
    from trama.disclosure.intervals import NoWorld, audit  # noqa: PLC0415 - scipy is an extra

    if wrong := [*faults(tables, rules), *_contradictions(tables)]:
        raise _unsafe(wrong, len(wrong))
    try:
        found = audit(tables, rules)
    except NoWorld:
        # Numbers of several states need not fit one world. Then they fit with what may have
        # changed between; a first release always fits.
        if not repeats:
            raise _unsafe([table.layout.name for table in tables], 1) from None
        found = audit(tables, rules, drift=rules.largest_drift)
    if found.exposed:
        raise _unsafe(sorted({group.table for group in found.exposed}), len(found.exposed))
    cells = sum(len(table.numbers) for table in tables)
    return Checked(len(tables), cells, found.groups, found.worlds)


def _unsafe(tables: list[str], groups: int) -> PublicationUnsafe:
    return PublicationUnsafe(
        tables=", ".join(sorted(set(tables))),
        groups=groups,
        hint_es="Publique un nivel más grueso: --level macroregion.",
        hint_en="Publish a coarser level: --level macroregion.",
    )


def _contradictions(tables: list[Table]) -> list[str]:
    """Return the names of tables with another number for a cell than a table before."""
    told: dict[Predicate, int] = {}
    return [
        table.layout.name
        for table in tables
        for predicate, number in zip(table.layout.predicates, table.numbers.tolist(), strict=True)
        if told.setdefault(predicate, number) != number
    ]


def _manifest(folder: Path) -> Mapping[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise _broken(folder, f"no se lee {MANIFEST}", f"{MANIFEST} cannot be read") from error
    wanted = {"release", "rules", "tables", "files"}
    if not isinstance(manifest, dict) or not wanted <= manifest.keys():
        raise _broken(folder, f"a {MANIFEST} le faltan partes", f"{MANIFEST} lacks parts")
    return manifest


def _check_files(folder: Path, manifest: Mapping[str, Any]) -> None:
    there = {path.name for path in folder.iterdir()} - {MANIFEST}
    named = set(manifest["files"])
    if there != named:
        other = ", ".join(sorted(there ^ named))
        raise _broken(folder, f"sobran o faltan archivos ({other})", f"files differ ({other})")
    for name, told in manifest["files"].items():
        if file_hash((folder / name).read_bytes()) != told["sha256"]:
            raise _broken(folder, f"{name} fue cambiado", f"{name} was changed")


def _rules(folder: Path, manifest: Mapping[str, Any]) -> Rules:
    ours = Rules()
    try:
        rules = Rules(**manifest["rules"])
    except (TypeError, ValueError) as error:
        raise _broken(folder, "sus reglas no se entienden", "its rules make no sense") from error
    if rules.minimum < ours.minimum or rules.base < ours.base:
        raise _broken(folder, "sus reglas son más laxas", "its rules are laxer than ours")
    return rules


def _tables(folder: Path, manifest: Mapping[str, Any]) -> list[Table]:
    try:
        return [_table(folder, told) for told in manifest["tables"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _broken(folder, "una tabla no es la declarada", "a table is not as told") from error


def _table(folder: Path, told: Mapping[str, Any]) -> Table:
    axes = tuple(
        Axis(axis["name"], {leaf: tuple(groups) for leaf, groups in axis["leaves"].items()},
             axis["coarse"])
        for axis in told["axes"]
    )  # fmt: skip
    layout = Layout(told["name"], axes)
    text = (folder / f"{layout.name}.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    cells = [tuple(row[axis.name] for axis in axes) for row in rows]
    if cells != list(layout.cells()):
        raise ValueError(layout.name)
    numbers = [int(row[COUNT]) if row[COUNT] else HIDDEN for row in rows]
    return Table(layout, np.array(numbers, dtype=np.int64))


def _broken(folder: Path, spanish: str, english: str) -> PublicationBroken:
    return PublicationBroken(folder=folder.name, why_es=spanish, why_en=english)

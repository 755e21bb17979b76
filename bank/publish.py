"""The publication of the national tables: safe, audited, described, and whole or not at all.

1. Hold the ledger of what was published, so that no two releases are made at once.
2. Count the people, and compute the release that may follow the last one.
3. Write all files into a hidden folder beside the one asked for, and audit them from there, as a
   stranger would. If the audit fails, the folder goes, and nothing else has changed.
4. Store the ledger, then give the folder its name, then the copy in the home: the public reads it.
"""

import json
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd

from trama.bank import publish_ledger
from trama.bank.publish_check import MANIFEST, Checked, check, file_hash
from trama.bank.publish_files import codebook_csv, csv_of, parquet_of, title_of, workbook_of
from trama.bank.publish_ledger import Kept
from trama.bank.publish_tables import last_year_of, layouts, people_of
from trama.bank.publish_words import dcat, readme
from trama.bank.released import keeping
from trama.core.errors import OutputError
from trama.core.extras import require_libraries
from trama.core.home import Home
from trama.core.question_errors import LedgerUnreadable, NothingToPublish
from trama.core.unwritable import why_unwritable
from trama.disclosure.cell_keys import key_fingerprint
from trama.disclosure.losses import losses
from trama.disclosure.rules import HIDDEN, Rules
from trama.disclosure.safe_tables import Table
from trama.disclosure.successive import Release, release

_PUBLIC_FOLDER, _PUBLIC_FILE = 0o755, 0o644  # what is published is for everybody


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a release: its folder, publisher, licence, level, and the data it is of.

    ``vintage`` says of when the data are; ``licence`` is an address.
    """

    folder: Path
    publisher: str
    licence: str
    level: str
    day: date
    vintage: str
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Published:
    """A release that was made. ``withheld`` is for the publisher's eyes alone."""

    folder: Path
    number: int
    withheld: int
    checked: Checked
    files: tuple[str, ...]


def publish(order: Order, microdata: pd.DataFrame, home: Home) -> Published:
    """Publish the national tables of the microdata of a graph.

    Raises:
        PublicationUnsafe: the audit failed; nothing was written.
        NothingToPublish: there are too few people for a single number.
        LedgerUnreadable: nobody knows what was published before, or the key is another.
        OutputError: the folder has files already, or cannot be written.
        MissingPart: scipy is absent.
    """
    require_libraries(("scipy",), "publish", "revisa una publicación", "audits a publication")
    key, rules = home.pseudonym_key(), Rules()
    with publish_ledger.locked(home) as memory:
        kept = publish_ledger.read(memory)
        if kept.key not in ("", key_fingerprint(key)):
            raise LedgerUnreadable(folder=memory)
        last_year = last_year_of(order.day)
        try:
            people = people_of(microdata, last_year, key)
            made = release(layouts(last_year, order.level), people, rules, key, kept.ledger)
        except ValueError as error:  # an older state has codes that no table has any more
            raise LedgerUnreadable(folder=memory) from error
        if made.tables[0].numbers[0] == HIDDEN:
            raise NothingToPublish
        with _draft(order.folder) as folder:
            number = len(kept.releases) + 1
            manifest = _write(folder, order, made, rules, number, key_fingerprint(key))
            checked = check(folder)
            seal = file_hash((folder / MANIFEST).read_bytes())
            note = {"release": number, "date": str(order.day), "manifest": seal}
            after = Kept(made.ledger, key_fingerprint(key), (*kept.releases, note))
            with keeping(folder, home, number):
                publish_ledger.write(memory, after)
                _name(folder, order.folder, memory, kept)
    return Published(order.folder, number, made.withheld, checked, tuple(manifest["files"]))


def check_target(target: Path) -> None:
    """Check that a release may be written into a folder: it is new or empty.

    Raises:
        OutputError: the target is no empty folder.
    """
    if target.is_symlink() or (
        target.exists() and not (target.is_dir() and not any(target.iterdir()))
    ):
        raise OutputError(
            file=target, why_es="no es una carpeta nueva o vacía", why_en="it is no empty folder"
        )


@contextmanager
def _draft(target: Path) -> Iterator[Path]:
    """Yield a new folder beside the target; remove it if the block leaves it there.

    Raises:
        OutputError: the target is no empty folder, or the folder cannot be made.
    """
    check_target(target)
    folder = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        folder.mkdir(mode=0o700, parents=True)
        yield folder
    except OSError as error:
        spanish, english = why_unwritable(error)
        raise OutputError(file=target, why_es=spanish, why_en=english) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _name(folder: Path, target: Path, memory: Path, before: Kept) -> None:
    """Give the finished folder its name. If that fails, nobody has read the release: forget it."""
    for path in folder.iterdir():
        path.chmod(_PUBLIC_FILE)
    folder.chmod(_PUBLIC_FOLDER)
    try:
        folder.rename(target)
    except OSError:
        publish_ledger.write(memory, before)
        raise


def _write(
    folder: Path, order: Order, made: Release, rules: Rules, number: int, key: str
) -> Mapping[str, Any]:
    """Write all files; return the manifest, which is the last."""
    data = dict(_data_files(made.tables))
    manifest: dict[str, Any] = {
        "release": number,
        "date": order.day.isoformat(),
        "vintage": order.vintage,
        "synthetic": order.synthetic,
        "publisher": order.publisher,
        "licence": order.licence,
        "unit": "persona",
        "level": order.level,
        "method": "cell_key",
        "rules": rules.as_document(),
        "largest_drift": rules.largest_drift if number > 1 else 0,
        "key": key,
        "people": int(made.tables[0].numbers[0]),
        "tables": [_table_document(table) for table in made.tables],
        "losses": [
            loss.as_document()
            for table, cube in zip(made.tables, made.cubes, strict=True)
            for loss in losses(cube, table.numbers, rules)
        ],
    }
    texts = {f"README.{own}.md": readme(manifest, own).encode() for own in ("es", "en")}
    manifest["files"] = _hashes(data | texts)
    described = {"dcat.jsonld": _json(dcat(manifest, list(data)))}
    manifest["files"] |= _hashes(described)
    written = data | texts | described | {MANIFEST: _json(manifest)}
    for name, content in written.items():
        (folder / name).write_bytes(content)
    return manifest


def _json(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _hashes(files: Mapping[str, bytes]) -> dict[str, dict[str, str | int]]:
    return {
        name: {"sha256": file_hash(content), "bytes": len(content)}
        for name, content in files.items()
    }


def _data_files(tables: Sequence[Table]) -> Iterator[tuple[str, bytes]]:
    parquet = find_spec("pyarrow") is not None
    for table in tables:
        yield f"{table.layout.name}.csv", csv_of(table)
        if parquet:
            yield f"{table.layout.name}.parquet", parquet_of(table)
    yield "codebook.csv", codebook_csv([table.layout for table in tables])
    yield "tables.xlsx", workbook_of(tables)


def _table_document(table: Table) -> dict[str, Any]:
    return {
        "name": table.layout.name,
        "title": title_of(table.layout.name),
        "axes": [
            {"name": axis.name, "coarse": axis.coarse, "leaves": dict(axis.groups)}
            for axis in table.layout.axes
        ],
        "cells": len(table.numbers),
        "shown": int((table.numbers >= 0).sum()),
    }

"""The ledger of what this home has published, in the folder ``publications`` of the home.

``ledger.json`` holds the number of each cell, the state that it was computed from, and the list of
releases. ``state-N.npz`` holds a state: record keys and leaves, no uid. All files are readable by
the owner only, and as secret as the graph. A lock keeps two releases from being made at once.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from trama.access.private_rows import alone_in
from trama.core.home import Home, read_private, write_private
from trama.core.question_errors import LedgerUnreadable
from trama.disclosure.cubes import KEY, Predicate
from trama.disclosure.successive import Ledger, Told


@dataclass(frozen=True)
class Kept:
    """The ledger of numbers, the key that made them, and the releases, each a JSON object."""

    ledger: Ledger
    key: str = ""
    releases: tuple[Mapping[str, Any], ...] = field(default_factory=tuple)


@contextmanager
def locked(home: Home) -> Iterator[Path]:
    """Hold the ledger for the length of a release; yield its folder."""
    with alone_in(home, home.publications):
        yield home.publications


def read(folder: Path) -> Kept:
    """Return the ledger; an empty one before the first release.

    Raises:
        LedgerUnreadable: a file of it is missing or broken.
        InsecureFile: others can read the ledger.
    """
    try:
        text = read_private(folder / "ledger.json")
    except FileNotFoundError:
        return Kept(Ledger())
    try:
        document = json.loads(text)
        told = {_predicate(cell): Told(number, state) for cell, (number, state) in document["told"]}
        states = {state: _read_state(folder, state) for state in {t.state for t in told.values()}}
        return Kept(Ledger(told, states), document["key"], tuple(document["releases"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LedgerUnreadable(folder=folder) from error


def write(folder: Path, kept: Kept) -> None:
    """Store the ledger; states first, so that a broken write leaves the old ledger whole.

    Raises:
        OSError: a file cannot be written.
    """
    newest = max(kept.ledger.states, default=0)
    for state, people in kept.ledger.states.items():
        # A release that died may have left a file of the newest number.
        if state == newest or not _path(folder, state).exists():
            write_private(_path(folder, state), _packed(people))
    document = {
        "key": kept.key,
        "releases": list(kept.releases),
        "told": [[cell, [told.number, told.state]] for cell, told in kept.ledger.told.items()],
    }
    write_private(folder / "ledger.json", json.dumps(document, ensure_ascii=False))
    used = {_path(folder, state).name for state in kept.ledger.states}
    for path in folder.glob("state-*.npz"):
        if path.name not in used:
            path.unlink()


def _path(folder: Path, state: int) -> Path:
    return folder / f"state-{state}.npz"


def _packed(people: pd.DataFrame) -> bytes:
    """Return a state as a NumPy archive: an array a column, texts of fixed width."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in people.columns:
            array = people[name].to_numpy()
            with archive.open(f"{name}.npy", "w") as file:
                np.save(file, array if name == KEY else array.astype(str), allow_pickle=False)
    return stored.getvalue()


def _read_state(folder: Path, state: int) -> pd.DataFrame:
    with np.load(_path(folder, state), allow_pickle=False) as stored:
        return pd.DataFrame({name: stored[name] for name in stored.files})


def _predicate(cell: list[list[str]]) -> Predicate:
    return tuple((axis, node) for axis, node in cell)

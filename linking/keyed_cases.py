"""The pairs of cases worth comparing, found by keyed hashes alone.

The rules are those of ``linkage.cases.case_candidates``, and the pairs are the same; but here the
cases are rows of hashes, so that the pairs of a new case are found without reading the others.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from trama.linkage.case_identity import POLICE
from trama.linkage.cases.case_candidates import MOST_SHARING, NEAR_DAYS
from trama.linkage.cases.case_fields import ComparedCase
from trama.linkage.pairs.keyed_table import KeyedHash
from trama.linkage.private_database import memory_database
from trama.places.nesting import at_level

KEYS = pa.schema({name: pa.list_(pa.int64()) for name in ("number", "naming", "things", "days")})
"""The columns of hashes by which cases are paired.

They are the own number of a registration, the number that a carpeta names, things, and the district
with each of ``NEAR_DAYS`` + 1 days from the fact.
"""

_VAGUE_DAYS = 31  # of a date, above which its first day tells nothing


def case_keys(case: ComparedCase, hashed: KeyedHash) -> dict[str, list[int]]:
    """Return the hashes of a case, by the names of `KEYS`.

    Facts are near if their days share one: days 5 to 12 and days 12 to 19 share the day 12.
    """
    number = [case.number] if case.key.registry == POLICE else []
    keys = {
        "number": number,
        "naming": [case.named] if case.named else [],
        "things": sorted(case.things),
        "days": [*_days(case)],
    }
    return {
        name: [hashed("number" if name == "naming" else name, value) for value in values]
        for name, values in keys.items()
    }


def _days(case: ComparedCase) -> Iterator[str]:
    district, date = at_level(case.place, "DISTRITO"), case.fact_date
    if district and date and (date.last - date.first).days <= _VAGUE_DAYS:
        first = date.first.toordinal()
        yield from (f"{district} {day}" for day in range(first, first + NEAR_DAYS + 1))


def keyed_case_pairs(cases: pa.Table, of_people: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the hashes of the pairs of cases, a row for each, the smaller first, sorted.

    ``cases`` has the columns ``case`` and those of `KEYS`; ``of_people`` has two cases a row.
    """
    connection = memory_database()
    people = pa.table({"a": of_people[:, 0], "b": of_people[:, 1]})
    connection.register("cases", cases)
    connection.register("people", people)
    for name in KEYS.names:
        connection.execute(
            f'CREATE TABLE "{name}" AS SELECT "case", unnest({name}) AS k FROM cases'  # noqa: S608
        )
    few = f"(SELECT k FROM {{}} GROUP BY k HAVING count(*) <= {MOST_SHARING})"  # noqa: S608
    found = connection.execute(
        f"""
        WITH found AS (
        SELECT a, b FROM people
        UNION SELECT l.case, r.case FROM number l JOIN naming r USING (k)
        UNION SELECT l.case, r.case FROM naming l JOIN naming r USING (k)
            WHERE l.case < r.case AND k IN {few.format("naming")}
        UNION SELECT l.case, r.case FROM things l JOIN things r USING (k)
            WHERE l.case < r.case AND k IN {few.format("things")}
        UNION SELECT l.case, r.case FROM days l JOIN days r USING (k) WHERE l.case < r.case)
        SELECT DISTINCT least(a, b) AS one, greatest(a, b) AS other FROM found
        WHERE a <> b ORDER BY one, other
        """  # noqa: S608 - our own names and numbers
    ).fetchnumpy()
    return np.stack([np.asarray(found[name], dtype=np.int64) for name in ("one", "other")], axis=1)

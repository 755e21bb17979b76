"""The table of keyed hashes, and the pairs that it finds beside those of the plain table."""

import random

import numpy as np
import pyarrow as pa
import pytest
from twin_people import twin_people

from trama.linkage.pairs.blocking import CandidatePairs, candidate_pairs, pairs_with
from trama.linkage.pairs.compared_records import ComparedRecord
from trama.linkage.pairs.keyed_table import KeyedHash, keyed_table
from trama.twin import TwinOptions

HASHED = KeyedHash(b"k" * 32)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> list[ComparedRecord]:
    return twin_people(tmp_path_factory.mktemp("twin"), TwinOptions(cases=250, seed=41)).records


def as_set(found: CandidatePairs, records: list[ComparedRecord]) -> set[tuple[object, ...]]:
    rows = zip(found.one, found.other, found.found_by.tolist(), strict=True)
    return {(*sorted((records[one].uid, records[other].uid)), *by) for one, other, by in rows}


@pytest.mark.parametrize("fresh", [0, 1, 40, 250])
def test_fresh_records_find_the_pairs_that_all_records_find(
    people: list[ComparedRecord], fresh: int
) -> None:
    order = random.Random(fresh).sample(people, len(people))
    kept, new = order[fresh:], order[:fresh]

    found = pairs_with(keyed_table(new, HASHED), keyed_table(kept, HASHED))

    uids = {record.uid for record in new}
    whole = as_set(candidate_pairs(people), people)
    expected = {pair for pair in whole if uids & {pair[0], pair[1]}}
    assert len(whole) > 300
    assert as_set(found, [*kept, *new]) == expected
    assert len(found) == len(expected)
    assert fresh < 40 or expected


def test_pairs_are_sorted_with_the_smaller_place_first(people: list[ComparedRecord]) -> None:
    table = keyed_table(people, HASHED)

    found = pairs_with(table, table.slice(0, 0))

    assert len(found) > 300
    assert np.all(found.one < found.other)
    assert [*zip(found.one, found.other, strict=True)] == sorted(
        zip(found.one, found.other, strict=True)
    )


def test_the_table_holds_no_value_and_depends_on_the_key(people: list[ComparedRecord]) -> None:
    table, other = keyed_table(people, HASHED), keyed_table(people, KeyedHash(b"o" * 32))

    types = {field.type for field in table.schema if field.name != "initials_only"}
    assert types == {pa.int64(), pa.list_(pa.int64())}
    assert table["initials_only"] == other["initials_only"]
    surnames = zip(table["surnames"].to_pylist(), other["surnames"].to_pylist(), strict=True)
    assert all(one != another for one, another in surnames if one is not None)

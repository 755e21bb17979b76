"""The rows that a load has read of an observation so far."""

import sqlite3

import pytest

from trama.ingest.load.observation_spool import ObservationSpool, ObservedRow


@pytest.fixture
def spool(spool_database: sqlite3.Connection) -> ObservationSpool:
    return ObservationSpool(spool_database)


def observed(file: int, sheet: int, content: str) -> ObservedRow:
    return ObservedRow(file, sheet, f"the whole row of {content}", content)


def test_an_observation_is_remembered_with_the_first_row_of_its_latest_file(
    spool: ObservationSpool,
) -> None:
    first, later = observed(0, 0, "one"), observed(1, 1, "three")

    assert spool.remember("O-1", first) is None
    assert spool.remember("O-1", observed(0, 0, "two")) == first
    assert spool.remember("O-1", later) == first
    assert spool.remember("O-1", observed(1, 1, "four")) == later


def test_observations_are_remembered_apart(spool: ObservationSpool) -> None:
    spool.remember("O-1", observed(0, 0, "one"))

    assert spool.remember("O-2", observed(0, 0, "two")) is None


def test_a_row_is_repeated_where_its_own_sheet_had_it_whether_first_or_not(
    spool: ObservationSpool,
) -> None:
    first, second = observed(0, 0, "one"), observed(0, 0, "two")
    spool.remember("O-1", first)

    assert spool.is_repeated(first, first)
    assert not spool.is_repeated(second, first)
    assert spool.is_repeated(second, first)
    assert not spool.is_repeated(observed(0, 1, "one"), first)
    assert not spool.is_repeated(observed(1, 0, "one"), first)

"""The temporary database of a load, closed after the test."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from trama.ingest.load.spool_database import open_spool_database


@pytest.fixture
def spool_database() -> Iterator[sqlite3.Connection]:
    with closing(open_spool_database()) as database:
        yield database

"""A database with people in it leaves no file, also when it needs more memory than it may have."""

from pathlib import Path

import duckdb
import pytest

from trama.linkage.private_database import memory_database


def test_people_who_do_not_fit_into_memory_are_not_written_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    people = "SELECT 'SINTETICO ' || hash(range)::VARCHAR AS name FROM range(3_000_000)"

    with memory_database() as database:
        database.execute("SET memory_limit = '40MB'; SET threads = 1")
        with pytest.raises(duckdb.OutOfMemoryException):
            database.execute(f"CREATE TABLE people AS {people}")

        assert list(tmp_path.iterdir()) == []

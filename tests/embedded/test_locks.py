"""Locks: shared or exclusive, and dropped when their holder dies."""

import subprocess
import sys
from pathlib import Path

from trama.embedded.locks import FileLock

HOLD = """
import sys
from pathlib import Path
from trama.embedded.locks import FileLock
print(FileLock(Path(sys.argv[1])).acquire(), flush=True)
input()
"""


def test_a_lock_that_users_share_is_not_free_for_one_alone(tmp_path: Path) -> None:
    path = tmp_path / "lock"

    with FileLock(path, shared=True) as first, FileLock(path, shared=True) as second:
        assert first.acquire()
        assert second.acquire()
        assert not FileLock(path).acquire()


def test_a_released_lock_is_free(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")

    assert first.acquire()
    assert not second.acquire(seconds=0.1)
    first.release()
    first.release()

    assert second.acquire()
    second.release()


def test_a_killed_holder_loses_its_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        waiting = FileLock(path)
        assert not waiting.acquire()
        holder.kill()

        assert waiting.acquire(seconds=10)
        waiting.release()


def test_the_file_of_a_lock_is_its_owners(tmp_path: Path) -> None:
    with FileLock(tmp_path / "lock") as lock:
        assert lock.acquire()

    assert (tmp_path / "lock").stat().st_mode & 0o077 == 0

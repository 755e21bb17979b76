"""Turns of heavy queries: all processes of an engine share them, and a wait for one ends."""

import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from trama.core.errors import EngineOverloaded
from trama.graph.engine.turns import turn

HOLDS = """
import sys, pathlib
from trama.graph.engine.turns import turn
with turn([pathlib.Path(sys.argv[1])], lambda: 0.0):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_turn_that_another_process_holds_is_waited_for_and_comes(tmp_path: Path) -> None:
    file, waits, has_it = tmp_path / "turn.lock", Event(), Event()
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"

    def wait() -> None:
        def left() -> float:
            waits.set()
            return 60.0

        with turn([file], left):
            has_it.set()

    waiting = Thread(target=wait)
    waiting.start()
    assert waits.wait(60)
    assert not has_it.is_set()

    other.kill()  # however its holder ends
    other.communicate()
    assert has_it.wait(60)
    waiting.join()


def test_of_several_turns_a_free_one_is_taken_and_given_back(tmp_path: Path) -> None:
    files = [tmp_path / "one.lock", tmp_path / "two.lock"]

    for _ in range(2):
        with (
            turn(files, lambda: 0.0),
            turn(files, lambda: 0.0),
            pytest.raises(EngineOverloaded),
            turn(files, lambda: 0.0),
        ):
            pass


def test_a_turn_that_does_not_come_in_time_says_when_to_ask_again(tmp_path: Path) -> None:
    files = [tmp_path / "turn.lock"]

    with (
        turn(files, lambda: 0.0),
        pytest.raises(EngineOverloaded) as caught,
        turn(files, lambda: 0.0),
    ):
        pass

    assert caught.value.retry_after == 5
    assert "otras consultas" in caught.value.message()

"""Ctrl-C during a command: what stayed, what to type, and the exit code."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ctrl_c import HEARS_CTRL_C

from trama.cli.main import COMMANDS
from trama.terminal.interruption import after_interruption


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_to_type_in_both_languages(command: str) -> None:
    spanish = after_interruption(command, [command, "mis datos"], "es")
    english = after_interruption(command, [command, "mis datos"], "en")

    assert spanish.startswith("Interrumpido. ")
    assert english.startswith("Interrupted. ")
    assert "trama " in spanish.rpartition(": ")[2]
    assert spanish.rpartition(": ")[2] == english.rpartition(": ")[2]


def test_a_load_says_that_nothing_is_half_done_and_how_to_go_on() -> None:
    text = after_interruption("load", ["load", "mis datos/enero.csv"], "es")

    assert "ningún caso quedó a medias" in text
    assert text.endswith("trama load 'mis datos/enero.csv'")


def test_ctrl_c_ends_a_command_with_these_words(tmp_path: Path) -> None:
    folder = tmp_path / "gemelo"
    words = ("twin", str(folder), "--cases", "20000")
    process = subprocess.Popen(
        [sys.executable, "-c", HEARS_CTRL_C, *words],
        env=os.environ | {"TRAMA_HOME": str(tmp_path / "home")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not any(draft.stat().st_size for draft in folder.glob(".twin-*/*.csv")):  # it writes
        time.sleep(0.05)
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)

    assert process.returncode == 130
    assert told.strip().endswith(" ".join(("trama", *words)))
    assert "Traceback" not in told

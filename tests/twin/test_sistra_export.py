import os
import signal
from multiprocessing import active_children
from pathlib import Path

import pytest

from trama.core.errors import OutputError
from trama.twin import TwinOptions, sistra_export, write_twin

CASES = 600
OPTIONS = TwinOptions(cases=CASES, seed=5)


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sistra_export, "APART_FROM", 1)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_process_of_its_own_writes_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, apart = tmp_path / "here", tmp_path / "apart"

    write_twin(here, OPTIONS)
    monkeypatch.setattr(sistra_export, "APART_FROM", 1)
    write_twin(apart, OPTIONS)

    assert contents(here) == contents(apart)
    assert not active_children()


@pytest.mark.usefixtures("apart")
def test_what_that_process_cannot_write_is_said_here(tmp_path: Path) -> None:
    (tmp_path / f"SISTRA_{OPTIONS.stem}.xlsx").mkdir()

    with pytest.raises(OutputError, match="SISTRA_SINTETICO_600_5"):
        write_twin(tmp_path, OPTIONS)

    assert not active_children()


@pytest.mark.usefixtures("apart")
def test_the_death_of_that_process_is_said_here(tmp_path: Path) -> None:
    def kill(_done: int, _total: int) -> None:
        for child in active_children():
            os.kill(child.pid or 0, signal.SIGKILL)

    with pytest.raises(OutputError, match="-9"):
        write_twin(tmp_path, TwinOptions(cases=4000), kill)


@pytest.mark.usefixtures("apart")
def test_who_stops_here_stops_that_process_too(tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_twin(tmp_path, TwinOptions(cases=4000), stop)

    assert not active_children()

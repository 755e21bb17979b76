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
def two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sistra_export, "OWN_PROCESS_FROM", 1)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_process_of_its_own_writes_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_process, two_processes = tmp_path / "one", tmp_path / "two"

    write_twin(one_process, OPTIONS)
    monkeypatch.setattr(sistra_export, "OWN_PROCESS_FROM", 1)
    write_twin(two_processes, OPTIONS)

    assert contents(one_process) == contents(two_processes)
    assert not active_children()


@pytest.mark.usefixtures("two_processes")
def test_an_error_of_the_other_process_is_raised_in_this_process(tmp_path: Path) -> None:
    (tmp_path / f"SISTRA_{OPTIONS.stem}.xlsx").mkdir()

    with pytest.raises(OutputError, match="SISTRA_SINTETICO_600_5"):
        write_twin(tmp_path, OPTIONS)

    assert not active_children()


@pytest.mark.usefixtures("two_processes")
def test_the_death_of_the_other_process_is_an_error_of_this_process(tmp_path: Path) -> None:
    def kill(_done: int, _total: int) -> None:
        for child in active_children():
            os.kill(child.pid or 0, signal.SIGKILL)

    with pytest.raises(OutputError, match="-9"):
        write_twin(tmp_path, TwinOptions(cases=4000), kill)


@pytest.mark.usefixtures("two_processes")
def test_a_stop_of_this_process_stops_the_other_process_too(tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_twin(tmp_path, TwinOptions(cases=4000), stop)

    assert not active_children()

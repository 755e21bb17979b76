"""The state of a running engine: what is written is read, also what an earlier Trama wrote."""

import json
import os
from pathlib import Path

from trama.core.home import Home
from trama.embedded.java import Ports
from trama.embedded.layout import layout_of
from trama.embedded.lifecycle import status
from trama.embedded.memory import EngineMemory
from trama.embedded.state import Process, State, read_state, write_state

MEMORY = EngineMemory(heap_mib=512, pages_mib=128, queries_mib=256, chosen=False)


def test_the_memory_that_an_engine_got_is_told_while_it_runs(tmp_path: Path) -> None:
    home = Home(tmp_path)
    alive = Process.of(os.getpid())
    write_state(layout_of(home), State(alive, alive, Ports(1, 2), "26.10", MEMORY))

    assert status(home).memory == MEMORY


def test_an_engine_that_an_earlier_trama_started_serves_without_saying_its_memory(
    tmp_path: Path,
) -> None:
    layout = layout_of(Home(tmp_path))
    alive = Process.of(os.getpid())
    write_state(layout, State(alive, alive, Ports(1, 2), "26.10", MEMORY))
    written = json.loads(layout.state.read_text())
    del written["memory"]
    layout.state.write_text(json.dumps(written))

    state = read_state(layout)

    assert state is not None
    assert state.serves()
    assert state.memory is None

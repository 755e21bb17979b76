"""The engine's memory: as large as the graph needs, within what the machine has or the user set."""

from pathlib import Path

import pytest

from trama.core.errors import BadSetting
from trama.embedded.memory import chosen_memory, fitting_mib, heap_bytes

GIB = 1024**3


@pytest.mark.parametrize(
    ("graph", "machine", "mib"),
    [
        (0, 24 * GIB, 1024),
        (3 * GIB // 2, 24 * GIB, 1536),
        (30 * GIB, 24 * GIB, 4096),
        (30 * GIB, 8 * GIB, 2048),
        (30 * GIB, 4 * GIB, 1024),
        (0, 2 * GIB, 512),
    ],
)
def test_the_heap_grows_with_the_graph_within_a_quarter_of_the_machine(
    graph: int, machine: int, mib: int
) -> None:
    assert fitting_mib(graph, machine) == mib


def test_what_the_user_sets_holds_whatever_the_graph_measures(tmp_path: Path) -> None:
    memory = chosen_memory("512m", tmp_path)

    assert memory.heap_mib == 512
    assert not memory.chosen
    # Pages, statements and the engine itself share the heap.
    assert memory.pages_mib + memory.queries_mib <= 0.75 * memory.heap_mib


def test_an_engine_without_a_graph_gets_what_trama_chooses(tmp_path: Path) -> None:
    assert chosen_memory("auto", tmp_path / "absent").chosen


@pytest.mark.parametrize(
    ("written", "found"),
    [("1g", GIB), ("1500m", 1500 * 1024**2), ("2G", 2 * GIB), ("1073741824", GIB), ("auto", None)],
)
def test_an_amount_is_read_as_java_reads_it(written: str, found: int | None) -> None:
    assert heap_bytes(written) == found


@pytest.mark.parametrize("written", ["nonsense", "1.5g", "-1g", "", "64m", "1t", "2 g"])
def test_what_is_no_amount_of_memory_is_a_wrong_setting(written: str) -> None:
    with pytest.raises(BadSetting) as refusal:
        heap_bytes(written)

    assert "TRAMA_ENGINE_HEAP" in refusal.value.message()

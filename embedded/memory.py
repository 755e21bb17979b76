"""The memory of the embedded engine, chosen when it starts.

The heap is as large as the graph's files, between 1 GiB and a quarter of the machine's memory, and
never over 4 GiB; TRAMA_ENGINE_HEAP sets it instead. At 100,000 cases the files measure 2.1 GiB:
queries that fail with a heap of 1 GiB answer with this one. A quarter of the heap keeps pages of
the files, and half of it is what all statements together may hold; a statement that needs more
fails, and the engine lives on.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import psutil

from trama.core.errors import BadSetting

AUTO = "auto"
"""The value of TRAMA_ENGINE_HEAP that leaves the choice to Trama."""

_MIB = 1024**2
_LEAST_MIB, _MOST_MIB = 1024, 4096
_SMALLEST = 128 * _MIB  # with less the engine does not come up
_OF_MACHINE = 4  # the machine also runs Trama's own processes, and keeps files in its memory
_PAGES_OF_HEAP = 0.25
_QUERIES_OF_HEAP = 0.5
_CGROUP = Path("/sys/fs/cgroup/memory.max")
_WRITTEN = re.compile(r"(\d+)([kmgKMG]?)")
_BYTES = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}


@dataclass(frozen=True, slots=True)
class EngineMemory:
    """The memory of one engine in MiB, and whether Trama chose the heap.

    ``pages_mib`` keeps pages of the files; ``queries_mib`` is what all statements together hold.
    """

    heap_mib: int
    pages_mib: int
    queries_mib: int
    chosen: bool


def chosen_memory(heap: str, graph: Path) -> EngineMemory:
    """Return the memory for an engine whose graph lies in a folder, as the setting ``heap`` says.

    Raises:
        BadSetting: the setting is no amount of memory.
    """
    set_by_user = heap_bytes(heap)
    mib = (
        fitting_mib(_size(graph), machine_memory()) if set_by_user is None else set_by_user // _MIB
    )
    pages, queries = int(mib * _PAGES_OF_HEAP), int(mib * _QUERIES_OF_HEAP)
    return EngineMemory(mib, pages, queries, chosen=set_by_user is None)


def heap_bytes(heap: str) -> int | None:
    """Return the bytes that a setting such as ``1g`` or ``1500m`` means. Return None for ``auto``.

    Raises:
        BadSetting: the setting is no amount of memory.
    """
    if heap == AUTO:
        return None
    written = _WRITTEN.fullmatch(heap)
    found = int(written[1]) * _BYTES[written[2].lower()] if written else 0
    if found < _SMALLEST:
        raise BadSetting(
            name="TRAMA_ENGINE_HEAP",
            why_es="debe ser «auto» o una cantidad como 1500m o 2g, de 128m al menos",
            why_en="it must be “auto” or an amount such as 1500m or 2g, of 128m at least",
        )
    return found


def machine_memory() -> int:
    """Return the bytes of memory that this process may use: the machine's, or its container's."""
    total = int(psutil.virtual_memory().total)
    try:
        return min(total, int(_CGROUP.read_text(encoding="ascii")))
    except (OSError, ValueError):  # no container, or one without a limit (max)
        return total


def fitting_mib(graph: int, machine: int) -> int:
    """Return the MiB of heap for so many bytes of graph on a machine of so many bytes."""
    most = min(_MOST_MIB, machine // _OF_MACHINE // _MIB)
    return min(most, max(_LEAST_MIB, graph // _MIB))


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())

"""A process that writes files for neo4j-admin and kills itself: ``FOLDER STEP FILE...``.

STEP ``amid`` is at the twentieth file, ``end`` after everything but the manifest.
"""

import os
import signal
import sys
from pathlib import Path

from trama.core.settings import read_settings
from trama.graph.engine import open_graph
from trama.ingest.load.import_files import MANIFEST
from trama.ingest.load.loader import LoadOptions, load


def die_at(folder: Path, step: str) -> None:
    """Kill this process at the first opening of a file that comes with the step."""
    tables = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal tables
        if event != "open" or not str(arguments[0]).startswith(str(folder)):
            return
        tables += 1
        name = Path(str(arguments[0])).name
        if tables == 20 if step == "amid" else name.startswith(MANIFEST):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


if __name__ == "__main__":
    folder, step, files = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    die_at(folder, step)
    options = LoadOptions(key=b"k" * 32, bulk_dir=folder)
    with open_graph(read_settings()) as graph:
        load([Path(path) for path in files], graph, options)

"""A real `trama serve` on a port that the machine chooses, as another process of the same home."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_SAYS_WHERE = re.compile(r"http://127\.0\.0\.1:(\d+)")
ENTRY = re.compile(r"(http://127\.0\.0\.1:\d+)/#entrada=([A-Za-z0-9_-]+)")
"""The address that enters once, and its code."""


@contextmanager
def serving_process(environment: Mapping[str, str], printed: Path) -> Iterator[int]:
    """Start `trama serve` with the variables of a home; yield its port, and stop it afterwards.

    All that it prints goes to the file ``printed``. No other TRAMA_ variable reaches it.
    """
    kept = {name: text for name, text in os.environ.items() if not name.startswith("TRAMA_")}
    with printed.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "trama.cli", "serve", "--port", "0"],
            env={**kept, **environment, "PYTHONUNBUFFERED": "1"},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        while not (said := _SAYS_WHERE.search(printed.read_text(encoding="utf-8"))):
            assert process.poll() is None, printed.read_text(encoding="utf-8")
        yield int(said[1])
    finally:
        process.terminate()
        process.wait(timeout=60)


@contextmanager
def terminal_serving(environment: Mapping[str, str], *words: str) -> Iterator[str]:
    """Start `trama serve` in a terminal; yield what it wrote until it served, and stop it.

    Without words, that holds the address that enters once.
    """
    kept = {name: text for name, text in os.environ.items() if not name.startswith("TRAMA_")}
    terminal, inside = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "trama.cli", "serve", "--port", "0", *words],
        env={**kept, **environment, "COLUMNS": "200"},
        stdout=inside,
        stderr=inside,
    )
    os.close(inside)
    try:
        written = ""
        deadline = time.monotonic() + 120
        while "Uvicorn running on" not in written or (not words and not ENTRY.search(written)):
            assert process.poll() is None, written
            assert time.monotonic() < deadline, written
            if select.select([terminal], [], [], 0.2)[0]:
                written += os.read(terminal, 4096).decode()
        yield written
    finally:
        process.terminate()
        process.wait(timeout=60)
        os.close(terminal)

"""A real `trama serve` on a port that the machine chooses, as another process of the same home."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_SAYS_WHERE = re.compile(r"http://127\.0\.0\.1:(\d+)")


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

"""`trama serve` in a terminal writes the address that enters once, and nowhere else."""

import os
import pty
import re
import select
import subprocess
import sys
import time

import httpx
import pytest
from installation import Installation

ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/#entrada=([A-Za-z0-9_-]+)")
SERVES = "Uvicorn running on"


def served_in_a_terminal(installation: Installation, *words: str) -> tuple[str, dict[str, object]]:
    """Returns all that the command writes until it serves, and the session of its code."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("TRAMA_")}
    terminal, inside = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "trama.cli", "serve", "--port", "0", *words],
        env={**kept, **installation.environment, "COLUMNS": "200"},
        stdout=inside,
        stderr=inside,
    )
    os.close(inside)
    try:
        written = ""
        deadline = time.monotonic() + 120
        while SERVES not in written or (not words and not ADDRESS.search(written)):
            assert process.poll() is None, written
            assert time.monotonic() < deadline, written
            if select.select([terminal], [], [], 0.2)[0]:
                written += os.read(terminal, 4096).decode()
        session: dict[str, object] = {}
        if found := ADDRESS.search(written):
            url = f"{found[1]}/api/v1/session"
            session = httpx.post(url, json={"entry": found[2]}, timeout=60).json()
        return written, session
    finally:
        process.terminate()
        process.wait(timeout=60)
        os.close(terminal)


def test_a_terminal_gets_an_address_that_enters_with_the_role_of_its_commands(
    installation: Installation,
) -> None:
    written, session = served_in_a_terminal(installation)

    assert "Explorador (rol «analyst»" in written
    assert session["role"] == "analyst"
    assert session["name"] == "orden SINTETICO"


@pytest.mark.parametrize("words", [("--no-entry",)])
def test_no_address_is_written_where_nobody_wants_it(
    installation: Installation, words: tuple[str, ...]
) -> None:
    written, _ = served_in_a_terminal(installation, *words)

    assert SERVES in written
    assert "entrada" not in written

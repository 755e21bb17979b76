"""`trama serve` in a terminal writes the address that enters once, and nowhere else."""

import httpx
import pytest
from installation import Installation
from serve_process import ENTRY, terminal_serving

SERVES = "Uvicorn running on"


def test_a_terminal_gets_an_address_that_enters_with_the_role_of_its_commands(
    installation: Installation,
) -> None:
    with terminal_serving(installation.environment) as written:
        found = ENTRY.search(written)
        assert found
        url = f"{found[1]}/api/v1/session"
        session = httpx.post(url, json={"entry": found[2]}, timeout=60).json()

    assert "Explorador (rol «analyst»" in written
    assert session["role"] == "analyst"
    assert session["name"] == "orden SINTETICO"


@pytest.mark.parametrize("words", [("--no-entry",)])
def test_no_address_is_written_where_nobody_wants_it(
    installation: Installation, words: tuple[str, ...]
) -> None:
    with terminal_serving(installation.environment, *words) as written:
        pass

    assert SERVES in written
    assert "entrada" not in written

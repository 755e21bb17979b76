"""Faults of the machine over a real socket: a caller learns that it is none of theirs, no more.

The log tells whoever runs Trama which file, address or engine is at fault.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from frozen_engine import frozen
from installation import Installation
from serve_process import serving_process

from trama.access.policy import Role
from trama.core.home import Home, write_private

RUN = "/queries/registry_totals/run"
BODY = {"parameters": {"year": 2017}}

pytestmark = [pytest.mark.slow, pytest.mark.only_on("embedded")]


@dataclass(frozen=True)
class Serving:
    """A running `trama serve`, the file of all that it prints, and a client with a token."""

    printed: Path
    asking: httpx.Client


@pytest.fixture
def serving(installation: Installation, tmp_path: Path) -> Iterator[Serving]:
    printed = tmp_path / "printed.txt"
    headers = {"Authorization": f"Bearer {installation.token(Role.INTEGRATOR)}"}
    with serving_process(installation.environment, printed) as port:
        address = f"http://127.0.0.1:{port}/api/v1"
        with httpx.Client(base_url=address, headers=headers, timeout=90) as asking:
            assert asking.post(RUN, json=BODY).status_code == 200
            yield Serving(printed, asking)


def told(answer: httpx.Response, home: Path) -> str:
    """Return the code of a problem that shows nothing of the server, neither path nor address."""
    problem = json.loads(answer.content)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "no tiene la culpa" in problem["detail"]
    for shown in (str(home), "bolt://", "127.0.0.1", "trama engine", "engine.log"):
        assert shown not in answer.text
    return str(problem["code"])


def test_a_frozen_engine_is_told_to_the_log_with_its_address(
    serving: Serving, installation: Installation
) -> None:
    with frozen(installation):
        ready = serving.asking.get("/health/ready")
        for _ in range(20):
            late = serving.asking.post(RUN, json=BODY)
            if late.elapsed.total_seconds() < 2:
                break

    assert (ready.status_code, late.status_code) == (503, 503)
    for answer in (ready, late):
        assert told(answer, installation.settings.home) == "engine_unavailable"
        assert int(answer.headers["retry-after"]) > 0
    log = serving.printed.read_text(encoding="utf-8")
    assert "engine_unavailable at " in log
    assert "bolt://127.0.0.1" in log


def test_a_token_file_that_holds_no_tokens_is_named_in_the_log_and_lets_nobody_in(
    serving: Serving, installation: Installation
) -> None:
    home = Home(installation.settings.home)
    kept = home.tokens.read_text(encoding="utf-8")
    try:
        write_private(home.tokens, "{QUISPE")
        refused = serving.asking.post(RUN, json=BODY)
        home.tokens.chmod(0o644)
        insecure = serving.asking.post(RUN, json=BODY)
        alive = serving.asking.get("/health/ready")
    finally:
        write_private(home.tokens, kept)

    assert (refused.status_code, insecure.status_code, alive.status_code) == (500, 500, 200)
    assert told(refused, home.folder) == "unreadable_input"
    assert told(insecure, home.folder) == "insecure_file"
    assert serving.asking.post(RUN, json=BODY).status_code == 200
    log = serving.printed.read_text(encoding="utf-8")
    assert f"No se puede leer {home.tokens}" in log
    assert f"No se usa {home.tokens}" in log
    assert "QUISPE" not in log

"""A linked twin with stored networks behind a real `trama serve`, as `make demo` leaves it.

``TRAMA_TEST_TWIN`` names a home that was made before, such as ``demo/home``; without it the twin of
2,000 cases is loaded, linked and searched for networks once a session.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

import httpx
import pytest
from engines import environment_for
from serve_process import serving_process

from trama.access.policy import Role
from trama.access.tokens import TokenStore
from trama.core.home import Home
from trama.core.settings import read_settings
from trama.graph.engine import Graph, open_graph, stop_engine

CASES, SEED = 2_000, 2026
NEVER = "2099-01-01T00:00:00+00:00"


@dataclass(frozen=True)
class TwinServed:
    """The address of the explorer, a token for each role, and the graph behind it."""

    address: str
    tokens: dict[Role, str]
    graph: Graph
    mark: str
    """Tells the people of this session from those of an earlier one of the same home."""

    def client(self, role: Role) -> httpx.Client:
        headers = {"Authorization": f"Bearer {self.tokens[role]}"}
        return httpx.Client(base_url=f"{self.address}api/v1", headers=headers, timeout=60)

    def name_of(self, role: Role) -> str:
        """Return the name of the person who has the token of a role."""
        return f"{role.value} SINTÉTICA {self.mark}"

    def rows(self, text: str, **given: object) -> list[dict[str, Any]]:
        return [dict(row) for row in self.graph.stream(text, **given)]


@pytest.fixture(scope="session")
def twin_served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwinServed]:
    folder = tmp_path_factory.mktemp("twin")
    ready = os.environ.get("TRAMA_TEST_TWIN")
    home = Path(ready).absolute() if ready else folder / "home"
    environment = {**environment_for(home), "TRAMA_ENGINE_IDLE_SECONDS": "300"}
    settings = read_settings(environment)
    with ExitStack() as stack:
        stack.callback(stop_engine, settings)
        if not ready:
            _make(folder, environment)
        graph = stack.enter_context(open_graph(settings))
        port = stack.enter_context(serving_process(environment, folder / "printed.txt"))
        served = TwinServed(f"http://127.0.0.1:{port}/", {}, graph, token_hex(2))
        store = TokenStore(Home(home))
        served.tokens.update(
            {role: store.create(served.name_of(role), role, NEVER)[1] for role in Role}
        )
        yield served


def _make(folder: Path, environment: Mapping[str, str]) -> None:
    """Load a twin, link it and store its networks, by the commands that people use."""
    files = str(folder / "gemelo")
    for words in (
        ("twin", files, "--cases", str(CASES), "--seed", str(SEED)),
        ("load", files),
        ("link",),
        ("networks", "find", "--write"),
    ):
        subprocess.run(
            [sys.executable, "-m", "trama.cli", *words],
            env={**os.environ, **environment},
            check=True,
            capture_output=True,
        )

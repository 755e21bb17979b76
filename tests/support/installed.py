"""A running installation for the tests of the API and the command: a small twin, loaded once."""

import socket
import threading
import time
from collections.abc import Callable, Iterator

import httpx
import pytest
import uvicorn
from engines import environment_for
from installation import Installation

from trama.access.policy import Role
from trama.access.tokens import TokenStore
from trama.api.app import create_app
from trama.api.serving import SERVING
from trama.core.home import Home
from trama.core.settings import read_settings
from trama.graph.engine import open_graph, stop_engine
from trama.ingest.load.loader import LoadOptions, load
from trama.twin.options import TwinOptions
from trama.twin.write import write_twin

CASES = 120


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("installation")
    environment = {**environment_for(folder / "home"), "TRAMA_ENGINE_IDLE_SECONDS": "120"}
    settings = read_settings(environment)
    exports = folder / "twin"
    write_twin(exports, TwinOptions(cases=CASES, seed=11))
    try:
        with open_graph(settings) as graph:
            key = Home(settings.home).pseudonym_key()
            account = load([exports], graph, LoadOptions(key=key, shipped=True))
        assert not account.failed
        # Tests make tokens of every role, and the least of them counts for whoever shows none.
        _, token = TokenStore(Home(settings.home)).create("orden SINTETICO", Role.ANALYST)
        yield Installation(settings, exports, {**environment, "TRAMA_TOKEN": token})
    finally:
        stop_engine(settings)


@pytest.fixture(scope="session")
def address(installation: Installation) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(installation.settings)
    config = uvicorn.Config(app, port=port, log_level="warning", **SERVING)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/api/v1"
    server.should_exit = True
    thread.join(timeout=20)


@pytest.fixture
def client(address: str, installation: Installation) -> Iterator[Callable[..., httpx.Client]]:
    """Opens clients: for a role, or without a token when none is given."""
    opened = []

    def open_client(role: Role | None = None, language: str = "es") -> httpx.Client:
        headers = {"Accept-Language": language}
        if role is not None:
            headers["Authorization"] = f"Bearer {installation.token(role)}"
        opened.append(httpx.Client(base_url=address, headers=headers, timeout=60))
        return opened[-1]

    yield open_client
    for one in opened:
        one.close()

"""A running installation for the tests of the API and the command: a small twin, loaded once."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from engines import environment_for
from installation import Installation
from served import served

from trama.access.policy import Role
from trama.access.tokens import TokenStore
from trama.api.app import create_app
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
    with served(create_app(installation.settings)) as base:
        yield f"{base}/api/v1"


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

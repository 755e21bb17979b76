"""Fixtures and options of all tests.

Policy: a real engine always, an empty graph for each test, invented people.

- ``graph``: an open graph without a node, its constraints made. Each test that asks for it runs on
  the embedded engine and, marked ``neo4j``, on a real Neo4j 5.26. A test marked
  ``every_engine`` also runs, marked ``newest``, on the newest Neo4j; ``only_on("neo4j")`` names
  the engines of a test that makes sense on those alone.
- ``migrated_graph``: the same, with what the migrations write (gazetteer, provisions).
- ``graph_settings``, ``graph_environment``: what leads another Graph, a command or a subprocess to
  the store of ``graph``.
- ``home``, ``settings``: an installation of the test's own, where no engine runs yet.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from engines import EngineUnderTest, environment_for

from trama.core.home import Home
from trama.core.settings import Settings, read_settings
from trama.graph.engine import Graph, stop_engine

pytest_plugins = ("installed", "linked_served", "twin_served")

MARKS = {"embedded": [], "neo4j": [pytest.mark.neo4j], "newest": [pytest.mark.newest]}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" not in metafunc.fixturenames:
        return
    names: tuple[str, ...] = ("embedded", "neo4j")
    if metafunc.definition.get_closest_marker("every_engine"):
        names = tuple(MARKS)
    if only := metafunc.definition.get_closest_marker("only_on"):
        names = only.args
    engines = [pytest.param(name, id=name, marks=MARKS[name]) for name in names]
    metafunc.parametrize("engine", engines, indirect=True, scope="session")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps together what shares an engine, an installation or a file: two tests run at a time.

    So each engine is started once, and nobody empties a graph that another one reads.
    """
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_shared_by(item)))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Stops a run whose groups nobody reads: pytest-xdist names a test's group after an ``@``."""
    if getattr(session.config.option, "loadgroup", False):
        apart = [item.nodeid for item in session.items if "@" not in item.nodeid]
        if apart:
            raise pytest.UsageError(f"pytest-xdist left {len(apart)} tests in no group: {apart[0]}")


def _shared_by(item: pytest.Item) -> str:
    called = getattr(item, "callspec", None)
    if called is not None and "engine" in called.params:
        return str(called.params["engine"])
    for name in ("installation", "served"):
        if name in getattr(item, "fixturenames", ()):
            return name
    return item.path.relative_to(item.config.rootpath).as_posix()


@pytest.fixture(scope="session")
def engines_under_test() -> Iterator[dict[str, EngineUnderTest]]:
    with ExitStack() as stack:
        engines: dict[str, EngineUnderTest] = {}
        stack.callback(lambda: [engine.close() for engine in engines.values()])
        yield engines


@pytest.fixture(scope="session")
def engine(
    request: pytest.FixtureRequest,
    engines_under_test: dict[str, EngineUnderTest],
    tmp_path_factory: pytest.TempPathFactory,
) -> EngineUnderTest:
    name = request.param
    if name not in engines_under_test:
        engines_under_test[name] = EngineUnderTest(name, tmp_path_factory.mktemp(name))
    return engines_under_test[name]


@pytest.fixture
def graph(engine: EngineUnderTest) -> Graph:
    return engine.empty()


@pytest.fixture
def migrated_graph(engine: EngineUnderTest) -> Graph:
    return engine.as_migrated()


@pytest.fixture
def graph_settings(engine: EngineUnderTest) -> Settings:
    return engine.settings


@pytest.fixture
def graph_environment(engine: EngineUnderTest) -> dict[str, str]:
    return dict(engine.environment)


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    settings = read_settings(environment_for(tmp_path / "home"))
    yield settings
    stop_engine(settings)


@pytest.fixture
def home(settings: Settings) -> Home:
    return Home(settings.home)

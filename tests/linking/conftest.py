"""A small twin, and a graph to link it in."""

from pathlib import Path

import pytest
from linked import Linked

from trama.graph.engine import Graph
from trama.twin import TwinOptions, write_twin


@pytest.fixture(scope="session")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("twin")
    write_twin(folder, TwinOptions(cases=16, seed=61))
    return folder


@pytest.fixture(scope="session")
def exports(twin: Path) -> tuple[Path, Path]:
    """Return the files of both registries."""
    (reta,), (sistra,) = twin.glob("RETA*.csv"), twin.glob("SISTRA*.xlsx")
    return reta, sistra


@pytest.fixture
def linked(graph: Graph, tmp_path: Path) -> Linked:
    return Linked(graph, tmp_path / "home")

"""Three women of three cases, loaded anew for each test."""

from pathlib import Path

import pytest
from reviewed import Reviewed, write_reviewed

from trama.graph.engine import Graph


@pytest.fixture
def reviewed(migrated_graph: Graph, graph_environment: dict[str, str], tmp_path: Path) -> Reviewed:
    return write_reviewed(migrated_graph, graph_environment, tmp_path)

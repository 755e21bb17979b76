"""A few invented people of both registries, loaded on each engine."""

from pathlib import Path

import pytest
from small_bank import Bank

from trama.graph.engine import Graph


@pytest.fixture
def bank(migrated_graph: Graph, tmp_path: Path) -> Bank:
    return Bank(migrated_graph, tmp_path)

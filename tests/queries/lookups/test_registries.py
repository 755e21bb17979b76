"""Registries as a caller names them, also those that only the graph knows."""

from typing import Any

import pytest

from trama.access.policy import Role, Viewer
from trama.core.errors import BadParameter
from trama.cypher.header import Parameter, ParameterType
from trama.graph.engine import Graph
from trama.queries.lookups.registries import find_registry
from trama.queries.lookups.subjects import Lookup

REGISTRY = Parameter(
    name="registry", type=ParameterType.REGISTRY, title_es="Registro", title_en="Registry"
)
NO_GRAPH: Any = None


def lookup(graph: Graph) -> Lookup:
    return Lookup(graph, Viewer(Role.ANALYST), seconds=10)


def test_a_registry_of_the_ontology_needs_no_graph() -> None:
    assert find_registry(" reta ", REGISTRY, lookup(NO_GRAPH)) == "RETA"


def test_a_registry_that_a_profile_founded_is_found_where_a_file_of_it_was_loaded(
    graph: Graph,
) -> None:
    graph.write_rows("CREATE (:SourceFile {uid: 'F-1', registry: 'UPE'})")

    assert find_registry("upe", REGISTRY, lookup(graph)) == "UPE"


def test_a_registry_that_nobody_knows_is_answered_with_those_that_there_are(graph: Graph) -> None:
    graph.write_rows("CREATE (:SourceFile {uid: 'F-1', registry: 'UPE'})")

    with pytest.raises(BadParameter) as caught:
        find_registry("SIDPOL?", REGISTRY, lookup(graph))

    assert "one of: SISTRA, RETA" in caught.value.message("en")
    assert "UPE" in caught.value.message("en")

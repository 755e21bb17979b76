"""The test for invented cases in a graph, on every engine of the tests."""

import pytest

from trama.graph.engine import Graph
from trama.queries.lookups.synthetic import holds_synthetic_cases, is_synthetic_number

OF_THE_TWIN = [("RETA", "SINT-2017-000001"), ("SISTRA", "9999154505-2021-144-0")]
MADE_BY_HAND = [("UPE", "EXP-SINT-003-2023"), ("UPE", "12-2023-SINTETICO")]
OTHERS = [("UPE", "ASINTOTA-2023"), ("RETA", "9999-17"), ("SISTRA", "1506014505-2021-144-0")]


def holding(graph: Graph, registry: str, number: str) -> Graph:
    graph.write_rows(
        "CREATE (:Record {uid: 'R-1', registry: $registry, case_key: $number})",
        registry=registry,
        number=number,
    )
    return graph


@pytest.mark.parametrize(("registry", "number"), OF_THE_TWIN + MADE_BY_HAND)
def test_a_number_tells_that_its_case_is_invented(registry: str, number: str) -> None:
    assert is_synthetic_number(f"{registry}:{number}") is True


@pytest.mark.parametrize(("registry", "number"), OTHERS)
def test_other_numbers_do_not(registry: str, number: str) -> None:
    assert is_synthetic_number(f"{registry}:{number}") is False


@pytest.mark.parametrize(("registry", "number"), OF_THE_TWIN)
def test_a_graph_is_told_by_the_numbers_of_the_twin(
    graph: Graph, registry: str, number: str
) -> None:
    assert holds_synthetic_cases(holding(graph, registry, number), 30) is True


@pytest.mark.parametrize(("registry", "number"), OTHERS)
def test_a_graph_of_other_numbers_is_not_called_synthetic(
    graph: Graph, registry: str, number: str
) -> None:
    assert holds_synthetic_cases(holding(graph, registry, number), 30) is False


def test_a_file_that_calls_itself_synthetic_tells_it(graph: Graph) -> None:
    graph.write_rows("CREATE (:SourceFile {uid: 'F-1', name: 'casos_sintetico.csv'})")

    assert holds_synthetic_cases(graph, 30) is True


def test_an_empty_graph_holds_none(graph: Graph) -> None:
    assert holds_synthetic_cases(graph, 30) is False

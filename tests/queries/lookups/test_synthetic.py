"""Whether a graph holds cases of the synthetic twin, on every engine of the tests."""

import pytest

from trama.graph.engines import Graph
from trama.queries.lookups.synthetic import holds_synthetic_cases


@pytest.mark.parametrize(
    ("registry", "number", "synthetic"),
    [
        ("RETA", "SINT-2017-000001", True),
        ("SISTRA", "9999154505-2021-144-0", True),
        ("RETA", "9999-17", False),
        ("SISTRA", "1506014505-2021-144-0", False),
    ],
)
def test_a_graph_is_told_by_the_numbers_of_its_records(
    graph: Graph, registry: str, number: str, synthetic: bool
) -> None:
    graph.write_rows(
        "CREATE (:Record {uid: 'R-1', registry: $registry, case_key: $number})",
        registry=registry,
        number=number,
    )

    assert holds_synthetic_cases(graph, 30) is synthetic


def test_an_empty_graph_holds_none(graph: Graph) -> None:
    assert holds_synthetic_cases(graph, 30) is False

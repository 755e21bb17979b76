"""Whether a graph holds invented cases, on every engine of the tests."""

import pytest

from trama.graph.engines import Graph
from trama.queries.lookups.synthetic import holds_synthetic_cases, is_synthetic_number

NUMBERS = pytest.mark.parametrize(
    ("registry", "number", "synthetic"),
    [
        ("RETA", "SINT-2017-000001", True),
        ("SISTRA", "9999154505-2021-144-0", True),
        ("UPE", "EXP-SINT-003-2023", True),
        ("UPE", "12-2023-SINTETICO", True),
        ("UPE", "ASINTOTA-2023", False),
        ("RETA", "9999-17", False),
        ("SISTRA", "1506014505-2021-144-0", False),
    ],
)


@NUMBERS
def test_a_number_tells_whether_its_case_is_invented(
    registry: str, number: str, synthetic: bool
) -> None:
    assert is_synthetic_number(f"{registry}:{number}") is synthetic


@NUMBERS
def test_a_graph_is_told_by_the_numbers_of_its_records(
    graph: Graph, registry: str, number: str, synthetic: bool
) -> None:
    graph.write_rows(
        "CREATE (:Record {uid: 'R-1', registry: $registry, case_key: $number})",
        registry=registry,
        number=number,
    )

    assert holds_synthetic_cases(graph, 30) is synthetic


def test_a_file_that_calls_itself_synthetic_tells_it(graph: Graph) -> None:
    graph.write_rows("CREATE (:SourceFile {uid: 'F-1', name: 'casos_sintetico.csv'})")

    assert holds_synthetic_cases(graph, 30) is True


def test_an_empty_graph_holds_none(graph: Graph) -> None:
    assert holds_synthetic_cases(graph, 30) is False

from itertools import combinations

import networkx
import pytest

from trama.twin.network_patterns import SHAPES, cases_of


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_the_cases_of_a_shape_join_exactly_whom_the_model_joins(shape: str) -> None:
    joined = {tuple(sorted(pair)) for group in cases_of(shape) for pair in combinations(group, 2)}

    assert joined == {tuple(sorted(edge)) for edge in SHAPES[shape]}


def test_the_models_have_their_published_sizes() -> None:
    sizes = {name: (len(networkx.Graph(edges)), len(edges)) for name, edges in SHAPES.items()}

    assert sizes["ciel"] == (25, 35)
    assert sizes["togo"] == (33, 47)
    assert sizes["siren"] == (44, 103)
    assert sizes["caviar_01"] == (110, 205)

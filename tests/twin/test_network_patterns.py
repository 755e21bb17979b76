from itertools import combinations

import networkx
import pytest

from trama.twin.network_patterns import PATTERNS, cases_of


@pytest.mark.parametrize("pattern", sorted(PATTERNS))
def test_the_cases_of_a_pattern_join_exactly_whom_the_pattern_joins(pattern: str) -> None:
    joined = {tuple(sorted(pair)) for group in cases_of(pattern) for pair in combinations(group, 2)}

    assert joined == {tuple(sorted(edge)) for edge in PATTERNS[pattern]}


def test_the_patterns_have_their_published_sizes() -> None:
    sizes = {name: (len(networkx.Graph(edges)), len(edges)) for name, edges in PATTERNS.items()}

    assert sizes["ciel"] == (25, 35)
    assert sizes["togo"] == (33, 47)
    assert sizes["siren"] == (44, 103)
    assert sizes["caviar_01"] == (110, 205)

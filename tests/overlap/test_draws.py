"""Drawn linkages: one-to-one, as probable as they should be, and repeatable."""

import hashlib
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linkages import is_one_to_one, probabilities

from trama.core.errors import BadParameter
from trama.overlap.candidates import Candidates, Component, Pair
from trama.overlap.draws import Draws, draw
from trama.overlap.exact import linkages
from trama.overlap.gibbs import Chain

MANY = 20_000
LISTED, SAMPLED = 4_096, 0

TRIANGLE = [Pair("a1", "b1", 0.5), Pair("a1", "b2", 0.75), Pair("a2", "b2", 0.4)]
CROSSED = [  # twins: both ways to link two and two are likely, and nothing in between is
    Pair("a1", "b1", 0.9995),
    Pair("a1", "b2", 0.9992),
    Pair("a2", "b1", 0.9992),
    Pair("a2", "b2", 0.9990),
]
GRID = [
    Pair(f"a{a}", f"b{b}", 0.15 + 0.1 * ((3 * a + 5 * b) % 8)) for a in range(3) for b in range(3)
]


def pairs_of(most: int = 7) -> st.SearchStrategy[list[Pair]]:
    name = st.integers(0, 3)
    pair = st.tuples(name, name, st.sampled_from([0.05, 0.3, 0.5, 0.8, 0.99]))
    return st.lists(pair, max_size=most, unique_by=lambda one: one[:2]).map(
        lambda drawn: [Pair(f"a{a}", f"b{b}", p) for a, b, p in drawn]
    )


def all_draws(draws: Draws) -> list[list[tuple[str, str]]]:
    return [draws.linkage(number) for number in range(len(draws))]


@pytest.mark.parametrize("listed", [LISTED, SAMPLED])
@pytest.mark.parametrize("pairs", [TRIANGLE, CROSSED, GRID])
def test_linkages_are_drawn_as_often_as_they_are_probable(pairs: list[Pair], listed: int) -> None:
    expected = probabilities(pairs)

    draws = draw(Candidates.of(pairs), MANY, seed=1, most_listed=listed)
    seen = Counter(frozenset(links) for links in all_draws(draws))

    assert set(seen) <= set(expected)
    # The total variation distance of 20,000 draws over some dozens of linkages is about 0.01 to
    # 0.02 by chance; neighbouring draws of the chain repeat one another and add to it.
    distance = sum(abs(seen[one] / MANY - p) for one, p in expected.items()) / 2
    assert distance < 0.03


@given(pairs_of())
def test_listed_linkages_are_all_there_are_with_their_probabilities(pairs: list[Pair]) -> None:
    for component in Candidates.of(pairs).components():
        listed = linkages(component)
        assert listed is not None
        rows, found = listed
        names = [
            frozenset(p.link for p, on in zip(component.pairs, row, strict=True) if on)
            for row in rows.tolist()
        ]

        assert dict(zip(names, found.tolist(), strict=True)) == pytest.approx(
            probabilities(component.pairs)
        )


def test_a_component_with_too_many_linkages_is_not_listed() -> None:
    assert linkages(Component(tuple(CROSSED)), most=7) is not None  # none, 4 single, 2 double
    assert linkages(Component(tuple(CROSSED)), most=6) is None


def test_a_pair_alone_keeps_its_probability() -> None:
    draws = draw(Candidates.of([Pair("a", "b", 0.3)]), MANY, seed=3)

    assert draws.times_linked()[0] / MANY == pytest.approx(0.3, abs=0.02)


@settings(max_examples=30, deadline=None)
@given(pairs_of(12), st.sampled_from([LISTED, SAMPLED]))
def test_every_draw_is_one_to_one_and_keeps_fixed_links_and_vetoes(
    pairs: list[Pair], listed: int
) -> None:
    fixed, vetoed = [("a0", "b0")], [("a1", "b1")]

    draws = draw(Candidates.of(pairs, fixed, vetoed), 20, seed=5, most_listed=listed)

    for links in all_draws(draws):
        assert ("a0", "b0") in links
        assert ("a1", "b1") not in links
        assert is_one_to_one(links)


@pytest.mark.parametrize("listed", [LISTED, SAMPLED])
def test_the_order_of_pairs_does_not_matter_and_a_seed_repeats_its_draws(listed: int) -> None:
    def hashes(pairs: list[Pair], seed: int) -> list[str]:
        draws = draw(Candidates.of(pairs), 50, seed, most_listed=listed)
        return [draws.hash(number) for number in range(len(draws))]

    assert hashes(GRID, 8) == hashes(GRID[::-1], 8)
    assert hashes(GRID, 8) != hashes(GRID, 9)


@pytest.mark.parametrize("listed", [LISTED, SAMPLED])
def test_a_judgement_about_one_component_leaves_the_draws_of_others(listed: int) -> None:
    apart = [Pair("z1", "y1", 0.5), Pair("z1", "y2", 0.5)]
    before = draw(Candidates.of([*GRID, *apart]), 50, 8, most_listed=listed)
    after = draw(Candidates.of([*GRID, *apart], fixed=[("z1", "y2")]), 50, 8, most_listed=listed)

    def of_grid(draws: Draws) -> list[list[tuple[str, str]]]:
        return [[link for link in links if link[0] < "z"] for links in all_draws(draws)]

    assert of_grid(before) == of_grid(after)
    assert all_draws(before) != all_draws(after)


def test_a_hash_is_that_of_the_links_written_line_by_line() -> None:
    draws = draw(Candidates.of([], fixed=[("a2", "b1"), ("a1", "ñ")]), 1, seed=0)

    assert draws.hash(0) == hashlib.sha256("a1\tñ\na2\tb1\n".encode()).hexdigest()


def test_these_draws_never_change() -> None:
    """Published replicates stay repeatable: a new numpy or numba may not change this hash."""
    hashes = {
        listed: draw(Candidates.of(GRID), 10, seed=2017, most_listed=listed).hash(9)[:16]
        for listed in (LISTED, SAMPLED)
    }

    assert hashes == {LISTED: "a2e2b6002d6cf55e", SAMPLED: "649045e9bdc66e26"}


def test_compiled_and_plain_sweeps_are_the_same() -> None:
    component = Component(tuple(sorted(GRID)))
    compiled, plain = Chain(component), Chain(component, compiled=False)
    uniforms = np.random.default_rng(4).random((200, plain.uniforms))

    for row in uniforms:
        compiled.sweep(row)
        plain.sweep(row)
        assert compiled.linked().tolist() == plain.linked().tolist()


def test_nothing_to_link_gives_empty_draws() -> None:
    assert all_draws(draw(Candidates.of([]), 3, seed=1)) == [[], [], []]


def test_no_draws_are_refused() -> None:
    with pytest.raises(BadParameter):
        draw(Candidates.of(GRID), 0, seed=1)

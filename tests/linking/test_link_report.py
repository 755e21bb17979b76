"""The cost of blocking as a linking reports it, counted by kinds of pairs."""

import numpy as np
import pytest

from trama.linkage.pairs.blocking import FINDERS
from trama.linkage.pairs.lost import lost_links
from trama.linking.link_report import Blocking


def test_each_finder_has_the_pairs_that_it_finds_and_those_that_it_adds() -> None:
    document, name = 1, 1 << 1
    found_by = np.array([document, document | name, document | name, name], dtype=np.int32)

    told = Blocking.of(found_by, np.array([1.0, 0.5, 0.5, 1.0]))

    costs = {rule.name: (rule.found, rule.added) for rule in told.rules}
    assert (costs["document"], costs["whole_name"]) == ((3, 3), (3, 1))
    assert list(costs) == [finder.name for finder in FINDERS]
    assert (told.pairs, told.links) == (4, 3.0)


def test_what_is_lost_is_estimated_as_pair_by_pair() -> None:
    chance = np.random.default_rng(3)
    first, second = 1 << chance.integers(0, len(FINDERS), (2, 2_000))
    found_by = (first | second).astype(np.int32)  # one finder, or two
    probabilities = chance.random(2_000) ** 4
    by_pair = ((found_by[:, None] >> np.arange(len(FINDERS))) & 1).astype(np.bool_)
    lost = lost_links(by_pair, probabilities)

    told = Blocking.of(found_by, probabilities)

    assert lost.lost_at_least > 1
    assert told.lost_at_least == pytest.approx(lost.lost_at_least, abs=0.06)
    assert told.links == pytest.approx(lost.found, abs=0.06)


def test_without_a_pair_nothing_is_said_of_recall() -> None:
    told = Blocking.of(np.zeros(0, dtype=np.int32), np.zeros(0))

    assert (told.pairs, told.recall_at_most) == (0, None)
    assert {rule.added for rule in told.rules} == {0}

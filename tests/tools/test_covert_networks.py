"""The page of known networks says what its program calculates, and no more ties than there are."""

import numpy as np
import pytest
from covert_networks import PAGE, page, read_network, without_people, without_ties


@pytest.mark.slow
def test_the_page_is_what_its_program_writes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_without_a_third_of_the_ties_everybody_is_left() -> None:
    ties = read_network("siren").ties

    fewer, left = without_ties(ties, 1 / 3, seed=1)

    assert len(fewer.pairs) == 69  # of 103
    assert left.tolist() == list(range(44))
    whole = ties.table().toarray()
    assert ((fewer.table().toarray() == whole) | (fewer.table().toarray() == 0)).all()


def test_without_a_third_of_the_people_the_ties_of_those_left_stay() -> None:
    ties = read_network("siren").ties

    fewer, left = without_people(ties, 1 / 3, seed=1)

    assert len(left) == 29  # of 44
    whole = ties.table().toarray()
    assert (fewer.table().toarray() == whole[np.ix_(left, left)]).all()

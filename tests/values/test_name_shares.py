"""Shares of names in the package's tables and in data."""

import pytest

from trama.values.name_shares import Shares, package_shares
from trama.values.name_words import given_word, surname_word


def test_the_more_common_of_two_spellings_counts() -> None:
    shares = package_shares()
    quispe, rare = surname_word("QUISPE"), surname_word("TAPAYURI")

    assert shares.of_surnames(quispe, rare) == shares.of_surnames(rare, quispe)
    assert shares.of_surnames(quispe, rare) > 100 * shares.of_surnames(rare, rare)


def test_shares_are_counted_in_the_data_at_hand() -> None:
    people = [((surname_word("WAMAN"),), (given_word("ROSA"),))] * 3
    people += [((surname_word("HUAMAN"),), (given_word("NILA"),))]
    shares = Shares.counted(people)

    huaman, once = surname_word("HUAMAN"), given_word("NILA")
    assert shares.of_surnames(huaman, huaman) == pytest.approx(1.0)
    assert shares.of_given_names(once, once) < 0.01  # seen once: rare


def test_no_people_give_no_shares() -> None:
    assert Shares.counted([]) == Shares({}, {})

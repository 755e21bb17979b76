from collections import Counter
from random import Random

from trama.twin.sampling import Deck, Weighted, choose, whole


def test_a_deck_deals_the_exact_shares_once_it_is_through() -> None:
    deck = Deck({"a": 7, "b": 2, "c": 1}, Random(1), size=100)

    assert Counter(deck.deal() for _ in range(200)) == {"a": 140, "b": 40, "c": 20}


def test_the_parts_of_a_deck_add_up_although_they_are_rounded() -> None:
    deck = Deck({"a": 1, "b": 1, "c": 1}, Random(1), size=100)

    assert sorted(Counter(deck.deal() for _ in range(100)).values()) == [33, 33, 34]


def test_a_condition_leaves_the_cards_it_passes_over_in_the_deck() -> None:
    deck = Deck({"a": 5, "b": 5}, Random(1), size=10)

    first = [deck.deal(lambda card: card == "b") for _ in range(5)]

    assert first == ["b"] * 5
    assert [deck.deal() for _ in range(5)] == ["a"] * 5


def test_if_no_card_fits_the_next_card_is_dealt() -> None:
    assert Deck({"a": 1}, Random(1), size=3).deal(lambda card: card == "b") == "a"


def test_a_wanted_card_leaves_the_deck() -> None:
    deck = Deck({"a": 1, "b": 1}, Random(1), size=4)
    deck.deal(lambda card: card == "b")

    assert deck.deal_only("a") == "a"
    assert Counter(deck.deal() for _ in range(2)) == {"a": 1, "b": 1}


def test_an_item_without_weight_is_never_picked() -> None:
    weighted = Weighted({"a": 0.0, "b": 1.0})

    assert {weighted.pick(Random(seed)) for seed in range(50)} == {"b"}


def test_the_quick_draws_reach_both_ends() -> None:
    random = Random(1)

    assert {whole(random, 2, 4) for _ in range(100)} == {2, 3, 4}
    assert {choose(random, "xyz") for _ in range(100)} == set("xyz")

"""All levels of a pair at once."""

from itertools import pairwise

from labelled_identities import labelled_pairs

from trama.compare.comparison import compare
from trama.compare.identity_fields import ComparedIdentity
from trama.compare.rarity import RarityLevel, compare_rarity
from trama.graph.records import Kind
from trama.values.name_shares import Shares


def test_strangers_too_are_compared_alike_in_both_orders() -> None:
    pairs = list(labelled_pairs("identities"))
    strangers = [(here.one, there.other) for here, there in pairwise(pairs)]

    assert len(strangers) > 400
    for one, other in strangers:
        assert compare(one, other).levels() == compare(other, one).levels()


def test_records_that_know_nothing_have_nothing_to_compare() -> None:
    nobody = ComparedIdentity(kind=Kind.SUSPECT)
    levels = compare(nobody, nobody).levels()

    assert len(levels) == 13
    assert {level.name for level in levels.values()} == {"NOTHING_TO_COMPARE"}


def test_the_text_of_a_comparison_tells_no_name() -> None:
    pair = next(labelled_pairs("identities"))

    assert "QUISPE" not in repr(compare(pair.one, pair.other))


def test_rarity_follows_the_shares_of_the_data_at_hand() -> None:
    one = ComparedIdentity("TAPAYURI", "AHUANARI", ("MARIANA",))
    everywhere = Shares.counted([(one.surnames, one.given_words)] * 100)

    assert compare_rarity(one, one) is RarityLevel.VERY_RARE
    assert compare_rarity(one, one, everywhere) is RarityLevel.VERY_COMMON

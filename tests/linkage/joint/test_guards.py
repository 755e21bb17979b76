"""Groups that follow likely links, and the guards that stop a link."""

from itertools import combinations, pairwise

from trama.linkage.joint.guards import LARGE, Grouped, LikelyLink, grouped
from trama.linkage.joint.scored import Guard


def grouping(chances: dict[str, float], objections: dict[str, Guard] | None = None) -> Grouped:
    """Return the groups of units a, b, … from the chances of pairs ``ab``, likely from 0.99."""
    units = {pair: tuple(sorted(map(ord, pair))) for pair in chances}
    objected = {tuple(sorted(map(ord, pair))): why for pair, why in (objections or {}).items()}
    links = [
        LikelyLink(chance, *pair, *map(ord, pair))
        for pair, chance in chances.items()
        if chance >= 0.99
    ]
    of_units = {units[pair]: chance for pair, chance in chances.items()}
    return grouped(links, of_units, lambda one, other: objected.get(tuple(sorted((one, other)))))


def groups(found: Grouped) -> list[str]:
    """Return the groups of two and more as words."""
    words: dict[int, str] = {}
    for unit, group in sorted(found.group.items()):
        words[group] = words.get(group, "") + chr(unit)
    return sorted(word for word in words.values() if len(word) > 1)


def test_a_weak_bridge_does_not_join_two_groups() -> None:
    found = grouping({"ab": 0.999, "cd": 0.999, "bc": 0.991})

    assert groups(found) == ["ab", "cd"]
    assert found.stopped == {("b", "c"): Guard.BRIDGE}


def test_two_links_between_two_groups_join_them() -> None:
    assert groups(grouping({"ab": 0.999, "cd": 0.999, "bc": 0.991, "ad": 0.8})) == ["abcd"]


def test_a_record_joins_a_group_by_one_of_two() -> None:
    assert groups(grouping({"ab": 0.999, "bc": 0.992})) == ["abc"]


def test_a_chain_does_not_grow_without_end() -> None:
    letters = "abcdefghijklmnop"
    chain = {one + other: 0.999 for one, other in pairwise(letters)}

    assert max(map(len, groups(grouping(chain)))) <= 4


def test_a_large_group_that_holds_together_is_no_runaway() -> None:
    letters = "abcdefghijklmnopqrst"
    assert len(letters) > LARGE

    assert groups(grouping({a + b: 0.995 for a, b in combinations(letters, 2)})) == [letters]


def test_a_large_group_whose_pairs_half_agree_is_stopped() -> None:
    letters = "abcdefghijklmnopqrst"
    pairs = {
        one + other: 0.995 if (ord(other) - ord(one)) % 2 else 0.0
        for one, other in combinations(letters, 2)
    }
    found = grouping(pairs)

    assert all(len(group) <= LARGE for group in groups(found))
    assert Guard.SIZE in found.stopped.values()


def test_an_objection_stops_a_link_to_each_of_a_group() -> None:
    found = grouping({"ab": 0.999, "bc": 0.995}, {"ac": Guard.VETO})

    assert groups(found) == ["ab"]
    assert found.stopped == {("b", "c"): Guard.VETO}


def test_a_link_that_was_a_bridge_joins_when_groups_have_grown() -> None:
    chances = {"ab": 0.9999, "cd": 0.9999, "bc": 0.998, "de": 0.995, "ce": 0.97, "be": 0.99}
    found = grouping({**chances, "ae": 0.9, "ac": 0.5})

    assert groups(found) == ["abcde"]
    assert found.stopped == {}


def test_the_way_between_two_units_is_as_probable_as_its_links_together() -> None:
    found = grouping({"ab": 0.999, "bc": 0.992})

    assert found.through[ord("a"), ord("c")] == 0.999 * 0.992

"""Networks keep their uid when cases arrive, and say how they changed."""

import pytest

from trama.networks.continuity import (
    Change,
    ChangeKind,
    Continuity,
    Group,
    KnownNetwork,
    State,
    follow,
)

LONG_AGO, LATELY, DORMANT_BEFORE = "2010-05-01", "2020-05-01", "2018-01-01"


def known(uid: str, people: str, state: State = State.ACTIVE) -> KnownNetwork:
    return KnownNetwork(uid, frozenset(people), state)


def group(people: str, until: str | None = LATELY) -> Group:
    return Group(frozenset(people), until)


def followed(networks: list[KnownNetwork], groups: list[Group]) -> Continuity:
    return follow(networks, groups, 9, DORMANT_BEFORE)


def kinds(found: Continuity) -> list[tuple[str, ChangeKind]]:
    return [(change.network, change.kind) for change in found.changes]


def test_the_first_calculation_names_networks_in_order() -> None:
    found = follow([], [group("ABC"), group("DE")], 0, DORMANT_BEFORE)

    assert found.uids == ("N-1", "N-2")
    assert kinds(found) == [("N-1", ChangeKind.NEW), ("N-2", ChangeKind.NEW)]
    assert found.changes[0].gained == 3


def test_a_network_that_stayed_as_it_was_has_no_change() -> None:
    found = followed([known("N-1", "ABC")], [group("ABC")])

    assert (found.uids, found.states, found.changes) == (("N-1",), (State.ACTIVE,), ())


def test_a_network_grows_and_shrinks_and_keeps_its_uid() -> None:
    found = followed([known("N-1", "ABCD")], [group("ABCEF")])

    assert found.uids == ("N-1",)
    assert found.changes == (
        Change(network="N-1", kind=ChangeKind.GREW, gained=2, lost=1),
        Change(network="N-1", kind=ChangeKind.SHRANK, gained=2, lost=1),
    )


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        ("AB", "ABCDEFGH", True),
        ("ABCDEFGH", "AB", True),
        ("AB", "AC", False),
        ("ABCDEF", "ABWXYZ", False),
        ("ABCD", "ABYZ", True),
    ],
)
def test_two_shared_people_and_half_of_one_side_make_it_the_same_network(
    before: str, now: str, same: bool
) -> None:
    assert (followed([known("N-1", before)], [group(now)]).uids == ("N-1",)) is same


def test_a_network_that_splits_leaves_its_uid_to_the_larger_part() -> None:
    found = followed([known("N-1", "ABCDE")], [group("DE"), group("ABC")])

    assert found.uids == ("N-10", "N-1")
    assert found.changes == (
        Change(network="N-10", kind=ChangeKind.SPLIT, gained=2, others=("N-1",)),
        Change(network="N-1", kind=ChangeKind.SPLIT, lost=2, others=("N-10",)),
    )


def test_networks_that_merge_go_on_as_the_larger() -> None:
    found = followed([known("N-1", "AB"), known("N-2", "CDE")], [group("ABCDE")])

    assert found.uids == ("N-2",)
    assert found.ended == {"N-1": (State.MERGED, "N-2")}
    assert found.changes == (
        Change(network="N-2", kind=ChangeKind.MERGED, gained=2, others=("N-1",)),
        Change(network="N-1", kind=ChangeKind.MERGED, others=("N-2",)),
    )


def test_a_network_that_is_found_no_more_dissolves_and_may_return() -> None:
    gone = followed([known("N-1", "ABC")], [])
    back = followed([known("N-1", "ABC", State.DISSOLVED)], [group("ABC")])

    assert gone.ended == {"N-1": (State.DISSOLVED, None)}
    assert kinds(gone) == [("N-1", ChangeKind.DISSOLVED)]
    assert back.uids == ("N-1",)
    assert kinds(back) == [("N-1", ChangeKind.RETURNED)]


def test_a_network_that_was_taken_up_returns_when_the_two_part_again() -> None:
    found = followed(
        [known("N-1", "AB", State.MERGED), known("N-2", "ABCDE")], [group("AB"), group("CDE")]
    )

    assert found.uids == ("N-1", "N-2")
    assert ("N-1", ChangeKind.RETURNED) in kinds(found)


def test_a_network_that_lives_outranks_one_that_ended() -> None:
    found = followed([known("N-1", "ABC", State.DISSOLVED), known("N-2", "AB")], [group("ABC")])

    assert found.uids == ("N-2",)
    assert found.ended == {}


def test_without_recent_facts_a_network_is_dormant_until_it_has_some() -> None:
    asleep = followed([known("N-1", "AB")], [group("AB", LONG_AGO)])
    awake = followed([known("N-1", "AB", State.DORMANT)], [group("AB")])

    assert asleep.states == (State.DORMANT,)
    assert kinds(asleep) == [("N-1", ChangeKind.DORMANT)]
    assert awake.states == (State.ACTIVE,)
    assert kinds(awake) == [("N-1", ChangeKind.RETURNED)]


def test_to_follow_twice_changes_nothing() -> None:
    groups = [group("ABCEF"), group("XY", LONG_AGO), group("GH")]
    first = followed([known("N-1", "ABCD"), known("N-2", "XYZ")], groups)
    after = [
        KnownNetwork(uid, one.people, state)
        for uid, one, state in zip(first.uids, groups, first.states, strict=True)
    ]

    again = followed(after, groups)

    assert first.changes
    assert (again.uids, again.states, again.changes) == (first.uids, first.states, ())

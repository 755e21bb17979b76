"""The gain of a route: added where a difference tells the new values, counted where it cannot."""

import pytest

from trama.graph.store.route_gains import RECENT_CASES, Gain, Leg, as_text, grown, total

LEG = Leg("DEPARTAMENTO", "PE-08>PE-15")
ROUTE = {
    "cases": 2,
    "victims": 3,
    "first": "2016-01-01",
    "last": "2017-03-05",
    "recent": ["C-2", "C-1"],
}
ENDS = {"C-1": "2016-01-09", "C-2": "2017-03-05"}
LATEST = [f"C-{number}" for number in range(RECENT_CASES)]
FULL = {"cases": 100, "victims": 100, "recent": LATEST}
ENDS_OF_FULL = {uid: f"2017-01-{99 - at}" for at, uid in enumerate(LATEST)}


def test_a_new_case_adds_its_victims_and_days() -> None:
    gain = Gain(1, 2, first="2015-05-01", last="2017-01-01", touched={"C-3"})

    assert grown(ROUTE, gain, {**ENDS, "C-3": "2017-01-01"}) == {
        "cases": 3,
        "victims": 5,
        "first": "2015-05-01",
        "last": "2017-03-05",
        "recent": ["C-2", "C-3", "C-1"],
    }


def test_the_first_case_of_a_leg_makes_its_route() -> None:
    assert grown(None, Gain(1, 1, touched={"C-1"}), {"C-1": ""}) == {
        "cases": 1,
        "victims": 1,
        "recent": ["C-1"],
    }


@pytest.mark.parametrize(
    ("gain", "ends"),
    [
        (Gain(gone_first="2016-01-01", touched={"C-1"}), ENDS),
        (Gain(gone_last="2017-03-05", touched={"C-2"}), ENDS),
        (Gain(-2, -3, touched={"C-1", "C-2"}), {}),
        (Gain(-1, -3, touched={"C-1"}), {"C-2": "2017-03-05"}),
        (Gain(1, 1, touched={"C-3"}), ENDS),  # a case that the graph does not hold on this leg
    ],
)
def test_a_route_that_its_gain_cannot_tell_is_counted(gain: Gain, ends: dict[str, str]) -> None:
    assert grown(ROUTE, gain, ends) is None


def test_a_day_that_is_gone_between_the_first_and_the_last_changes_neither() -> None:
    gain = Gain(first="2017-01-01", gone_first="2016-05-01", gone_last="2016-05-01")

    route = grown(ROUTE, gain, ENDS)

    assert route is not None
    assert (route["first"], route["last"]) == ("2016-01-01", "2017-03-05")


def test_a_later_case_pushes_out_the_last_of_those_named() -> None:
    route = grown(FULL, Gain(1, 1, touched={"C-new"}), {**ENDS_OF_FULL, "C-new": "2018-01-01"})

    assert route is not None
    assert route["recent"] == ["C-new", *LATEST[:-1]]


def test_an_older_case_leaves_those_named() -> None:
    route = grown(FULL, Gain(1, 1, touched={"C-new"}), {**ENDS_OF_FULL, "C-new": "2001-01-01"})

    assert route is not None
    assert route["recent"] == LATEST


def test_a_named_case_that_leaves_lets_an_unnamed_one_in_so_all_are_counted() -> None:
    left = {uid: end for uid, end in ENDS_OF_FULL.items() if uid != "C-3"}

    assert grown(FULL, Gain(-1, -1, touched={"C-3"}), left) is None


def test_a_named_case_that_now_ends_before_the_others_may_have_to_go() -> None:
    assert grown(FULL, Gain(touched={"C-3"}), {**ENDS_OF_FULL, "C-3": "2001-01-01"}) is None


def test_a_full_list_may_have_pushed_out_a_case_that_a_leaving_one_lets_in_again() -> None:
    """The counts of a later transaction may still be missing: thirty named may be of more."""
    held = {**FULL, "cases": RECENT_CASES}
    ends = {uid: end for uid, end in ENDS_OF_FULL.items() if uid != "C-3"}

    route = grown(held, Gain(touched={"C-3", "C-new"}), {**ends, "C-new": "2001-01-01"})

    assert route is None


def test_gains_of_several_transactions_add_up_in_any_order() -> None:
    texts = [
        as_text({LEG: Gain(1, 2, first="2017-01-02", touched={"C-1"})}),
        as_text({LEG: Gain(-1, 0, gone_first="2017-01-02", touched={"C-1", "C-2"})}),
    ]

    (forth,), (back,) = total(texts).values(), total(reversed(texts)).values()

    assert forth == back
    assert (forth.cases, forth.victims, forth.gone_first) == (0, 2, "2017-01-02")
    assert forth.touched == {"C-1", "C-2"}

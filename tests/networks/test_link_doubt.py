"""Links drawn anew: who is one person in a draw, and how often."""

from collections import Counter

import pytest

from trama.networks.link_doubt import Entry, LinkDoubt, OpenLink

DRAWS = 2_000
CLOSE = 0.04  # four standard errors of a share of 2,000 draws


def entries(*registrations: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(f"R-{number}", f"P-{number}", registration, f"C-{number}")
        for number, registration in enumerate(registrations)
    )


def shares(doubt: LinkDoubt) -> dict[tuple[int, ...], float]:
    return {people: n / DRAWS for people, n in Counter(doubt.drawn(DRAWS, seed=1)).items()}


def test_an_open_link_stands_as_often_as_its_probability_says() -> None:
    doubt = LinkDoubt(
        entries=entries("RETA:1", "RETA:2", "RETA:3"),
        certain=((0, 1),),
        open=(OpenLink(1, 2, 0.8),),
    )

    found = shares(doubt)

    assert found.keys() == {(0, 0, 0), (0, 0, 2)}
    assert found[0, 0, 0] == pytest.approx(0.8, abs=CLOSE)


def test_without_open_links_every_draw_is_what_is_certain() -> None:
    assert shares(LinkDoubt(entries=entries("A:1", "A:2"), certain=((0, 1),))) == {(0, 0): 1.0}


def test_nobody_is_two_people_of_one_registration() -> None:
    """Entries 0 and 1 are two people of RETA:1. Entry 2 may be either of them, never both."""
    doubt = LinkDoubt(
        entries=entries("RETA:1", "RETA:1", "SISTRA:9"),
        open=(OpenLink(0, 2, 0.9), OpenLink(1, 2, 0.9)),
    )

    found = shares(doubt)

    assert (0, 0, 0) not in found
    assert found[0, 1, 0] == pytest.approx(found[0, 1, 1], abs=2 * CLOSE)
    assert found[0, 1, 2] == pytest.approx(0.01, abs=CLOSE)


def test_people_judged_different_are_not_joined_through_a_third() -> None:
    doubt = LinkDoubt(
        entries=entries("A:1", "A:2", "A:3"),
        apart=frozenset({(0, 2)}),
        open=(OpenLink(0, 1, 0.9), OpenLink(1, 2, 0.9)),
    )

    found = shares(doubt)

    assert found
    assert all(people[0] != people[2] for people in found)


def test_a_link_elsewhere_leaves_the_draws_of_a_pair_as_they_were() -> None:
    alone = LinkDoubt(entries=entries("A:1", "A:2", "A:3", "A:4"), open=(OpenLink(0, 1, 0.5),))
    beside = LinkDoubt(entries=alone.entries, open=(*alone.open, OpenLink(2, 3, 0.5)))

    draws = zip(alone.drawn(100, 7), beside.drawn(100, 7), strict=True)

    assert all(one[:2] == other[:2] for one, other in draws)

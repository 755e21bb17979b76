"""The picture of pairs: a dense network keeps few people by name, and drops nobody."""

from itertools import combinations, pairwise

from trama.visualizations.network_picture import ON_CIRCLE, Pair, network_picture
from trama.visualizations.stage_lanes import Who

PEOPLE = [Who(f"X-{number:010}", f"SINTETICO {number}") for number in range(40)]


def drawn(pairs: list[Pair]) -> tuple[list[str], set[str]]:
    """Return the people drawn by name, and those in the lists of the groups."""
    scene, _ = network_picture(pairs, "es", asked=PEOPLE[39].pseudonym)
    alone = [mark.keys[0] for mark in scene.marks if mark.kind == "person"]
    return (
        [key for key in alone if key.startswith("X-")],
        {key for crowd in scene.crowds for key, _ in crowd.people},
    )


def test_of_a_dense_network_the_strongest_stand_on_the_circle_and_the_others_in_a_group() -> None:
    everybody = [
        Pair(one, other, 9 if PEOPLE[7] in (one, other) else 1)
        for one, other in combinations(PEOPLE, 2)
    ]

    named, grouped = drawn(everybody)

    assert len(named) == ON_CIRCLE
    assert {PEOPLE[39].pseudonym, PEOPLE[7].pseudonym} <= {*named}
    assert grouped == {who.pseudonym for who in PEOPLE} - {*named}


def test_a_network_without_crossing_lines_keeps_everybody_by_name() -> None:
    chain = [Pair(one, other, 2) for one, other in pairwise(PEOPLE)]

    named, grouped = drawn(chain)

    assert len(named) == len(PEOPLE)
    assert not grouped

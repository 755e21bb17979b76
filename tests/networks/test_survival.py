"""The share of draws in which a network survives links that are drawn anew."""

import numpy as np
import pytest
from made_incidence import with_networks

from trama.networks.chance import Chance
from trama.networks.groups import groups_of
from trama.networks.incidence import Accusation, Incidence
from trama.networks.link_doubt import Entry, LinkDoubt, OpenLink
from trama.networks.survival import survives

CLOSE = 0.13  # four standard errors of a share of 200 draws of links
PAIR = ("A", "B")
LIMIT = 4.0
"""Three shared cases give the pair a score of 4.5; two happen by chance once in 600 pairs."""


@pytest.fixture(scope="module")
def world() -> Incidence:
    """Return three places with fifty cases of two suspects each; A and B share one case in each."""
    rows = [
        Accusation(f"S-{place}-{case}-{who}", f"C-{place}-{case}", f"place {place}")
        for place in range(3)
        for case in range(50)
        for who in "XY"
    ]
    shared = [Accusation(who, f"N-{place}", f"place {place}") for place in range(3) for who in PAIR]
    return Incidence.of(rows + shared)


def entries_of(incidence: Incidence, person: str) -> list[Entry]:
    own = incidence.case[incidence.suspect == incidence.suspects.index(person)]
    return [
        Entry(f"R-{person}-{case}", person, f"RETA:{case}", incidence.cases[case]) for case in own
    ]


def with_one_link(incidence: Incidence, probability: float) -> LinkDoubt:
    """Return the doubt in which the last entry of A hangs on one link."""
    one, other = (entries_of(incidence, person) for person in PAIR)
    last = len(one) - 1
    certain = [(0, at) for at in range(1, last)]
    certain += [(len(one), len(one) + at) for at in range(1, len(other))]
    return LinkDoubt(
        entries=(*one, *other),
        certain=tuple(certain),
        open=(OpenLink(0, last, probability),),
    )


@pytest.mark.parametrize("probability", [0.3, 0.7, 0.95])
def test_a_network_of_one_uncertain_link_survives_as_often_as_the_link_is_true(
    world: Incidence, probability: float
) -> None:
    doubt = with_one_link(world, probability)

    found = survives(world, PAIR, doubt, LIMIT, seed=3)

    assert found == pytest.approx(probability, abs=CLOSE)


def test_a_network_without_uncertain_links_always_survives(
    world: Incidence,
) -> None:
    doubt = LinkDoubt(entries=with_one_link(world, 0.5).entries, certain=((0, 1), (0, 2)))

    assert survives(world, PAIR, doubt, LIMIT, seed=3) == 1.0


def test_a_stranger_who_may_be_a_member_overturns_nothing(
    world: Incidence,
) -> None:
    known = with_one_link(world, 1.0)
    doubt = LinkDoubt(
        entries=(*known.entries, *entries_of(world, "S-0-7-X")),
        certain=known.certain,
        open=(*known.open, OpenLink(0, len(known.entries), 0.5)),
    )

    assert survives(world, PAIR, doubt, LIMIT, seed=3) == 1.0


def test_an_undecided_pair_that_would_give_a_third_case_is_joined_in_its_share_of_draws(
    world: Incidence,
) -> None:
    """The graph has A as two people: with two cases A and B are below the limit."""
    doubt = with_one_link(world, 0.4)
    last = doubt.open[0].other
    entry = doubt.entries[last]
    apart = Incidence.of(
        Accusation("other" if (suspect, case) == (entry.person, entry.case) else suspect, case, at)
        for suspect, case, at in rows(world)
    )
    entries = list(doubt.entries)
    entries[last] = entry._replace(person="other")
    doubt = LinkDoubt(entries=tuple(entries), certain=doubt.certain, open=doubt.open)

    assert survives(apart, PAIR, doubt, LIMIT, seed=3) == pytest.approx(0.4, abs=CLOSE)


def test_the_score_of_a_draw_is_that_of_the_incidence_of_its_people() -> None:
    """Chance solved anew in the strata of a draw is chance solved anew everywhere."""
    incidence, (members,) = with_networks(31, networks=1, members=3, shared=4)
    entries = [entry for person in members for entry in entries_of(incidence, person)]
    first = [at for at, entry in enumerate(entries) if entry.person == members[0]]
    doubt = LinkDoubt(
        entries=tuple(entries),
        certain=tuple(
            (at, at + 1)
            for at in range(len(entries) - 1)
            if entries[at].person == entries[at + 1].person and at + 1 != first[-1]
        ),
        open=(OpenLink(first[0], first[-1], 0.5),),
    )
    split = entries[first[-1]]
    drawn = Incidence.of(
        Accusation("A part" if (suspect, case) == (split.person, split.case) else suspect, case, at)
        for suspect, case, at in rows(incidence)
    )
    own = drawn.where(
        np.isin(drawn.suspect, [drawn.suspects.index(one) for one in ("A part", *members)])
    )
    (group, *_) = groups_of(own.table(), Chance(drawn))

    # With a limit at the score the split draws survive too, with a limit above it they do not.
    assert survives(incidence, members, doubt, group.score - 1e-6, seed=3) == 1.0
    assert survives(incidence, members, doubt, group.score + 1e-6, seed=3) == pytest.approx(
        0.5, abs=CLOSE
    )


def rows(incidence: Incidence) -> list[Accusation]:
    return [
        Accusation(
            incidence.suspects[suspect],
            incidence.cases[case],
            incidence.strata[incidence.stratum[case]],
        )
        for suspect, case in zip(incidence.suspect, incidence.case, strict=True)
    ]

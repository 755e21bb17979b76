"""Recurrence: chance alone gives no network, planted ones are found, and say what they rest on."""

import json

import pytest
from made_incidence import OPERATION, by_chance, with_networks

from trama.networks.incidence import Accusation, Incidence
from trama.networks.recurrence import recurrence

DRAWS = 100


def test_one_in_twenty_worlds_of_chance_has_a_network_or_fewer() -> None:
    worlds = [Incidence.of(by_chance(seed, cases=300)) for seed in range(40)]

    found = [recurrence(world, DRAWS).networks for world in worlds]

    assert sum(bool(networks) for networks in found) <= 2
    assert len(worlds[0].suspects) > 200


def test_planted_networks_of_three_shared_cases_are_found_and_hardly_others() -> None:
    found = planted = right = 0
    for seed in range(5):
        incidence, wanted = with_networks(100 + seed, networks=6, members=4, shared=3)
        told = {network.members for network in recurrence(incidence, DRAWS).networks}
        found, planted, right = found + len(told), planted + len(wanted), right + len(told & wanted)

    assert right / planted >= 0.9
    assert right / found >= 0.95


def test_a_raid_with_many_arrests_is_no_network() -> None:
    incidence, _ = with_networks(7, networks=3, members=3, shared=4)

    members = {one for network in recurrence(incidence, DRAWS).networks for one in network.members}

    assert members
    assert not {one for one in members if one.startswith("RAID")}
    assert sum(one.startswith("RAID") for one in incidence.suspects) == OPERATION


def test_a_network_says_its_cases_what_chance_gives_and_what_would_overturn_it() -> None:
    incidence, (members,) = with_networks(11, networks=1, members=3, shared=4)
    rows = [
        Accusation(
            incidence.suspects[suspect],
            incidence.cases[case],
            incidence.strata[incidence.stratum[case]],
        )
        for suspect, case in zip(incidence.suspect, incidence.case, strict=True)
    ]

    (network,) = recurrence(incidence, DRAWS).networks

    assert network.members == members
    assert len(network.cases) == 4
    assert network.expected < 1
    assert network.odds == pytest.approx(1 / (DRAWS + 1))
    assert [pair.shared for pair in network.pairs] == [4, 4, 4]
    left = Incidence.of(row for row in rows if row.case not in network.overturned_by)
    assert 0 < len(network.overturned_by) < 4
    assert recurrence(left, DRAWS).networks == ()


def test_a_seed_gives_the_same_and_json_holds_it() -> None:
    incidence, _ = with_networks(5, networks=2, members=3, shared=3)

    one, same = (recurrence(incidence, DRAWS, seed=4).document() for _ in range(2))

    assert one == same
    assert json.loads(json.dumps(one))["draws"] == DRAWS


def test_progress_goes_up_to_both_passes() -> None:
    incidence, _ = with_networks(5, networks=1, members=3, shared=3)
    told: list[tuple[int, int]] = []

    recurrence(incidence, 20, watcher=lambda done, total: told.append((done, total)))

    assert told == [(done, 40) for done in range(1, 41)]


def test_where_nothing_is_found_it_says_how_much_could_be_seen() -> None:
    found = recurrence(Incidence.of(by_chance(1)), DRAWS)

    assert found.networks == ()
    assert found.visible in {3, 4}


def test_nobody_accused_is_no_network() -> None:
    assert recurrence(Incidence.of([]), DRAWS).networks == ()

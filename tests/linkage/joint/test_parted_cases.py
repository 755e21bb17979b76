"""Cases that two offices of one registry share out: other victims, the same suspects."""

import math

import numpy as np
import pytest
from decided_pairs import MODEL, case, chances, person, scored

from trama.graph.records import Kind
from trama.linkage.joint.deciding import decide
from trama.linkage.joint.parted import PARTED
from trama.linkage.joint.parting import without_people
from trama.linkage.joint.rivals import rivals_of
from trama.linkage.joint.scored import Scored

SUSPECT = Kind.SUSPECT
CARPETAS = [
    person("a", "S1"),
    person("b", "S2"),
    person("x", "S1", SUSPECT),
    person("y", "S2", SUSPECT),
]
REGISTERED = [person("c", "R1"), person("d", "R1"), person("z", "R1", SUSPECT)]
ACCUSED = {"x-y": 12.0}
OF_BOTH = {"a-c": 12.0, "b-d": 12.0, "x-z": 12.0, "y-z": 12.0}


def groups(whole: Scored) -> set[str]:
    """Return the groups of cases, each as the numbers of its cases."""
    return {
        "-".join(f"{each.registry[0]}{each.number}" for each in group)
        for group in decide(whole, MODEL).case_groups
    }


def test_a_case_with_other_victims_and_the_same_suspects_was_parted() -> None:
    parted = chances(scored(CARPETAS, ACCUSED, {"S1-S2": 6.0}))
    of_others = chances(scored(CARPETAS, {"x-y": -12.0}, {"S1-S2": 6.0}))

    assert parted["SISTRA:1-SISTRA:2"] > 0.99
    assert of_others["SISTRA:1-SISTRA:2"] < 0.9


def test_many_other_victims_tell_no_more_against_a_parted_case_than_one() -> None:
    many = [
        person(f"{name}{at}", case) for at in range(9) for name, case in (("a", "S1"), ("b", "S2"))
    ]
    few, crowd = (
        chances(scored([*CARPETAS, *more], ACCUSED, {"S1-S2": 4.0}))["SISTRA:1-SISTRA:2"]
        for more in ((), many)
    )

    assert crowd > few - 0.01
    assert crowd > 0.9


def test_of_two_registries_other_victims_still_tell_of_two_cases() -> None:
    people = [
        person("a", "S1"),
        person("b", "R2"),
        person("x", "S1", SUSPECT),
        person("y", "R2", SUSPECT),
    ]

    within = chances(scored(CARPETAS, ACCUSED, {"S1-S2": 1.0}))["SISTRA:1-SISTRA:2"]
    across = chances(scored(people, ACCUSED, {"R2-S1": 1.0}))["RETA:2-SISTRA:1"]

    assert across < within


def test_a_victim_of_a_part_is_less_likely_one_with_a_victim_of_the_other_part() -> None:
    alike = {"a-b": -4.0}
    of_two = [person("a", "S1"), person("b", "R1")]
    registered = [person("a", "S1"), person("b", "S2")]

    part = chances(scored(registered, alike, {"S1-S2": 20.0}))["a-b"]
    whole = chances(scored(of_two, alike, {"R1-S1": 20.0}))["a-b"]
    same = chances(scored(registered, {"a-b": 9.0}, {"S1-S2": 20.0}))["a-b"]

    assert 0.5 < whole < 0.9
    assert part < 0.8 * whole
    assert same > 0.95


def test_a_parted_carpeta_is_the_registration_of_all_its_victims() -> None:
    whole = scored(
        [*CARPETAS, *REGISTERED], ACCUSED | OF_BOTH, {"S1-S2": 4.0, "R1-S1": 4.0, "R1-S2": 4.0}
    )

    assert groups(whole) == {"R1-S1-S2"}


def test_carpetas_with_a_registration_each_are_two_cases() -> None:
    other = [person("e", "R2"), person("w", "R2", SUSPECT)]
    mine = [REGISTERED[0], REGISTERED[2]]
    pairs = ACCUSED | {"a-c": 12.0, "b-e": 12.0, "x-z": 12.0, "y-w": 12.0, "x-w": 9.0, "y-z": 9.0}
    whole = scored(
        [*CARPETAS, *mine, *other],
        pairs,
        {"S1-S2": 1.0, "R1-S1": 6.0, "R2-S2": 6.0, "R1-R2": -20.0, "R1-S2": -3.0, "R2-S1": -3.0},
    )

    assert groups(whole) == {"R1-S1", "R2-S2"}


@pytest.mark.parametrize("apart", [-12.0, 3.0])
def test_cases_whose_partners_are_two_cases_keep_their_partners(apart: float) -> None:
    told = {"R1-R2": apart, "R1-S1": 9.0, "R2-S2": 8.0, "S1-S2": 2.0}
    ends = sorted(tuple(map(case, name.split("-"))) for name in told)
    bits = [told["-".join(f"{end.registry[0]}{end.number}" for end in pair)] for pair in ends]

    taken = dict(zip(ends, rivals_of(ends, np.array(bits)).tolist(), strict=True))

    assert taken[case("R1"), case("S1")] == pytest.approx(0.0, abs=0.1)
    assert taken[case("R2"), case("S2")] == pytest.approx(0.0, abs=0.1)


def test_cases_that_share_nobody_count_by_the_reason_they_may_be_one() -> None:
    counts = {"victim": (5, 5)}

    across, within = (
        without_people(counts, MODEL.cases, same_registry=same) for same in (False, True)
    )

    assert across < -8
    assert within == pytest.approx(math.log2(PARTED), abs=0.01)

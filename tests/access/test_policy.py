"""The policy: what each role may see, and how small a count."""

import pytest

from trama.access.policy import MINIMUM_PUBLIC_CELL, Role, Viewer
from trama.core.errors import AccessDenied
from trama.core.question_errors import NotForPublic
from trama.ontology.declare import Sensitivity

PUBLIC, RESTRICTED, IDENTITY = Sensitivity.PUBLIC, Sensitivity.RESTRICTED, Sensitivity.IDENTITY


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.PUBLIC, {PUBLIC}),
        (Role.INTEGRATOR, {PUBLIC, RESTRICTED}),
        (Role.ANALYST, {PUBLIC, RESTRICTED}),
        (Role.INVESTIGATOR, {PUBLIC, RESTRICTED, IDENTITY}),
        (Role.SUPERVISOR, {PUBLIC, RESTRICTED}),
    ],
)
def test_each_role_sees_the_properties_up_to_its_clearance(
    role: Role, seen: set[Sensitivity]
) -> None:
    assert {sensitivity for sensitivity in Sensitivity if Viewer(role).sees(sensitivity)} == seen


def test_only_an_investigator_sees_who_a_victim_is() -> None:
    assert [role for role in Role if Viewer(role).sees_person(victim=True)] == [Role.INVESTIGATOR]


def test_those_who_work_on_networks_see_who_a_suspect_is() -> None:
    assert {role for role in Role if Viewer(role).sees_person(victim=False)} == {
        Role.ANALYST,
        Role.INVESTIGATOR,
        Role.SUPERVISOR,
    }


def test_only_the_public_sees_no_small_counts() -> None:
    cells = {role: Viewer(role).minimum_cell for role in Role}

    assert cells.pop(Role.PUBLIC) == MINIMUM_PUBLIC_CELL == 10
    assert set(cells.values()) == {1}


def test_all_but_the_public_count_the_people_of_the_graph() -> None:
    assert {role for role in Role if not Viewer(role).counts_people} == {Role.PUBLIC}


def test_the_public_sees_counts_in_tens_and_the_others_as_they_are() -> None:
    public = [Viewer(Role.PUBLIC).shown_count(people) for people in (0, 9, 10, 11, 19, 20, 725)]

    assert public == [None, None, 10, 10, 10, 20, 720]
    assert Viewer(Role.ANALYST).shown_count(3) == 3


def test_a_query_above_the_clearance_is_denied() -> None:
    analyst = Viewer(Role.ANALYST)

    analyst.admit(RESTRICTED)
    with pytest.raises(AccessDenied) as refusal:
        analyst.admit(IDENTITY)

    assert "analyst" in refusal.value.message()


def test_everybody_but_the_public_counts_what_is_in_the_graph() -> None:
    for role in set(Role) - {Role.PUBLIC}:
        Viewer(role).admit_counts()

    with pytest.raises(NotForPublic):
        Viewer(Role.PUBLIC).admit_counts()


def test_who_only_reads_links_nobody() -> None:
    refused = set()
    for role in Role:
        try:
            Viewer(role).admit_link()
        except AccessDenied:
            refused.add(role)

    assert refused == {Role.PUBLIC, Role.INTEGRATOR}

"""The institutions' tasks: each has a source, each role has some, a wrong file names its lines."""

import pytest

from trama.core.errors import DeclarationError
from trama.prevention.episodes import PlaceRole
from trama.prevention.institutions import main_roles, read_tasks, tasks

ROLES = (PlaceRole.ORIGIN, PlaceRole.TRANSIT, PlaceRole.DESTINATION)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_a_task_of_its_own(role: PlaceRole) -> None:
    assert [task.id for task in tasks() if task.roles == (role,)]


def test_every_task_is_cited_and_none_is_twice() -> None:
    assert tasks()
    for task in tasks():
        assert task.source
        assert task.url.startswith(("https://", "http://"))
    ids = [task.id for task in tasks()]
    assert len(ids) == len({*ids})


def test_a_task_without_a_source_is_refused_with_its_line() -> None:
    text = "tasks:\n  - id: a\n    roles: [origin]\n    institution: X\n    es: a\n    en: a\n"

    with pytest.raises(DeclarationError) as refused:
        read_tasks(text)

    assert "institutions.yaml" in refused.value.message("es")
    assert "source" in refused.value.message("es")


def test_the_roles_that_matter_are_the_first_and_those_at_least_half_as_frequent() -> None:
    counts = dict(zip(ROLES, (40, 3, 20), strict=True))

    assert main_roles(counts) == (PlaceRole.ORIGIN, PlaceRole.DESTINATION)
    assert main_roles(dict.fromkeys(ROLES, 0)) == ()

"""The words of the explorer: the whole ontology, without what a role may not see."""

import pytest

from trama.access.policy import Role, Viewer
from trama.drawings.ontology_words import words_for
from trama.ontology.codelists import code_list_names
from trama.ontology.lookup import nodes, relationships


@pytest.mark.parametrize("role", list(Role))
def test_nothing_of_the_ontology_is_missing_but_what_the_role_may_not_see(role: Role) -> None:
    viewer = Viewer(role)
    told = words_for(viewer)

    assert [one["type"] for one in told["nodes"]] == list(nodes())
    types = [one["type"] for one in told["relationships"]]
    assert types == [*relationships(), "LEG", "TOGETHER"]
    assert [one["name"] for one in told["lists"]] == list(code_list_names())
    for one in told["nodes"]:
        shown = {found["name"] for found in one["properties"]}
        shapes = nodes()[one["type"]].properties
        assert shown == {
            name for name, shape in shapes.items() if viewer.sees(shape.declaration.sensitivity)
        }


def test_the_name_of_a_person_is_a_property_for_investigators_only() -> None:
    def properties(role: Role) -> set[str]:
        told = words_for(Viewer(role))
        (person,) = [one for one in told["nodes"] if one["type"] == "Person"]
        return {one["name"] for one in person["properties"]}

    assert {"name", "birth_date"} <= properties(Role.INVESTIGATOR)
    assert not {"name", "birth_date"} & properties(Role.SUPERVISOR)


def test_every_word_is_there_in_both_languages() -> None:
    told = words_for(Viewer(Role.INVESTIGATOR))
    named = [*told["nodes"], *told["relationships"], *told["roles"], *told["lists"]]
    named += [found for one in told["nodes"] for found in one["properties"]]
    named += [code for one in told["lists"] for code in one["codes"]]

    assert len(named) > 300
    assert all(one["es"] and one["en"] for one in named)

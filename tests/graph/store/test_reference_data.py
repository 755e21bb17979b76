"""The reference data of every graph: the gazetteer and the provisions, with their relationships."""

from trama.graph.store.reference_data import reference_data
from trama.ontology.codelists import code_list
from trama.places.gazetteer import gazetteer


def test_every_place_and_every_provision_is_a_node_once() -> None:
    data = reference_data()

    uids = {label: [node["uid"] for node in nodes] for label, nodes in data.nodes.items()}

    assert sorted(map(str, uids["Location"])) == sorted(place.uid for place in gazetteer())
    assert uids["PenalProvision"] == list(code_list("provision").codes)


def test_every_place_but_a_country_lies_within_one_other() -> None:
    within = [
        (edge.start, edge.end) for edge in reference_data().edges if edge.kind.type == "WITHIN"
    ]

    assert len(within) == len({start for start, _ in within})
    assert set(within) == {(place.uid, place.parent) for place in gazetteer() if place.parent}


def test_the_renumbering_runs_from_the_older_article_to_the_newer() -> None:
    moved = {
        (edge.start, edge.end)
        for edge in reference_data().edges
        if edge.kind.type == "RENUMBERED_TO"
    }

    assert ("CP-153", "CP-129-A") in moved
    assert ("CP-168-B", "CP-129-O") in moved
    assert len(moved) == 16


def test_a_provision_carries_its_days_and_whether_anybody_checked_it() -> None:
    provisions = {node["uid"]: node for node in reference_data().nodes["PenalProvision"]}

    assert provisions["CP-153"]["valid_to"] == provisions["CP-129-A"]["valid_from"] == "2021-03-31"
    assert provisions["CP-129-A"]["verified"] is True
    assert provisions["CP-129-M"]["verified"] is False

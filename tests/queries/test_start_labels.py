"""The shorter text for a start of one label: the same answer, and nothing of other labels."""

import pytest
from small_graph import write_small_graph

from trama.graph.engine import Graph
from trama.queries.catalog import saved_query
from trama.queries.start_labels import starting_from

LABELS = (
    "Person", "Case", "Location", "Stage", "Phone", "Account", "Vehicle", "Establishment",
    "Organisation", "Agency", "PenalProvision", "Network",
)  # fmt: skip
ASKED = {
    "relations": None, "types": None, "since": None, "until": None, "include_excluded": True,
    "protected": "nobody", "ask_at": 0.5, "order": "kind", "limit": 10_000,
}  # fmt: skip
NODES = """
MATCH (n) WHERE (n:Person OR n:Case OR n:Location OR n:Stage OR n:Phone OR n:Establishment
                 OR n:Organisation OR n:PenalProvision)
RETURN n.uid AS uid, [label IN labels(n) WHERE NOT label IN ['Victim', 'Suspect']][0] AS label
ORDER BY uid
"""


@pytest.mark.parametrize("name", ["neighbours", "neighbour_counts", "among"])
@pytest.mark.parametrize("label", LABELS)
def test_a_text_for_a_label_is_shorter_and_looks_up_that_label_alone(name: str, label: str) -> None:
    whole = saved_query(name).text

    text = starting_from(whole, frozenset({label}))

    assert len(text) < len(whole)
    looked_up = [line for line in text.splitlines() if line.startswith("OPTIONAL MATCH")]
    assert len(looked_up) == 1
    assert f":{label} " in looked_up[0]


def test_a_text_without_the_shared_part_and_a_start_of_unknown_label_stay_whole() -> None:
    pairs, near = saved_query("recurring_pairs").text, saved_query("neighbours").text

    assert starting_from(pairs, frozenset({"Case"})) == pairs
    assert starting_from(near, frozenset()) == near


@pytest.mark.only_on("embedded")
@pytest.mark.parametrize("name", ["neighbours", "neighbour_counts"])
def test_the_answer_is_that_of_the_whole_text_for_every_node(graph: Graph, name: str) -> None:
    write_small_graph(graph)
    whole = saved_query(name).text
    nodes = list(graph.stream(NODES))
    assert {"Person", "Case", "Location", "Stage", "Phone"} <= {node["label"] for node in nodes}
    met = 0
    for node in nodes:
        given = {**ASKED, "of": node["uid"]}
        short = starting_from(whole, frozenset({node["label"]}))
        found = graph.read(short, given, seconds=60, rows=10_000).rows
        assert found == graph.read(whole, given, seconds=60, rows=10_000).rows, node["uid"]
        met += len(found)
    assert met > 100

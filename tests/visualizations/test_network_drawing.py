"""The network as vis-network reads it."""

import subprocess
import sys

from trama.visualizations.network_drawing import (
    DrawnEdge,
    DrawnNode,
    Subgraph,
    as_network,
    vis_network_script,
)


def node(name: str) -> DrawnNode:
    return DrawnNode(name, f"label {name}", f"text {name}", "#123456", 1.0, 2.0)


def test_nodes_keep_their_places_and_nothing_moves_them() -> None:
    network = as_network(Subgraph([node("a")]))

    assert (network["nodes"][0]["x"], network["nodes"][0]["y"]) == (1.0, 2.0)
    assert network["options"]["physics"] == {"enabled": False}


def test_labels_are_never_read_as_markup() -> None:
    options = as_network(Subgraph([node("a")]))["options"]

    assert options["nodes"]["font"]["multi"] is False
    assert options["edges"]["font"]["multi"] is False


def test_edges_between_the_same_nodes_are_all_drawn() -> None:
    drawn = Subgraph([node("a"), node("b")], [DrawnEdge("a", "b", "x"), DrawnEdge("b", "a", "y")])

    assert [edge["label"] for edge in as_network(drawn)["edges"]] == ["x", "y"]


def test_the_script_is_the_library_and_names_no_other_file() -> None:
    script = vis_network_script()

    assert "DataSet" in script
    assert "sourceMappingURL" not in script
    assert "</script" not in script.lower()


def test_no_other_command_waits_for_pyvis() -> None:
    program = "import sys, trama.visualizations.route_page; sys.exit('pyvis' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0

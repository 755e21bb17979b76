"""The contents of an engine as a memory graph, to be compared with another memory graph."""

from memory_graph import FOREIGN, MemoryGraph

from trama.graph.engine import Graph

_OTHERS = FOREIGN | {
    "SchemaMigration",
    "StaleRoutes",
    "StaleTallies",
    "TalliesCounted",
    "StaleNames",
    "NameBeginning",
    "NameBearers",
    "Recurrence",
    "RecordTally",
    "LoadFence",
    "LoadMemory",
    "FillerMark",
    "LinkModel",
    "Network",
    "NetworkChange",
    "NetworkSearch",
}
"""Labels of nodes that no loaded file gives: reference data, and marks of the store."""


def read_back(graph: Graph) -> MemoryGraph:
    """Return the nodes and relationships of the engine."""
    found = MemoryGraph()
    for row in graph.stream("MATCH (n) RETURN labels(n) AS labels, properties(n) AS said"):
        main = _main(row["labels"])
        if main not in _OTHERS:
            said = {name: value for name, value in row["said"].items() if value != []}
            found.nodes[main, said["uid"]] = (frozenset(row["labels"]), said)
    for row in graph.stream(
        "MATCH (a)-[r]->(b) WHERE type(r) <> 'ROUTE' AND type(r) <> 'WITHIN' "
        "AND type(r) <> 'RENUMBERED_TO' RETURN type(r) AS type, labels(a) AS starts, "
        "a.uid AS start, labels(b) AS ends, b.uid AS end, properties(r) AS said"
    ):
        said = row["said"]
        written = str(said.get("written", "")) + str(said.get("line", ""))
        ends = (_main(row["starts"]), row["start"], _main(row["ends"]), row["end"])
        found.edges[row["type"], *ends, written] = sorted(
            (name, repr(value)) for name, value in said.items()
        )
    return found


def comparable(graph: MemoryGraph) -> tuple[object, object]:
    """Return the nodes and relationships in a form that both kinds of graph share."""
    nodes = {
        key: (labels, {name: value for name, value in said.items() if value not in (None, [], ())})
        for key, (labels, said) in graph.nodes.items()
    }
    return nodes, graph.edges


def _main(labels: list[str]) -> str:
    return "Person" if "Person" in labels else labels[0]

"""(a) Loading the twin against a bare UNWIND loop; (b) time and memory as rows grow."""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support import BenchEngine, Cost, Figure, cost, fresh_home, trama, twin

from trama.graph.engine import Graph, open_graph
from trama.graph.store.schema import migrate

BATCH = 1000
TEMPERATURES = ("cold", "warm")
ALL_NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
ALL_EDGES = (
    "MATCH (a)-[r]->(b) RETURN type(r) AS type, labels(a) AS start_labels, a.uid AS start, "
    "labels(b) AS end_labels, b.uid AS end, properties(r) AS properties"
)
MEMORY = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stdout=2); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(done.returncode)"
)


def against_bare_writing(work: Path, cases: int, engine: BenchEngine) -> list[Figure]:
    """Measures (a): the time of the bare loop divided by the time of `trama load`.

    The bare loop writes the very same nodes and relationships, read back from the graph that the
    load made, as prepared dictionaries, into an engine with the same constraints and indexes.
    Each has an engine of its own and is measured twice: on the engine as it starts (cold) and,
    once that is emptied, on the same engine again (warm).
    """
    exports = twin(work, cases)
    with engine.fresh() as (settings, variables), open_graph(settings) as graph:
        loads = []
        for _ in TEMPERATURES:
            empty(graph)
            migrate(graph)
            reference = Content.of(graph)
            account, spent = cost(lambda: trama(variables, "load", str(exports), "--json"))
            loads.append((json.loads(account), spent))
        loaded = Content.of(graph).without(reference)
    with engine.fresh() as (settings, _), open_graph(settings) as graph:
        bare = []
        for _ in TEMPERATURES:
            empty(graph)
            migrate(graph)
            bare.append(cost(lambda g=graph: write_bare(g, loaded))[1])
    return [
        _ratio(f"{engine.name}, {temperature}", load, alone, loaded)
        for temperature, load, alone in zip(TEMPERATURES, loads, bare, strict=True)
    ]


def _ratio(where: str, load: tuple[dict[str, Any], Cost], bare: Cost, loaded: "Content") -> Figure:
    account, spent = load
    rows = sum(s["rows"] for file in account["files"] for s in file["sheets"].values())
    took = account["seconds"]
    nodes, edges = (sum(map(len, group.values())) for group in (loaded.nodes, loaded.edges))
    return Figure(
        name=f"(a) load against a bare UNWIND loop, {where}",
        value=bare.seconds / took,
        goal="≥ 0.9",
        met=bare.seconds / took >= 0.9,
        detail=f"{rows:,} rows → {nodes:,} nodes, {edges:,} relationships; "
        f"load {took:.1f} s ({rows / took:,.0f} rows/s), bare {bare.seconds:.1f} s; "
        f"processor time: load {spent.machine:.1f} s, of which Python {spent.children:.1f} s, "
        f"bare {bare.machine:.1f} s",
    )


def empty(graph: Graph) -> None:
    """Removes every node, some thousands at a time."""
    while graph.write_rows("MATCH (n) WITH n LIMIT 20000 DETACH DELETE n RETURN count(n) AS gone")[
        0
    ]["gone"]:
        pass


@dataclass(frozen=True, slots=True)
class Content:
    """All that a graph holds, as dictionaries ready to be written.

    ``nodes`` are properties by labels; ``edges`` are start, end and properties by the label of the
    start, the type and the label of the end.
    """

    nodes: dict[str, list[dict[str, Any]]]
    edges: dict[tuple[str, str, str], list[dict[str, Any]]]

    @classmethod
    def of(cls, graph: Graph) -> "Content":
        """Reads a whole graph."""
        nodes = defaultdict(list)
        for row in graph.stream(ALL_NODES):
            nodes[":".join(sorted(row["labels"]))].append(row["properties"])
        edges = defaultdict(list)
        for row in graph.stream(ALL_EDGES):
            key = (_main(row["start_labels"]), row["type"], _main(row["end_labels"]))
            edges[key].append({name: row[name] for name in ("start", "end", "properties")})
        return cls(nodes, edges)

    def without(self, other: "Content") -> "Content":
        """Returns what is here and not there."""
        known = {node.get("uid") for nodes in other.nodes.values() for node in nodes}
        ends = {
            (key, edge["start"], edge["end"])
            for key, edges in other.edges.items()
            for edge in edges
        }
        return Content(
            {
                labels: [node for node in nodes if node.get("uid") not in known]
                for labels, nodes in self.nodes.items()
            },
            {
                key: [edge for edge in edges if (key, edge["start"], edge["end"]) not in ends]
                for key, edges in self.edges.items()
            },
        )


def write_bare(graph: Graph, content: Content) -> None:
    """Writes prepared dictionaries with UNWIND, a thousand a transaction, one after another."""
    for labels, rows in content.nodes.items():
        for batch in _batches(rows):
            graph.write_rows(f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row", rows=batch)
    for (start, type_, end), rows in content.edges.items():
        text = (
            f"UNWIND $rows AS row MATCH (a:{start} {{uid: row.start}}) "
            f"MATCH (b:{end} {{uid: row.end}}) CREATE (a)-[r:{type_}]->(b) SET r = row.properties"
        )
        for batch in _batches(rows):
            graph.write_rows(text, rows=batch)


def growth(work: Path, cases: int) -> tuple[Figure, Figure]:
    """Measures (b): ten times the rows against the time and the memory of the loading process."""
    measured = []
    for size in (cases, 10 * cases):
        exports = twin(work, size)
        with fresh_home() as (_, variables):
            trama(variables, "engine", "start")
            out = trama_with_memory(variables, exports)
            measured.append(out)
    (small_rows, small, small_mib), (rows, large, mib) = measured
    time_ratio = (large / small) / (rows / small_rows)
    return (
        Figure(
            "(b) time at 10 times the rows, per row",
            time_ratio,
            "≤ 1.1",
            time_ratio <= 1.1,
            f"{small_rows:,} rows {small:.1f} s; {rows:,} rows {large:.1f} s",
        ),
        Figure(
            "(b) memory of the loader at 10 times the rows",
            mib / small_mib,
            "≤ 1.5",
            mib / small_mib <= 1.5,
            f"{small_mib:.0f} MiB; {mib:.0f} MiB",
        ),
    )


def trama_with_memory(variables: dict[str, str], exports: Path) -> tuple[int, float, float]:
    """Returns the rows, the seconds and the peak memory (MiB) of loading ``exports``."""
    in_memory_probe = [sys.executable, "-c", MEMORY]
    account_file = exports / "account.json"
    with account_file.open("w", encoding="utf-8") as out:
        ran = subprocess.run(
            [
                *in_memory_probe,
                sys.executable,
                "-m",
                "trama.api.cli",
                "load",
                str(exports),
                "--json",
            ],
            env=variables | {"PATH": "/usr/bin:/bin", "HOME": str(exports)},
            stdout=subprocess.PIPE,
            stderr=out,
            text=True,
            check=True,
        )
    text = account_file.read_text(encoding="utf-8")
    account_file.unlink()
    account = json.loads(text[text.index("{") :])
    rows = sum(s["rows"] for file in account["files"] for s in file["sheets"].values())
    return rows, account["seconds"], int(ran.stdout) / 1024


def _main(labels: list[str]) -> str:
    return "Person" if "Person" in labels else labels[0]


def _batches(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]

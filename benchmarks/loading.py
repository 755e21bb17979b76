"""Measures (a), loading against a bare UNWIND loop, and (b), time and memory as rows grow."""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from support import (
    NEO4J,
    BenchEngine,
    Cost,
    Figure,
    cost,
    fresh_home,
    running_neo4j,
    trama,
    twin,
    variables_of,
)

from trama.graph.engine import Graph, open_graph
from trama.graph.store.schema import migrate

BATCH = 1000
"""Rows of one transaction of the bare loop."""
TEMPERATURES = ("cold", "warm")
ALL_NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
ALL_EDGES = (
    "MATCH (a)-[r]->(b) RETURN type(r) AS type, labels(a) AS start_labels, a.uid AS start, "
    "labels(b) AS end_labels, b.uid AS end, properties(r) AS properties"
)
MEMORY = (
    "import resource, subprocess, sys; ran = subprocess.run(sys.argv[1:], stdout=2); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(ran.returncode)"
)
"""A program that runs its arguments as a command and prints the peak memory of it, in KiB."""


def against_bare_writing(work: Path, cases: int, engine: BenchEngine) -> list[Figure]:
    """Measure (a): the time of the bare loop divided by the time of `trama load`.

    1. `trama load` loads a twin into its engine.
    2. All nodes and relationships are read back as dictionaries.
    3. The bare loop writes these dictionaries into another engine with the same constraints and
       indexes.

    Both are measured twice: on an engine just started (cold), and on the same engine after it was
    emptied (warm).

    Example: a load of 40 s against a bare loop of 38 s gives the figure 0.95.
    """
    exports = twin(work, cases)
    with engine.fresh() as (settings, variables), open_graph(settings) as graph:
        loads = []
        for _ in TEMPERATURES:
            empty(graph)
            migrate(graph)
            reference = Content.of(graph)
            report, spent = cost(lambda: trama(variables, "load", str(exports), "--json"))
            loads.append((json.loads(report), spent))
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


def import_against_bare_writing(work: Path, cases: int) -> Figure:
    """Measure (a) for ``trama load --bulk-dir``: writing the files, the import, the completion.

    The server is stopped and started between them; that is not counted.
    """
    exports = twin(work, cases)
    with running_neo4j() as server, fresh_home(variables_of(server)) as (settings, variables):
        with open_graph(settings) as graph:
            migrate(graph)
            reference = Content.of(graph)
        folder = str(Path(variables["TRAMA_HOME"]).parent / "bulk")
        words = ["load", "--bulk-dir", folder]
        report, files = cost(lambda: trama(variables, *words, str(exports), "--json"))
        server.stop()
        _, imported = cost(lambda: trama(variables, *words, "--neo4j-admin", str(server.admin)))
        server.start()
        _, completed = cost(lambda: trama(variables, *words))
        with open_graph(settings) as graph:
            loaded = Content.of(graph).without(reference)
    with NEO4J.fresh() as (settings, _), open_graph(settings) as graph:
        migrate(graph)
        bare = cost(lambda: write_bare(graph, loaded))[1]
    parts = (files, imported, completed)
    whole = Cost(
        sum(part.seconds for part in parts),
        sum(part.machine for part in parts),
        sum(part.children for part in parts),
    )
    said = {**json.loads(report), "seconds": whole.seconds}
    figure = _ratio(f"{NEO4J.name} through neo4j-admin", (said, whole), bare, loaded)
    shares = ", ".join(
        f"{name} {part.seconds:.1f} s ({part.machine:.1f})"
        for name, part in zip(("files", "import", "completion"), parts, strict=True)
    )
    return replace(figure, detail=f"{figure.detail}; {shares}")


def _ratio(where: str, load: tuple[dict[str, Any], Cost], bare: Cost, loaded: "Content") -> Figure:
    report, spent = load
    rows = rows_of(report)
    took = report["seconds"]
    nodes, edges = (sum(map(len, group.values())) for group in (loaded.nodes, loaded.edges))
    return Figure(
        name=f"(a) load against a bare UNWIND loop, {where}",
        value=bare.seconds / took,
        goal="≥ 3",
        met=bare.seconds / took >= 3,
        detail=f"{rows:,} rows → {nodes:,} nodes, {edges:,} relationships; "
        f"load {took:.1f} s ({rows / took:,.0f} rows/s), bare {bare.seconds:.1f} s; "
        f"processor time: load {spent.machine:.1f} s, of which Python {spent.children:.1f} s, "
        f"bare {bare.machine:.1f} s",
    )


def empty(graph: Graph) -> None:
    """Remove every node, 20,000 in a transaction."""
    while graph.write_rows("MATCH (n) WITH n LIMIT 20000 DETACH DELETE n RETURN count(n) AS gone")[
        0
    ]["gone"]:
        pass


@dataclass(frozen=True, slots=True)
class Content:
    """The nodes and relationships of a graph, as dictionaries ready to be written.

    ``nodes`` are properties by labels. ``edges`` are dictionaries (start, end, properties) by the
    label of the start, the type and the label of the end.
    """

    nodes: dict[str, list[dict[str, Any]]]
    edges: dict[tuple[str, str, str], list[dict[str, Any]]]

    @classmethod
    def of(cls, graph: Graph) -> "Content":
        """Read a whole graph."""
        nodes = defaultdict(list)
        for row in graph.stream(ALL_NODES):
            nodes[":".join(sorted(row["labels"]))].append(row["properties"])
        edges = defaultdict(list)
        for row in graph.stream(ALL_EDGES):
            key = (_main(row["start_labels"]), row["type"], _main(row["end_labels"]))
            edges[key].append({name: row[name] for name in ("start", "end", "properties")})
        return cls(nodes, edges)

    def without(self, reference: "Content") -> "Content":
        """Return the nodes and relationships that ``reference`` does not have."""
        known = {node.get("uid") for nodes in reference.nodes.values() for node in nodes}
        ends = {
            (key, edge["start"], edge["end"])
            for key, edges in reference.edges.items()
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
    """Write prepared dictionaries with UNWIND, a thousand a transaction, one after another."""
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
    """Measure (b): the loader's time for each row, and its memory, at ten times the rows."""
    measured = []
    for size in (cases, 10 * cases):
        exports = twin(work, size)
        with fresh_home() as (_, variables):
            trama(variables, "engine", "start")
            measured.append(load_with_memory(variables, exports))
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


def load_with_memory(variables: dict[str, str], exports: Path) -> tuple[int, float, float]:
    """Load ``exports``; return the rows, the seconds and the peak memory (MiB)."""
    memory_probe = [sys.executable, "-c", MEMORY]
    report_file = exports / "report.json"
    with report_file.open("w", encoding="utf-8") as out:
        process = subprocess.run(
            [
                *memory_probe,
                sys.executable,
                "-m",
                "trama.cli",
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
    text = report_file.read_text(encoding="utf-8")
    report_file.unlink()
    report = json.loads(text[text.index("{") :])
    return rows_of(report), report["seconds"], int(process.stdout) / 1024


def rows_of(report: dict[str, Any]) -> int:
    """Return the rows of all sheets in the report of a load."""
    return sum(sheet["rows"] for file in report["files"] for sheet in file["sheets"].values())


def _main(labels: list[str]) -> str:
    return "Person" if "Person" in labels else labels[0]


def _batches(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]

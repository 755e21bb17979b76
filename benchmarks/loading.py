"""(a) Loading the twin against a bare UNWIND loop; (b) time and memory as rows grow."""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from support import Figure, fresh_home, seconds, trama, twin

from trama.graph.engines import Graph, open_graph
from trama.graph.schema import migrate

BATCH = 1000
MEMORY = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stdout=2); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(done.returncode)"
)


def against_bare_writing(
    work: Path, cases: int, engine: str, environment: dict[str, str]
) -> Figure:
    """Measures (a): the time of the bare loop divided by the time of `trama load`.

    The bare loop writes the very same nodes and relationships, read back from the graph that the
    load made, as prepared dictionaries, into an engine with the same constraints and indexes.
    """
    exports = twin(work, cases)
    with fresh_home(environment) as (settings, variables), open_graph(settings) as graph:
        empty(graph)
        migrate(graph)
        reference = {row["uid"] for row in graph.stream("MATCH (n) RETURN n.uid AS uid")}
        account = json.loads(trama(variables, "load", str(exports), "--json"))
        nodes, edges = written(graph, reference)
        empty(graph)
    with fresh_home(environment) as (settings, _), open_graph(settings) as graph:
        empty(graph)
        migrate(graph)
        bare = seconds(lambda: write_bare(graph, nodes, edges))
        empty(graph)
    rows = sum(s["rows"] for file in account["files"] for s in file["sheets"].values())
    loaded = account["seconds"]
    count = sum(map(len, nodes.values())), sum(map(len, edges.values()))
    return Figure(
        name=f"(a) load against a bare UNWIND loop, {engine}",
        value=bare / loaded,
        goal="≥ 0.9",
        met=bare / loaded >= 0.9,
        detail=f"{rows:,} rows → {count[0]:,} nodes, {count[1]:,} relationships; "
        f"load {loaded:.1f} s ({rows / loaded:,.0f} rows/s), bare {bare:.1f} s",
    )


def empty(graph: Graph) -> None:
    """Removes every node, some thousands at a time."""
    while graph.write_rows("MATCH (n) WITH n LIMIT 20000 DETACH DELETE n RETURN count(n) AS gone")[
        0
    ]["gone"]:
        pass


def written(
    graph: Graph, reference: set[str]
) -> tuple[dict[str, list[dict[str, Any]]], dict[tuple[str, str, str], list[dict[str, Any]]]]:
    """Returns what a load added to the graph, as dictionaries ready to be written."""
    nodes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    text = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
    for row in graph.stream(text):
        if row["properties"].get("uid") not in reference:
            nodes[":".join(sorted(row["labels"]))].append(row["properties"])
    edges: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    text = (
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, labels(a) AS start_labels, a.uid AS start, "
        "labels(b) AS end_labels, b.uid AS end, properties(r) AS properties"
    )
    for row in graph.stream(text):
        if row["start"] not in reference:
            key = (_main(row["start_labels"]), row["type"], _main(row["end_labels"]))
            edges[key].append({name: row[name] for name in ("start", "end", "properties")})
    return nodes, edges


def write_bare(
    graph: Graph,
    nodes: dict[str, list[dict[str, Any]]],
    edges: dict[tuple[str, str, str], list[dict[str, Any]]],
) -> None:
    """Writes prepared dictionaries with UNWIND, a thousand a transaction, one after another."""
    for labels, rows in nodes.items():
        for batch in _batches(rows):
            graph.write_rows(f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row", rows=batch)
    for (start, type_, end), rows in edges.items():
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

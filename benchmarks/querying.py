"""Measures (c), saved queries through the API against the driver, and (d), growing routes."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from busy_parameters import some_parameters
from support import Figure, fresh_home, percentile, seconds, trama, twin

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph, open_graph
from trama.queries.catalog import SavedQuery, catalog
from trama.queries.lookups.subjects import Lookup
from trama.queries.parameters import bind
from trama.queries.run import Limits, run

ROUTE = {"origin": "PE-08", "destination": "PE-17", "level": "department"}
WARM_UP = 5
"""Calls that are not timed: connections and plans are cached after them."""


def through_the_api(work: Path, cases: int, rounds: int) -> list[Figure]:
    """Measure (c): for each query, the p95 through the API divided by the p95 through the driver.

    Both run the same text with the same values, by turns, on open connections.
    """
    figures = []
    with fresh_home() as (settings, variables):
        trama(variables, "load", str(twin(work, cases)), "--shipped")
        token = json.loads(trama(variables, "--json", "token", "create", "--role", "investigator"))
        with open_graph(settings) as graph, serving(variables) as base:
            for query in catalog():
                parameters = some_parameters(query, graph)
                url = urlsplit(f"{base}/queries/{query.name}/run")
                body = json.dumps({"parameters": parameters}).encode()
                with closing(HTTPConnection(url.netloc)) as connection:
                    raw, api = by_turns(
                        lambda q=query, p=parameters: ask_driver(q, p, graph),
                        lambda c=connection, u=url, b=body: post(c, u.path, b, token["token"]),
                        rounds,
                    )
                ratio = percentile(api, 95) / percentile(raw, 95)
                p95 = percentile(api, 95) * 1e3, percentile(raw, 95) * 1e3
                detail = f"p95 {p95[0]:.1f} ms, driver {p95[1]:.1f} ms"
                figures.append(Figure(f"(c) {query.name}", ratio, "≤ 1.3", ratio <= 1.3, detail))
    return figures


def growth_of_routes_between(work: Path, cases: int, rounds: int) -> Figure:
    """Measure (d): the median time of routes_between at ten times the cases."""
    medians, victims = [], []
    for size in (cases, 10 * cases):
        with fresh_home() as (settings, variables):
            trama(variables, "load", str(twin(work, size)))
            with open_graph(settings) as graph:
                limits, viewer = Limits.of(settings), Viewer(Role.ANALYST)
                times = timings(
                    lambda g=graph, v=viewer, most=limits: run("routes_between", ROUTE, g, v, most),
                    rounds,
                )
                medians.append(percentile(times, 50))
                answer = run("routes_between", ROUTE, graph, viewer, limits)
                victims.append(sum(row["victims"] for row in answer.rows))
    ratio = medians[1] / medians[0]
    return Figure(
        f"(d) routes_between at {10 * cases:,} cases against {cases:,}",
        ratio,
        "≤ 2",
        ratio <= 2,
        f"median {medians[0] * 1e3:.1f} ms for the ways of {victims[0]} victims; "
        f"{medians[1] * 1e3:.1f} ms for those of {victims[1]}",
    )


def ask_driver(query: SavedQuery, parameters: dict[str, object], graph: Graph) -> None:
    """Run the query's text with its bound values, without redaction, receipt or HTTP."""
    viewer = Viewer(Role.INVESTIGATOR)
    values = bind(query.header.parameters, parameters, Lookup(graph, viewer, 30)).values
    graph.read(query.text, {**values, "limit": values["limit"] + 1}, seconds=30, rows=10_000)


@contextmanager
def serving(variables: dict[str, str]) -> Iterator[str]:
    """Yield the address of an API that serves the home of ``variables``."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "trama.cli", "serve", "--port", str(port)],
        env={**os.environ, **variables},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}/api/v1"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{base}/health/ready", timeout=5).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        yield base
    finally:
        server.terminate()
        server.wait(timeout=30)


def timings(work: Callable[[], object], rounds: int) -> list[float]:
    """Return the seconds of each of ``rounds`` calls, after WARM_UP calls."""
    for _ in range(WARM_UP):
        work()
    return [seconds(work) for _ in range(rounds)]


def by_turns(
    first: Callable[[], object], second: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Return the seconds of the calls of both, made by turns: a noisy minute disturbs both."""
    for _ in range(WARM_UP):
        first()
        second()
    pairs = [(seconds(first), seconds(second)) for _ in range(rounds)]
    return [of_first for of_first, _ in pairs], [of_second for _, of_second in pairs]


def post(connection: HTTPConnection, path: str, body: bytes, token: str) -> None:
    """Send a request to the API and read the whole answer."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    told = answer.read().decode()
    assert answer.status == 200, f"{path}: {told}"

"""The links of a workspace of 5,000 nodes, asked for by where they begin and by pairs of parts.

    TRAMA_HOME=HOME python benchmarks/opening.py [--nodes 5000]

HOME holds a loaded twin of 2,000 cases or more. The alternative is what the explorer did before
`among` had `of`: each pair of parts of 250 nodes, since 500 keys were taken at once.
"""

import argparse
import time
from collections.abc import Iterable
from itertools import combinations

from trama.access.policy import Role, Viewer
from trama.core.batches import batched
from trama.core.settings import read_settings
from trama.graph.engine import Graph, open_graph
from trama.queries.run import Limits, run

AT_ONCE = 500
KEYS = "MATCH (n) WHERE n:Case OR n:Person RETURN n.uid AS uid ORDER BY uid LIMIT $most"

Ask = dict[str, list[str]]


def pairs(keys: list[str]) -> Iterable[Ask]:
    """Yield the questions by pairs of parts."""
    for one, other in combinations(list(batched(keys, AT_ONCE // 2)), 2):
        yield {"keys": one + other}


def leaving(keys: list[str]) -> Iterable[Ask]:
    """Yield the questions by the nodes that the links leave."""
    for some in batched(keys, AT_ONCE):
        yield {"keys": keys, "of": some}


def links(graph: Graph, questions: Iterable[Ask], limits: Limits) -> tuple[int, set[str]]:
    """Return the number of questions and the links that they bring."""
    found: set[str] = set()
    count = 0
    for count, given in enumerate(questions, 1):  # noqa: B007 - the last one is the number
        asked = {**given, "limit": 10_000}
        for row in run("among", asked, graph, Viewer(Role.INVESTIGATOR), limits).rows:
            found.add(f"{row['relation']}|{row['source']['key']}|{row['target']['key']}")
    return count, found


def main() -> None:
    """Print the seconds of both ways; they bring the same links."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=5_000)
    most = parser.parse_args().nodes
    limits = Limits(seconds=120, rows=10_000)
    with open_graph(read_settings()) as graph:
        keys = [row["uid"] for row in graph.stream(KEYS, most=most)]
        told = {}
        for way in (leaving, pairs):
            begun = time.monotonic()
            count, told[way.__name__] = links(graph, way(keys), limits)
            seconds = time.monotonic() - begun
            print(
                f"{way.__name__:8} {len(keys)} nodes, {len(told[way.__name__])} links: "
                f"{count} questions, {seconds:.1f} s"
            )
        assert told["leaving"] == told["pairs"]


if __name__ == "__main__":
    main()

#!/usr/bin/env bash
# Drawing a network takes the weights out of it.
#
# pyvis 0.3.2 with networkx 3.6.1, Python 3.11, 2026-11-28.
# Expected: Network.from_nx reads the graph and leaves it as it was.
# Happens: it writes into the given graph. Each edge's `weight` is renamed `width`, and each node
#   gets a `size`. What is computed after the drawing counts every edge as 1.
# Matters: suspects are linked by the number of cases they share. A notebook that draws before it
#   measures ranks them by another figure, without an error.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install pyvis==0.3.2 networkx==3.6.1
output=$(python <<'PYTHON'
import networkx as nx
from pyvis.network import Network

graph = nx.Graph()
graph.add_edge("S-1", "S-2", weight=5)
graph.add_edge("S-2", "S-3", weight=1)
for moment in ("before", "after"):
    strength = dict(graph.degree(weight="weight"))
    print(moment, strength, graph.edges["S-1", "S-2"], graph.nodes["S-1"])
    Network().from_nx(graph)
PYTHON
)
compare "$output" <<'SEEN'
before {'S-1': 5, 'S-2': 6, 'S-3': 1} {'weight': 5} {}
after {'S-1': 1, 'S-2': 2, 'S-3': 1} {'width': 5} {'size': 10}
SEEN

#!/usr/bin/env bash
# GraphML of a multigraph gives edges of different nodes one id; Gephi then keeps one edge of all.
#
# networkx 3.6.1, Python 3.11, 2026-11-30.
# Expected: an id in a GraphML file names one edge (XML: an ID is unique in its document).
# Happens: the id is the key of the edge, which networkx counts from 0 between each two nodes.
#   Gephi 0.10.1 (gephi-toolkit, GraphML import) takes equal ids for one edge, without a word:
#   of 100 legs between places it drew one. GEXF has ids of its own, and all edges.
# Matters: an analyst would see a network without its links.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install networkx==3.6.1
output=$(python <<'PYTHON'
import re

import networkx as nx

graph = nx.MultiDiGraph([("Puno", "Cusco"), ("Cusco", "Lima")])
own = nx.MultiDiGraph()
for number, (one, other) in enumerate(graph.edges()):
    own.add_edge(one, other, key=number)
for drawn in graph, own:
    text = "".join(nx.generate_graphml(drawn))
    print("ids of two edges:", *re.findall(r'<edge [^>]*id="(\d+)"', text))
PYTHON
)
compare "$output" <<'SEEN'
ids of two edges: 0 0
ids of two edges: 0 1
SEEN

#!/usr/bin/env bash
# In GEXF, an alias of three letters becomes a letter that is true from one date to another.
#
# networkx 3.6.1, Python 3.11, 2026-11-28.
# Expected: a list of texts is written as a list, or refused.
# Happens: a list means a value that changes over time, each item (value, start, end). The text
#   ANA is taken apart into value A, start N, end A. A longer alias raises ValueError.
# Matters: people have several aliases and nationalities. An export for Gephi passes as long as all
#   of them are short, and gives nodes whose attribute is one letter.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install networkx==3.6.1
output=$(python <<'PYTHON'
import io

import networkx as nx

for aliases in (["ANA"], ["ROSA"]):
    graph = nx.Graph()
    graph.add_node("S-1", aliases=aliases)
    file = io.BytesIO()
    try:
        nx.write_gexf(graph, file)
    except ValueError as error:
        print(aliases, "->", error)
        continue
    lines = file.getvalue().decode().splitlines()
    print(aliases, "->", *(line.strip() for line in lines if "<attvalue " in line))
PYTHON
)
compare "$output" <<'SEEN'
['ANA'] -> <attvalue for="0" value="A" start="N" end="A" />
['ROSA'] -> too many values to unpack (expected 3)
SEEN

#!/usr/bin/env bash
# In igraph's GraphML, an unknown date of birth is the text "None" and an unknown minor is no minor.
#
# igraph 1.0.0, Python 3.11, 2026-11-28.
# Expected: a missing attribute is left out of the file, as GraphML allows.
# Happens: it depends on the attribute's type. None is left out of a column of numbers, becomes
#   "None" in a column of texts, and false in a column of truth values.
# Matters: "not known to be a minor" and "an adult" are different facts in a case. The file says
#   the second, and no reader can tell the two apart.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install igraph==1.0.0
output=$(python <<'PYTHON'
import igraph

graph = igraph.Graph(2)
graph.vs["born"] = ["2003", None]
graph.vs["minor"] = [True, None]
graph.vs["age"] = [14, None]
graph.write_graphml("people.graphml")
known, unknown = igraph.Graph.Read_GraphML("people.graphml").vs
for name in ("born", "minor", "age"):
    print(name, repr(known[name]), repr(unknown[name]))
PYTHON
)
compare "$output" <<'SEEN'
born '2003' 'None'
minor True False
age 14.0 nan
SEEN

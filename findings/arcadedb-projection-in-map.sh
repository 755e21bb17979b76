#!/usr/bin/env bash
# A map projection inside a map takes the place of the whole map: its other keys are lost.
#
# arcadedb-embedded 26.10.2.post1 (openCypher in process), Python 3.11, 2026-11-30.
# Expected: `{relation: 'SUSPECT_IN', facts: r {.role}}` has two keys, relation and facts.
# Happens: it is `{role: …}`, without an error. The same projection in a list stays where it is, and
#   so does a map written out: `{relation: 'SUSPECT_IN', facts: {role: r.role}}`.
# Matters: an edge of an answer lost its type and its ends, and kept a suspect's role alone.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install arcadedb-embedded==26.10.2.post1
output=$(python <<'PYTHON'
import arcadedb_embedded

MATCH = "MATCH (:Suspect)-[r:SUSPECT_IN]->(:Case) RETURN "
FORMS = (
    "keys({relation: 'SUSPECT_IN', facts: r {.role}}) AS told",
    "keys({relation: 'SUSPECT_IN', facts: {role: r.role}}) AS told",
    "size(['SUSPECT_IN', r {.role}]) AS told",
)

with arcadedb_embedded.create_database("graph") as graph:
    with graph.transaction():
        graph.command(
            "opencypher", "CREATE (:Suspect)-[:SUSPECT_IN {role: 'CAPTADOR'}]->(:Case)"
        )
    for form in FORMS:
        (row,) = graph.query("opencypher", MATCH + form)
        told = row.to_dict()["told"]
        print(form, "→", sorted(told) if isinstance(told, list) else told)
PYTHON
)
compare "$output" <<'SEEN'
keys({relation: 'SUSPECT_IN', facts: r {.role}}) AS told → ['role']
keys({relation: 'SUSPECT_IN', facts: {role: r.role}}) AS told → ['facts', 'relation']
size(['SUSPECT_IN', r {.role}]) AS told → 2
SEEN

#!/usr/bin/env bash
# A look-up by a key that is null reads every node, though no node can have it.
#
# arcadedb-embedded 26.10.2.post1 (openCypher in process), Python 3.11, 2026-11-29.
# Expected: `{uid: null}` matches nothing, so it costs no more than a key that nobody has.
# Happens: it matches nothing, but only after the engine has looked through all nodes of the label,
#   for each row. The index on `uid` serves every other key.
# Matters: where one row in two has no other end, an OPTIONAL MATCH by that end takes minutes on a
#   graph of 20,000 cases, and an instant with '' in place of the null.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install arcadedb-embedded==26.10.2.post1
output=$(python <<'PYTHON'
import time

import arcadedb_embedded

SCHEMA = (
    "CREATE VERTEX TYPE Record",
    "CREATE PROPERTY Record.uid STRING",
    "CREATE INDEX ON Record (uid) UNIQUE",
)
FILL = "UNWIND range(1, 4000) AS n CREATE (:Record {uid: 'R-' + toString(n)})"
ROWS = "UNWIND range(1, 300) AS n WITH {key} AS uid "
FOUND = "OPTIONAL MATCH (r:Record {uid: uid}) RETURN count(r) AS found"

with arcadedb_embedded.create_database("graph") as graph:
    for statement in SCHEMA:
        graph.command("sql", statement)
    with graph.transaction():
        graph.command("opencypher", FILL)

    def asked(key: str) -> tuple[int, float]:
        begun = time.process_time()
        (row,) = graph.query("opencypher", ROWS.replace("{key}", key) + FOUND)
        return row.to_dict()["found"], time.process_time() - begun

    for _ in range(3):  # the engine compiles both ways before the last round
        of_null = asked("CASE WHEN n > 300 THEN 'R-1' END")
        of_nobody = asked("CASE WHEN n > 0 THEN 'R-0' END")
    print("found:", of_null[0], of_nobody[0])
    print("the null takes over five times as long:", of_null[1] > 5 * of_nobody[1])
PYTHON
)
compare "$output" <<'SEEN'
found: 0 0
the null takes over five times as long: True
SEEN

#!/usr/bin/env bash
# Inside COLLECT { … }, a variable of the outer query is unknown once a WITH stands before it.
#
# arcadedb-embedded 26.10.2.post1 (openCypher in process), Python 3.11, 2026-11-29.
# Expected: a sub-query sees the variables outside it throughout: Neo4j's manual says that they need
#   not be imported.
# Happens: a MATCH that follows a WITH inside the braces no longer knows the variable, and the
#   statement is refused, unless the WITH names the variable too. Neo4j takes that form as well.
# Matters: a query that was tried on Neo4j alone is refused on the other engine, and over Bolt the
#   refusal says no more than "Check the server log".
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install arcadedb-embedded==26.10.2.post1
output=$(python <<'PYTHON'
import arcadedb_embedded

FILL = (
    "CREATE (c:Case {uid: 'C-1'}), (:Victim {uid: 'V-1'})-[:VICTIM_IN]->(c), "
    "(:Victim {uid: 'V-2'})-[:VICTIM_IN]->(c)"
)
OTHERS = (
    "MATCH (v:Victim)-[:VICTIM_IN]->(c:Case) RETURN v.uid AS v, COLLECT { "
    "MATCH (c)<-[:VICTIM_IN]-(other:Victim) %s WHERE other.uid <> v.uid RETURN other.uid } "
    "AS others ORDER BY v"
)

with arcadedb_embedded.create_database("graph") as graph:
    with graph.transaction():
        graph.command("opencypher", FILL)

    def ask(title: str, clause: str) -> None:
        try:
            rows = [row.to_dict() for row in graph.query("opencypher", OTHERS % clause)]
            print(f"{title}: {rows}")
        except Exception as refused:
            print(f"{title}: refused, {str(refused).rpartition(': ')[2]}")

    ask("no WITH", "")
    ask("WITH other", "WITH other MATCH (other)")
    ask("WITH other, v", "WITH other, v MATCH (other)")
PYTHON
)
compare "$output" <<'SEEN'
no WITH: [{'v': 'V-1', 'others': ['V-2']}, {'v': 'V-2', 'others': ['V-1']}]
WITH other: refused, Variable 'v' not defined
WITH other, v: [{'v': 'V-1', 'others': ['V-2']}, {'v': 'V-2', 'others': ['V-1']}]
SEEN

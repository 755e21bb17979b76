#!/usr/bin/env bash
# An OPTIONAL MATCH gives a variable that is null to a victim who was never asked for.
#
# arcadedb-embedded 26.10.2.post1 (openCypher in process), Python 3.11, 2026-11-28.
# Expected: a variable that is null stays null. A pattern with a null end matches nothing.
# Happens: where the first end is bound and the second is null, the engine treats the second as
#   free. The row gets another victim, the pattern predicate is true, and the list has an item.
#   The same pattern written from the other end is right in OPTIONAL MATCH, and wrong in exists().
# Matters: "is this victim in this case?" is answered with yes about a victim who does not exist.
#   Neo4j 5.26.26 answers null, false and 0 to the same Cypher.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install arcadedb-embedded==26.10.2.post1
output=$(python <<'PYTHON'
import arcadedb_embedded

NOBODY = "MATCH (c:Case {uid: 'C-1'}) OPTIONAL MATCH (v:Victim {uid: 'V-9'}) "

with arcadedb_embedded.create_database("graph") as graph:

    def ask(title: str, rest: str) -> None:
        rows = [row.to_dict() for row in graph.query("opencypher", NOBODY + rest)]
        print(f"{title}: {rows}")

    with graph.transaction():
        graph.command(
            "opencypher",
            "CREATE (:Victim {uid: 'V-1'})-[:VICTIM_IN]->(:Case {uid: 'C-1'})",
        )
    ask("nobody", "RETURN v.uid AS v")
    ask("case first", "OPTIONAL MATCH (c)<-[:VICTIM_IN]-(v) RETURN v.uid AS v")
    ask("victim first", "OPTIONAL MATCH (v)-[:VICTIM_IN]->(c) RETURN v.uid AS v")
    ask("exists, case first", "RETURN exists((c)<-[:VICTIM_IN]-(v)) AS is_in")
    ask("exists, victim first", "RETURN exists((v)-[:VICTIM_IN]->(c)) AS is_in")
    ask("comprehension", "RETURN size([(c)<-[:VICTIM_IN]-(v) | 1]) AS size")
PYTHON
)
compare "$output" <<'SEEN'
nobody: [{'v': None}]
case first: [{'v': 'V-1'}]
victim first: [{'v': None}]
exists, case first: [{'is_in': True}]
exists, victim first: [{'is_in': True}]
comprehension: [{'size': 1}]
SEEN

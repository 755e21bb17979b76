#!/usr/bin/env bash
# A WHERE with OR, before an OPTIONAL MATCH, loses the cases that only the other node lets pass.
#
# arcadedb-embedded 26.10.2.post1 (openCypher in process), Python 3.11, 2026-12-01.
# Expected: a WHERE is asked of each match of its MATCH, whatever clauses follow.
# Happens: if an OPTIONAL MATCH follows, the engine asks a part of the WHERE as soon as the
#   variables are bound that it sees in the part. It sees none in a truth value that stands by
#   itself: `v.minor`, `coalesce(v.minor, false)`, `any(…)`, `v.words[0] = …`, CASE. So `c.year = 2017
#   OR v.minor` is asked of the case before there is a victim, and the cases of minors of other
#   years are lost. A comparison is seen (`v.minor = true`), a WITH before the WHERE helps, and a
#   WITH behind it does not.
# Matters: "cases of 2017, and those of minors, with the stages if there are any" leaves out the
#   minors, without a word. Neo4j 5.26.26 answers with all of them.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install arcadedb-embedded==26.10.2.post1
output=$(python <<'PYTHON'
import arcadedb_embedded

MATCH = "MATCH (c:Case)<-[:VICTIM_IN]-(v:Victim) "
STAGES = "OPTIONAL MATCH (v)-[:SUBJECTED_TO]->(s:Stage) "
CASES = "RETURN collect(DISTINCT c.uid) AS cases"

with arcadedb_embedded.create_database("graph") as graph:

    def ask(title: str, text: str) -> None:
        (row,) = [row.to_dict() for row in graph.query("opencypher", text + CASES)]
        print(f"{title}: {sorted(row['cases'])}")

    with graph.transaction():
        for uid, year, minor in (("C-1", 2017, False), ("C-2", 2018, True), ("C-3", 2018, False)):
            graph.command(
                "opencypher",
                f"CREATE (:Case {{uid: '{uid}', year: {year}}})<-[:VICTIM_IN]-"
                f"(:Victim {{minor: {str(minor).lower()}, words: ['{uid}']}})-[:SUBJECTED_TO]->(:Stage)",
            )
    either = "c.year = 2017 OR v.minor "
    ask("no OPTIONAL MATCH", f"{MATCH}WHERE {either}")
    ask("OPTIONAL MATCH", f"{MATCH}WHERE {either}{STAGES}")
    ask("any", f"{MATCH}WHERE c.year = 2017 OR any(w IN v.words WHERE w = 'C-2') {STAGES}")
    ask("neither", f"{MATCH}WHERE NOT (c.year = 2017 AND v.minor) {STAGES}")
    ask("a WITH behind", f"{MATCH}WHERE {either}WITH c, v {STAGES}")
    ask("a WITH before", f"{MATCH}WITH c, v WHERE {either}{STAGES}")
    ask("a comparison", f"{MATCH}WHERE c.year = 2017 OR v.minor = true {STAGES}")
PYTHON
)
compare "$output" <<'SEEN'
no OPTIONAL MATCH: ['C-1', 'C-2']
OPTIONAL MATCH: ['C-1']
any: ['C-1']
neither: ['C-2', 'C-3']
a WITH behind: ['C-1']
a WITH before: ['C-1', 'C-2']
a comparison: ['C-1', 'C-2']
SEEN

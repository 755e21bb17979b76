#!/usr/bin/env bash
# With an index, Neo4j returns the value that was asked for, not the value that is stored.
#
# Neo4j 5.26.26 (Community, in process through jpype1 1.7.1), Java 17, 2026-11-28.
# Expected: an index changes how fast an answer comes, never what it holds.
# Happens: the integer 15 is equal to 15.0, so both are found by either. Found through an index, the
#   property is taken from the question: stored 15 asked as 15.0 comes back as 15.0.
# Matters: an age or a year comes from one export as 15 and is asked from JSON as 15.0. Pages,
#   fingerprints and tests that print it change when somebody adds an index.
# Needs: Java 17 or newer, and Maven, which fetches the jars of Neo4j (about 120 MB).
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

command -v java >/dev/null || cannot_run "no java on PATH"
command -v mvn >/dev/null || cannot_run "no mvn on PATH"
cat >"$work/pom.xml" <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>neo4j</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>5.26.26</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/jars" \
    >"$work/log" 2>&1 || cannot_run "Maven could not fetch Neo4j 5.26.26"
install jpype1==1.7.1
output=$(python <<'PYTHON'
import os
import sys

import jpype

# The engine reports its start on standard output; the answers go to where it pointed before.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.nio", "sun.nio.ch")]
jpype.startJVM("-Xmx512m", *opened, classpath=["jars/*"])
folder = jpype.JClass("java.nio.file.Path").of("data")
builder = jpype.JClass("org.neo4j.dbms.api.DatabaseManagementServiceBuilder")
service = builder(folder).build()
graph = service.database("neo4j")


def ask(title: str, asked: str) -> None:
    found = graph.executeTransactionally(
        f"MATCH (v:Victim) WHERE v.age = {asked} RETURN v.age AS age, properties(v).age AS same",
        {},
        jpype.JProxy("org.neo4j.graphdb.ResultTransformer", {"apply": lambda rows: rows.next()}),
    )
    answer = f"asked {asked}, found {found['age']}, in properties {found['same']}"
    print(f"{title}: {answer}", file=answers)


graph.executeTransactionally("CREATE (:Victim {age: 15})")
ask("without index", "15.0")
graph.executeTransactionally("CREATE INDEX FOR (v:Victim) ON (v.age)")
graph.executeTransactionally("CALL db.awaitIndexes(60)")
ask("with index", "15.0")
ask("with index", "15")
service.shutdown()
PYTHON
)
compare "$output" <<'SEEN'
without index: asked 15.0, found 15, in properties 15
with index: asked 15.0, found 15.0, in properties 15.0
with index: asked 15, found 15, in properties 15
SEEN

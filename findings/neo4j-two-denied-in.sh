#!/usr/bin/env bash
# NOT x IN [...] AND NOT (other AND x IN [...]) is false in Neo4j where it must be true.
#
# Neo4j 5.26.26 (Community, in process through jpype1 1.7.1), Java 17, 2026-11-30.
# Expected: 'a' is not in ['b'], and "other = 'o' AND …" is false, so both denials are true.
# Happens: the whole is false, in RETURN, in WHERE and in a list comprehension. Each half alone is
#   true. The planner seems to join the two IN of one name and to lose the condition beside one.
#   x = 'a' in place of x IN ['a'], or one NOT around an OR, gives the right answer.
# Matters: a filter with two lists of what to leave out drops rows without any error, on one of the
#   two engines.
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


def ask(title: str, condition: str) -> None:
    found = graph.executeTransactionally(
        f"WITH 'other' AS other UNWIND ['a'] AS x RETURN {condition} AS told",
        {},
        jpype.JProxy("org.neo4j.graphdb.ResultTransformer", {"apply": lambda rows: rows.next()}),
    )
    print(f"{title}: {found['told']}", file=answers)


ask("one IN", "NOT x IN ['b']")
ask("the other IN", "NOT (other = 'o' AND x IN ['a'])")
ask("both", "NOT x IN ['b'] AND NOT (other = 'o' AND x IN ['a'])")
ask("both, the second with =", "NOT x IN ['b'] AND NOT (other = 'o' AND x = 'a')")
ask("one NOT", "NOT (x IN ['b'] OR (other = 'o' AND x IN ['a']))")
service.shutdown()
PYTHON
)
compare "$output" <<'SEEN'
one IN: True
the other IN: True
both: False
both, the second with =: True
one NOT: True
SEEN

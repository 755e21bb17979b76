#!/usr/bin/env bash
# `text IN $texts` walks the list for every row; the same texts as keys of a map cost one look.
#
# arcadedb-embedded 26.10.2.post1 (openCypher in process), Python 3.11, 2026-11-29.
# Expected: IN with a list parameter is a look into a set: the length of the list hardly matters.
# Happens: the time grows with rows times texts. `$texts[text] IS NOT NULL` with a map parameter
#   gives the same rows, and its time does not grow with the texts.
# Matters: whether an answer names a victim is asked of all records. With 1,500 texts and 280,000
#   values the list took 16 seconds, the map 2.4 (a twin of 20,000 cases).
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install arcadedb-embedded==26.10.2.post1
output=$(python <<'PYTHON'
import time

import arcadedb_embedded

ROWS = "UNWIND range(1, 20000) AS n WITH 'value ' + toString(n) AS text WHERE "
AS_LIST, AS_MAP = "text IN $texts", "$texts[text] IS NOT NULL"
TEXTS = [f"value {n}" for n in range(19_000, 22_000)]

with arcadedb_embedded.create_database("graph") as graph:

    def asked(condition: str, texts: object) -> tuple[int, float]:
        begun = time.process_time()
        text = ROWS + condition + " RETURN count(text) AS rows"
        (row,) = graph.query("opencypher", text, {"texts": texts})
        return row.to_dict()["rows"], time.process_time() - begun

    for _ in range(3):  # the engine compiles both ways before the last round
        in_list = asked(AS_LIST, TEXTS)
        in_map = asked(AS_MAP, dict.fromkeys(TEXTS, True))
    print("rows:", in_list[0], in_map[0])
    print("the list takes over four times as long:", in_list[1] > 4 * in_map[1])
PYTHON
)
compare "$output" <<'SEEN'
rows: 1001 1001
the list takes over four times as long: True
SEEN

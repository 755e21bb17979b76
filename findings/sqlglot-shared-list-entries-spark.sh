#!/usr/bin/env bash
# sqlglot turns DuckDB's list_has_any into an operator that Spark does not have.
#
# sqlglot 30.30.0, Python 3.11, 2026-11-29.
# Expected: arrays_overlap(l.words, r.words), or an error that says it cannot be told in Spark's SQL.
# Happens: it writes `l.words && r.words`, which Spark refuses to parse, and says nothing.
# Matters: Splink 5 passes its SQL through sqlglot. A rule of blocking on DuckDB that asks whether
#   two lists share an entry does not run on Spark as it stands.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install sqlglot==30.30.0
output=$(python <<'PYTHON'
import sqlglot

for condition in ("list_has_any(l.words, r.words)", "list_contains(l.words, 'ROSA')"):
    print(*sqlglot.transpile(condition, read="duckdb", write="spark"))
PYTHON
)
compare "$output" <<'SEEN'
l.words && r.words
ARRAY_CONTAINS(l.words, 'ROSA')
SEEN

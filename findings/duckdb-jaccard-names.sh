#!/usr/bin/env bash
# DuckDB's jaccard finds MARIO and RAMIRO equal.
#
# duckdb 2.0.1, Python 3.11, 2026-11-28.
# Expected: a text similarity that is 1.0 for equal texts only, on pairs of letters or on words.
# Happens: it compares the sets of single letters, without order or number. An anagram, a doubled
#   letter and a longer name of the same letters all score 1.0.
# Matters: Splink offers it beside Jaro-Winkler as a comparison of names. Two people whose names
#   share their letters then count as an exact agreement.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install duckdb==2.0.1
output=$(python <<'PYTHON'
import duckdb

connection = duckdb.connect()
for pair in (("MARIO", "RAMIRO"), ("ANA", "NANA"), ("ROMA", "AMARO"), ("ROSA", "ROSALIA")):
    jaccard, winkler = connection.execute(
        "SELECT jaccard($1, $2), jaro_winkler_similarity($1, $2)", pair
    ).fetchone()
    print(*pair, round(jaccard, 2), round(winkler, 2))
PYTHON
)
compare "$output" <<'SEEN'
MARIO RAMIRO 1.0 0.88
ANA NANA 1.0 0.81
ROMA AMARO 1.0 0.63
ROSA ROSALIA 0.67 0.91
SEEN

#!/usr/bin/env bash
# A column of sex that holds only F is read as the truth value false.
#
# duckdb 2.0.1, Python 3.11, 2026-11-28.
# Expected: F and M are letters; a column of F alone is a text as well.
# Happens: the sniffer tries BOOLEAN before text, and F passes for false. One M in the sample makes
#   the column a text again, so the type depends on who happens to be in the file.
# Matters: a file of one shelter, or of one kind of exploitation, may hold women only. Joined with
#   another file, "false" equals no F, and all these victims lose their sex.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install duckdb==2.0.1
output=$(python <<'PYTHON'
from pathlib import Path

import duckdb

connection = duckdb.connect()
for values in ("FFF", "FMF", "MMM"):
    rows = "\n".join(f"{number},{value}" for number, value in enumerate(values))
    Path("victims.csv").write_text(f"case,value\n{rows}\n")
    found = connection.execute("SELECT typeof(value), value FROM 'victims.csv'").fetchall()
    print(values, found[0])
PYTHON
)
compare "$output" <<'SEEN'
FFF ('BOOLEAN', False)
FMF ('VARCHAR', 'F')
MMM ('VARCHAR', 'M')
SEEN

#!/usr/bin/env bash
# Of two place codes in one YAML list, the loader turns one into another number.
#
# PyYAML 6.0.4, Python 3.11, 2026-11-28.
# Expected: 040101 and 080108 are both texts, or both numbers.
# Happens: a leading zero means octal in YAML 1.1. 040101 has only digits below 8: it becomes 16449.
#   080108 has an 8: it stays a text. `safe_load` and the C loader agree.
# Matters: the UBIGEO of nine departments begins with 0. In an unquoted list of codes, some stay
#   right, and the others silently name no place or another place.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install PyYAML==6.0.4
output=$(python <<'PYTHON'
import yaml

for code in yaml.safe_load("[040101, 080108, 010101, 060901, 150101, '040101']"):
    print(repr(code))
PYTHON
)
compare "$output" <<'SEEN'
16449
'080108'
4161
'060901'
150101
'040101'
SEEN

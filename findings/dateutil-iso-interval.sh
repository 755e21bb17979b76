#!/usr/bin/env bash
# An ISO 8601 interval is read as a time of day, and its second day as a time zone.
#
# python-dateutil 4.0.0, Python 3.11, 2026-11-28; pandas 3.1.1 passes such texts to dateutil.
# Expected: 2017-03-05/2017-03-09 is refused, as 2017-03/2017-05 is.
# Happens: 2017 becomes 20:17 o'clock, and -09 the offset of a zone: one moment, nine hours west
#   of Greenwich. The end of the interval is lost, and no error is raised.
# Matters: Trama writes an uncertain date as such an interval. Its date columns, opened in a
#   notebook with dateutil or pandas, give wrong moments beside right days.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install python-dateutil==4.0.0 pandas==3.1.1
output=$(python <<'PYTHON'
import pandas as pd
from dateutil.parser import ParserError, parse

for written in ("2017-03-05", "2017-03-05/2017-03-09", "2017-03/2017-05"):
    try:
        print(written, "->", parse(written).isoformat())
    except ParserError:
        print(written, "-> refused")
print("pandas:", pd.to_datetime("2017-03-05/2017-03-09").isoformat())
PYTHON
)
compare "$output" <<'SEEN'
2017-03-05 -> 2017-03-05T00:00:00
2017-03-05/2017-03-09 -> 2017-03-05T20:17:00-09:00
2017-03/2017-05 -> refused
pandas: 2017-03-05T20:17:00-09:00
SEEN

#!/usr/bin/env bash
# The usual way to turn missing cells into None does nothing to text columns since pandas 3.
#
# pandas 2.3.3 and 3.1.1, Python 3.11, 2026-11-28.
# Expected: frame.where(frame.notna(), None) gives None, as it did for years before a graph load.
# Happens: pandas 3 stores text in a str column, whose only missing value is NaN. `where` puts NaN
#   back without a warning; replace({nan: None}) gives None.
# Matters: a NaN parameter reaches a graph as the number NaN. `IS NULL` does not find the people
#   without a name, and they have a property of another type than the others.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

output=""
for release in 2.3.3 3.1.1; do
    install "pandas==$release"
    output+=$(python <<'PYTHON'
import numpy as np
import pandas as pd

frame = pd.DataFrame({"name": ["ROSA", None]})
print(pd.__version__, frame["name"].dtype)
print("where:", frame.where(frame.notna(), None)["name"].tolist())
print("replace:", frame.replace({np.nan: None})["name"].tolist())
PYTHON
)$'\n'
done
compare "${output%$'\n'}" <<'SEEN'
2.3.3 object
where: ['ROSA', None]
replace: ['ROSA', None]
3.1.1 str
where: ['ROSA', nan]
replace: ['ROSA', None]
SEEN

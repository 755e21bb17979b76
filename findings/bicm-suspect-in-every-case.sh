#!/usr/bin/env bash
# A suspect who is in every case is "significantly" linked to everybody.
#
# bicm 3.4.0 with numpy 2.4.6, Python 3.11, 2026-11-28.
# Expected: who is in all the cases shares each case of anybody by necessity. The p-value is 1.
# Happens: every p-value of the full row is 0, so it is linked to all the others. The solver leaves
#   the row's fitness at 0, as for an empty row, so that one shared case is already impossible. The
#   matrix of probabilities is right: it has 1 in the whole row. Method poisson does the same.
# Matters: one unit that is recorded in every case of a registry becomes the hub of the network of
#   suspects, with the strongest evidence that the test can give.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install bicm==3.4.0 numpy==2.4.6
output=$(python <<'PYTHON'
import contextlib
import io

import numpy as np
from bicm import BipartiteGraph

random = np.random.default_rng(2026)
suspects_in_cases = (random.random((30, 200)) < 0.05).astype(int)
suspects_in_cases[0] = 1
graph = BipartiteGraph()
graph.set_biadjacency_matrix(suspects_in_cases)
with contextlib.redirect_stdout(io.StringIO()):
    graph.solve_tool()
    graph.compute_projection(rows=True, alpha=0.01, method="poibin", progress_bar=False)
    p_values = graph.get_projected_pvals_mat()[0, 1:]
print("fitness", graph.x[0], "probability of a case", graph.get_bicm_matrix()[0].min())
print("p-values", p_values.min(), "to", p_values.max())
for suspect, others in sorted(graph.get_rows_projection(alpha=0.01).items()):
    print(f"suspect {suspect} is linked to {len(others)} others of 29")
PYTHON
)
compare "$output" <<'SEEN'
fitness 0.0 probability of a case 1.0
p-values 0.0 to 0.0
suspect 0 is linked to 29 others of 29
SEEN

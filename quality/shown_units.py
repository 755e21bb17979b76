"""The units whose names a viewer may read: a registry may have written a victim's name as a unit.

The saved query ``units_by_quality`` decides, as for every other answer: a name that identifies
somebody whom the viewer may not know does not leave it.
"""

from dataclasses import replace

from trama.access.policy import Viewer
from trama.core.text import fold
from trama.graph.engine import Graph
from trama.quality.survey import Survey
from trama.queries.run import Begin, Limits, ask

_QUERY = "units_by_quality"
_MOST = 5_000  # units of an answer: those beyond are not shown


def shown_to(survey: Survey, graph: Graph, viewer: Viewer, limits: Limits, key: bytes) -> Survey:
    """Return the survey with the units that the viewer may name; the medians keep all of them.

    Raises:
        AccessDenied: the viewer may not read the units.
        TramaError: as :func:`trama.queries.run.ask`.
    """
    viewer.admit_explorer()
    given = {"min_cases": 1, "limit": _MOST}
    asked = ask(_QUERY, given, graph, viewer, limits, key)
    rows = asked.answer(asked.part(Begin(), _MOST)).rows
    named = {f"{row['registry']}:{fold(row['agency'])}" for row in rows if row["agency"]}
    return replace(survey, shown=frozenset(named & survey.units.keys()))

"""Cases of one victim and one leg each, so few that a reader can tell what is new. SINTETICO."""

from collections.abc import Sequence

from recounted import recount_routes
from scanned import keep_in_brief
from small_graph import PLACES

from trama.graph.engine import Graph

OneLeg = tuple[str, str, str | None, str | None]
"""The case, its leg of departments, and the first and the last possible day of the arrival."""

LEGS = """
UNWIND $legs AS leg
CREATE (c:Case {uid: leg[0], numbers: ['RETA:SINT-' + leg[0]], since: leg[2], until: leg[3]})
CREATE (v:Person:Victim {uid: 'V-' + leg[0], pseudonym: 'P-' + leg[0]})
CREATE (v)-[:VICTIM_IN]->(c)
CREATE (v)-[:SUBJECTED_TO]->(s:Stage {uid: 'E-' + leg[0], position: 2, phase: 'RECEPCION',
                                      leg_department: leg[1], leg_district: leg[1]})
CREATE (s)-[:PART_OF]->(c)
SET s.since = leg[2], s.until = leg[3]
"""


def write_legs(graph: Graph, legs: Sequence[OneLeg], undated: Sequence[str] = ()) -> None:
    """Write the cases into an empty graph; stages of the cases ``undated`` have no date."""
    graph.write_rows(PLACES)
    graph.write_rows(LEGS, legs=[list(leg) for leg in legs])
    graph.write_rows(
        "UNWIND $cases AS uid MATCH (s:Stage {uid: 'E-' + uid}) REMOVE s.since, s.until",
        cases=list(undated),
    )
    recount_routes(graph)
    keep_in_brief(graph)

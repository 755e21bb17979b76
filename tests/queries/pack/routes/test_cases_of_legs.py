"""The cases that legs and ways lead to: the latest, and not more than a row can show. SINTETICO."""

import pytest
from recounted import recount_routes
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.run import Limits, run

LEADING = (
    ("frequent_legs", {}, 10),
    ("frequent_legs", {"since": "2010"}, 10),
    ("legs_of_place", {"place": "PE-15"}, 30),
    ("routes_between", {"origin": "Cusco", "destination": "Lima"}, 30),
)


@pytest.mark.parametrize(("query", "asked", "most"), LEADING)
def test_a_leg_and_a_way_lead_to_their_cases_the_latest_first(
    query: str, asked: dict[str, object], most: int, graph: Graph
) -> None:
    write_small_graph(graph)
    # V2 is taken as in C-2 in 40 more cases of 40 days; the last of them has no day.
    graph.write_rows(
        "MATCH (v:Person {uid: 'V2'}) UNWIND range(10, 49) AS n "
        "CREATE (c:Case {uid: 'C-' + n, numbers: ['RETA:SINT-' + n], registries: ['RETA']}) "
        "SET c.until = CASE n WHEN 49 THEN null ELSE '2020-01-' + n END "
        "CREATE (v)-[:SUBJECTED_TO]->(a:Stage {uid: 'E-' + n + '-1', position: 1}) "
        "CREATE (v)-[:SUBJECTED_TO]->(b:Stage {uid: 'E-' + n + '-2', position: 2, since: '2020', "
        "  until: '2020', leg_district: 'PE-080108>PE-150101', leg_department: 'PE-08>PE-15'}) "
        "CREATE (a)-[:NEXT]->(b), (a)-[:PART_OF]->(c), (b)-[:PART_OF]->(c)"
    )
    recount_routes(graph)

    answer = run(query, asked, graph, Viewer(Role.ANALYST), Limits(seconds=20, rows=1000))

    (uids,) = [row["case_uids"] for row in answer.rows if len(row["case_uids"]) == most]
    assert uids == [f"C-{number}" for number in range(48, 48 - most, -1)]

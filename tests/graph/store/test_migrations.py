"""The numbered steps, on graphs that older versions wrote."""

import pytest

from trama.graph.engine import Graph
from trama.graph.store.fence import Fence
from trama.graph.store.migrations import country_legs, loaded_files, pseudonym_prefix
from trama.graph.store.routes import rebuild_routes


@pytest.mark.every_engine
def test_stages_of_older_versions_get_their_legs_between_countries(graph: Graph) -> None:
    # Arrange
    graph.write_rows("UNWIND ['VE', 'PE'] AS uid CREATE (:Location {uid: uid})")
    for uid, leg in [("E-1", "VE>PE-240101"), ("E-2", "PE-240101>PE-150101"), ("E-3", None)]:
        graph.write_rows(
            "CREATE (:Person:Victim {uid: 'V' + $uid})-[:SUBJECTED_TO]->"
            "(:Stage {uid: $uid, leg_district: $leg})-[:PART_OF]->(:Case {uid: 'C' + $uid})",
            uid=uid,
            leg=leg,
        )

    # Act
    country_legs.run(graph)
    country_legs.run(graph)
    rebuild_routes(graph, Fence(graph))

    # Assert
    legs = graph.stream("MATCH (s:Stage) RETURN s.leg_country AS leg ORDER BY s.uid")
    assert [row["leg"] for row in legs] == ["VE>PE", None, None]
    routes = graph.stream(
        "MATCH (a)-[r:ROUTE {level: 'PAIS'}]->(b) RETURN a.uid AS a, b.uid AS b, r.victims AS n"
    )
    assert [tuple(row.values()) for row in routes] == [("VE", "PE", 1)]


@pytest.mark.every_engine
def test_pseudonyms_of_older_versions_get_the_prefix_that_no_uid_has(graph: Graph) -> None:
    # Arrange
    graph.write_rows(
        "UNWIND range(1, 12000) AS n "
        "CREATE (:Person:Victim {uid: 'P-' + toString(n), pseudonym: 'P-SINT' + toString(n)})"
    )

    # Act
    pseudonym_prefix.run(graph)
    pseudonym_prefix.run(graph)

    # Assert
    (row,) = graph.stream(
        "MATCH (p:Person) WHERE p.pseudonym = 'X-SINT' + substring(p.uid, 2) RETURN count(p) AS n"
    )
    assert row["n"] == 12_000


@pytest.mark.every_engine
def test_files_of_older_versions_get_their_reach_and_the_last_keeps_its_keys_of_lines(
    graph: Graph,
) -> None:
    # Arrange
    graph.write_rows(
        "UNWIND ['2017-01', '2025-09'] AS period "
        "MERGE (f:SourceFile {uid: 'statistic'}) "
        "CREATE (:Observation {uid: period, period: period})-[:FROM {sheet: '', line: 2}]->(f)"
    )
    for file, day, lines in (("2023", "2026-01-01", [2, 3]), ("2024", "2026-02-01", [2])):
        for line in lines:
            graph.write_rows(
                "MERGE (f:SourceFile {uid: $file}) SET f.loaded_at = $day "
                "MERGE (r:Record {uid: 'R-' + $key}) SET r.kind = 'case', r.case_key = $key "
                "CREATE (r)-[:FROM {sheet: '', line: $line}]->(f)",
                file=file,
                day=day,
                line=line,
                key=str(line),
            )

    # Act
    loaded_files.run(graph)
    loaded_files.run(graph)

    # Assert
    files = graph.stream(
        "MATCH (f:SourceFile) RETURN f.uid AS uid, f.reaches AS reaches, f.line_scope AS scope "
        "ORDER BY uid"
    )
    assert [tuple(row.values()) for row in files] == [
        ("2023", None, None),
        ("2024", None, ""),
        ("statistic", "2025-09", None),
    ]

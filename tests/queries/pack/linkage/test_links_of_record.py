"""The history of a person on the small graph: each judgement of her records, from her side."""

import pytest
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.core.errors import AccessDenied
from trama.graph.engine import Graph
from trama.graph.store.judgement_rows import put_judgements
from trama.ontology.internal_layer import Judgement
from trama.queries.run import Limits, run

LIMITS = Limits(seconds=20, rows=100)
ROWS = [
    # V1 is the victim of; nobody is attested by R-9.
    ("R-3", "R-4", 1, "same", "Ana SINTETICA", "2026-01-01", "", None),
    ("R-3", "R-4", 2, "unsure", "Ana SINTETICA", "2026-01-02", "", None),
    ("R-4", "R-9", 1, "same", "enlace", "2026-01-03", "modelo-SINTETICO", 0.75),
    ("R-10", "R-3", 1, "different", "Luz SINTETICA", "2026-01-04", "", None),
    ("R-10", "R-9", 1, "same", "Luz SINTETICA", "2026-01-05", "", None),
]


@pytest.fixture
def judged(graph: Graph) -> Graph:
    write_small_graph(graph)
    graph.write_rows(
        "CREATE (r:Record {uid: 'R-10', registry: 'RETA', kind: 'victim', case_key: 'SINT-9'}) "
        "WITH r MATCH (p:Person {uid: 'V4'}) SET p.aliases = ['P-0123456789abcdef01234567'] "
        "CREATE (p)-[:ATTESTED_BY]->(r)"
    )
    put_judgements(
        graph,
        [
            Judgement(
                uid=f"J-{place}",
                subject="person",
                one=one,
                other=other,
                number=number,
                verdict=verdict,
                by=by,
                at=at,
                model=model,
                score=score,
                reason="VICTIMA SINTETICA V4",
            )
            for place, (one, other, number, verdict, by, at, model, score) in enumerate(ROWS)
        ],
    )
    return graph


def test_every_judgement_of_a_persons_records_is_listed_once_in_time(judged: Graph) -> None:
    viewer = Viewer(Role.INVESTIGATOR)
    answer = run("links_of_record", {"person": "V1"}, judged, viewer, LIMITS)

    columns = ("verdict", "registry", "other_registry", "by", "at", "model", "score", "number")
    assert [tuple(row[name] for name in columns) for row in answer.rows] == [
        ("same", "RETA", "SISTRA", "Ana SINTETICA", "2026-01-01", "", None, 1),
        ("unsure", "RETA", "SISTRA", "Ana SINTETICA", "2026-01-02", "", None, 2),
        ("same", "SISTRA", None, "enlace", "2026-01-03", "modelo-SINTETICO", 0.75, 1),
        ("different", "RETA", "RETA", "Luz SINTETICA", "2026-01-04", "", None, 1),
    ]
    others = [row["other"] and row["other"]["uid"] for row in answer.rows]
    assert others == ["V1", "V1", None, "V4"]


def test_an_earlier_uid_of_the_person_still_answers(judged: Graph) -> None:
    viewer = Viewer(Role.INVESTIGATOR)
    asked = {"person": "P-0123456789abcdef01234567"}

    answer = run("links_of_record", asked, judged, viewer, LIMITS)

    assert [row["by"] for row in answer.rows] == ["Luz SINTETICA", "Luz SINTETICA"]


@pytest.mark.only_on("embedded")
def test_an_analyst_reads_pseudonyms_and_the_public_nothing(judged: Graph) -> None:
    judged.write_rows("MATCH (p:Person) SET p.pseudonym = 'X-AAAAAAAA' + p.uid")
    asked = {"person": "X-AAAAAAAAAA"}
    judged.write_rows("MATCH (p:Person {uid: 'V1'}) SET p.pseudonym = 'X-AAAAAAAAAA'")

    answer = run("links_of_record", asked, judged, Viewer(Role.ANALYST), LIMITS)

    assert [row["by"] for row in answer.rows][-1] == "Luz SINTETICA"
    assert answer.rows[-1]["other"] == {"pseudonym": "X-AAAAAAAAV4"}
    assert "VICTIMA" not in str(answer.rows)
    with pytest.raises(AccessDenied):
        run("links_of_record", asked, judged, Viewer(Role.PUBLIC), LIMITS)

"""A date that a protected person was born on is hidden; any other date is not."""

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.hidden.collecting import Asked
from trama.queries.hidden.weighing import hidden_texts

OF_HERSELF, OF_A_RECORD, OF_A_SUSPECT = "2001-03-05", "2001-05-03", "1980-01-31"
OF_A_FACT = "2017-03-05"
PEOPLE = """
CREATE (:Person:Victim {uid: 'V1', birth_date: $own})
       -[:ATTESTED_BY]->(:Record {uid: 'R-1', kind: 'victim', birth_date: $other}),
       (:Person:Suspect {uid: 'S1', birth_date: $suspect})
       -[:ATTESTED_BY]->(:Record {uid: 'R-2', kind: 'suspect', birth_date: $suspect}),
       (:Case {uid: 'C-1'})-[:ATTESTED_BY]->(:Record {uid: 'R-3', kind: 'case', fact_date: $fact})
"""


def test_dates_of_birth_are_hidden_from_who_may_not_know_the_person(graph: Graph) -> None:
    graph.write_rows(
        PEOPLE, own=OF_HERSELF, other=OF_A_RECORD, suspect=OF_A_SUSPECT, fact=OF_A_FACT
    )
    days = {OF_HERSELF, OF_A_RECORD, OF_A_SUSPECT, OF_A_FACT}
    asked = Asked(texts=days, free=days)

    hidden = {
        role: hidden_texts(asked, graph, Viewer(role), 20)[0]
        for role in (Role.ANALYST, Role.INTEGRATOR, Role.INVESTIGATOR)
    }

    assert hidden[Role.ANALYST] == {OF_HERSELF, OF_A_RECORD}
    assert hidden[Role.INTEGRATOR] == {OF_HERSELF, OF_A_RECORD, OF_A_SUSPECT}
    assert hidden[Role.INVESTIGATOR] == set()

"""One search over a small graph: a suspect, a victim, somebody who is both. SINTETICO."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from engines import EngineUnderTest
from passing_graph import PassingGraph

from trama.access.policy import Role, Viewer
from trama.canonical.name_index import index_names
from trama.core.errors import BadParameter
from trama.graph.engine import Answer, Graph
from trama.graph.store.fence import Fence
from trama.queries.lookups.lookup import Lookup
from trama.queries.search.finding import find
from trama.queries.search.hits import Found, Hit, HitKind

SUSPECT, VICTIM, BOTH = "P-" + "1" * 24, "P-" + "2" * 24, "P-" + "3" * 24
NAMESAKE = "P-" + "4" * 24
PEOPLE = """
UNWIND $people AS one
CREATE (p:Person {uid: one.uid, pseudonym: one.pseudonym, name: one.name, name_key: one.key,
                  nicknames: one.nicknames, document_key: one.document, sex: 'F', aliases: []})
CREATE (r:Record {uid: 'R' + one.uid, kind: 'suspect', document_key: one.document})
CREATE (p)-[:ATTESTED_BY]->(r)
"""
LABELS = (
    f"MATCH (p:Person) WHERE p.uid IN ['{SUSPECT}', '{BOTH}', '{NAMESAKE}'] SET p:Suspect",
    f"MATCH (p:Person) WHERE p.uid IN ['{VICTIM}', '{BOTH}'] SET p:Victim",
)
CASES = """
UNWIND [{uid: 'C-1', registry: 'RETA', number: 'SINT-2017-000018', known: 'ONG-7'},
        {uid: 'C-2', registry: 'SISTRA', number: '9999154505-2018-43-0', known: null}] AS one
CREATE (c:Case {uid: one.uid, numbers: [one.registry + ':' + one.number], aliases: []})
CREATE (r:Record {uid: 'RC' + one.uid, kind: 'case', registry: one.registry, case_key: one.number,
                  case_number: one.known, police_report: 'SINT INF 9'})
CREATE (c)-[:ATTESTED_BY]->(r)
"""
PHONE, HIDDEN_PHONE = "Phone:51900000001", "Phone:51900000002"
ACCOUNT, PLATE = "Account:FACEBOOK SINT 5", "Vehicle:QAA102"
COMPANY, BAR = "Organisation:TRANSPORTES SINT S A C", "Establishment:BAR SINT@PE-150132"
NAMES = {
    PHONE: "+51900000001",
    HIDDEN_PHONE: "+51900000002",
    ACCOUNT: "FACEBOOK:SINT.5",
    PLATE: "QAA102",
    COMPANY: "TRANSPORTES SINT S.A.C.",
    BAR: "BAR SINT",
}
USES = [
    (SUSPECT, PHONE),
    (BOTH, PHONE),
    (BOTH, HIDDEN_PHONE),
    (BOTH, ACCOUNT),
    (SUSPECT, PLATE),
    (BOTH, COMPANY),
]
INVOLVES = [("C-1", PHONE), ("C-2", PHONE), ("C-2", HIDDEN_PHONE), ("C-2", BAR)]
MEANS = (
    f"MATCH (p:Person {{uid: '{SUSPECT}'}}), (c:Case {{uid: 'C-1'}}) CREATE (p)-[:SUSPECT_IN]->(c)",
    f"MATCH (p:Person {{uid: '{BOTH}'}}), (c:Case {{uid: 'C-2'}}) CREATE (p)-[:SUSPECT_IN]->(c)",
    f"MATCH (p:Person {{uid: '{VICTIM}'}}), (c:Case {{uid: 'C-2'}}) CREATE (p)-[:VICTIM_IN]->(c)",
    *(f"CREATE (:{uid.partition(':')[0]} {{uid: '{uid}', name: '{NAMES[uid]}'}})" for uid in NAMES),
    *(
        f"MATCH (p:Person {{uid: '{who}'}}), (m {{uid: '{uid}'}}) CREATE (p)-[:USES]->(m)"
        for who, uid in USES
    ),
    *(
        f"MATCH (c:Case {{uid: '{case}'}}), (m {{uid: '{uid}'}}) CREATE (c)-[:INVOLVES]->(m)"
        for case, uid in INVOLVES
    ),
    "MATCH (c:Case {uid: 'C-2'}) CREATE (:Stage {uid: 'S-1'})-[:PART_OF]->(c)",
    "MATCH (m:Establishment), (s:Stage) CREATE (s)-[:USED]->(m)",
)


@pytest.fixture(scope="module", params=["index", "scan"])
def filled(engine: EngineUnderTest, request: pytest.FixtureRequest) -> Iterator[Graph]:
    """Yield the graph with its index of names, or without it, as an older version left it."""
    graph = engine.empty()
    people = [
        person(
            SUSPECT, "X-SSSSSSSSSS", "QUISPE MAMÁNI, ROSA ELENA", "DNI:91000001", ["LA FICTICIA"]
        ),
        person(VICTIM, "X-VVVVVVVVVV", "HUAMÁN PEÑA, DAYANA", "DNI:91000002", []),
        person(BOTH, "X-BBBBBBBBBB", "ROJAS INVENTADA, MARTA", "DNI:91000003", ["LA DOBLE"]),
        person(NAMESAKE, "X-NNNNNNNNNN", "QUISPE MAMÁNI, ROSA ELENA", "DNI:91000004", []),
    ]
    graph.write_rows(PEOPLE, people=people)
    for statement in (*LABELS, CASES, *MEANS):
        graph.write_rows(statement)
    if request.param == "index":
        index_names(graph, Fence(graph))
    yield graph
    engine.empty()


def person(
    uid: str, pseudonym: str, name: str, document: str, nicknames: list[str]
) -> dict[str, object]:
    key = name.replace(",", "").replace("Á", "A").replace("Ñ", "N")
    return {
        "uid": uid,
        "pseudonym": pseudonym,
        "name": name,
        "key": key,
        "document": document,
        "nicknames": nicknames,
    }


def search(graph: Graph, text: str, role: Role = Role.ANALYST, limit: int = 20) -> Found:
    return find(text, Lookup(graph, Viewer(role), seconds=30), limit)


def uids(found: Found) -> set[str]:
    return {hit.uid for hit in found.hits}


def the(found: Found, kind: HitKind) -> list[Hit]:
    return [hit for hit in found.hits if hit.kind is kind]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("quispe mamani rosa elena", "mismo nombre"),
        ("Rosa Elena QUISPE MAMÁNI", "mismo nombre"),
        ("rosa quispe", "el nombre tiene esas palabras"),
        ("mamani", "el nombre tiene esas palabras"),
        ("Kispe Roza", "nombre parecido al 94 %"),
        ("la ficticia", "alias"),
        ("ficticia", "alias"),
        ("el ficticia", "alias"),
        ("(a) Ficticia", "alias"),
        ("Alias: La Ficticia", "alias"),
        ("91000001", "mismo documento"),
        ("DNI 91000001", "mismo documento"),
        ("X-SSSSSSSSSS", "identificador"),
        (SUSPECT, "identificador"),
        ("900 000 001", "usa +51900000001"),
        ("+51-900-000-001", "usa +51900000001"),
        ("qaa-102", "usa QAA102"),
    ],
)
def test_a_suspect_is_found_by_what_people_know_and_why(filled: Graph, text: str, why: str) -> None:
    found = {hit.uid: hit for hit in search(filled, text).hits}

    assert found[SUSPECT].why("es") == why
    assert found[SUSPECT].name == "QUISPE MAMÁNI, ROSA ELENA"
    assert found[SUSPECT].next
    assert found[SUSPECT].next.parameters == {"person": "X-SSSSSSSSSS"}


@pytest.mark.parametrize(
    "text",
    [
        "HUAMÁN PEÑA, DAYANA",
        "dayana",
        "guaman",
        "91000002",
        "91000003",
        "rojas inventada marta",
        "la doble",
        "doble",
        "900000002",
        "000002",
        "facebook:sint.5",
        "sint.5",
        VICTIM,
        BOTH,
    ],
)
@pytest.mark.parametrize("role", [Role.ANALYST, Role.SUPERVISOR, Role.INTEGRATOR, Role.PUBLIC])
def test_a_victim_does_not_exist_for_who_may_not_name_her(
    filled: Graph, text: str, role: Role
) -> None:
    found = search(filled, text, role)

    hidden = {VICTIM, BOTH, HIDDEN_PHONE, ACCOUNT}
    assert uids(found) & hidden == set()
    assert found.more == 0
    for identity in ("HUAMÁN", "ROJAS", "X-V", "X-B", "91000002", "900000002"):
        assert identity not in str(found.as_document())


@pytest.mark.parametrize(
    ("text", "uid"), [("dayana huaman", VICTIM), ("91000003", BOTH), ("sint.5", BOTH)]
)
def test_an_investigator_finds_victims(filled: Graph, text: str, uid: str) -> None:
    (hit,) = the(search(filled, text, Role.INVESTIGATOR), HitKind.VICTIM)

    assert hit.uid == uid
    assert hit.next
    assert hit.next.query == "route_of_victim"


def test_a_shared_phone_shows_only_the_user_who_may_be_named_and_only_her_cases(
    filled: Graph,
) -> None:
    found = search(filled, "900000001")

    (phone,) = the(found, HitKind.PHONE)
    assert uids(found) == {phone.uid, SUSPECT}
    assert phone.cases == ["RETA:SINT-2017-000018"]
    assert phone.case_count == 1


@pytest.mark.parametrize("role", [Role.INTEGRATOR, Role.PUBLIC])
@pytest.mark.parametrize("text", ["900000001", "qaa102", "rosa quispe", "91000001"])
def test_who_may_name_nobody_finds_no_suspect_and_nothing_of_theirs(
    filled: Graph, role: Role, text: str
) -> None:
    assert search(filled, text, role).hits == ()


def test_a_victim_is_found_by_pseudonym_without_her_name(filled: Graph) -> None:
    (hit,) = search(filled, "x-vvvvvvvvvv").hits

    assert (hit.key, hit.name, hit.details) == ("X-VVVVVVVVVV", None, {})
    assert hit.next
    assert hit.next.parameters == {"victim": "X-VVVVVVVVVV"}


@pytest.mark.parametrize(
    ("text", "uid", "why"),
    [
        ("RETA:SINT-2017-000018", "C-1", "número de caso"),
        ("sint-2017-000018", "C-1", "número de caso"),
        ("RETA SINT 2017 18", "C-1", "número de caso, escrito de otro modo"),
        ("sint/2017/0018", "C-1", "número de caso, escrito de otro modo"),
        ("ong-7", "C-1", "número de caso"),
        ("Carpeta N° 9999154505-2018-43-0", "C-2", "número de caso"),
        ("9999154505 2018 43 0", "C-2", "número de caso"),
        ("99991545052018430", "C-2", "número de caso, escrito de otro modo"),
        ("9999154505-2018-43", "C-2", "parte del número de caso"),
        ("2017-18", "C-1", "parte del número de caso"),
        ("ONG 007", "C-1", "número de caso, escrito de otro modo"),
        ("ong/7", "C-1", "número de caso"),
        ("sint inf 9", "C-1", "atestado policial"),
        ("SINT-INF-009", "C-1", "atestado policial"),
        ("atestado sint/inf/9", "C-1", "atestado policial"),
        ("inf 9", "C-1", "atestado policial"),
    ],
)
def test_a_case_is_found_by_its_number_in_any_spelling(
    filled: Graph, text: str, uid: str, why: str
) -> None:
    found = {hit.uid: hit for hit in the(search(filled, text, Role.INTEGRATOR), HitKind.CASE)}

    assert found[uid].why("es") == why
    assert found[uid].next
    assert found[uid].next.query == "route_of_case"


def test_the_public_finds_no_case_but_places(filled: Graph) -> None:
    assert search(filled, "RETA:SINT-2017-000018", Role.PUBLIC).hits == ()
    (first, *_) = search(filled, "Cusco", Role.PUBLIC).hits
    assert (first.kind, first.key) == (HitKind.PLACE, "PE-08")


@pytest.mark.parametrize("text", ["bar sint", "var sint", "sint bar"])
def test_an_establishment_is_found_by_name_with_its_place(filled: Graph, text: str) -> None:
    (hit,) = the(search(filled, text), HitKind.ESTABLISHMENT)

    assert hit.details == {"place": "PE-150132"}
    assert hit.cases == ["SISTRA:9999154505-2018-43-0"]


def test_a_company_that_only_a_hidden_person_uses_is_hidden(filled: Graph) -> None:
    assert the(search(filled, "transportes sint sac"), HitKind.ORGANISATION) == []
    (hit,) = the(search(filled, "transportes sint sac", Role.INVESTIGATOR), HitKind.ORGANISATION)
    assert hit.why("en") == "same name"


class ListeningGraph(PassingGraph):
    """A graph that keeps what is asked of it, and how many rows come back."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph)
        self.asked: list[tuple[str, int]] = []

    def passed(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None,
        rows: int,
        read_on: Callable[[], Answer],
    ) -> Answer:
        answer = read_on()
        self.asked.append((cypher, len(answer.rows)))
        return answer


@pytest.mark.parametrize(
    ("role", "hidden", "absent"),
    [
        (Role.ANALYST, "DNI 91000002", "DNI 91000009"),
        (Role.ANALYST, "Huamán Peña, Dayana", "Huarán Peca, Dacana"),
        (Role.ANALYST, VICTIM, "P-" + "9" * 24),
        (Role.ANALYST, "+51900000002", "+51900000009"),
        (Role.ANALYST, "0000002", "0000003"),
        (Role.ANALYST, "facebook sint.5", "facebook sint.6"),
        (Role.ANALYST, "Transportes Sint", "Transportes Zint"),
        (Role.INTEGRATOR, "+51900000001", "+51900000009"),
        (Role.INTEGRATOR, "QAA102", "QAA109"),
        (Role.INTEGRATOR, "DNI 91000001", "DNI 91000009"),
        (Role.PUBLIC, "+51900000001", "+51900000009"),
    ],
)
def test_a_search_does_the_same_whether_a_hidden_value_exists_or_not(
    filled: Graph, role: Role, hidden: str, absent: str
) -> None:
    graphs = [ListeningGraph(filled), ListeningGraph(filled)]

    found = [search(one, text, role) for one, text in zip(graphs, (hidden, absent), strict=True)]

    assert found[0] == found[1]
    assert graphs[0].asked == graphs[1].asked


def test_a_document_that_somebody_has_is_not_looked_for_in_the_numbers_of_all_cases(
    filled: Graph,
) -> None:
    known, unknown = ListeningGraph(filled), ListeningGraph(filled)

    search(known, "DNI 91000001")
    search(unknown, "DNI 91000009")

    read = [[text for text, _ in one.asked if "=~" in text] for one in (known, unknown)]
    assert not read[0]
    assert read[1]


def test_what_is_left_out_is_counted_and_namesakes_are_told_apart(filled: Graph) -> None:
    found = search(filled, "rosa quispe", Role.INVESTIGATOR, limit=1)

    assert (len(found.hits), found.more) == (1, 1)
    both = search(filled, "rosa quispe", Role.INVESTIGATOR).hits
    documents = sorted((hit.details or {})["document"] for hit in both)
    assert documents == ["DNI:91000001", "DNI:91000004"]


@pytest.mark.parametrize("text", ["", "  ", "--", "x" * 50_000])
def test_a_text_without_sense_is_refused_without_an_echo(filled: Graph, text: str) -> None:
    with pytest.raises(BadParameter) as caught:
        search(filled, text)

    assert len(caught.value.message()) < 100

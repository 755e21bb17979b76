"""Identities hidden with their person: every saved query, every role, both engines.

V1 of the small graph is a victim in C-1 and a suspect in C-4. Here she also uses a telephone, an
account and a plate, has a nickname and a document, and stands in the name of a hostel and in a case
number. The hostel is used in a case of other people, and a suspect of her case is called after her.
All of it is SINTETICO.
"""

import json
from collections.abc import Iterator

import pytest
from engines import EngineUnderTest
from hidden_probes import (
    BODIES,
    EXPLORED,
    IDENTITY,
    PEOPLE,
    READABLE,
    TAIL,
    WORD_PARAMETER,
)
from query_texts import query_text
from scanned import keep_in_brief
from small_graph import write_small_graph, write_small_networks

from trama.access.policy import Role, Viewer
from trama.core.errors import DeclarationError, EngineError, UnknownName
from trama.core.text import fold
from trama.cypher.vocabulary import vocabulary
from trama.graph.engine import Graph
from trama.queries.catalog import SavedQuery, catalog, read_query
from trama.queries.lookups.lookup import Lookup
from trama.queries.lookups.numbers import numbers_of
from trama.queries.run import Limits, QueryAnswer, run
from trama.queries.search.finding import find
from trama.queries.search.hits import Reason

LIMITS = Limits(seconds=20, rows=1000)
TITLES = "title_es: C, title_en: C"
BELOW_THE_INVESTIGATOR = [role for role in Role if role is not Role.INVESTIGATOR]

TURNED_ROUND = ("epsiuq", "airanac", "alazroz", "76543219", "222111999", "789zyx")
TELLING = (*READABLE, *TURNED_ROUND)
OF_A_SUSPECT = ("imputadosintetico", "sint900000001")

GIVEN: dict[str, list[dict[str, object]]] = {
    "case_timeline": [{"case": "C-4"}, {"case": "C-1"}],
    "route_of_case": [{"case": "C-4"}, {"case": "C-1"}, {"case": "C-2"}],
    "route_of_victim": [
        {"victim": name} for name in ("X-VBAAAAAAAA", "X-VCAAAAAAAA", "X-VFAAAAAAAA")
    ],
    "routes_between": [{"origin": "Cusco", "destination": "Lima"}],
    "suspect_network": [{"person": "X-VBAAAAAAAA", "include_excluded": True}],
    "registry_totals": [{"year": 2017}],
    "registry_waterfall": [{"year": 2017}, {"year": 2022}],
    "shared_means": [{}, {"include_excluded": True}],
    "cases_of_suspect": [{"person": "X-VBAAAAAAAA"}],
    "links_of_record": [{"person": "X-VBAAAAAAAA"}],
    "changes_since": [{"since": "2020"}],
    "units_by_quality": [{"min_cases": 1}],
    "similar_cases": [{"case": "C-4"}, {"case": "C-1"}],
    "bridge_between_cases": [{"case": "C-1", "other": "C-4"}, {"case": "C-4", "other": "C-2"}],
    "bridge_between_people": [{"person": "X-SBAAAAAAAA", "other": "X-VBAAAAAAAA"}],
    "legs_of_place": [{"place": "PE-15"}],
    "network_members": [{"network": "N-1"}, {"network": "N-2"}],
    "network_cases": [{"network": "N-1"}, {"network": "N-2"}],
    "network_routes": [{"network": "N-1"}, {"network": "N-2"}],
    "bridges_between_networks": [{}, {"network": "N-2"}],
    "new_routes": [{"year": 2017}],
    "dried_up_routes": [{"year": 2020}],
    "stage_distances": [{"case": "C-4"}, {"case": "C-1"}],
    "capture_places": [{"place": "PE-15"}],
    "destinations_of_capture": [{"place": "PE-08"}, {"place": "VE"}],
    **EXPLORED,
}


@pytest.fixture(scope="module")
def cases(engine: EngineUnderTest) -> Iterator[Graph]:
    graph = engine.empty()
    write_small_graph(graph)
    write_small_networks(graph)
    # Base32 has no digits 1 to 6 but 2 to 7: letters stand for them.
    graph.write_rows(
        "MATCH (p:Person) SET p.pseudonym = 'X-' + left(p.uid, 1) + "
        "substring('ABCDEFG', toInteger(substring(p.uid, 1)), 1) + 'AAAAAAAA'"
    )
    graph.write_rows(IDENTITY)
    keep_in_brief(graph)
    yield graph
    engine.empty()


def leaving(answer: object) -> str:
    """Returns what leaves as one text without what parts the signs of a name or number."""
    shown = answer.rows if isinstance(answer, QueryAnswer) else answer
    text = json.dumps(shown, ensure_ascii=False).lower()
    return text.replace(" ", "").replace("-", "").replace(".", "")


@pytest.mark.parametrize("role", BELOW_THE_INVESTIGATOR)
@pytest.mark.parametrize("query", list(catalog()), ids=lambda query: query.name)
def test_no_saved_query_identifies_a_victim_who_is_also_a_suspect(
    cases: Graph, query: SavedQuery, role: Role
) -> None:
    viewer = Viewer(role)
    if not viewer.sees(query.header.sensitivity):
        pytest.skip("the role may not ask")
    for given in GIVEN.get(query.name, [{}]):
        text = leaving(run(query, given, cases, viewer, LIMITS))
        assert [word for word in TELLING if word in text] == []


@pytest.mark.parametrize("role", list(Role))
def test_no_role_that_may_not_see_the_numbers_of_a_case_sees_their_digest(role: Role) -> None:
    uid, numbers = (vocabulary().property(f"Case.{name}") for name in ("uid", "numbers"))
    assert uid is not None
    assert numbers is not None

    assert Viewer(role).sees(numbers.sensitivity) or not Viewer(role).sees(uid.sensitivity)


def test_the_probe_would_be_seen_by_who_may_see_it(cases: Graph) -> None:
    seen = "".join(
        leaving(run(query, given, cases, Viewer(Role.INVESTIGATOR), LIMITS))
        for query in catalog()
        for given in GIVEN.get(query.name, [{}])
    )

    assert [word for word in READABLE if word not in seen] == []
    assert all(word in seen for word in OF_A_SUSPECT)


def test_an_analyst_still_sees_what_a_suspect_uses(cases: Graph) -> None:
    rows = run("shared_means", {}, cases, Viewer(Role.ANALYST), LIMITS).rows

    assert "SINT 900000001" in [row["means"] for row in rows]
    assert {"BAR SINTETICO", "BUS SINTETICO"} <= {row["means"] for row in rows if row["means"]} | {
        "BUS SINTETICO"
    }


@pytest.mark.parametrize("query", list(catalog()), ids=lambda query: query.name)
def test_an_integrator_sees_neither_who_a_suspect_is_nor_what_they_use(
    cases: Graph, query: SavedQuery
) -> None:
    integrator = Viewer(Role.INTEGRATOR)
    if not integrator.sees(query.header.sensitivity):
        pytest.skip("the role may not ask")
    for given in GIVEN.get(query.name, [{}]):
        text = leaving(run(query, given, cases, integrator, LIMITS))
        assert [word for word in OF_A_SUSPECT if word in text] == []


def probe(body: str, column: str) -> SavedQuery:
    text = query_text(body + TAIL, since=WORD_PARAMETER, case=column, indexes="indexes: []")
    return read_query(text, "routes", "probe.cypher")


@pytest.mark.parametrize("number", range(len(BODIES)))
def test_a_rewritten_query_is_refused_or_hides_what_it_reads(cases: Graph, number: int) -> None:
    body, column = BODIES[number], "string, of: Phone.name"
    if number % 2:  # half of them as a list
        start, _, rest = body.rpartition("RETURN ")
        expression, _, tail = rest.rpartition(" AS case")
        body, column = f"{start}RETURN [{expression}] AS case{tail}", "strings"
    declared = f"  case: {{type: {column}, sensitivity: restricted, title_es: C, title_en: C}}"
    try:
        saved = probe(body, declared)
    except DeclarationError:
        return
    try:
        text = leaving(run(saved, {}, cases, Viewer(Role.ANALYST), LIMITS))
    except (DeclarationError, EngineError):
        return
    assert [word for word in TELLING if word in text] == []
    assert "quispe" not in "".join(sign for sign in text if sign.isalpha())


@pytest.mark.parametrize("body", PEOPLE)
def test_a_person_put_together_by_a_query_is_not_believed(cases: Graph, body: str) -> None:
    declared = "  case: {type: person, title_es: C, title_en: C}"
    try:
        text = leaving(run(probe(body, declared), {}, cases, Viewer(Role.ANALYST), LIMITS))
    except DeclarationError:
        return
    assert [word for word in TELLING if word in text] == []


def test_a_text_is_compared_folded(cases: Graph) -> None:
    assert fold("Rosa Quispe (91 234 567)") == "ROSA QUISPE 91 234 567"
    rows = run("route_of_case", {"case": "C-4"}, cases, Viewer(Role.ANALYST), LIMITS).rows

    numbers = [number for row in rows for number in row["case_numbers"]]
    assert "SISTRA:SINT-1-2022-4-0" in numbers
    assert not [number for number in numbers if "Rosa" in number]


LETTERS = "MATCH (m:Phone) WHERE $since IS NOT NULL RETURN split(m.name, '') AS case"
NUMBER = "MATCH (c:Case) WHERE $since IS NOT NULL RETURN head(c.numbers) AS case"


@pytest.mark.parametrize("column", ["strings", "codes, of: phase", "cases, of: Case.uid", "places"])
def test_a_value_spelt_in_single_signs_does_not_leave(cases: Graph, column: str) -> None:
    saved = probe(LETTERS, f"  case: {{type: {column}, sensitivity: restricted, {TITLES}}}")

    rows = run(saved, {}, cases, Viewer(Role.ANALYST), LIMITS).rows

    assert rows
    assert all(row["case"] == [] for row in rows)


@pytest.mark.parametrize(
    ("column", "shown"),
    [("string, of: Case.numbers", True), ("string", False), ("string, of: Location.name", False)],
)
def test_a_text_leaves_only_if_its_column_says_what_it_is(
    cases: Graph, column: str, shown: bool
) -> None:
    saved = probe(NUMBER, f"  case: {{type: {column}, sensitivity: restricted, {TITLES}}}")

    values = {row["case"] for row in run(saved, {}, cases, Viewer(Role.ANALYST), LIMITS).rows}

    assert ("RETA:SINT-2019-000003" in values) is shown


def test_a_text_in_a_column_of_numbers_is_an_error(cases: Graph) -> None:
    saved = probe(NUMBER, f"  case: {{type: integer, sensitivity: restricted, {TITLES}}}")

    with pytest.raises(DeclarationError):
        run(saved, {}, cases, Viewer(Role.ANALYST), LIMITS)


KNOWN_OF_HER = (
    *("quispe", "canaria rosa quispe", "Kispe", "zorzala", "91234567", "91 234 567", "999 111 222"),
    *("xyz987", "canaria.rosa", "hostal canaria", "HOSTAL CANARIA QUISPE", "91-234/567", "V1"),
    *("X-VBAAAAAAAA", "SISTRA:SINT-1-2022-4-0", "SINT 2022", "SINT 900000001", "BAR SINTETICO"),
)


@pytest.mark.parametrize("role", BELOW_THE_INVESTIGATOR)
def test_no_search_finds_who_she_is(cases: Graph, role: Role) -> None:
    lookup = Lookup(cases, Viewer(role), 20)
    hits = [hit for text in KNOWN_OF_HER for hit in find(text, lookup).as_document()["hits"]]
    # A district of the gazetteer is called Canaria; anybody may read the gazetteer.
    text = leaving([hit for hit in hits if hit["kind"] != "place"])

    assert (text == "[]") is (role is Role.PUBLIC)
    assert [word for word in TELLING if word in text] == []


def test_a_suspect_called_after_her_is_not_found_by_her_name(cases: Graph) -> None:
    known, hidden = (Lookup(cases, Viewer(role), 20) for role in (Role.INVESTIGATOR, Role.ANALYST))

    found = {hit.uid: hit.reason for hit in find("hijo de canaria quispe", known).hits}
    assert found["S1"] is Reason.NICKNAME
    for text in ("hijo de canaria quispe", "canaria quispe", "quispe"):
        assert "S1" not in {hit.uid for hit in find(text, hidden).hits}
        with pytest.raises(UnknownName):
            run("cases_of_suspect", {"person": text}, cases, Viewer(Role.ANALYST), LIMITS)


def test_a_case_found_by_its_number_shows_its_other_numbers(cases: Graph) -> None:
    lookup = Lookup(cases, Viewer(Role.ANALYST), 20)

    (by_number,) = find("SISTRA:SINT-1-2022-4-0", lookup).hits
    by_name = find("91 234 567", lookup).hits

    assert by_number.name == by_number.key == "SISTRA:SINT-1-2022-4-0"
    assert by_name == ()


@pytest.mark.parametrize("written", ["91 234 567", "Rosa Quispe", "SISTRA:SINT-1-2022-4-9"])
def test_the_error_for_an_unknown_case_suggests_no_number_that_tells(
    cases: Graph, written: str
) -> None:
    with pytest.raises(UnknownName) as told:
        run("route_of_case", {"case": written}, cases, Viewer(Role.ANALYST), LIMITS)

    suggested = leaving(told.value.message().partition("».")[2])
    assert [word for word in TELLING if word in suggested] == []


def test_the_numbers_beside_the_uids_of_cases_tell_nobody(cases: Graph) -> None:
    shown = {
        role: numbers_of({"C-1", "C-4"}, Lookup(cases, Viewer(role), 20))["C-4"]
        for role in (Role.ANALYST, Role.INVESTIGATOR)
    }

    assert shown[Role.ANALYST] == "SISTRA:SINT-1-2022-4-0"
    assert "Rosa Quispe" in shown[Role.INVESTIGATOR]


DAYS = """
MATCH (p:Person) WHERE $since IS NOT NULL RETURN p.birth_date AS case

MATCH (p) WHERE $since IS NOT NULL WITH p AS q RETURN q.birth_date AS case

MATCH (p:Person) WHERE $since IS NOT NULL RETURN p['birth_' + 'date'] AS case

MATCH (p) WHERE $since IS NOT NULL WITH properties(p) AS m RETURN m.birth_date AS case

MATCH (p:Person) WHERE $since IS NOT NULL
RETURN substring(coalesce(p['birth' + '_date'], ''), 0, 7) AS case

MATCH (p:Person) WHERE $since IS NOT NULL UNWIND keys(p) AS k WITH p, k WHERE k ENDS WITH 'h_date'
RETURN p[k] AS case

MATCH (p:Person)-[:ATTESTED_BY]->(r) WHERE $since IS NOT NULL RETURN r['birth' + '_date'] AS case
""".strip().split("\n\n")


@pytest.mark.parametrize("body", DAYS)
def test_a_day_of_birth_does_not_leave_a_column_of_dates(cases: Graph, body: str) -> None:
    declared = f"  case: {{type: date, sensitivity: restricted, {TITLES}}}"
    try:
        saved = probe(body, declared)
        rows = run(saved, {}, cases, Viewer(Role.ANALYST), LIMITS).rows
    except (DeclarationError, EngineError):
        return
    assert not [row for row in rows if "2002-01" in str(row["case"])]

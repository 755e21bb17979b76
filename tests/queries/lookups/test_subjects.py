import pytest

from trama.access.policy import Role, Viewer
from trama.core.errors import BadParameter, UnknownName
from trama.cypher.header import Parameter, ParameterType
from trama.graph.engine import Graph
from trama.queries.lookups.subjects import Lookup, find_case, find_person

CASE = Parameter(name="case", type=ParameterType.CASE, title_es="Caso", title_en="Case")
PERSON = Parameter(name="person", type=ParameterType.PERSON, title_es="Persona", title_en="Person")
OLD, NOW = "C-" + "a" * 24, "C-" + "b" * 24
OLD_SUSPECT, OLD_VICTIM = "P-" + "a" * 24, "P-" + "b" * 24

CASES = """
UNWIND [
  {uid: $now, aliases: [$old], registry: 'RETA', number: 'SINT-2017-000001'},
  {uid: 'C-2', aliases: [], registry: 'SISTRA', number: 'SINT-7-2017-7-0'},
  {uid: 'C-3', aliases: [], registry: 'RETA', number: 'SINT-BOTH'},
  {uid: 'C-4', aliases: [], registry: 'SISTRA', number: 'SINT-BOTH'},
  {uid: 'C-5', aliases: [], registry: 'UPE', number: 'SINT-5'},
  {uid: 'C-6', aliases: [], registry: 'UPE', number: 'EXP:SINT-6'}
] AS one
CREATE (c:Case {uid: one.uid, aliases: one.aliases, numbers: [one.registry + ':' + one.number]})
CREATE (r:Record {uid: 'R-' + one.uid, kind: 'case', registry: one.registry, case_key: one.number})
CREATE (c)-[:ATTESTED_BY]->(r)
"""
PEOPLE = """
CREATE (:Person:Suspect {uid: 'S', pseudonym: 'X-SSSSSSSSSS', aliases: [$suspect]})
CREATE (:Person:Victim {uid: 'V', pseudonym: 'X-VVVVVVVVVV', aliases: [$victim]})
CREATE (:Person:Suspect:Victim {uid: 'B', pseudonym: 'X-BBBBBBBBBB', aliases: []})
"""


def lookup(graph: Graph, role: Role = Role.ANALYST) -> Lookup:
    graph.write_rows(CASES, now=NOW, old=OLD)
    graph.write_rows(PEOPLE, suspect=OLD_SUSPECT, victim=OLD_VICTIM)
    return Lookup(graph, Viewer(role), seconds=10)


@pytest.mark.parametrize(
    ("written", "uid"),
    [
        (NOW, NOW),
        (OLD, NOW),
        ("RETA:SINT-2017-000001", NOW),
        ("reta:sint-2017-000001", NOW),
        (" SINT-7-2017-7-0 ", "C-2"),
        ("SISTRA:SINT-BOTH", "C-4"),
        ("UPE:SINT-5", "C-5"),
        ("EXP:SINT-6", "C-6"),
    ],
)
def test_a_case_is_found_by_uid_earlier_uid_or_number(graph: Graph, written: str, uid: str) -> None:
    assert find_case(written, CASE, lookup(graph)) == uid


def test_a_number_that_two_registries_gave_must_name_its_registry(graph: Graph) -> None:
    with pytest.raises(BadParameter) as caught:
        find_case("SINT-BOTH", CASE, lookup(graph))

    assert "RETA:SINT-BOTH, SISTRA:SINT-BOTH" in caught.value.message("en")


@pytest.mark.parametrize("written", ["KOBO:501", "KOBO:SINT-ONG-001", "sint-ong-001"])
def test_a_case_is_found_by_the_number_that_people_know(graph: Graph, written: str) -> None:
    graph.write_rows(
        "CREATE (:Case {uid: 'C-7', aliases: [], numbers: ['KOBO:501', 'KOBO:SINT-ONG-001']})"
        "-[:ATTESTED_BY]->(:Record {uid: 'R-7', kind: 'case', registry: 'KOBO', "
        "case_key: '501', case_number: 'SINT-ONG-001'})"
    )

    assert find_case(written, CASE, lookup(graph)) == "C-7"


@pytest.mark.parametrize("written", ["C-9", "SISTRA:SINT-2017-000001", "C-" + "c" * 24])
def test_a_case_that_does_not_exist_is_unknown(graph: Graph, written: str) -> None:
    with pytest.raises(UnknownName):
        find_case(written, CASE, lookup(graph))


@pytest.mark.parametrize(
    "written", ["SINT-2017-000002", "SINT-2O17-OOOOO1", "RETA:SINT-2017-OOOOO2"]
)
def test_a_case_of_a_number_that_is_nearly_right_is_suggested(graph: Graph, written: str) -> None:
    with pytest.raises(UnknownName) as caught:
        find_case(written, CASE, lookup(graph))

    assert "Did you mean RETA:SINT-2017-000001?" in caught.value.message("en")


def test_a_graph_that_is_not_migrated_yet_finds_the_pseudonyms_that_it_shows(graph: Graph) -> None:
    graph.write_rows("CREATE (:Person:Victim {uid: 'O', pseudonym: 'P-OOOOOOOOOO', aliases: []})")

    assert find_person("P-OOOOOOOOOO", PERSON, lookup(graph)) == "O"


@pytest.mark.parametrize("role", [Role.ANALYST, Role.INVESTIGATOR, Role.INTEGRATOR])
def test_everybody_is_found_by_pseudonym(graph: Graph, role: Role) -> None:
    asking = lookup(graph, role)

    found = [find_person(f"x-{letter * 10}", PERSON, asking) for letter in "SVB"]
    as_before = [find_person(f"P-{letter * 10}", PERSON, asking) for letter in "SVB"]

    assert found == as_before == ["S", "V", "B"]


@pytest.mark.parametrize("written", ["V", "B", OLD_VICTIM])
def test_to_who_may_not_see_it_a_victims_uid_is_as_unknown_as_none(
    graph: Graph, written: str
) -> None:
    asking = lookup(graph)

    with pytest.raises(UnknownName) as caught:
        find_person(written, PERSON, asking)
    with pytest.raises(UnknownName) as nobody:
        find_person("X", PERSON, asking)

    assert caught.value.message().replace(written, "X") == nobody.value.message()


def test_a_suspects_uid_serves_an_analyst_and_not_an_integrator(graph: Graph) -> None:
    analyst = lookup(graph)
    integrator = Lookup(graph, Viewer(Role.INTEGRATOR), seconds=10)

    assert find_person(OLD_SUSPECT, PERSON, analyst) == "S"
    with pytest.raises(UnknownName):
        find_person("S", PERSON, integrator)


def test_a_victims_uid_serves_an_investigator(graph: Graph) -> None:
    assert find_person(OLD_VICTIM, PERSON, lookup(graph, Role.INVESTIGATOR)) == "V"

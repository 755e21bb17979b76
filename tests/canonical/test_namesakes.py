"""Two children of one name in one case: two victims, each with the stages that name them."""

from made_records import record, stage

from trama.canonical.cases import DerivedCase, derive_case
from trama.canonical.relationships import VICTIM_IN
from trama.canonical.rules import shipped_rules
from trama.graph.records import RecordState
from trama.linkage.identity import local_people

ROSA = "SINTETICA QUISPE ROSA"


def derived(*records: RecordState) -> DerivedCase:
    people = local_people(records)
    persons = {local.uid: local.uid.replace("R-", "P-") for local in people}
    return derive_case([records[0].case], records, people, persons, shipped_rules())


def victims(case: DerivedCase) -> set[str]:
    return {edge.start for edge in case.edges if edge.kind == VICTIM_IN}


def test_each_of_two_namesakes_is_a_victim_and_lived_what_names_both() -> None:
    case = derived(
        record("1", key="~rosa", name_key=ROSA, document_key="DNI:70000001"),
        record("2", key="~rosa", name_key=ROSA, document_key="DNI:70000002"),
        stage("3", "CAPTACION", victims=("~rosa",), place="PE-08"),
    )

    assert victims(case) == {"P-1", "P-2"}
    assert len(case.stages) == 2
    assert len({str(one["uid"]) for one in case.stages}) == 2


def test_one_person_on_two_rows_lived_the_stage_once() -> None:
    case = derived(
        record("1", key="~rosa", name_key=ROSA, document_key="DNI:70000001"),
        record("2", key="~rosa", name_key=ROSA),
        stage("3", "CAPTACION", victims=("~rosa",), place="PE-08"),
    )

    assert victims(case) == {"P-1"}
    assert len(case.stages) == 1

"""The fields that the records of a case give to compare it by."""

from trama.graph.records import CaseKey, FieldValue, Kind, Mention, RecordState
from trama.linkage.cases.case_fields import compared_case
from trama.linkage.identity import local_people

CARPETA = CaseKey("SISTRA", "9999-2017-1")


def record(uid: str, kind: Kind, key: CaseKey = CARPETA, **fields: FieldValue) -> RecordState:
    entity = uid if kind in {Kind.VICTIM, Kind.SUSPECT} else ""
    return RecordState(uid, key.registry, Mention.of(kind, key.number, entity, fields, {}))


def test_a_case_without_a_date_of_its_own_takes_that_of_the_reception() -> None:
    stages = [
        record("R-1", Kind.STAGE, phase="CAPTACION", date="2017-01-02", place="PE-100101"),
        record("R-2", Kind.STAGE, phase="RECEPCION", date="2017-01-09", place="PE-150132"),
        record("R-3", Kind.STAGE, phase="EXPLOTACION", date="2017-01-10", place="PE-150132"),
    ]
    found = compared_case(CARPETA, [record("R-0", Kind.CASE), *stages], ())

    assert found.fact_date is not None
    assert found.fact_date.text == "2017-01-09"
    assert found.place == "PE-150132"


def test_the_row_of_the_case_outranks_its_stages() -> None:
    rows = [
        record("R-1", Kind.STAGE, phase="RECEPCION", date="2017-01-09", place="PE-150132"),
        record("R-2", Kind.CASE, fact_date="2017-02", place="PE-150101", agency="Depincri  Lima"),
    ]
    found = compared_case(CARPETA, rows, ())

    assert found.fact_date is not None
    assert (found.fact_date.text, found.place) == ("2017-02", "PE-150101")
    assert found.agency == "DEPINCRI LIMA"


def test_numbers_are_compared_without_dashes_and_blanks() -> None:
    registration = CaseKey("RETA", "SINT-2017-000005")
    named = record("R-1", Kind.CASE, police_report=" sint–2017–000005 ")

    assert compared_case(CARPETA, [named], ()).named == "SINT2017000005"
    assert compared_case(registration, [], ()).number == "SINT2017000005"


def test_people_are_counted_and_things_collected() -> None:
    rows = [
        record("R-1", Kind.VICTIM),
        record("R-2", Kind.VICTIM),
        record("R-3", Kind.SUSPECT, phones=("999999999",), plates=("ABC-123",)),
        record("R-4", Kind.STAGE, phase="RECEPCION", establishment="Bar X", place="PE-150132"),
    ]
    found = compared_case(CARPETA, rows, local_people(rows))

    assert (found.victims, found.suspects) == (2, 1)
    assert len(found.things) == 3
    assert "establishment:BAR X@PE-150132" in found.things


def test_no_value_is_in_the_text_of_a_case() -> None:
    rows = [record("R-1", Kind.CASE, place="PE-150132", agency="Depincri", fact_date="2017-02-01")]

    assert "150132" not in repr(compared_case(CARPETA, rows, ()))

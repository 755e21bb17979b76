"""Each reading that a profile can name, from the cells of a field to its values and notes."""

from dataclasses import replace

import pytest

from trama.mapping.field_readers import compile_reader
from trama.mapping.field_reading import Cells, FieldReading, Form
from trama.mapping.text_readers import case_number
from trama.profiles.library import load_profile
from trama.profiles.specs import FieldSpec, SchemeByDocument
from trama.values.cells import Cell
from trama.values.defects import DefectCode, Outcome

FORM = Form.of(load_profile("sistra_cases"))
SEPARATORS = ("/", ";", " Y ")


def read(spec: FieldSpec, *cells: Cell, keeps_text: bool = False) -> FieldReading:
    row: Cells = cells
    return compile_reader(spec, FORM, keeps_text=keeps_text)(row)


def field(target: str, reading: str, *columns: str, code_list: str | None = None) -> FieldSpec:
    return FieldSpec(
        target, reading, (("from", columns),), separators=SEPARATORS, code_list=code_list
    )


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("sint-2017 - 000123", "SINT-2017-000123"),
        ("SINT–2017—000123", "SINT-2017-000123"),
        ("  Carpeta   7 ", "CARPETA 7"),
    ],
)
def test_case_numbers_compare_whatever_their_dashes_and_blanks(written: str, compared: str) -> None:
    assert case_number(written) == compared


def test_the_first_column_that_says_something_counts() -> None:
    spec = field("occupation", "text", "A", "B")

    assert read(spec, "", "ESTUDIANTE").fields == {"occupation": "ESTUDIANTE"}
    assert read(spec, "S/D", "ESTUDIANTE").fields == {"occupation": "ESTUDIANTE"}
    assert read(spec, "S/D", "").unknown == ("occupation:SIN_DATO",)


def test_a_reserve_is_an_answer_where_one_is_asked_for() -> None:
    spec = field("identity_reserved", "yes_no", "R")

    assert read(spec, "CON RESERVA").fields == {"identity_reserved": True}
    assert read(spec, "NO").fields == {"identity_reserved": False}


@pytest.mark.parametrize(
    ("begin", "end", "date"),
    [
        ("05/03/2017", "09/03/2017", "2017-03-05/2017-03-09"),
        ("05/03/2017", "05/03/2017", "2017-03-05"),
        ("05/03/2017", "", "2017-03-05"),
        ("", "marzo 2017", "2017-03"),
        ("", "", None),
    ],
)
def test_two_cells_make_an_interval(begin: str, end: str, date: str | None) -> None:
    spec = FieldSpec("date", "interval", (("begin", ("A",)), ("end", ("B",))))

    assert read(spec, begin, end).fields.get("date") == date


def test_an_interval_that_ends_before_it_begins_is_set_aside() -> None:
    spec = FieldSpec("date", "interval", (("begin", ("A",)), ("end", ("B",))))
    reading = read(spec, "09/03/2017", "05/03/2017")

    assert reading.fields == {"date": "2017-03-09"}
    assert [note.defect.code for note in reading.notes] == ["interval_reversed"]


@pytest.mark.parametrize(
    ("text", "provision"),
    [("153", "CP-153"), ("Art. 129-A CP", "CP-129-A"), ("129-Ñ", "CP-129-Ñ"), (153, "CP-153")],
)
def test_an_article_is_read_however_it_is_written(text: Cell, provision: str) -> None:
    assert read(field("provision", "provision", "A"), text).fields == {"provision": provision}


def test_of_several_articles_the_first_stays_with_a_note() -> None:
    reading = read(field("provision", "provision", "A"), "129-A / 129-B")

    assert reading.fields == {"provision": "CP-129-A"}
    assert [note.defect.code for note in reading.notes] == ["several_values"]
    assert read(field("provision", "provision", "A"), "S/Art").unknown == ("provision:SIN_DATO",)


def test_of_several_codes_a_field_for_one_keeps_the_first() -> None:
    reading = read(field("bond", "code", "V", code_list="bond"), "CONOCIDO / FAMILIAR")

    assert reading.fields == {"bond": "CONOCIDO"}
    assert [note.defect.code for note in reading.notes] == ["several_values"]


def test_telephones_of_several_columns_are_all_the_person_s() -> None:
    spec = field("phones", "phones", "Celular 1", "Celular 2")

    assert read(spec, "987654321", "986543210").fields == {
        "phones": ("+51987654321", "+51986543210")
    }
    assert read(spec, "", "986543210").fields == {"phones": ("+51986543210",)}
    assert read(spec, "S/D", "").unknown == ("phones:SIN_DATO",)
    assert read(spec, "", "").fields == {}


def test_both_surnames_in_one_cell_are_parted() -> None:
    spec = FieldSpec("name", "name", (("surnames", ("Apellidos",)), ("given", ("Nombres",))))

    told = read(spec, "De la Cruz Mamani", "Rosa Elena").fields

    assert (told["paternal_surname"], told["maternal_surname"], told["given_names"]) == (
        "DE LA CRUZ",
        "MAMANI",
        "ROSA ELENA",
    )
    assert told["name"] == "DE LA CRUZ MAMANI, ROSA ELENA"
    assert read(spec, "Quispe", "Rosa").fields["paternal_surname"] == "QUISPE"
    assert read(spec, "N.N.", "").fields == {}


def test_telephones_and_plates_are_lists() -> None:
    assert read(field("phones", "phones", "T"), "987654321 / 987 654 322").fields == {
        "phones": ("+51987654321", "+51987654322")
    }
    assert read(field("plates", "plates", "P"), "abc-123").fields == {"plates": ("ABC123",)}


def test_yes_and_no_in_columns_become_codes() -> None:
    spec = FieldSpec(
        "means",
        "flags",
        (("ENGANO", ("deceit",)), ("AMENAZA", ("threat", "blackmail"))),
        code_list="means",
    )

    assert read(spec, "1", 0, "YES").fields == {"means": ("ENGANO", "AMENAZA")}
    assert read(spec, "", None, "").fields == {}


def place(**roles: str) -> FieldSpec:
    columns = tuple((role, (column,)) for role, column in roles.items())
    return FieldSpec("place", "place", columns)


def test_a_place_is_found_by_code_else_by_names_else_by_text() -> None:
    spec = place(code="U", department="D", province="P", district="I", text="T")

    assert read(spec, "150132", "", "", "", "").fields["place"] == "PE-150132"
    assert read(spec, "", "LIMA", "LIMA", "ATE", "").fields["place"] == "PE-150103"
    assert read(spec, "", "", "", "", "LIMA / LIMA / ATE").fields["place"] == "PE-150103"
    assert read(spec, "", "", "", "", "").fields == {}


def test_a_place_as_written_is_kept_where_the_record_has_a_field_for_it() -> None:
    reading = read(place(department="D", district="I"), "LIMA", "ABRACADABRA", keeps_text=True)

    assert reading.fields["place_text"] == "LIMA / ABRACADABRA"


def test_a_country_abroad_outranks_names_that_exist_here_too() -> None:
    spec = place(country="C", department="D", district="I")

    assert read(spec, "VE", "LARA", "BARRANCA").fields["place"] == "VE-K"
    assert read(spec, "VE", "", "BARRANCA").fields["place"] == "VE"
    assert read(spec, "PE", "LIMA", "BARRANCA").fields["place"] == "PE-150201"
    assert read(spec, "PERU", "", "").fields["place"] == "PE"


def test_a_country_beside_a_code_or_a_text_says_where_to_look() -> None:
    spec = place(country="C", code="U", text="T")
    spec = replace(spec, scheme="ISO")

    assert read(spec, "COLOMBIA", "ANT", "").fields["place"] == "CO-ANT"
    assert read(spec, "CO", "XX", "Medellín, Antioquia").fields["place"] == "CO-ANT"
    assert read(spec, "CO", "CO-ANT", "").fields["place"] == "CO-ANT"


def test_a_place_outside_the_country_that_a_row_says_is_reported_and_the_country_stays() -> None:
    spec = replace(place(country="C", code="U"), scheme="ISO")

    reading = read(spec, "CO", "VE-V")

    assert reading.fields["place"] == "CO"
    assert [note.defect.code for note in reading.notes] == ["place_outside_country"]


def test_a_ubigeo_or_a_text_of_another_country_than_the_row_says_is_reported() -> None:
    by_code = read(place(country="C", code="U"), "VENEZUELA", "150132")
    by_text = read(place(country="C", text="T"), "PERÚ", "Junín, Argentina")

    assert (by_code.fields["place"], by_text.fields["place"]) == ("VE", "PE")
    for reading in (by_code, by_text):
        assert [note.defect.code for note in reading.notes] == ["place_outside_country"]


def test_the_country_of_a_profile_stands_for_the_one_that_its_rows_do_not_say() -> None:
    spec = replace(place(department="D", district="M"), country="CO")

    assert read(spec, "Antioquia", "Medellín").fields["place"] == "CO-ANT"
    assert read(spec, "Amazonas", "Leticia").fields["place"] == "CO-AMA"
    assert read(spec, "", "").fields == {}


BY_DOCUMENT = FieldSpec(
    "birthplace",
    "place",
    (("code", ("ubigeo",)),),
    scheme=SchemeByDocument("tipo", "numero", (("DNI", "RENIEC"),), "INEI"),
)


@pytest.mark.parametrize(
    ("code", "kind", "number", "uid"),
    [
        ("140137", "DNI", "40000123", "PE-150132"),
        ("140137", "DNI", "", "PE-150132"),
        ("140137", "DNI (RESERVADO)", "********", "PE-150132"),
        ("140137", "", "40000123", "PE-150132"),
        ("150132", "CE", "001234567", "PE-150132"),
        ("150132", "", "", "PE-150132"),
    ],
)
def test_the_document_tells_the_scheme_of_a_birthplace(
    code: str, kind: str, number: str, uid: str
) -> None:
    assert read(BY_DOCUMENT, code, kind, number).fields["birthplace"] == uid


def test_the_type_of_a_hidden_document_is_known_without_its_number() -> None:
    spec = FieldSpec(
        "document", "document", (("number", ("N",)), ("type", ("T",))), separators=SEPARATORS
    )

    assert read(spec, "", "DNI").fields == {"document_type": "DNI"}
    hidden = read(spec, "RESERVADO", "DNI")
    assert hidden.fields == {"document_type": "DNI"}
    assert hidden.unknown == ("document_number:RESERVADO",)


def test_an_age_against_birth_and_fact_is_set_aside_and_kept() -> None:
    spec = FieldSpec("age", "age", (("from", ("E",)), ("born", ("N",)), ("on", ("F",))))
    reading = read(spec, "40", "01/01/2000", "05/03/2017")

    assert reading.fields == {"age": 40.0}
    assert [(note.column, note.defect.outcome) for note in reading.notes] == [
        ("E", Outcome.SET_ASIDE)
    ]
    assert read(spec, "17", "01/01/2000", "05/03/2017").notes == ()


def test_a_name_that_tells_initials_and_an_age_offers_them() -> None:
    reading = read(field("name", "name", "A"), "MENOR DE INICIALES A.B.C. (15)")

    assert reading.fields == {}
    assert reading.defaults == {"initials": "ABC", "age": 15.0}


def test_a_kind_of_place_is_no_name_of_an_establishment() -> None:
    spec = FieldSpec("establishment", "text", (("from", ("E",)),), not_in="venue")

    assert read(spec, "PROSTIBULO").fields == {}
    assert read(spec, "BAR EL SINTETICO").fields == {"establishment": "BAR EL SINTETICO"}


@pytest.mark.parametrize(
    ("department", "text", "uid", "told"),
    [
        ("LORETO", "Iquitos", "PE-160101", []),
        ("CUZCO", "Sicuani (Cusco)", "PE-080601", []),
        ("LIMA", "SJL", "PE-150132", []),
        ("LORETO", "LORETO / MAYNAS / IQUITOS", "PE-160101", []),
        ("LIMA", "Av. Lima 123", "PE-15", []),
        ("LORETO", "Perú", "PE-16", []),
        ("LIMA", "Miraflores", "PE-150122", [DefectCode.PLACE_AMBIGUOUS]),
        ("LORETO", "un bar", "PE-16", [DefectCode.PLACE_UNKNOWN]),
        ("LIMA", "Iquitos", "PE", [DefectCode.PLACE_AMBIGUOUS]),
        ("ABRACADABRA", "Iquitos", "PE-160101", [DefectCode.PLACE_UNKNOWN]),
    ],
)
def test_a_text_beside_a_department_is_never_passed_over(
    department: str, text: str, uid: str, told: list[DefectCode]
) -> None:
    reading = read(place(department="D", text="T"), department, text)

    assert reading.fields["place"] == uid
    assert [note.defect.code for note in reading.notes] == told

"""Rows with fillers, labels, damaged keys and contradictions, read through a user's own profile."""

import csv
import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest

from trama.graph.records import FieldValue, Kind
from trama.mapping.binding import RowReading, _bind
from trama.mapping.field_reading import FieldReading
from trama.mapping.files import map_file
from trama.mapping.mapped import MappedRow
from trama.profiles.library import load_profile
from trama.values.cell_damage import LONGEST_CELL
from trama.values.defects import Issue

PROFILE = Path(__file__).parents[1] / "data" / "unidad_SINTETICO.yaml"
ROW = {
    "Expediente": "EXP-SINT-1",
    "Registro": "10/03/2018",
    "Articulo": "153",
    "Codigo": "",
    "Victima": "SINTETICA UNO, ANA",
    "Sexo": "F",
    "Edad": "8",
    "Nacimiento": "05/03/2010",
    "Etapa": "Captación",
    "Fecha": "06/03/2018",
    "Imputado": "SINTETICO UNO, LUIS",
    "Alias": "",
    "Documento": "40123467",
    "Telefono": "",
    "Cuenta": "",
    "Placa": "",
    "Local": "",
    "Empresa": "",
}


class Read:
    """The rows and issues of a CSV whose rows are ``ROW`` with some cells changed."""

    def __init__(self, folder: Path, *changes: dict[str, str]) -> None:
        path = folder / "unidad_SINTETICO.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(ROW), delimiter=";")
            writer.writeheader()
            writer.writerows({**ROW, **change} for change in changes)
        self.issues: list[Issue] = []
        self.rows: list[MappedRow] = []
        with map_file(path, load_profile(str(PROFILE)), self.issues.append) as tables:
            for table in tables:
                self.rows += [row for row in table.rows if isinstance(row, MappedRow)]

    def told(self, column: str) -> list[str]:
        """Return the codes of the issues in a column."""
        return [issue.defect.code for issue in self.issues if issue.column == column]

    def values(self, kind: Kind, field: str) -> list[FieldValue | None]:
        """Return a field of every mention of a kind."""
        mentions = [m for row in self.rows for m in row.mentions if m.kind is kind]
        return [mention.fields.get(field) for mention in mentions]


def test_a_row_without_faults_is_told_of_nothing(tmp_path: Path) -> None:
    read = Read(tmp_path, {})

    assert len(read.rows) == 1
    assert read.issues == []


@pytest.mark.parametrize(
    ("column", "cell", "field"),
    [
        ("Telefono", "NO TIENE", "phones"),
        ("Telefono", "900000000", "phones"),
        ("Cuenta", "NO USA", "accounts"),
        ("Cuenta", "Facebook", "accounts"),
        ("Cuenta", "05/03/2010", "accounts"),
        ("Placa", "XXX-000", "plates"),
        ("Placa", "?", "plates"),
        ("Alias", "?", "nickname"),
        ("Documento", "?", "document_key"),
        ("Imputado", "XXXX", "name"),
        ("Imputado", "No se pudo identificar", "name"),
        ("Telefono", "912345678 / NO TIENE", "unknown"),
        ("Documento", "NO TIENE", "document_key"),
        ("Documento", "00000000", "document_key"),
        ("Documento", "05/03/2010", "document_key"),
        ("Documento", "4.01235E+07", "document_key"),
        ("Alias", "se desconoce", "nickname"),
    ],
)
def test_a_suspect_has_no_filler_and_the_cell_is_told(
    tmp_path: Path, column: str, cell: str, field: str
) -> None:
    read = Read(tmp_path, {column: cell})

    assert read.values(Kind.SUSPECT, field) == [None]
    assert len(read.told(column)) == 1


@pytest.mark.parametrize(
    ("column", "cell", "field"),
    [
        ("Local", "VÍA PÚBLICA", "establishment"),
        ("Local", "SIN NOMBRE", "establishment"),
        ("Local", "Bar", "establishment"),
        ("Empresa", "COMBI", "transport_company"),
        ("Empresa", "informal", "transport_company"),
        ("Empresa", "?", "transport_company"),
        ("Empresa", "NULL", "transport_company"),
    ],
)
def test_a_stage_has_no_filler_and_the_cell_is_told(
    tmp_path: Path, column: str, cell: str, field: str
) -> None:
    read = Read(tmp_path, {column: cell})

    assert read.values(Kind.STAGE, field) == [None]
    assert read.told(column) == ["filler_value"]


@pytest.mark.parametrize("cell", ["nan", "None", "Se desconoce", "SUJETO NO IDENTIFICADO", "-"])
def test_a_word_for_nothing_is_nobodys_name(tmp_path: Path, cell: str) -> None:
    read = Read(tmp_path, {"Imputado": cell})

    assert read.values(Kind.SUSPECT, "name") == [None]


@pytest.mark.parametrize(
    "key", ["3.05012E+13", "05/03/2010", "12345678901234500000", "VERDADERO", "12,5", "#N/A"]
)
def test_a_damaged_key_joins_no_rows(tmp_path: Path, key: str) -> None:
    read = Read(tmp_path, {"Expediente": key}, {"Expediente": key, "Victima": "SINTETICA DOS, EVA"})

    assert read.rows == []
    assert len(read.told("Expediente")) >= 2


@pytest.mark.parametrize(
    "key", ["S/D", "N.N.", "-", "SE DESCONOCE", "nan", "pendiente", "0000", "?"]
)
def test_a_word_for_unknown_is_no_key_in_any_profile(tmp_path: Path, key: str) -> None:
    read = Read(tmp_path, {"Expediente": key})

    assert read.rows == []
    assert read.told("Expediente") == ["no_case_key"]


def test_a_whole_number_with_its_decimal_is_the_same_case(tmp_path: Path) -> None:
    read = Read(tmp_path, {"Expediente": "45678912.0"}, {"Expediente": "45678912"})

    assert [row.case_key for row in read.rows] == ["45678912", "45678912"]
    assert read.told("Expediente") == ["decimal_cut"] * len(read.told("Expediente"))
    assert read.told("Expediente")


@pytest.mark.parametrize("code", ["S/D", "1E+05", "05/03/2010", "NN", "-"])
def test_two_people_of_a_damaged_code_stay_two(tmp_path: Path, code: str) -> None:
    second = {"Codigo": code, "Victima": "SINTETICA DOS, EVA"}
    read = Read(tmp_path, {"Codigo": code}, second)

    keys = [m.entity_key for row in read.rows for m in row.mentions if m.kind is Kind.VICTIM]
    assert len(set(keys)) == 2


def test_labels_tell_people_apart_and_are_neither_names_nor_ages(tmp_path: Path) -> None:
    unnamed = [{"Victima": f"Víctima {number}", "Edad": "17"} for number in (1, 2, 18)]
    read = Read(tmp_path, *unnamed, {"Victima": "Menor 3", "Edad": "", "Nacimiento": ""})

    keys = [m.entity_key for row in read.rows for m in row.mentions if m.kind is Kind.VICTIM]
    assert len(set(keys)) == 4
    assert read.values(Kind.VICTIM, "name") == [None] * 4
    assert read.values(Kind.VICTIM, "age") == [17.0, 17.0, 17.0, None]
    assert read.told("Victima") == ["label_not_name"] * 4


def test_the_same_label_twice_is_one_person(tmp_path: Path) -> None:
    read = Read(tmp_path, {"Victima": "Víctima 1"}, {"Victima": "VICTIMA N° 1"})

    keys = {m.entity_key for row in read.rows for m in row.mentions if m.kind is Kind.VICTIM}
    assert len(keys) == 1


def test_letters_in_pieces_give_the_names_of_whole_letters(tmp_path: Path) -> None:
    pieces = unicodedata.normalize("NFD", "SINTÉTICO NÚÑEZ, RAÚL")
    read = Read(tmp_path, {"Imputado": pieces})

    assert read.values(Kind.SUSPECT, "name") == ["SINTÉTICO NÚÑEZ, RAÚL"]
    assert read.issues == []


@pytest.mark.parametrize("column", ["Imputado", "Local", "Cuenta", "Telefono", "Edad", "Etapa"])
def test_a_cell_of_thousands_of_characters_is_set_aside_in_any_field(
    tmp_path: Path, column: str
) -> None:
    read = Read(tmp_path, {column: "SINTETICO relato " * 500})

    texts = [value for row in read.rows for m in row.mentions for value in m.fields.values()]
    assert texts
    assert max(len(str(text)) for text in texts) <= LONGEST_CELL
    assert read.told(column) == ["cell_too_long"]


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"Nacimiento": "05/04/2018"}, "Nacimiento", "born_after_fact"),
        ({"Edad": "30"}, "Edad", "age_contradicts_birth"),
        ({"Nacimiento": "05/03/1901"}, "Nacimiento", "implausible_age"),
        ({"Articulo": "129-A"}, "Articulo", "article_not_in_force"),
        ({"Articulo": "129-A", "Fecha": ""}, "Articulo", "article_not_in_force"),
        ({"Fecha": "06/03/2006", "Nacimiento": "", "Edad": ""}, "Articulo", "article_not_in_force"),
        ({"Nacimiento": "01/01/1900"}, "Nacimiento", "filler_date"),
        ({"Nacimiento": "30/12/1899"}, "Nacimiento", "filler_date"),
        ({"Fecha": "01/01/1970"}, "Fecha", "filler_date"),
        ({"Registro": "31/12/9999"}, "Registro", "filler_date"),
        ({"Sexo": "?"}, "Sexo", "unknown_sex"),
        ({"Sexo": "3"}, "Sexo", "unknown_sex"),
        ({"Edad": "0,017"}, "Edad", "implausible_age"),
        ({"Edad": "<18"}, "Edad", "age_bound"),
        ({"Victima": "SINTETICA\x07 UNO, ANA"}, "Victima", "control_characters"),
        ({"Victima": "<b>ANA</b>"}, "Victima", "formula_or_markup"),
        ({"Alias": "=HYPERLINK(A1)"}, "Alias", "formula_or_markup"),
        ({"Imputado": "#N/A"}, "Imputado", "formula_error"),
    ],
)
def test_what_was_accepted_in_silence_is_told(
    tmp_path: Path, change: dict[str, str], column: str, code: str
) -> None:
    read = Read(tmp_path, change)

    assert len(read.rows) == 1
    assert code in read.told(column)


@pytest.mark.parametrize("column", ["Nacimiento", "Fecha", "Registro"])
def test_a_date_in_the_future_is_told_without_a_bound_in_the_profile(
    tmp_path: Path, column: str
) -> None:
    tomorrow = date.today() + timedelta(days=2)  # noqa: DTZ011 - as the reader takes today
    read = Read(tmp_path, {column: tomorrow.strftime("%d/%m/%Y")})

    assert read.told(column) == ["date_in_the_future"]


def test_the_article_then_in_force_is_suggested(tmp_path: Path) -> None:
    read = Read(tmp_path, {"Articulo": "129-A"})

    assert [(i.value, i.defect.suggestion) for i in read.issues] == [("129-A", "153")]


def test_cells_that_are_equal_numbers_of_other_types_are_read_apart() -> None:
    read = _bind(
        lambda cells: FieldReading({"kinds": "".join(type(c).__name__ for c in cells)}), [0, 1]
    )
    seen = []
    for first in (1, 1.0, True):
        row = RowReading({}, {}, [], [])
        read((first, "x"), row)
        seen.append(row.fields["kinds"])

    assert seen == ["intstr", "floatstr", "boolstr"]


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"Registro": "10/03/1924"}, "Registro"),
        ({"Registro": "10/03/1990", "Fecha": ""}, "Registro"),
        ({"Fecha": "06/03/1938"}, "Fecha"),
    ],
)
def test_a_date_before_any_registry_is_told_and_kept(
    tmp_path: Path, changes: dict[str, str], column: str
) -> None:
    read = Read(tmp_path, {"Nacimiento": "", **changes})

    assert read.told(column) == ["date_before_registry"]


def test_a_person_of_one_name_in_both_roles_of_a_row_is_told(tmp_path: Path) -> None:
    read = Read(tmp_path, {"Imputado": "SINTETICA UNO, ANA"}, {"Imputado": "SINTETICA"})

    assert [(i.line, i.defect.code) for i in read.issues if i.column == "Imputado"] == [
        (2, "victim_and_suspect")
    ]


@pytest.mark.parametrize("code", ["05/03/2010", "1.2E+5", "12.5"])
def test_a_damaged_code_of_a_person_is_told_in_her_own_row(tmp_path: Path, code: str) -> None:
    assert Read(tmp_path, {"Codigo": code}).told("Codigo") == ["person_code_unusable"]


@pytest.mark.parametrize(
    ("changes", "column", "told"),
    [
        ({"Nacimiento": "06/03/2018", "Edad": ""}, "Nacimiento", ["age_unusual"]),
        ({"Nacimiento": "10/03/2018", "Edad": "", "Fecha": ""}, "Nacimiento", ["age_unusual"]),
        ({"Edad": "40", "Fecha": ""}, "Edad", ["age_contradicts_birth"]),
        ({"Nacimiento": "05/03/2000", "Edad": "12", "Fecha": ""}, "Edad", []),
    ],
)
def test_a_birth_is_compared_with_the_registration_where_no_fact_is_dated(
    tmp_path: Path, changes: dict[str, str], column: str, told: list[str]
) -> None:
    assert Read(tmp_path, changes).told(column) == told

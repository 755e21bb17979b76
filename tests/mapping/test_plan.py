"""The table of each sheet: the SISTRA workbook, whatever its sheets' names and order."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from trama.core.errors import InputError
from trama.graph.records import Mention
from trama.mapping.files import map_file
from trama.mapping.mapped import MappedRow
from trama.profiles.library import load_profile
from trama.values.defects import Issue


def headings(text: str) -> list[str]:
    return text.split()


CARPETA = "3106014505-2018-123-0"
CASOS = [
    headings(
        "nro_carpeta_fiscal fecha_ingreso distrito_fiscal fiscalia tipo_ingreso "
        "nro_atestado_pnp articulo des_articulo agravantes etapa estado fecha_estado"
    ),
    [CARPETA, date(2018, 4, 2), "LIMA CENTRO", "FISTRAP LIMA (SINTETICO)", "INFORME POLICIAL",
     "sint-2018 - 000123", "153", "TRATA DE PERSONAS",
     "PLURALIDAD DE VICTIMAS, FUNCIONARIO PUBLICO", "INVESTIGACION PREPARATORIA",
     "ARCHIVADO", "15/01/2019"],
]  # fmt: skip
AGRAVIADOS = [
    headings(
        "nro_carpeta_fiscal cod_agraviado iniciales tipo_doc nro_doc sexo edad "
        "fecha_nacimiento nacionalidad ubigeo_nacimiento ubigeo_residencia estado_civil "
        "grado_instruccion ocupacion factor_vulnerabilidad vinculo_imputado "
        "reserva_identidad"
    ),
    [CARPETA, "A1", "R.S.P.", "DNI", "", "F", 15, "", "PERUANA", "140137", "140137", "SOLTERA",
     "SECUNDARIA", "ESTUDIANTE", "NECESIDADES ECONOMICAS", "CONOCIDO", "SI"],
    [CARPETA, "A2", "SINTETICA DE PRUEBA, LUZ", "CE", "001234567", "F", 25, "", "VENEZOLANA",
     "", "150132", "CONVIVIENTE", "SUPERIOR", "", "", "", "NO"],
]  # fmt: skip
IMPUTADOS = [
    headings(
        "nro_carpeta_fiscal cod_imputado apellidos_nombres alias doc sexo edad "
        "nacionalidad rol situacion telefono"
    ),
    [CARPETA, "I1", "SINTETICO MODELO, JUAN", "EL SINTETICO", "40000123", "M", 40, "PERUANA",
     "CAPTADOR", "NO HABIDO", "987654321"],
]  # fmt: skip
HECHOS = [
    headings(
        "nro_carpeta_fiscal cod_agraviado cod_imputado fase fecha_desde fecha_hasta "
        "ubigeo direccion establecimiento medio_transporte empresa_transporte "
        "modalidad_captacion medio finalidad placa"
    ),
    [CARPETA, "A1/A2", "I1", "TRANSPORTE", "05/03/2018", "09/03/2018", "150132", "", "",
     "BUS", "EXPRESO SINTETICO", "", "", "", "ABC-123"],
    [CARPETA, "A2", "", "CAPTACION", "2018", "", "", "VENEZUELA / ZULIA / MARACAIBO", "", "", "",
     "REDES SOCIALES", "ENGAÑO", "", ""],
    [CARPETA, "A1", "I1", "EXPLOTACION", "", "", "150132", "", "PROSTIBULO", "", "", "", "",
     "EXPLOTACION SEXUAL", ""],
]  # fmt: skip
SHEETS = {"CASOS": CASOS, "AGRAVIADOS": AGRAVIADOS, "IMPUTADOS": IMPUTADOS, "HECHOS": HECHOS}


def workbook(folder: Path, sheets: Mapping[str, Iterable[Sequence[object]]]) -> Path:
    path = folder / "SISTRA_SINTETICO.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, column, cell, day)
                    else:
                        sheet.write(number, column, cell)
    return path


def mapped(path: Path, issues: list[Issue]) -> list[tuple[str, list[MappedRow]]]:
    with map_file(path, load_profile("sistra_cases"), issues.append) as tables:
        return [
            (table.sheet, [row for row in table.rows if isinstance(row, MappedRow)])
            for table in tables
        ]


def mentions(path: Path, sheet: str) -> list[Mention]:
    rows = dict(mapped(path, []))[sheet]
    return [mention for row in rows for mention in row.mentions]


def test_the_sheet_of_cases_comes_first_wherever_it_stands(tmp_path: Path) -> None:
    issues: list[Issue] = []
    turned = dict(reversed(SHEETS.items()))
    tables = mapped(workbook(tmp_path, turned), issues)

    assert [name for name, _ in tables] == ["CASOS", "AGRAVIADOS", "IMPUTADOS", "HECHOS"]
    assert [row.parent for _, rows in tables for row in rows] == [True] + [False] * 6
    assert {row.case_key for _, rows in tables for row in rows} == {CARPETA}
    assert issues == []


def test_sheets_with_unknown_names_are_known_by_their_columns(tmp_path: Path) -> None:
    renamed = {f"Hoja{number}": rows for number, rows in enumerate(SHEETS.values(), 1)}
    tables = mapped(workbook(tmp_path, renamed), [])

    assert [name for name, _ in tables] == ["Hoja1", "Hoja2", "Hoja3", "Hoja4"]


def test_a_sheet_that_the_profile_does_not_know_is_reported_once(tmp_path: Path) -> None:
    issues: list[Issue] = []
    notes = [["Notas de quien exporta (SINTETICO)"], ["nada"]]
    mapped(workbook(tmp_path, {**SHEETS, "NOTAS": notes}), issues)

    assert [(issue.defect.code, issue.sheet) for issue in issues] == [("unknown_sheet", "NOTAS")]


def test_a_workbook_without_any_known_sheet_cannot_be_read(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"NOTAS": [["uno", "dos"], ["1", "2"]]})

    with pytest.raises(InputError, match="nro_carpeta_fiscal"):
        mapped(path, [])


def test_a_known_sheet_without_its_key_column_cannot_be_read(tmp_path: Path) -> None:
    cut = [row[1:] for row in AGRAVIADOS]

    with pytest.raises(InputError, match=r"AGRAVIADOS\.nro_carpeta_fiscal"):
        mapped(workbook(tmp_path, {**SHEETS, "AGRAVIADOS": cut}), [])


def test_a_carpeta_names_its_police_registration_as_that_registry_writes_it(
    tmp_path: Path,
) -> None:
    (case,) = mentions(workbook(tmp_path, SHEETS), "CASOS")

    assert case.fields["police_report"] == "SINT-2018-000123"
    assert case.fields["aggravating"] == ("PLURALIDAD_VICTIMAS", "ABUSO_FUNCION_PUBLICA")
    assert (case.fields["registered_on"], case.fields["status_date"]) == (
        "2018-04-02",
        "2019-01-15",
    )


def test_initials_may_hold_a_full_name(tmp_path: Path) -> None:
    minor, adult = mentions(workbook(tmp_path, SHEETS), "AGRAVIADOS")

    assert minor.fields["initials"] == "RSP"
    assert "name" not in minor.fields
    assert adult.fields["name_key"] == "SINTETICA DE PRUEBA LUZ"
    assert (minor.entity_key, adult.entity_key) == ("A1", "A2")


def test_birthplace_is_reniec_for_a_hidden_dni_and_inei_for_other_documents(
    tmp_path: Path,
) -> None:
    minor, adult = mentions(workbook(tmp_path, SHEETS), "AGRAVIADOS")

    # RENIEC 140137 is San Juan de Lurigancho, INEI 150132; as an INEI code it is no such place.
    assert minor.fields["birthplace"] == "PE-150132"
    assert minor.fields["residence"] == "PE-150132"
    assert minor.fields["document_type"] == "DNI"
    assert adult.fields["residence"] == "PE-150132"


def test_the_form_of_a_suspect_s_document_tells_its_type(tmp_path: Path) -> None:
    (suspect,) = mentions(workbook(tmp_path, SHEETS), "IMPUTADOS")

    assert suspect.fields["document_key"] == "DNI:40000123"
    assert suspect.fields["situation"] == "NO_HABIDO"
    assert suspect.fields["phones"] == ("+51987654321",)


def test_a_stage_has_its_people_its_interval_and_its_place(tmp_path: Path) -> None:
    transport, capture, exploitation = mentions(workbook(tmp_path, SHEETS), "HECHOS")

    assert transport.fields["victims"] == ("A1", "A2")
    assert transport.fields["suspects"] == ("I1",)
    assert transport.fields["date"] == "2018-03-05/2018-03-09"
    assert transport.fields["place"] == "PE-150132"
    assert transport.fields["plates"] == ("ABC123",)
    assert (capture.fields["date"], capture.fields["place"]) == ("2018", "VE-V")
    assert "suspects" not in capture.fields
    assert exploitation.fields["phase"] == "EXPLOTACION"


def test_a_kind_of_place_is_no_establishment(tmp_path: Path) -> None:
    exploitation = mentions(workbook(tmp_path, SHEETS), "HECHOS")[2]

    assert exploitation.fields["venue"] == "PROSTIBULO"
    assert "establishment" not in exploitation.fields


def test_what_the_reader_could_not_use_is_an_issue_and_stays_as_original(tmp_path: Path) -> None:
    issues: list[Issue] = []
    path = workbook(tmp_path, SHEETS)
    with xlsxwriter.Workbook(path) as book:
        for name, rows in SHEETS.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    sheet.write(number, column, str(cell))
            if name == "AGRAVIADOS":
                sheet.write_formula(1, 6, "=1/0", None, "#DIV/0!")
    rows = dict(mapped(path, issues))["AGRAVIADOS"]

    assert [(issue.sheet, issue.column, issue.line) for issue in issues] == [
        ("AGRAVIADOS", "edad", 2)
    ]
    victim = rows[0].mentions[0]
    assert "age" not in victim.fields
    assert victim.written()["edad"] == "#DIV/0!"

"""The row policy of the RETA case export: what is rejected, what is set aside, what loads."""

from pathlib import Path

import pytest

from trama.graph.records import Kind
from trama.mapping.field_reading import Note
from trama.mapping.files import TableCount, map_file
from trama.mapping.mapped import MappedRow
from trama.mapping.slipped_rows import slipped
from trama.profiles.library import load_profile
from trama.values.defects import Defect, DefectCode, Issue, Outcome

HEADER = (
    "NRO_REGISTRO;FECHA_REGISTRO;FECHA_HECHO;UNIDAD_PNP;DPTO;PROV;DIST;UBIGEO;TIPO_INGRESO;"
    "TIPO_DELITO;ARTICULO;APE_PATERNO_VICT;APE_MATERNO_VICT;NOMBRES_VICT;TIPO_DOC_VICT;"
    "NRO_DOC_VICT;SEXO_VICT;EDAD_VICT;FEC_NAC_VICT;NACIONALIDAD_VICT;LUGAR_NAC_VICT;"
    "DOMICILIO_VICT;INSTRUCCION;CAPTACION;LUGAR_CAPTACION;MEDIO_EMPLEADO;FINALIDAD;"
    "LUGAR_EXPLOTACION;TIPO_RECLUTAMIENTO;VINCULO_TRATANTE;PERSONA_DENUNCIA;APE_NOM_TRATANTE;"
    "ALIAS_TRATANTE;NRO_DOC_TRATANTE;SITUACION_TRATANTE;DESTINO_HECHO"
)
ROW = (
    "SINT-2017-000001;10/03/2017;05/03/2017;DEPINTRAP (SINTETICO);MADRE DE DIOS;TAMBOPATA;"
    "TAMBOPATA;170101;DENUNCIA;TRATA DE PERSONAS;153;SINTETICA;DE PRUEBA;ROSA;DNI;00000123;F;"
    "15 AÑOS;;PERUANA;CUSCO / CUSCO / CUSCO;JR. SINTETICO 1 - CUSCO / CUSCO / CUSCO;SECUNDARIA;"
    "OFERTA DE TRABAJO;CUSCO / CUSCO / CUSCO;ENGAÑO / AMENAZA;EXPLOTACION SEXUAL;NIGHT CLUB;"
    "NACIONAL;CONOCIDO;MADRE;SINTETICO MODELO, JUAN;(a) EL SINTETICO;40000123;NO HABIDO;FISCALIA"
)


class Mapped:
    """The rows, issues and count of a text mapped as a RETA export."""

    def __init__(self, folder: Path, *lines: str) -> None:
        path = folder / "RETA_SINTETICO.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.issues: list[Issue] = []
        self.rows: list[MappedRow] = []
        self.count = TableCount()
        with map_file(path, load_profile("reta_cases"), self.issues.append) as tables:
            for table in tables:
                self.rows += [row for row in table.rows if isinstance(row, MappedRow)]
                self.count = table.count

    @property
    def codes(self) -> list[tuple[str, Outcome, int]]:
        return [(issue.defect.code, issue.defect.outcome, issue.line) for issue in self.issues]


def changed(**cells: str) -> str:
    """Return the model row with some cells changed."""
    names, values = HEADER.split(";"), ROW.split(";")
    return ";".join(cells.get(name, value) for name, value in zip(names, values, strict=True))


def test_a_row_gives_a_case_a_victim_a_suspect_and_three_stages(tmp_path: Path) -> None:
    mapped = Mapped(tmp_path, HEADER, ROW)

    (row,) = mapped.rows
    assert [mention.kind for mention in row.mentions] == [
        Kind.CASE,
        Kind.VICTIM,
        Kind.SUSPECT,
        Kind.STAGE,
        Kind.STAGE,
        Kind.STAGE,
    ]
    assert (row.case_key, row.parent, row.line) == ("SINT-2017-000001", True, 2)
    assert [mention.fields["phase"] for mention in row.mentions[3:]] == [
        "CAPTACION",
        "RECEPCION",
        "EXPLOTACION",
    ]


def test_stages_of_a_row_carry_its_place_its_victim_and_its_suspect(tmp_path: Path) -> None:
    mapped = Mapped(tmp_path, HEADER, ROW)

    _, victim, suspect, captured, received, exploited = mapped.rows[0].mentions
    for stage in (captured, received, exploited):
        assert stage.fields["victims"] == (victim.entity_key,)
        assert stage.fields["suspects"] == (suspect.entity_key,)
    assert captured.fields["place"] == "PE-080101"
    assert received.fields["place"] == exploited.fields["place"] == "PE-170101"
    assert exploited.fields["venue"] == "NIGHT_CLUB"
    assert exploited.fields["date"] == "2017-03-05"


def test_at_large_is_a_situation_and_no_unknown(tmp_path: Path) -> None:
    mapped = Mapped(tmp_path, HEADER, ROW)

    suspect = mapped.rows[0].mentions[2]
    assert suspect.fields["situation"] == "NO_HABIDO"
    assert "unknown" not in suspect.fields


def test_a_row_without_a_suspect_gives_none(tmp_path: Path) -> None:
    nobody = {
        "APE_NOM_TRATANTE": "L.Q.R.R.",
        "ALIAS_TRATANTE": "",
        "NRO_DOC_TRATANTE": "",
        "SITUACION_TRATANTE": "",
    }
    mapped = Mapped(tmp_path, HEADER, changed(**nobody))

    (row,) = mapped.rows
    assert Kind.SUSPECT not in {mention.kind for mention in row.mentions}
    assert "suspects" not in row.mentions[-1].fields
    assert any(mention.written().get("APE_NOM_TRATANTE") for mention in row.mentions)


def test_columns_may_stand_in_any_order_and_case(tmp_path: Path) -> None:
    names, values = HEADER.split(";"), ROW.split(";")
    turned = [";".join(reversed(cells)) for cells in (names, values)]
    plain = Mapped(tmp_path, HEADER, ROW)
    other = Mapped(tmp_path, turned[0].lower().replace("_", " "), turned[1])

    assert other.rows[0].mentions == plain.rows[0].mentions
    assert other.rows[0].digest == plain.rows[0].digest
    assert other.issues == []


def test_a_title_above_the_header_is_no_data(tmp_path: Path) -> None:
    title = "POLICÍA NACIONAL DEL PERÚ (SINTETICO)" + ";" * 35
    mapped = Mapped(tmp_path, title, ";" * 35, HEADER, ROW)

    assert mapped.count == TableCount(rows=1, rejected=0)
    assert mapped.rows[0].line == 4


def test_extra_columns_are_kept_and_reported_once(tmp_path: Path) -> None:
    mapped = Mapped(tmp_path, HEADER + ";MARCA", ROW + ";SINTETICO", ROW + ";SINTETICO")

    assert mapped.codes == [("unknown_column", Outcome.SET_ASIDE, 1)]
    assert mapped.issues[0].column == "MARCA"
    case, victim = mapped.rows[0].mentions[:2]
    assert "MARCA" not in case.written()
    assert victim.written()["MARCA"] == "SINTETICO"


def test_a_repeated_row_has_the_same_digest_and_a_changed_one_another(tmp_path: Path) -> None:
    mapped = Mapped(tmp_path, HEADER, ROW, ROW.replace("ROSA", " ROSA "), changed(EDAD_VICT="16"))

    first, again, other = (row.digest for row in mapped.rows)
    assert first == again
    assert other != first


@pytest.mark.parametrize("key", ["", "  ", "S/N", "-"])
def test_a_row_without_a_case_key_is_rejected(tmp_path: Path, key: str) -> None:
    mapped = Mapped(tmp_path, HEADER, changed(NRO_REGISTRO=key), ROW)

    assert mapped.codes == [("no_case_key", Outcome.REJECTED, 2)]
    assert mapped.issues[0].column == "NRO_REGISTRO"
    assert mapped.count == TableCount(rows=2, rejected=1)
    assert len(mapped.rows) == 1


def test_a_repeated_header_and_a_total_are_rejected(tmp_path: Path) -> None:
    total = "TOTAL GENERAL;2" + ";" * 34
    mapped = Mapped(tmp_path, HEADER, ROW, HEADER, ROW, total)

    assert mapped.codes == [
        ("repeated_header", Outcome.REJECTED, 3),
        ("total_row", Outcome.REJECTED, 5),
    ]
    assert mapped.count == TableCount(rows=4, rejected=2)


def test_a_total_below_a_blank_key_is_rejected_too(tmp_path: Path) -> None:
    mapped = Mapped(tmp_path, HEADER, ROW, ";;;TOTAL;15" + ";" * 31)

    assert mapped.codes == [("total_row", Outcome.REJECTED, 3)]


def test_blank_rows_are_not_counted(tmp_path: Path) -> None:
    mapped = Mapped(tmp_path, HEADER, ";" * 35, ROW, "  ;" + ";" * 34)

    assert mapped.count == TableCount(rows=1, rejected=0)
    assert mapped.issues == []


def test_a_row_with_more_cells_than_columns_is_rejected(tmp_path: Path) -> None:
    slipped = ROW.replace("JR. SINTETICO 1 -", "JR. SINTETICO; 1 -")
    mapped = Mapped(tmp_path, HEADER, slipped, ROW)

    assert mapped.codes == [("more_cells_than_columns", Outcome.REJECTED, 2)]
    assert mapped.count.rejected == 1


def test_the_rest_of_a_row_cut_by_a_line_break_is_rejected(tmp_path: Path) -> None:
    head, rest = ROW[: ROW.index(" SINTETICO 1")], ROW[ROW.index("SINTETICO 1") :]
    mapped = Mapped(tmp_path, HEADER, head, rest, ROW)

    assert ("cells_slipped", Outcome.REJECTED, 3) in mapped.codes
    assert [row.case_key for row in mapped.rows] == ["SINT-2017-000001"] * 2


def test_a_row_that_leaves_out_its_last_blank_cells_loads(tmp_path: Path) -> None:
    short = ";".join(ROW.split(";")[:22])
    mapped = Mapped(tmp_path, HEADER, short)

    assert mapped.count == TableCount(rows=1, rejected=0)
    assert mapped.rows[0].mentions[1].fields["name"] == "SINTETICA DE PRUEBA, ROSA"


def test_a_bad_cell_is_set_aside_and_its_original_stays(tmp_path: Path) -> None:
    bad = {"FECHA_HECHO": "31/02/2017", "SEXO_VICT": "Z", "INSTRUCCION": "ABRACADABRA"}
    mapped = Mapped(tmp_path, HEADER, changed(**bad))

    assert {(issue.column, issue.defect.outcome) for issue in mapped.issues} == {
        ("FECHA_HECHO", Outcome.SET_ASIDE),
        ("SEXO_VICT", Outcome.SET_ASIDE),
        ("INSTRUCCION", Outcome.SET_ASIDE),
    }
    case, victim = mapped.rows[0].mentions[:2]
    assert "fact_date" not in case.fields
    assert case.written()["FECHA_HECHO"] == "31/02/2017"
    assert victim.written()["INSTRUCCION"] == "ABRACADABRA"


def test_a_bad_cell_that_serves_two_mentions_is_reported_once(tmp_path: Path) -> None:
    mapped = Mapped(tmp_path, HEADER, changed(CAPTACION="ABRACADABRA"))

    assert [issue.column for issue in mapped.issues] == ["CAPTACION"]


def test_a_word_for_unknown_keeps_its_reason_and_is_no_defect(tmp_path: Path) -> None:
    mapped = Mapped(tmp_path, HEADER, changed(CAPTACION="POR DETERMINAR", SEXO_VICT="-"))

    victim = mapped.rows[0].mentions[1]
    assert mapped.issues == []
    assert set(victim.fields["unknown"]) == {"recruitment:POR_DETERMINAR", "sex:SIN_DATO"}


def test_issues_of_a_row_come_before_the_row(tmp_path: Path) -> None:
    path = tmp_path / "RETA_SINTETICO.csv"
    path.write_text(f"{HEADER}\n{ROW}\n{changed(SEXO_VICT='Z')}\n", encoding="utf-8")
    seen: list[object] = []
    with map_file(path, load_profile("reta_cases"), seen.append) as tables:
        for table in tables:
            seen += list(table.rows)

    kinds = ["issue" if isinstance(item, Issue) else "row" for item in seen]
    assert sorted(kinds) == ["issue", "row", "row"]
    issue = next(item for item in seen if isinstance(item, Issue))
    assert (issue.line, issue.value) == (3, "Z")


def notes(wrong: int, outcome: Outcome = Outcome.SET_ASIDE) -> list[Note]:
    return [Note(f"C{n}", Defect(DefectCode.UNKNOWN_CODE, outcome), "x") for n in range(wrong)]


@pytest.mark.parametrize(
    ("wrong", "typed", "far_fewer", "is_slipped"),
    [
        (3, 5, False, True),
        (2, 4, False, False),
        (1, 1, False, False),
        (0, 0, True, True),
        (1, 1, True, True),
        (1, 3, True, False),
        (0, 3, True, False),
    ],
)
def test_a_row_has_slipped_when_most_of_its_typed_cells_are_wrong(
    wrong: int, typed: int, *, far_fewer: bool, is_slipped: bool
) -> None:
    assert slipped(notes(wrong), typed, far_fewer=far_fewer) is is_slipped


def test_corrected_cells_are_no_sign_of_a_slip() -> None:
    assert not slipped(notes(5, Outcome.CORRECTED), 5, far_fewer=False)


def test_two_defects_in_one_cell_count_once() -> None:
    assert not slipped(notes(1) + notes(1), 3, far_fewer=False)


def test_cells_without_a_form_of_their_own_show_no_slip(tmp_path: Path) -> None:
    blank = dict.fromkeys(
        ["FECHA_REGISTRO", "FECHA_HECHO", "TIPO_INGRESO", "TIPO_DELITO", "ARTICULO"], ""
    )
    cells = changed(
        **blank,
        APE_PATERNO_VICT="Víctima 1",
        APE_MATERNO_VICT="",
        NOMBRES_VICT="",
        TIPO_DOC_VICT="",
        NRO_DOC_VICT="4567????",
    ).split(";")
    cut = ";".join(cells[: HEADER.split(";").index("EDAD_VICT") + 1])

    mapped = Mapped(tmp_path, HEADER, cut, ROW)

    assert mapped.count.rejected == 0
    assert {code for code, _, line in mapped.codes if line == 2} >= {
        "label_not_name",
        "hidden_digits",
    }

"""Cells of records read again: the flaws of one case, each once, under the form's own column."""

import pytest
from exports import REGISTRATION

from trama.graph.records import Kind
from trama.mapping.rereading import LEFT_BLANK, Flaw, Rereader, SourceRow

FILES = {"f-reta": ("reta_cases", ()), "f-sistra": ("sistra_cases", ())}
OF_CASE = ("NRO_REGISTRO", "FECHA_REGISTRO", "FECHA_HECHO", "UNIDAD_PNP", "DPTO", "PROV", "DIST")
KNOWN = {
    Kind.CASE: {"registered_on", "fact_date", "place", "provision"},
    Kind.VICTIM: {"sex", "age", "nationality", "birthplace", "residence"},
}


def reta(kind: Kind, known: set[str] | None = None, **cells: str) -> SourceRow:
    own = {
        name: text
        for name, text in REGISTRATION.items()
        if text and (name in (*OF_CASE, "UBIGEO", "ARTICULO")) == (kind is Kind.CASE)
    }
    written = {name: text for name, text in {**own, **cells}.items() if text}
    return SourceRow(kind, written, frozenset(known or KNOWN[kind]), (), ("f-reta",))


def flaws(*rows: SourceRow) -> set[Flaw]:
    found = Rereader(FILES).flaws(rows)
    assert found is not None
    return found


def test_a_sound_registration_has_no_flaw() -> None:
    assert flaws(reta(Kind.CASE), reta(Kind.VICTIM)) == set()


@pytest.mark.parametrize(
    ("kind", "column", "text", "code"),
    [
        (Kind.CASE, "FECHA_HECHO", "31/02/2017", "impossible_date"),
        (Kind.CASE, "FECHA_HECHO", "15/03/2017", "fact_after_registration"),
        (Kind.CASE, "ARTICULO", "129-A", "article_not_in_force"),
        (Kind.CASE, "UBIGEO", "10202", "ubigeo_lost_zero"),
        (Kind.VICTIM, "EDAD_VICT", "quince o dieciseis", "unreadable_age"),
        (Kind.VICTIM, "EDAD_VICT", "<18", "age_bound"),
        (Kind.VICTIM, "SEXO_VICT", "F?", "unknown_sex"),
        (Kind.VICTIM, "FEC_NAC_VICT", "05/03/2018", "born_after_fact"),
        (Kind.VICTIM, "NRO_DOC_VICT", "0000****", "hidden_digits"),
    ],
)
def test_a_planted_fault_is_found_in_its_column(
    kind: Kind, column: str, text: str, code: str
) -> None:
    case = reta(Kind.CASE, **({column: text} if kind is Kind.CASE else {}))
    victim = reta(Kind.VICTIM, **({column: text} if kind is Kind.VICTIM else {}))

    assert Flaw(code, "", column) in flaws(victim, case)


def test_a_fault_of_the_case_counts_once_whoever_is_in_it() -> None:
    case = reta(Kind.CASE, FECHA_HECHO="31/02/2017")

    assert flaws(case, reta(Kind.VICTIM), reta(Kind.VICTIM)) == {
        Flaw("impossible_date", "", "FECHA_HECHO")
    }


def test_a_needed_field_left_blank_is_a_flaw_unless_the_row_says_why() -> None:
    known = KNOWN[Kind.VICTIM] - {"age"}
    blank = reta(Kind.VICTIM, known, EDAD_VICT="", FEC_NAC_VICT="")
    told = SourceRow(Kind.VICTIM, blank.cells, blank.known, ("age:NO_PRECISA",), blank.files)

    assert flaws(reta(Kind.CASE), blank) == {Flaw(LEFT_BLANK, "", "EDAD_VICT")}
    assert flaws(reta(Kind.CASE), told) == set()


def test_a_foreigner_needs_no_ubigeo_of_birth() -> None:
    cells = {"nro_carpeta_fiscal": "999900001-2018-1-0", "cod_agraviado": "A1"}
    known = frozenset({"sex", "age", "nationality"})
    home = SourceRow(Kind.VICTIM, cells, known, (), ("f-sistra",))
    abroad = SourceRow(Kind.VICTIM, cells, known, (), ("f-sistra",), foreign=True)

    assert {flaw.column for flaw in flaws(home)} == {"ubigeo_nacimiento", "ubigeo_residencia"}
    assert flaws(abroad) == set()


def test_a_guessed_place_is_mended_in_the_column_of_its_name() -> None:
    case = reta(Kind.CASE, UBIGEO="", DIST="LURIGANCHOO")

    assert flaws(case) == {Flaw("place_guessed", "", "DIST")}


def test_records_of_a_profile_that_is_gone_are_not_read() -> None:
    assert Rereader({"f-reta": ("forgotten", ())}).flaws([reta(Kind.CASE)]) is None

"""The place of a header and what it holds."""

from trama.mapping.header import find_header
from trama.profiles.library import load_profile
from trama.profiles.reading import read_profile
from trama.profiles.specs import ColumnSpec, TableSpec

SPEC = TableSpec(
    "T",
    (),
    (
        ColumnSpec("NUMERO", ("NUMERO", "N DE DENUNCIA"), needed=True),
        ColumnSpec("FECHA", ("FECHA",)),
        ColumnSpec("SEXO", ("SEXO",)),
    ),
)


def test_the_header_is_the_row_that_holds_most_known_columns() -> None:
    rows = [("Fecha", "de hoy"), ("", ""), ("N° de denuncia", "FECHA", "Sexo"), ("1", "FECHA", "F")]
    header = find_header(rows, SPEC)

    assert header is not None
    assert header.index == 2
    assert header.positions == {"NUMERO": 0, "FECHA": 1, "SEXO": 2}
    assert header.missing == ()


def test_one_known_word_is_no_header() -> None:
    assert find_header([("FECHA", "x"), ("a", "b")], SPEC) is None


def test_columns_that_are_missing_left_over_or_repeated_are_listed() -> None:
    header = find_header([("SEXO", "Otra", "FECHA", "fecha", "")], SPEC)

    assert header is not None
    assert header.missing == ("NUMERO",)
    assert header.left_over == (("Otra", 1),)
    assert header.repeated == (("fecha", 3),)
    assert (header.name(0), header.name(1), header.name(9)) == ("SEXO", "Otra", "")


def test_headings_of_the_real_open_data_are_all_known() -> None:
    (spec,) = load_profile("reta_open_data").tables
    names = "AÑO,MES,CCDD,lugar,PROVINCIA,DISTRITO,COMISARÍA,categoría,Denuncias por comisión,Valor"
    header = find_header([names.split(",")], spec)

    assert header is not None
    assert header.left_over == ()
    assert header.missing == ()


def test_headings_that_differ_by_a_sign_are_two_columns() -> None:
    yaml = PROFILE_OF_TWO
    profile, problems = read_profile(yaml)
    assert profile is not None
    assert problems == []

    header = find_header([["_id", "q/otro", "q_otro"]], profile.tables[0])

    assert header is not None
    assert header.positions == {"_id": 0, "q/otro": 1, "q_otro": 2}


def test_a_heading_with_other_signs_is_left_over_beside_the_column_itself() -> None:
    profile, _ = read_profile(PROFILE_OF_TWO.replace("q/otro: [], ", ""))
    assert profile is not None

    header = find_header([["_id", "q/otro", "q_otro"]], profile.tables[0])
    alone = find_header([["_id", "Q OTRO"]], profile.tables[0])

    assert header is not None
    assert (header.positions["q_otro"], header.left_over) == (2, (("q/otro", 1),))
    assert alone is not None
    assert alone.positions["q_otro"] == 1


def test_the_same_heading_in_another_case_is_one_column() -> None:
    _, problems = read_profile(PROFILE_OF_TWO.replace("q/otro", "Q_OTRO"))

    assert [problem.es for problem in problems] == ["«Q_OTRO» ya es la columna «Q_OTRO»"]


PROFILE_OF_TWO = """
profile: kobo
registry: {new: KOBO_SINTETICO}
es: Kobo (SINTETICO)
en: Kobo (SINTETICO)
tables:
  T:
    key: _id
    columns: {_id: [], q/otro: [], q_otro: []}
    accounts:
      - about: case
        fields:
          offence: {read: text, from: q_otro}
"""

"""Where a header stands and what it holds."""

from trama.ingest.mapping.header import find_header
from trama.profiles.library import load_profile
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

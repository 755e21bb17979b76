import pytest

from trama.readers.delimiter import Delimiter, cells_in, delimiter_of


@pytest.mark.parametrize("character", [",", ";", "\t", "|"])
def test_the_character_that_separates_most_rows_alike_is_found(character: str) -> None:
    text = "A;B;C\n1;2;3\n4;5;6\n".replace(";", character)

    assert delimiter_of(text) == Delimiter(character, 3)


def test_decimal_commas_in_every_row_do_not_win() -> None:
    text = "LUGAR;AÑO;TASA\n" + "LIMA;2017;1,5\n" * 20

    assert delimiter_of(text).character == ";"


def test_the_first_line_and_more_lines_outweigh_a_decimal_comma_in_the_rows() -> None:
    assert delimiter_of("LUGAR;TASA\nLIMA;1,5\nPUNO;2,5\n") == Delimiter(";", 2)


def test_a_decimal_comma_in_two_columns_does_not_win() -> None:
    assert delimiter_of("LUGAR;TASA\n" + "LIMA;1,5\n" * 20) == Delimiter(";", 2)


def test_names_written_with_a_comma_do_not_win() -> None:
    text = "NRO;NOMBRE\n" + "1;PEREZ LOPEZ, ANA\n" * 20

    assert delimiter_of(text) == Delimiter(";", 2)


def test_separators_inside_quotes_do_not_count() -> None:
    text = "A,B\n" + '"x;y;z;w","a;b;c;d"\n' * 20

    assert delimiter_of(text) == Delimiter(",", 2)


def test_line_breaks_inside_quotes_do_not_count() -> None:
    text = "A;B;C\n" + '1;"uno, dos, tres\ncuatro, cinco, seis";3\n' * 20

    assert delimiter_of(text) == Delimiter(";", 3)


def test_a_quote_never_closed_leaves_the_vote_to_the_other_lines() -> None:
    text = "A;B;C\n" + '1;"2;3\n' + "1;2;3\n" * 20

    assert delimiter_of(text) == Delimiter(";", 3)


def test_title_lines_do_not_decide() -> None:
    text = "REGISTRO, AÑO 2017, SINTETICO\n\nFuente: nadie\nA;B;C\n1;2;3\n1;2;3\n"

    assert delimiter_of(text) == Delimiter(";", 3)


def test_a_text_of_one_column_has_one_cell_a_line() -> None:
    delimiter = delimiter_of("NOMBRE\nANA\nEVA\nLUZ, la otra\nSOL\n")

    assert delimiter.width == 1
    assert delimiter.character not in "NOMBRE,ANA EVA\n"


def test_a_declared_separator_decides() -> None:
    assert delimiter_of("sep=,\r\nA;B;C,D\r\n1;2;3,4\r\n") == Delimiter(",", 2, 1)


def test_an_empty_sample_has_one_column() -> None:
    assert delimiter_of("").width == 1


def test_cells_are_counted_with_quoted_ones_put_aside() -> None:
    assert cells_in('1;"a;b";"c"\n', ";") == 3

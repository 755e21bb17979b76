from trama.readers.delimiter import Delimiter
from trama.readers.unclosed import goes_on_too_long, swallowed_rows, without_quote

FOUR = Delimiter(";", 4)


def test_a_run_that_swallows_rows_is_too_long() -> None:
    assert goes_on_too_long(['1;"a;b;c\n', *["1;2;3;4\n"] * 20], FOUR)


def test_a_run_of_prose_goes_on_up_to_its_own_limits() -> None:
    assert not goes_on_too_long(['1;"a', *["un relato, sin fin\n"] * 999], FOUR)
    assert goes_on_too_long(['1;"a', *["un relato, sin fin\n"] * 1_000], FOUR)
    assert goes_on_too_long(['1;"a', *["x" * 10_000] * 7], FOUR)


def test_a_row_of_the_right_width_with_a_line_break_is_believed() -> None:
    assert not swallowed_rows(['1;"a\n', 'b";3;4\n'], 4, FOUR)


def test_a_row_each_of_whose_lines_is_a_row_is_not_believed() -> None:
    assert swallowed_rows(['1;"a;b;c\n', "1;2;3;4\n", '1;x";3;4\n'], 4, FOUR)


def test_a_row_swallowed_up_to_the_next_quote_leaves_the_first_line_whole() -> None:
    assert swallowed_rows(['1;"LA TIA;EVA;16\n', '2;"CHATA";ANA;15\n'], 4, FOUR)
    assert without_quote('1;"LA TIA;EVA;16\n', ";") == (["1", "LA TIA", "EVA", "16"], 1)


def test_a_row_of_a_wrong_width_around_a_whole_row_is_not_believed() -> None:
    assert swallowed_rows(['1;2;3;"4\n', "1;2;3;4\n", '1;x";3;4\n'], 7, FOUR)


def test_a_line_is_read_without_its_open_quote() -> None:
    assert without_quote('1;"LA TIA;3;4\r\n', ";") == (["1", "LA TIA", "3", "4"], 1)


def test_closed_quotes_of_the_same_line_are_read_as_usual() -> None:
    assert without_quote('"a;b";"x;"c ""d""";\n', ";") == (["a;b", "x", 'c "d"', ""], 1)


def test_a_line_without_an_open_quote_has_no_such_column() -> None:
    assert without_quote("1|2|\n", "|") == (["1", "2", ""], None)

import pytest

from trama.cypher.cypher_tokens import TokenKind, tokens


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind.value, token.text) for token in tokens(text)]


def test_words_in_comments_and_strings_are_no_words() -> None:
    found = kinds("/* CREATE */ 'MERGE // it''s' // SET\n`DELETE` RETURN")

    assert [text for kind, text in found if kind == "word"] == ["RETURN"]


def test_a_comment_sign_inside_a_string_opens_no_comment() -> None:
    assert kinds("'/*' x \"//\" y") == [
        ("string", "'/*'"),
        ("word", "x"),
        ("string", '"//"'),
        ("word", "y"),
    ]


def test_an_escaped_quote_does_not_end_its_string() -> None:
    assert kinds(r"'it\'s' x") == [("string", r"'it\'s'"), ("word", "x")]


def test_a_range_is_two_numbers_and_a_decimal_is_one() -> None:
    assert kinds("1..12 1.5") == [
        ("number", "1"),
        ("sign", ".."),
        ("number", "12"),
        ("number", "1.5"),
    ]


def test_a_token_knows_the_line_that_it_begins_on() -> None:
    found = tokens("/* one\ntwo */\nRETURN 'a\nb'\n$limit")

    assert [(token.text, token.line) for token in found] == [
        ("RETURN", 3),
        ("'a\nb'", 3),
        ("limit", 5),
    ]


def test_a_string_without_its_end_is_unknown() -> None:
    assert TokenKind.UNKNOWN in {token.kind for token in tokens("RETURN 'open")}


@pytest.mark.parametrize(
    "text",
    [
        "RETURN 1 // x\rCREATE (n)",
        "RETURN 1 // x\u2028CREATE (n)",
        "RETURN 1 // x\x85CREATE (n)",
        "RETURN 1 // x\\u000aCREATE (n)",
        "RETURN '\\u0027 CREATE (n) //'",
    ],
)
def test_a_sign_that_could_end_a_comment_or_a_text_is_unknown(text: str) -> None:
    assert any(token.kind is TokenKind.UNKNOWN for token in tokens(text))


def test_a_comment_of_a_file_with_windows_line_ends_ends_with_its_line() -> None:
    found = tokens("RETURN 1 // x\r\nLIMIT 2")

    assert [(token.text, token.line) for token in found][-2:] == [("LIMIT", 2), ("2", 2)]
    assert all(token.kind is not TokenKind.UNKNOWN for token in found)

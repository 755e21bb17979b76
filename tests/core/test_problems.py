"""Problems of a file, as a person reads them."""

from trama.core.problems import Problem, declaration_error, unknown_word


def test_an_error_names_every_problem_in_the_order_of_the_lines() -> None:
    error = declaration_error("a.yaml", [Problem(9, "dos", "two"), Problem(3, "uno", "one")])

    assert error.message("es") == "a.yaml:3: uno; a.yaml:9: dos."
    assert error.message("en") == "a.yaml:3: one; a.yaml:9: two."


def test_an_error_names_a_problem_once() -> None:
    error = declaration_error("a.yaml", [Problem(3, "uno", "one"), Problem(3, "uno", "one")])

    assert error.message("en") == "a.yaml:3: one."


def test_an_unknown_word_is_told_with_the_nearest() -> None:
    assert unknown_word("colur", ["size", "colour"]) == (
        "«colur» no existe; ¿quiso decir «colour»?",
        "“colur” does not exist; did you mean “colour”?",
    )


def test_an_unknown_word_is_told_with_those_that_begin_so() -> None:
    words = ["ARCHIVO_PLANO", "ARCHIVO_PRELIMINAR", "SENTENCIA"]

    assert unknown_word("ARCHIVO", words)[1] == (
        "“ARCHIVO” does not exist; did you mean “ARCHIVO_PLANO” or “ARCHIVO_PRELIMINAR”?"
    )


def test_an_unknown_word_that_resembles_none_is_told_with_the_words_that_exist() -> None:
    assert unknown_word("x", ["size", "colour"])[1] == (
        "“x” does not exist; expected: size, colour"
    )

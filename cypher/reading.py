"""The reading of the text of a .cypher file into the header of its saved query."""

from trama.core.checked_yaml import compose
from trama.core.problems import Problem, declaration_error
from trama.cypher.header import Header

OPENING, CLOSING = "/*---\n", "\n---*/"


def read_header(text: str, file: str) -> Header:
    """Return the header of the saved query ``text``; errors name it ``file``.

    Raises:
        DeclarationError: the header is absent, is no YAML or breaks its format. The error names
            every problem and its line.
    """
    end = text.find(CLOSING)
    if not text.startswith(OPENING) or end < 0:
        es = "falta la cabecera /*--- … ---*/ al comienzo"
        en = "the header /*--- … ---*/ is missing at the beginning"
        raise declaration_error(file, [Problem(1, es, en)])
    # The opening line becomes an empty line, so that YAML counts the lines of the file.
    document = compose("\n" + text[len(OPENING) : end])
    header = document.read(Header)
    if header is None or document.problems:
        raise declaration_error(file, document.problems)
    return header

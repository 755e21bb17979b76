"""The reading of the text of a .cypher file into the header of its saved query."""

from trama.core.checked_yaml import compose
from trama.core.problems import Problem
from trama.cypher.header import Header

OPENING, CLOSING = "/*---\n", "\n---*/"


def read_header(text: str) -> tuple[Header | None, list[Problem]]:
    """Return the header of the saved query ``text``, and every problem in it.

    The header is None if it is absent, is no YAML, or lacks a part that it needs.
    """
    end = text.find(CLOSING)
    if not text.startswith(OPENING) or end < 0:
        es = "falta la cabecera /*--- … ---*/ al comienzo"
        en = "the header /*--- … ---*/ is missing at the beginning"
        return None, [Problem(1, es, en)]
    # The opening line becomes an empty line, so that YAML counts the lines of the file.
    document = compose("\n" + text[len(OPENING) : end])
    header = document.read(Header)
    return header, document.problems

"""The reading of a saved query: from the text of its .cypher file to its header."""

from trama.core.checked_yaml import compose
from trama.core.errors import DeclarationError
from trama.core.problems import Problem, declaration_error
from trama.queries.header import Header

OPENING, CLOSING = "/*---\n", "\n---*/"


def wrong(file: str, line: int, es: str, en: str) -> DeclarationError:
    """Return the error that names a file and a line of it."""
    return declaration_error(file, [Problem(line, es, en)])


def read_header(text: str, file: str) -> Header:
    """Return the header of a saved query; ``file`` is how errors name it.

    Raises:
        DeclarationError: no header, no valid YAML, a key unknown, missing or of another type.
    """
    end = text.find(CLOSING)
    if not text.startswith(OPENING) or end < 0:
        raise wrong(
            file,
            1,
            "falta la cabecera /*--- … ---*/ al comienzo",
            "the header /*--- … ---*/ is missing at the beginning",
        )
    # The opening line stays as an empty one, so that YAML counts the lines of the file.
    document = compose("\n" + text[len(OPENING) : end])
    header = document.read(Header)
    if header is None or document.problems:
        raise declaration_error(file, document.problems)
    return header

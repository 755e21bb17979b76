"""The checks that a text is one statement, only reads, and is written out: no part is built."""

from collections.abc import Callable, Iterator

from trama.core.problems import Problem
from trama.cypher.cypher_tokens import Token, TokenKind
from trama.cypher.draft import Draft

WRITES = frozenset(
    {
        *("CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "DROP", "FOREACH", "INSERT"),
        *("ALTER", "GRANT", "DENY", "REVOKE", "START", "STOP", "TERMINATE", "USE", "SHOW"),
        *("CYPHER", "EXPLAIN", "PROFILE"),
    }
)
"""The words that open a clause which does more than read, or an option of the engine."""

# A function of another namespace (apoc.…) is an extension of a server, which may do anything.
_NAMESPACES = ("DATE", "DATETIME", "DURATION", "LOCALDATETIME", "LOCALTIME", "POINT", "TIME")
_WHOLE_NODES = frozenset({"PROPERTIES", "KEYS", "ID", "ELEMENTID"})


def _readable(query: Draft) -> Iterator[Problem]:
    for token in query.tokens:
        if token.kind is TokenKind.UNKNOWN:
            yield Problem(
                token.line,
                f"signo o comentario o texto sin cerrar: {token.text}",
                f"a sign, or a comment or string without its end: {token.text}",
            )


def _read_only(query: Draft) -> Iterator[Problem]:
    tokens = query.tokens
    for number, token in enumerate(tokens):
        before = tokens[number - 1] if number else None
        if token.kind is not TokenKind.WORD or (before and before.is_sign(".", ":", "|")):
            continue
        after = tokens[number + 1] if number + 1 < len(tokens) else None
        word = token.text.upper()
        if word in WRITES and not (after and after.is_sign(":", ",", ")", ".")):
            yield Problem(token.line, f"no es de solo lectura: {word}", f"not read-only: {word}")
        if word == "LOAD" and after and after.is_word("CSV"):
            yield Problem(token.line, "LOAD CSV no se permite", "LOAD CSV is not allowed")
        if word == "CALL":
            yield Problem(token.line, "CALL no se permite", "CALL is not allowed")
        if word in _WHOLE_NODES and after and after.is_sign("("):
            yield Problem(
                token.line,
                f"{word.lower()}() daría lo que nadie declaró",
                f"{word.lower()}() would give what nobody declared",
            )


def _one_statement(query: Draft) -> Iterator[Problem]:
    """Find what ends a statement, and functions of extensions, such as ``apoc.cypher.runFirst``."""
    tokens = query.tokens
    for number, token in enumerate(tokens):
        if token.is_sign(";"):
            yield Problem(token.line, "una sola sentencia, sin «;»", "one statement, without “;”")
        called = number >= 3 and token.is_sign("(") and tokens[number - 2].is_sign(".")
        if called and not tokens[number - 3].is_word(*_NAMESPACES):
            name = "".join(part.text for part in tokens[number - 3 : number])
            yield Problem(token.line, f"{name}() no se permite", f"{name}() is not allowed")


def _written_out(query: Draft) -> Iterator[Problem]:
    """Find labels, types and properties whose name the text does not hold."""
    for token in query.patterns.built:
        yield Problem(
            token.line,
            "una etiqueta o relación sale de un parámetro: escríbala",
            "a label or relationship comes from a parameter: write it",
        )
    told = {column.field for column in query.header.columns.values() if column.field}
    for key in query.patterns.dynamic:
        if not _is_number(key, query.patterns.numbers | told):
            yield Problem(
                key[0].line if key else query.patterns.return_line,
                "lee una propiedad cuyo nombre no está escrito",
                "it reads a property whose name is not written",
            )


def _is_number(key: tuple[Token, ...], numbers: set[str]) -> bool:
    """Return whether what stands in brackets is a position, a range, or a declared field."""
    after = (*key[1:], None)
    return all(
        token.kind is TokenKind.NUMBER
        or token.is_sign("-", "+", "..", ",", "(", ")")
        or (token.is_word("SIZE") and following is not None and following.is_sign("("))
        or (token.kind is TokenKind.WORD and token.text in numbers)
        for token, following in zip(key, after, strict=True)
    )


READ_ONLY: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    _readable,
    _read_only,
    _one_statement,
    _written_out,
)

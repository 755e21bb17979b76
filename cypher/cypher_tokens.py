"""Tokens of a Cypher text: words, strings, numbers, parameters and signs, each with its line.

This is no parser. The engines decide what a statement may do; tokens serve to name a line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class TokenKind(StrEnum):
    """The kinds of tokens; comments and blanks are no tokens."""

    WORD = "word"
    QUOTED = "quoted"
    STRING = "string"
    NUMBER = "number"
    PARAMETER = "parameter"
    SIGN = "sign"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Token:
    """One token and the line (from 1) where it begins; a parameter's text has no ``$``."""

    kind: TokenKind
    text: str
    line: int

    def is_word(self, *words: str) -> bool:
        """Return whether the token is one of these words, in any case."""
        return self.kind is TokenKind.WORD and self.text.upper() in words

    def is_sign(self, *signs: str) -> bool:
        """Return whether the token is one of these signs."""
        return self.kind is TokenKind.SIGN and self.text in signs


NO_TOKEN = Token(TokenKind.UNKNOWN, "", 0)
"""The token before the first and after the last."""

_PATTERN = re.compile(
    r"""
      (?P<skip>     \s+ | /\*.*?\*/ | //[^\r\n]* )
    | (?P<string>   '(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" )
    | (?P<quoted>   `(?:``|[^`])*` )
    | (?P<parameter> \$[^\W\d]\w* )
    | (?P<number>   \d+(?:\.\d+)?(?:[eE][+-]?\d+)? )
    | (?P<word>     [^\W\d]\w* )
    | (?P<sign>     -> | <- | \.\. | <= | >= | <> | =~ | \+= | [-+*/%^=<>()\[\]{}.,:;|&!] )
    | (?P<unknown>  . )
    """,
    re.VERBOSE | re.DOTALL,
)


# Where a line ends, engines differ; Neo4j 5 reads \\u000a as a line's end even inside a comment. So
# these signs are unknown wherever they stand: they could turn a comment or a string into a clause.
_UNSAFE = re.compile(r"\\u|\r(?!\n)|[\v\f\x1c-\x1f\x85\u2028\u2029\0]")


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a Cypher text, comments left out.

    A sign that Cypher lacks is UNKNOWN; so is a comment or a string without its end, a line's end
    other than LF and CRLF, and an escape ``\\u``, also inside comments and strings.
    """
    return (*_unsafe(text), *_tokens(text))


def _unsafe(text: str) -> Iterator[Token]:
    for match in _UNSAFE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Token(TokenKind.UNKNOWN, repr(match.group())[1:-1], line)


def _tokens(text: str) -> Iterator[Token]:
    line = 1
    for match in _PATTERN.finditer(text):
        found, kind = match.group(), match.lastgroup
        if kind and kind != "skip":
            shown = found[1:] if kind == "parameter" else found
            yield Token(TokenKind(kind), shown, line)
        line += found.count("\n")

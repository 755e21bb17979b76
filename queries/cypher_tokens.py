"""Cypher text as tokens: enough to tell a comment from a string from a word, and where it stands.

Not a parser: what a statement may do is decided by the engines; this is for naming the line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class TokenKind(StrEnum):
    """What a token is; comments and blanks are none."""

    WORD = "word"
    QUOTED = "quoted"
    STRING = "string"
    NUMBER = "number"
    PARAMETER = "parameter"
    SIGN = "sign"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Token:
    """One token and the line (from 1) that it begins on; a parameter's text has no ``$``."""

    kind: TokenKind
    text: str
    line: int

    def is_word(self, *words: str) -> bool:
        """Returns whether it is one of these words, whatever their case."""
        return self.kind is TokenKind.WORD and self.text.upper() in words

    def is_sign(self, *signs: str) -> bool:
        """Returns whether it is one of these signs."""
        return self.kind is TokenKind.SIGN and self.text in signs


_PATTERN = re.compile(
    r"""
      (?P<skip>     \s+ | /\*.*?\*/ | //[^\n]* )
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


def tokens(text: str) -> tuple[Token, ...]:
    """Returns the tokens of a Cypher text, comments left out.

    A sign that Cypher does not have, or a comment or string without its end, is UNKNOWN.
    """
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    line = 1
    for match in _PATTERN.finditer(text):
        found, kind = match.group(), match.lastgroup
        if kind and kind != "skip":
            shown = found[1:] if kind == "parameter" else found
            yield Token(TokenKind(kind), shown, line)
        line += found.count("\n")

"""A saved query as its checks look at it: header, tokens, the names in its patterns."""

from dataclasses import dataclass

from trama.cypher.cypher_tokens import Token
from trama.cypher.header import Header
from trama.cypher.pattern_names import Patterns
from trama.cypher.patterns import read_patterns
from trama.cypher.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Draft:
    """A saved query before it is checked."""

    header: Header
    tokens: tuple[Token, ...]
    patterns: Patterns
    words: Vocabulary


def draft(header: Header, tokens: tuple[Token, ...], words: Vocabulary) -> Draft:
    """Return the query as the checks look at it."""
    return Draft(header, tokens, read_patterns(tokens), words)

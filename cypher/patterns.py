"""The reading of the names in a saved query: of its patterns, and of its columns."""

from collections.abc import Sequence

from trama.cypher.cypher_tokens import Token
from trama.cypher.pattern_names import Patterns
from trama.cypher.pattern_walk import Walk


def read_patterns(tokens: Sequence[Token]) -> Patterns:
    """Return the names in the tokens.

    For ``MATCH (v:Victim)-[:SUBJECTED_TO]->(s:Stage) RETURN s.place AS place``: the labels Victim
    and Stage, the type SUBJECTED_TO, an access to Stage.place, the column ``place``.
    """
    found = Patterns()
    Walk(tokens, found).walk()
    _read_returned(tokens, found)
    return found


def _read_returned(tokens: Sequence[Token], found: Patterns) -> None:
    """Store the columns of the last RETURN outside all brackets."""
    depth, start = 0, None
    for number, token in enumerate(tokens):
        depth += token.is_sign("(", "[", "{") - token.is_sign(")", "]", "}")
        if depth == 0 and token.is_word("RETURN"):
            start = number
    if start is None:
        return
    found.return_line = tokens[start].line
    item: list[Token] = []
    for token in tokens[start + 1 :]:
        depth += token.is_sign("(", "[", "{") - token.is_sign(")", "]", "}")
        if depth == 0 and token.is_word("ORDER", "SKIP", "LIMIT"):
            break
        if depth == 0 and token.is_sign(","):
            found.returned.append(_named(item))
            item = []
        else:
            item.append(token)
    found.returned.append(_named(item))


def _named(item: Sequence[Token]) -> tuple[str, int]:
    """Return the name and line of a column: the word after AS, else the variable."""
    words = [token for token in item if not token.is_word("DISTINCT")]
    if len(words) == 1 or (len(words) > 2 and words[-2].is_word("AS")):
        return words[-1].text, words[-1].line
    return "".join(token.text for token in item) or "?", item[0].line if item else 0

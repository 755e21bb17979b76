"""The truth values that stand by themselves in a WHERE that the embedded engine asks too early.

``MATCH (c:Case)<-[:VICTIM_IN]-(v:Victim) WHERE c.year = 2017 OR v.minor OPTIONAL MATCH …`` gives
the minors of every year on Neo4j. The embedded engine does not see ``v`` in ``v.minor``: it asks
the WHERE as soon as it knows ``c``, and loses them. It sees a variable in a comparison
(``findings/arcadedb-where-filters-early.sh``).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from trama.cypher.cypher_tokens import NO_TOKEN, Token, TokenKind

_CLAUSES = ("MATCH", "OPTIONAL", "WHERE", "WITH", "RETURN", "UNWIND", "ORDER", "SKIP", "LIMIT")
_LOGIC = ("AND", "OR", "XOR", "NOT")
_COMPARING = ("=", "<>", "<", "<=", ">", ">=", "=~", ":", "-", "->", "<-")
_COMPARING_WORDS = ("IN", "STARTS", "ENDS", "CONTAINS", "IS")
_SUB_QUERIES = ("EXISTS", "COUNT", "COLLECT")
_VALUES = (TokenKind.WORD, TokenKind.PARAMETER, TokenKind.NUMBER, TokenKind.STRING)

_Tokens = Sequence[Token]


def early_filters(tokens: _Tokens) -> Iterator[Token]:
    """Yield each variable that the engine does not see in a WHERE before it asks it.

    1. The WHERE belongs to a MATCH, and its statement has an OPTIONAL MATCH.
    2. The variable stands in an operand of OR, XOR or a NOT of several, and in no comparison of the
       WHERE: as ``v.minor``, in ``coalesce``, ``any``, CASE, a map, or with an index.
    3. A comparison of the WHERE has another variable that the same MATCH gives.
    """
    for statement in _statements(tokens):
        clauses = [("", [NO_TOKEN]), *_clauses(statement)]
        if all(word != "OPTIONAL" for word, _ in clauses):
            continue
        known: set[str] = set()
        for (before, _), (word, pattern), (after, where) in zip(
            clauses, clauses[1:], clauses[2:], strict=False
        ):
            given = _given(pattern) - known
            known |= {token.text for token in pattern}
            if (word, after) == ("MATCH", "WHERE") and before != "OPTIONAL":
                yield from _unseen(where, given)


def _unseen(where: _Tokens, given: set[str]) -> Iterator[Token]:
    """Yield the first variable of each operand in which the engine sees none."""
    seen = _seen(where)
    either = len([*_split(where, "OR", "XOR")]) > 1  # AND binds the operands of OR
    for conjunct in [where] if either else _split(where, "AND"):
        if not (_is_mixed(conjunct) and _seen(conjunct) & given):
            continue
        for operand in _operands(conjunct):
            hidden = [name for name in _names(operand) if name.text in given - seen]
            if hidden and not _is_seen(operand):
                yield hidden[0]


def _seen(tokens: _Tokens) -> set[str]:
    return {
        token.text
        for operand in _operands(tokens)
        if _is_seen(operand)
        for token in _names(operand)
    }


def _statements(tokens: _Tokens) -> Iterator[list[Token]]:
    """Yield each part of a UNION, and each sub-query in braces, without those inside it."""
    found: list[list[Token]] = [[]]
    opened: list[bool] = []
    for token, after in zip(tokens, (*tokens[1:], NO_TOKEN), strict=True):
        if token.is_sign("}") and opened and opened.pop():
            yield found.pop()
        if token.is_word("UNION"):
            yield found.pop()
            found.append([])
            continue
        found[-1].append(token)
        if token.is_sign("{"):
            opened.append(after.is_word(*_CLAUSES))
            if opened[-1]:
                found.append([])
    yield from found


def _clauses(statement: _Tokens) -> Iterator[tuple[str, list[Token]]]:
    """Yield the word that opens each clause, and what follows it."""
    word, clause = "", list[Token]()
    for before, token, depth in _walked(statement):
        starts = token.is_word(*_CLAUSES) and not before.is_word("STARTS", "ENDS")
        if starts and not depth:
            yield word, clause
            word, clause = token.text.upper(), []
        else:
            clause.append(token)
    yield word, clause


def _split(tokens: _Tokens, *words: str) -> Iterator[list[Token]]:
    """Yield what stands between these words, outside of all brackets and CASE."""
    part: list[Token] = []
    for _, token, depth in _walked(tokens):
        if token.is_word(*words) and not depth:
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _operands(tokens: _Tokens) -> Iterator[list[Token]]:
    """Yield the operands of AND, OR, XOR and NOT, those in brackets too."""
    for part in _split(tokens, *_LOGIC):
        if _is_group(part):
            yield from _operands(part[1:-1])
        elif part:
            yield part


def _is_group(part: _Tokens) -> bool:
    """Return whether one pair of brackets holds the whole part."""
    if len(part) < 2 or not part[0].is_sign("(") or not part[-1].is_sign(")"):
        return False
    return all(depth for _, _, depth in list(_walked(part))[1:-1])


def _is_mixed(conjunct: _Tokens) -> bool:
    """Return whether a variable may decide although another does not."""
    either = any(token.is_word("OR", "XOR") for token in conjunct)
    return either or any(one.is_word("NOT") and two.is_sign("(") for one, two in pairwise(conjunct))


def _is_seen(operand: _Tokens) -> bool:
    """Return whether the engine sees the variables: they are compared, and no part is taken."""
    compares = takes = False
    for (before, token, depth), after in zip(
        _walked(operand), (*operand[1:], NO_TOKEN), strict=True
    ):
        asks = token.is_sign("{") and before.is_word(*_SUB_QUERIES)
        compares |= not depth and (
            asks or token.is_sign(*_COMPARING) or token.is_word(*_COMPARING_WORDS)
        )
        indexes = token.is_sign("[") and (before.kind is TokenKind.WORD or before.is_sign(")"))
        indexes &= not before.is_word("IN")
        part = indexes or _is_case(before, token, after) or (token.is_sign("{") and not asks)
        takes |= depth <= 1 and part
    return compares and not takes


def _walked(tokens: _Tokens) -> Iterator[tuple[Token, Token, int]]:
    """Yield the token before, the token, and the number of brackets and CASE around it."""
    opened: list[str] = []
    before = NO_TOKEN
    for token, after in zip(tokens, (*tokens[1:], NO_TOKEN), strict=True):
        ends = token.is_word("END") and opened[-1:] == ["CASE"]
        if opened and (ends or token.is_sign(")", "]", "}")):
            opened.pop()
        yield before, token, len(opened)
        if token.is_sign("(", "[", "{"):
            opened.append(token.text)
        elif _is_case(before, token, after):
            opened.append("CASE")
        before = token


def _is_case(before: Token, token: Token, after: Token) -> bool:
    """Return whether a word is the keyword, and no label, property or variable of this name."""
    named = before.is_sign(":", ".", "|", "&") or before.is_word("AS")
    valued = after.kind in _VALUES or after.is_sign("(", "[")
    return token.is_word("CASE") and not named and (valued or after.is_word("WHEN"))


def _names(operand: _Tokens) -> Iterator[Token]:
    """Yield the words that may be variables: no property and no function."""
    around = zip((NO_TOKEN, *operand), operand, (*operand[1:], NO_TOKEN), strict=False)
    for before, token, after in around:
        if token.kind is TokenKind.WORD and not before.is_sign(".") and not after.is_sign("("):
            yield token


def _given(pattern: _Tokens) -> set[str]:
    """Return the variables of the nodes and relationships of a pattern."""
    return {
        token.text
        for before, token in pairwise(pattern)
        if before.is_sign("(", "[") and token.kind is TokenKind.WORD
    }

"""Slips in a Cypher text: brackets, misspelt words and functions, names that nothing gives.

The embedded engine tells of such a text no more than that it is wrong. This is no parser: what it
does not find, the engine still refuses.
"""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from trama.core.problems import Problem, unknown_word
from trama.cypher.cypher_tokens import NO_TOKEN, Token, TokenKind
from trama.cypher.read_only import WRITES

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_FUNCTIONS = (
    *("abs", "acos", "allShortestPaths", "asin", "atan", "atan2", "avg", "ceil", "coalesce"),
    *("cos", "cot", "date", "datetime", "degrees", "duration", "e", "endNode", "exp", "floor"),
    *("haversin", "head", "isEmpty", "isNaN", "labels", "last", "left", "length"),
    *("localdatetime", "localtime", "log", "log10", "lTrim", "max", "min", "nodes", "nullIf"),
    *("percentileCont", "percentileDisc", "pi", "point", "radians", "rand", "range", "reduce"),
    *("relationships", "replace", "reverse", "right", "round", "rTrim", "shortestPath", "sign"),
    *("sin", "size", "split", "sqrt", "startNode", "stDev", "stDevP", "substring", "sum", "tail"),
    *("tan", "time", "timestamp", "toBoolean", "toBooleanOrNull", "toFloat", "toFloatOrNull"),
    *("toInteger", "toIntegerOrNull", "toLower", "toString", "toStringOrNull", "toUpper", "trim"),
    *("btrim", "char_length", "character_length", "lower", "normalize", "randomUUID", "type"),
    *("toBooleanList", "toFloatList", "toIntegerList", "toStringList", "upper", "valueType"),
    *("elementId", "id", "keys", "properties"),  # READ_ONLY refuses these with its own reason
)
# Keywords that open a value, and those that stand before or behind one.
_OPENING = (
    *("ALL", "ANY", "CASE", "COLLECT", "COUNT", "DISTINCT", "EXISTS", "FALSE", "NONE", "NOT"),
    *("NULL", "SINGLE", "TRUE"),
)
_JOINING = (
    *("AND", "AS", "ASC", "ASCENDING", "BY", "CALL", "CONTAINS", "DESC", "DESCENDING", "ELSE"),
    *("END", "ENDS", "FOREACH", "IN", "IS", "LIMIT", "MATCH", "OPTIONAL", "OR", "ORDER"),
    *("RETURN", "SKIP", "STARTS", "THEN", "UNION", "UNWIND", "WHEN", "WHERE", "WITH", "XOR"),
)
_LIKE = 0.7  # of 1: a name of one's own resembles some keyword by 0.6
_VALUES = (TokenKind.PARAMETER, TokenKind.NUMBER, TokenKind.STRING, TokenKind.QUOTED)
_CLAUSES = ("AND", "LIMIT", "MATCH", "OPTIONAL", "ORDER", "RETURN", "UNWIND", "WHERE", "WITH")
_WAITING = ("=", "<>", "<=", ">=", "=~", "+", "/", "%", ",")


def slips(tokens: Sequence[Token]) -> Iterator[Problem]:
    """Find the slips in a text. One that does more than read is told so, and nothing else."""
    if any(token.is_word(*WRITES, "CALL", "LOAD") for token in tokens):
        return
    yield from _brackets(tokens)
    around = (NO_TOKEN, *tokens, NO_TOKEN)
    words = list(zip(around, around[1:], around[2:], strict=False))
    yield from _functions(words)
    yield from _missing_values(tokens)
    beside = list(_side_by_side(tokens))
    yield from beside or _unknown_names(tokens, words)  # a misspelt keyword reads as a name


def _brackets(tokens: Iterable[Token]) -> Iterator[Problem]:
    """Find the first bracket that nothing closes, or that closes nothing."""
    opened: list[Token] = []
    for token in tokens:
        if token.is_sign(*_CLOSING):
            opened.append(token)
        elif token.is_sign(*_CLOSING.values()):
            if not opened or _CLOSING[opened[-1].text] != token.text:
                opened.append(token)
                break
            opened.pop()
    if opened:
        sign, line = opened[-1].text, opened[-1].line
        yield Problem(line, f"«{sign}» no tiene pareja", f"“{sign}” has no partner")


def _functions(words: Iterable[tuple[Token, Token, Token]]) -> Iterator[Problem]:
    """Find the call of a function that Cypher lacks."""
    known = {name.upper() for name in (*_FUNCTIONS, *_OPENING, *_JOINING)}
    for before, word, after in words:
        called = word.kind is TokenKind.WORD and after.is_sign("(") and not _is_part(before)
        if called and word.text.upper() not in known:
            es, en = unknown_word(word.text, (*_FUNCTIONS, *map(str.lower, _OPENING), *_JOINING))
            yield Problem(word.line, f"función: {es}", f"function: {en}")


def _side_by_side(tokens: Sequence[Token]) -> Iterator[Problem]:
    """Find two values with nothing between: a word is misspelt there, or a comma is missing."""
    told: Token | None = None
    for before, one, other in zip((NO_TOKEN, *tokens), tokens, tokens[1:], strict=False):
        if one.kind is TokenKind.WORD:
            ends = _is_name(one) or _is_part(before)
        else:
            ends = one.kind in _VALUES or one.is_sign(")", "]", "}")
        if not ends or not (_is_name(other) or other.is_word(*_OPENING)) or one is told:
            continue
        told = other
        es, en = _misspelt(one, other) or (
            f"falta algo entre «{one.text}» y «{other.text}»",
            f"something is missing between “{one.text}” and “{other.text}”",
        )
        yield Problem(other.line, es, en)


def _missing_values(tokens: Sequence[Token]) -> Iterator[Problem]:
    """Find a comparison, a comma or a WHERE behind which a clause begins, and no value."""
    for one, other in pairwise(tokens):
        waits = one.is_sign(*_WAITING) or one.is_word("WHERE", "AND", "OR", "WHEN", "BY")
        if waits and other.is_word(*_CLAUSES):
            yield Problem(
                other.line,
                f"falta un valor entre «{one.text}» y «{other.text}»",
                f"a value is missing between “{one.text}” and “{other.text}”",
            )


def _misspelt(one: Token, other: Token) -> tuple[str, str] | None:
    """Return the complaint about the first of two words that resembles a keyword."""
    keywords = (*_JOINING, *_OPENING)
    for word in (other, one):
        if _is_name(word) and difflib.get_close_matches(word.text.upper(), keywords, 1, _LIKE):
            return unknown_word(word.text.upper(), keywords)
    return None


def _unknown_names(
    tokens: Sequence[Token], words: Iterable[tuple[Token, Token, Token]]
) -> Iterator[Problem]:
    """Find a variable that nothing in the whole text gives."""
    given = _given(tokens)
    told: set[str] = set()
    for before, word, after in words:
        name = word.text.strip("`")
        key = after.is_sign(":") and before.is_sign("{", ",")
        calls = after.is_sign("(") or (after.is_sign(".") and name in _FUNCTIONS)
        if not _is_name(word) or _is_part(before) or calls or key:
            continue
        if name not in given and name not in told:
            told.add(name)
            es, en = unknown_word(name, sorted(given))
            yield Problem(word.line, f"nombre: {es}", f"name: {en}")


def _given(tokens: Sequence[Token]) -> set[str]:
    """Return the names that patterns, paths, AS, lists and ``reduce`` give, anywhere in a text."""
    ends = (NO_TOKEN, NO_TOKEN)
    around = zip(
        (*ends, *tokens), (NO_TOKEN, *tokens), tokens, (*tokens[1:], NO_TOKEN), strict=False
    )
    given = set()
    for far, before, word, after in around:
        ends_node = after.is_sign(")", ":", "{") or after.is_word("WHERE")
        pattern = before.is_sign("(") and not _is_name(far) and ends_node
        pattern = pattern or (before.is_sign("[") and far.is_sign("-", "<-"))
        listed = before.is_sign("(", "[", ",") and after.is_word("IN")
        equal = after.is_sign("=") and (before.is_word("MATCH") or before.is_sign("(", ","))
        if _is_name(word) and (pattern or listed or equal or before.is_word("AS")):
            given.add(word.text.strip("`"))
    return given


def _is_name(token: Token) -> bool:
    """Return whether a token is a word that Cypher does not keep for itself."""
    return token.kind is TokenKind.QUOTED or (
        token.kind is TokenKind.WORD and not token.is_word(*_OPENING, *_JOINING)
    )


def _is_part(before: Token) -> bool:
    """Return whether the word behind a token is a property, a label or a type."""
    return before.is_sign(".", ":", "|", "&", "!")

"""The walk through the tokens of a saved query that tells whose property each name is."""

from collections.abc import Sequence
from dataclasses import dataclass

from trama.cypher.cypher_tokens import Token, TokenKind
from trama.cypher.pattern_names import ANYTHING, Access, Patterns, Use


@dataclass(slots=True)
class _Bracket:
    """An open bracket: its sign, what it holds, and its labels or types.

    It holds a relationship, the arguments of a function (``call``), or what it takes of a list.
    """

    sign: str
    start: int
    relationship: bool = False
    call: bool = False
    indexes: bool = False
    owners: tuple[str, ...] = ()
    maybe: frozenset[str] = frozenset()


class Walk:
    """One walk through the tokens that knows the open brackets and each variable's labels."""

    def __init__(self, tokens: Sequence[Token], found: Patterns) -> None:
        self._tokens = tokens
        self._found = found
        self._open: list[_Bracket] = []
        self._variables: dict[str, tuple[str, ...]] = {}
        self._maybe: dict[str, frozenset[str]] = {}
        self._texts: set[str] = set()

    def walk(self) -> None:
        """Store what the tokens name in the patterns that the walk was given."""
        for number, token in enumerate(self._tokens):
            if token.is_sign("(", "[", "{"):
                self._enter(number)
            elif token.is_sign(")", "]", "}") and self._open:
                self._leave(number)
            elif token.is_sign(":"):
                self._colon(number)
            elif token.is_sign("."):
                self._dot(number)
            elif token.is_sign("+", "*") and self._ends_relationship(number - 1):
                self._found.stars.append((token, None))
            elif token.is_sign("*") and self._top and self._top.relationship:
                self._found.stars.append((token, self._length(number)))
            elif token.is_word("AS") or (
                token.is_word("IN") and self._at(number - 2).is_sign("[", "(", ",")
            ):
                self._bind(number)

    @property
    def _top(self) -> _Bracket | None:
        return self._open[-1] if self._open else None

    def _at(self, number: int) -> Token:
        """Return the token at a position; beyond the ends, an empty token."""
        if 0 <= number < len(self._tokens):
            return self._tokens[number]
        return Token(TokenKind.UNKNOWN, "", 0)

    def _enter(self, number: int) -> None:
        token, before = self._tokens[number], self._at(number - 1)
        bracket = _Bracket(token.text, number)
        if token.text == "[":
            bracket.relationship = before.is_sign("-", "<-")
        elif token.text == "{" and self._top and self._top.sign in "([":
            node = not self._top.call and number - self._top.start <= 2
            bracket.owners = self._top.owners or ((ANYTHING,) if node else ())
        if token.text == "{" and self._ends_relationship(number - 1):
            self._found.stars.append((token, None))
        if self._at(number + 1).is_sign("."):
            bracket.owners = self._variables.get(before.text, ())
            bracket.maybe = self._labels(before.text)
        inner = self._at(number + 1)
        bracket.call = before.kind is TokenKind.WORD and not before.is_word(*_BEFORE_PATTERNS)
        if token.text in "([" and not bracket.call and _is_name(inner):
            after = self._at(number + 2)
            self._meet(inner.text.strip("`"), said=after.is_sign(":") or after.is_word("IN"))
        bracket.indexes = token.text == "[" and not bracket.relationship and _is_value(before)
        self._open.append(bracket)

    def _meet(self, name: str, *, said: bool) -> None:
        """Note that a variable may be any node, if it has no label where a pattern first has it.

        ``said`` tells that its label or list follows. A label in WHERE promises nothing:
        ``MATCH (p) WHERE (p:Case OR true)`` gives every node.
        """
        if not said and not self._labels(name):
            self._maybe[name] = frozenset({ANYTHING})

    def _bind(self, number: int) -> None:
        """Give ``y`` of ``x AS y`` or ``y IN x`` the labels of the variables that ``x`` names."""
        name = self._at(number - 1)
        if self._tokens[number].is_word("AS"):
            start, end, name = self._clause_start(number), number, self._at(number + 1)
        else:
            start, end = number + 1, self._list_end(number + 1)
        words = [
            self._tokens[place]
            for place in range(start, end)
            if self._tokens[place].kind in (TokenKind.WORD, TokenKind.QUOTED)
            and not self._at(place - 1).is_sign(".")
            and not self._at(place + 1).is_sign(".", "(")
            and (
                not self._tokens[place].is_word(*_NO_VARIABLES)
                or self._labels(self._at(place).text)
            )
        ]
        bound = name.text.strip("`")
        for labels in [self._labels(word.text.strip("`")) for word in words] or [frozenset[str]()]:
            self._maybe[bound] = self._labels(bound) | (labels or {ANYTHING})
        self._note_number(bound, self._is_range(start, end, name))

    def _variables_in(self, start: int, end: int) -> list[str]:
        """Return the variables that stand alone between two positions, not before a dot."""
        words = [
            token
            for place, token in enumerate(self._tokens[start:end], start)
            if _is_name(token)
            and not self._at(place - 1).is_sign(".")
            and not self._at(place + 1).is_sign(".", "(")
        ]
        return [
            word.text.strip("`")
            for word in words
            if not word.is_word(*_NO_VARIABLES) or self._labels(word.text)
        ]

    def _note_number(self, name: str, counts: bool) -> None:
        """Note whether a binding makes ``name`` a number; another binding may make it a text."""
        if not counts:
            self._texts.add(name)
        if name in self._texts:
            self._found.numbers.discard(name)
        else:
            self._found.numbers.add(name)

    def _is_range(self, start: int, end: int, name: Token) -> bool:
        """Return whether ``name`` runs over a ``range(…)``, or over that or nothing by CASE."""
        if not (self._at(start - 1).is_word("UNWIND") or self._at(start - 2) is name):
            return False
        ranges, place = 0, start
        while place < end:
            token = self._tokens[place]
            if token.is_word("RANGE", "SIZE") and self._at(place + 1).is_sign("("):
                ranges += token.is_word("RANGE")
                place = self._closing(place + 1)
            elif not (
                token.kind is TokenKind.NUMBER
                or token.is_sign("[", "]")
                or token.is_word("CASE", "WHEN", "THEN", "ELSE", "END", "NULL")
            ):
                return False
            place += 1
        return ranges > 0

    def _closing(self, number: int) -> int:
        """Return where the bracket that opens at ``number`` closes."""
        depth = 0
        for place in range(number, len(self._tokens)):
            token = self._tokens[place]
            depth += token.is_sign("(", "[", "{") - token.is_sign(")", "]", "}")
            if depth == 0:
                return place
        return len(self._tokens)

    def _labels(self, variable: str) -> frozenset[str]:
        """Return the labels that the variable may have."""
        return self._maybe.get(variable, frozenset()) | {*self._variables.get(variable, ())}

    def _clause_start(self, number: int) -> int:
        """Return where the expression that ends before ``number`` begins."""
        depth = 0
        while number > 0:
            token = self._tokens[number - 1]
            depth += token.is_sign(")", "]", "}") - token.is_sign("(", "[", "{")
            if depth < 0 or (
                depth == 0
                and (token.is_sign(",") or token.is_word("WITH", "UNWIND", "RETURN", "DISTINCT"))
            ):
                break
            number -= 1
        return number

    def _list_end(self, number: int) -> int:
        """Return where the list of a comprehension or predicate that begins at ``number`` ends."""
        depth = 0
        while number < len(self._tokens):
            token = self._tokens[number]
            depth += token.is_sign("(", "[", "{") - token.is_sign(")", "]", "}")
            if depth < 0 or (depth == 0 and (token.is_sign("|") or token.is_word("WHERE"))):
                break
            number += 1
        return number

    def _ends_relationship(self, number: int) -> bool:
        """Return whether the sign at ``number`` is the arrow or line after a relationship."""
        line = self._at(number).is_sign("-") and self._at(number - 1).is_sign("]")
        return line or self._at(number).is_sign("->")

    def _leave(self, number: int) -> None:
        closed = self._open.pop()
        if closed.indexes:
            self._found.dynamic.append(tuple(self._tokens[closed.start + 1 : number]))
        group = closed.sign == "(" and self._at(closed.start + 1).is_sign("(")
        after = self._at(number + 1)
        if group and after.is_sign("+", "*", "{"):
            self._found.stars.append((after, None))

    def _colon(self, number: int) -> None:
        name, before = self._at(number - 1), self._at(number - 2)
        top = self._top
        if top and top.sign == "{" and before.is_sign("{", ","):
            self._key(top, name)
            return
        after = self._at(number + 1)
        if after.kind is TokenKind.PARAMETER or after.text == "$":
            self._found.built.append(after)
        words = self._names(number + 1)
        if top and top.relationship:
            self._found.types += words
        else:
            self._found.labels += words
        named = tuple(word.text for word in words)
        if any(self._at(place).is_sign("!", "%") for place in range(number + 1, number + 4)):
            named = (*named, ANYTHING)
        if top and top.sign in "([":
            top.owners += named
        if not before.is_sign("(", "["):
            self._maybe[name.text] = self._labels(name.text) | {*named}
        else:
            self._variables[name.text] = self._variables.get(name.text, ()) + named

    def _key(self, top: _Bracket, name: Token) -> None:
        """Note the key of a map: in a pattern it is a property, in a projection a new name."""
        if top.owners and not self._at(top.start + 1).is_sign("."):
            self._found.accesses.append(Access(top.owners, frozenset(), name, Use.COMPARED))

    def _names(self, number: int) -> list[Token]:
        """Return the words of ``:A|B`` or ``:A:B`` that begin at ``number``."""
        words = []
        while (word := self._at(number)).kind is TokenKind.WORD or word.is_sign("!"):
            if word.kind is TokenKind.WORD:
                words.append(word)
                if not self._at(number + 1).is_sign("|", "&"):
                    break
                number += 1
            number += 1
        return words

    def _dot(self, number: int) -> None:
        owner, name = self._at(number - 1), self._at(number + 1)
        if name.kind is TokenKind.QUOTED:
            name = Token(TokenKind.WORD, name.text[1:-1].replace("``", "`"), name.line)
        if name.kind is not TokenKind.WORD and not name.is_sign("*"):
            return
        if owner.is_sign("{", ","):
            projected = self._top.owners if self._top else ()
            maybe = self._top.maybe if self._top else frozenset()
            self._found.accesses.append(Access(projected, maybe, name, Use.PROJECTED))
        elif owner.kind is TokenKind.WORD and not self._at(number - 2).is_sign("."):
            of = self._variables.get(owner.text, ())
            use = Use.COUNTED if self._counted(number) else Use.TAKEN
            self._found.accesses.append(Access(of, self._labels(owner.text), name, use))
        else:  # of a node in brackets, of a list or a map: (p).name, people[0].name, m.p.name
            self._found.accesses.append(Access((), frozenset({ANYTHING}), name, Use.TAKEN))

    def _counted(self, number: int) -> bool:
        """Return whether ``x.y``, whose dot is at ``number``, stands directly in count(…)."""
        place = number - 2
        if self._at(place).is_word("DISTINCT"):
            place -= 1
        return self._at(place).is_sign("(") and self._at(place - 1).is_word("COUNT")

    def _length(self, number: int) -> int | None:
        """Return the most steps of ``*2``, ``*..3`` or ``*1..3``. Return None for ``*``."""
        end = number + 1
        if self._at(end).kind is TokenKind.NUMBER:
            end += 1
        exact = end > number + 1 and not self._at(end).is_sign("..")
        last = self._at(end - 1 if exact else end + 1)
        return int(last.text) if last.kind is TokenKind.NUMBER else None


# Words that name no variable, unless a pattern has one of that name.
_NO_VARIABLES = frozenset(
    {
        *("ALL", "AND", "ANY", "ASC", "BY", "CASE", "COLLECT", "CONTAINS", "COUNT", "DESC"),
        *("DISTINCT", "ELSE", "END", "ENDS", "EXISTS", "FALSE", "IN", "IS", "MATCH", "NONE", "NOT"),
        *("NULL", "OPTIONAL", "OR", "ORDER", "RETURN", "SINGLE", "STARTS", "THEN", "TRUE", "WHEN"),
        *("WHERE", "WITH", "XOR"),
    }
)
# Words after which a bracket may open the pattern of a node; after others it calls a function.
_BEFORE_PATTERNS = frozenset(
    {"MATCH", "WHERE", "AND", "OR", "XOR", "NOT", "IN", "RETURN", "WITH", "THEN", "ELSE", "WHEN"}
)
BEFORE_LISTS = frozenset(
    {
        *("AND", "BY", "CASE", "DISTINCT", "ELSE", "IN", "NOT", "OR", "RETURN", "THEN", "UNWIND"),
        *("WHEN", "WHERE", "WITH", "XOR"),
    }
)
"""Words after which a bracket opens a list; after any other word it takes an item of a value."""


def _is_name(token: Token) -> bool:
    """Return whether the token may name a variable."""
    return token.kind in (TokenKind.WORD, TokenKind.QUOTED)


def _is_value(token: Token) -> bool:
    """Return whether a bracket after the token takes an item or a property of a value."""
    if token.kind is TokenKind.WORD:
        return token.text.upper() not in BEFORE_LISTS
    return token.kind in (TokenKind.QUOTED, TokenKind.PARAMETER) or token.is_sign(")", "]", "}")

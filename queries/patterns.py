"""The names in a saved query: labels, types, properties, columns, lengths of paths."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from trama.queries.cypher_tokens import Token, TokenKind


class Use(StrEnum):
    """The use of a property: only TAKEN and PROJECTED values can leave in an answer."""

    TAKEN = "taken"
    COUNTED = "counted"  # directly in count(…)
    COMPARED = "compared"  # in the map of a pattern
    PROJECTED = "projected"  # in the map of a node; redaction handles the map of a person


@dataclass(frozen=True, slots=True)
class Access:
    """A property that a query names, the labels or types that it belongs to, and its use.

    ``of`` is empty if the labels are not known. ``maybe`` are the labels of the variables that the
    owner was made from. ``name`` is the sign ``*`` for all properties.
    """

    of: tuple[str, ...]
    maybe: frozenset[str]
    name: Token
    use: Use


@dataclass(slots=True)
class Patterns:
    """The names in a text; ``returned`` holds the columns of the last RETURN with their lines.

    ``dynamic`` holds the tokens between the brackets of each ``x[…]``. ``numbers`` are the
    variables that run over a ``range``.
    """

    labels: list[Token] = field(default_factory=list)
    types: list[Token] = field(default_factory=list)
    accesses: list[Access] = field(default_factory=list)
    stars: list[tuple[Token, int | None]] = field(default_factory=list)
    dynamic: list[tuple[Token, ...]] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)
    returned: list[tuple[str, int]] = field(default_factory=list)
    return_line: int = 1

    def unbounded(self, longest: int) -> Iterator[Token]:
        """Yield the sign of each path that may be longer than ``longest`` steps."""
        for star, length in self.stars:
            if length is None or length > longest:
                yield star


def read_patterns(tokens: Sequence[Token]) -> Patterns:
    """Return the names in the tokens.

    For ``MATCH (v:Victim)-[:SUBJECTED_TO]->(s:Stage) RETURN s.place AS place``: the labels Victim
    and Stage, the type SUBJECTED_TO, an access to Stage.place, the column ``place``.
    """
    found = Patterns()
    _Walk(tokens, found).walk()
    _read_returned(tokens, found)
    return found


@dataclass(slots=True)
class _Bracket:
    """An open bracket: its sign, whether it holds a relationship, and its labels or types."""

    sign: str
    start: int
    relationship: bool = False
    indexes: bool = False
    owners: tuple[str, ...] = ()
    maybe: frozenset[str] = frozenset()


class _Walk:
    """One walk through the tokens that knows the open brackets and each variable's labels."""

    def __init__(self, tokens: Sequence[Token], found: Patterns) -> None:
        self._tokens = tokens
        self._found = found
        self._open: list[_Bracket] = []
        self._variables: dict[str, tuple[str, ...]] = {}
        self._maybe: dict[str, frozenset[str]] = {}

    def walk(self) -> None:
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
                token.is_word("IN") and self._at(number - 2).is_sign("[", "(")
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
            bracket.owners = self._top.owners
        if token.text == "{" and self._ends_relationship(number - 1):
            self._found.stars.append((token, None))
        if self._at(number + 1).is_sign("."):
            bracket.owners = self._variables.get(before.text, ())
            bracket.maybe = self._labels(before.text)
        bracket.indexes = token.text == "[" and not bracket.relationship and _is_value(before)
        self._open.append(bracket)

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
            if self._tokens[place].kind is TokenKind.WORD
            and not self._at(place - 1).is_sign(".")
            and not self._at(place + 1).is_sign(".", "(")
        ]
        for word in words:
            self._maybe[name.text] = self._labels(name.text) | self._labels(word.text)
        if any(self._tokens[place].is_word("RANGE") for place in range(start, end)):
            self._found.numbers.add(name.text)

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
        words = self._names(number + 1)
        if top and top.relationship:
            self._found.types += words
        else:
            self._found.labels += words
        named = tuple(word.text for word in words)
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


BEFORE_LISTS = frozenset(
    {
        *("AND", "BY", "CASE", "DISTINCT", "ELSE", "IN", "NOT", "OR", "RETURN", "THEN", "UNWIND"),
        *("WHEN", "WHERE", "WITH", "XOR"),
    }
)
"""Words after which a bracket opens a list; after any other word it takes an item of a value."""


def _is_value(token: Token) -> bool:
    """Return whether a bracket after the token takes an item or a property of a value."""
    if token.kind is TokenKind.WORD:
        return token.text.upper() not in BEFORE_LISTS
    return token.kind in (TokenKind.QUOTED, TokenKind.PARAMETER) or token.is_sign(")", "]", "}")


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

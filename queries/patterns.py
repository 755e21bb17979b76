"""The names in a saved query: labels, types, properties, columns, lengths of paths."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from trama.queries.cypher_tokens import Token, TokenKind


@dataclass(frozen=True, slots=True)
class Access:
    """A property that a query names, and the labels or types that it belongs to.

    ``of`` is empty for a property of something other than a node or relationship. ``taken`` is
    False where the value stays inside: compared in a pattern, counted, or in the map of a person,
    which redaction handles.
    """

    of: tuple[str, ...]
    name: Token
    taken: bool


@dataclass(slots=True)
class Patterns:
    """The names in a text; ``returned`` holds the columns of the last RETURN with their lines."""

    labels: list[Token] = field(default_factory=list)
    types: list[Token] = field(default_factory=list)
    accesses: list[Access] = field(default_factory=list)
    stars: list[tuple[Token, int | None]] = field(default_factory=list)
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
    owners: tuple[str, ...] = ()


class _Walk:
    """One walk through the tokens that knows the open brackets and each variable's labels."""

    def __init__(self, tokens: Sequence[Token], found: Patterns) -> None:
        self._tokens = tokens
        self._found = found
        self._open: list[_Bracket] = []
        self._variables: dict[str, tuple[str, ...]] = {}

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
        self._open.append(bracket)

    def _ends_relationship(self, number: int) -> bool:
        """Return whether the sign at ``number`` is the arrow or line after a relationship."""
        line = self._at(number).is_sign("-") and self._at(number - 1).is_sign("]")
        return line or self._at(number).is_sign("->")

    def _leave(self, number: int) -> None:
        closed = self._open.pop()
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
        if before.is_sign("(", "["):
            self._variables[name.text] = self._variables.get(name.text, ()) + named

    def _key(self, top: _Bracket, name: Token) -> None:
        """Note the key of a map: in a pattern it is a property, in a projection a new name."""
        if top.owners and not self._at(top.start + 1).is_sign("."):
            self._found.accesses.append(Access(top.owners, name, taken=False))

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
        if name.kind is not TokenKind.WORD:
            return
        if owner.is_sign("{", ","):
            projected = self._top.owners if self._top else ()
            self._found.accesses.append(Access(projected, name, taken=False))
        elif owner.kind is TokenKind.WORD and not self._at(number - 2).is_sign("."):
            of = self._variables.get(owner.text, ())
            self._found.accesses.append(Access(of, name, taken=not self._counted(number)))

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

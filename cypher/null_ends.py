"""The variables that may be null where a pattern ends in them.

``OPTIONAL MATCH (c)-[:PART_OF]->(s)`` with a bound ``c`` and a null ``s`` finds nothing on Neo4j.
The embedded engine takes ``s`` as free, and matches everything. So does a pattern in WHERE, EXISTS,
COLLECT or a comprehension. A null at the first node of a pattern is well on both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from trama.cypher.cypher_tokens import NO_TOKEN, Token, TokenKind
from trama.cypher.pattern_walk import BEFORE_LISTS

_CLAUSES = frozenset({"MATCH", "OPTIONAL", "WHERE", "WITH", "RETURN", "UNWIND", "ORDER", "LIMIT"})
# An expression with one of these words may be null although all its variables are there.
_GIVE_NULL = frozenset({"NULL", "HEAD", "LAST", "CASE", "NULLIF"})


@dataclass(slots=True)
class _Scope:
    """The variables known at a place of the text, and those of them that may be null."""

    known: set[str] = field(default_factory=set)
    nullable: set[str] = field(default_factory=set)

    def copy(self) -> "_Scope":
        return _Scope({*self.known}, {*self.nullable})


def null_ends(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield each variable that may be null and stands in a pattern after its first node.

    1. The walk keeps the variables in scope. OPTIONAL MATCH adds its new variables as nullable.
    2. ``x AS y`` is nullable if ``x`` names a nullable variable or can itself give null. An item
       inside ``collect(…)`` is not: ``collect`` leaves nulls out.
    3. WITH ends the scope of what it does not name. A sub-query in braces has its own scope.
    4. A node of a pattern that follows a relationship and is a nullable variable is yielded.

    For example, ``OPTIONAL MATCH (c)<-[:PART_OF]-(s) OPTIONAL MATCH (p)-[:COMMITTED]->(s)`` yields
    the second ``s``, since a case may have no stage.
    """
    return _Walk(tokens).walk()


class _Walk:
    """One walk through the tokens; ``_outer`` holds the scopes and clauses around a sub-query."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._scope = _Scope()
        self._outer: list[tuple[_Scope, bool] | None] = []
        self._optional = False
        # Scopes that begin later: the expressions of a WITH still see the variables before it.
        self._following: dict[int, _Scope] = {}

    def walk(self) -> Iterator[Token]:
        for number, token in enumerate(self._tokens):
            self._scope = self._following.pop(number, self._scope)
            if token.is_sign("{"):
                self._enter(number)
            elif token.is_sign("}") and self._outer:
                self._leave()
            elif token.is_word("MATCH"):
                self._optional = self._at(number - 1).is_word("OPTIONAL")
            elif token.is_word("UNION"):
                self._scope, self._optional = self._around().copy(), False
            elif token.is_word("WITH", "UNWIND"):
                self._project(number)
            elif token.is_sign("(", "[") and self._is_variable(number + 1):
                end = self._at(number + 1)
                if end.text in self._scope.nullable and token.is_sign("(") and self._ends(number):
                    yield end
                self._met(number)

    def _at(self, number: int) -> Token:
        return self._tokens[number] if 0 <= number < len(self._tokens) else NO_TOKEN

    def _enter(self, number: int) -> None:
        """Open a scope of its own for a sub-query; a map has none."""
        inside = self._at(number + 1).is_word("MATCH", "OPTIONAL", "WITH", "UNWIND") or self._at(
            number - 1
        ).is_word("EXISTS", "COLLECT", "COUNT")
        self._outer.append((self._scope, self._optional) if inside else None)
        if inside:
            self._scope, self._optional = self._scope.copy(), False

    def _leave(self) -> None:
        if (outer := self._outer.pop()) is not None:
            self._scope, self._optional = outer

    def _around(self) -> _Scope:
        """Return the scope that the branches of a UNION begin with."""
        return next((outer[0] for outer in reversed(self._outer) if outer), _Scope())

    def _is_variable(self, number: int) -> bool:
        """Return whether a name at ``number`` opens a node or relationship of a pattern."""
        closes = self._at(number + 1).is_sign(":", ")", "]", "{", "*")
        return self._at(number).kind in (TokenKind.WORD, TokenKind.QUOTED) and closes

    def _ends(self, number: int) -> bool:
        """Return whether the bracket at ``number`` opens the node after a relationship."""
        before = self._at(number - 1)
        line = before.is_sign("-") and self._at(number - 2).is_sign("]", "-", "<-")
        return before.is_sign("->") or line

    def _starts(self, number: int) -> bool:
        """Return whether the bracket at ``number`` opens the first node of a MATCH or of a path."""
        return self._at(number - 1).is_word("MATCH") or self._at(number - 1).is_sign(",", "=")

    def _met(self, number: int) -> None:
        """Note the variable of a node or relationship that stands in MATCH or OPTIONAL MATCH."""
        relationship = self._at(number).is_sign("[") and self._at(number - 1).is_sign("-", "<-")
        if not (relationship or self._ends(number) or self._starts(number)):
            return
        name = self._at(number + 1).text
        if name not in self._scope.known and self._optional:
            self._scope.nullable.add(name)
        elif not self._optional and self._clause(number) == "MATCH":
            self._scope.nullable.discard(name)
        self._scope.known.add(name)

    def _clause(self, number: int) -> str:
        """Return the word of the clause around ``number``."""
        while number >= 0 and self._at(number).text.upper() not in _CLAUSES:
            number -= 1
        return self._at(number).text.upper()

    def _project(self, number: int) -> None:
        """Bind the items of a WITH or UNWIND whose word stands at ``number``."""
        keeps = self._at(number).is_word("UNWIND") or self._at(number + 1).is_sign("*")
        scope = self._scope.copy() if keeps else _Scope()
        items, end = self._items(number + 1)
        for item in items:
            words = [token for token in item if not token.is_word("DISTINCT")]
            if not words:
                continue
            name, value = words[-1].text, words[:-2] if len(words) > 2 else words
            scope.known.add(name)
            scope.nullable.discard(name)
            if _may_be_null(value, self._scope.nullable):
                scope.nullable.add(name)
        self._following[end] = scope

    def _items(self, number: int) -> tuple[list[list[Token]], int]:
        """Return the items of the list that begins at ``number``, and where the list ends."""
        depth = 0
        items: list[list[Token]] = [[]]
        while token := self._at(number):
            depth += token.is_sign("(", "[", "{") - token.is_sign(")", "]", "}")
            ends = token is NO_TOKEN or token.text.upper() in _CLAUSES
            if depth < 0 or (depth == 0 and token.kind is not TokenKind.STRING and ends):
                break
            if depth == 0 and token.is_sign(","):
                items.append([])
            else:
                items[-1].append(token)
            number += 1
        return items, number


def _may_be_null(value: Sequence[Token], nullable: set[str]) -> bool:
    """Return whether an expression may be null, as far as its words tell."""
    depth = 0
    collected: int | None = None
    for place, token in enumerate(value):
        after = value[place + 1] if place + 1 < len(value) else NO_TOKEN
        if token.is_word("COLLECT", "COUNT", "EXISTS") and after.is_sign("(", "{"):
            collected = depth if collected is None else collected
        depth += token.is_sign("(", "[", "{") - token.is_sign(")", "]", "}")
        if collected is not None and depth == collected and token.is_sign(")", "}"):
            collected = None
        name = token.kind in (TokenKind.WORD, TokenKind.QUOTED)
        if collected is not None or not (name or token.is_sign(")", "]")):
            continue
        takes_item = after.is_sign("[") and token.text.upper() not in BEFORE_LISTS
        is_null = token.text in nullable and not after.is_sign(".")
        if token.text.upper() in _GIVE_NULL or takes_item or is_null:
            return True
    return False

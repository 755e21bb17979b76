"""The names that a saved query uses: labels, types, properties, columns, lengths of paths."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from trama.cypher.cypher_tokens import Token

ANYTHING = "?"
"""The label of what may be any node: a variable made from another without a label, or ``!Case``."""


class Use(StrEnum):
    """The use of a property: only TAKEN and PROJECTED values can leave in an answer."""

    TAKEN = "taken"
    COUNTED = "counted"  # directly in count(…)
    COMPARED = "compared"  # in the map of a pattern
    PROJECTED = "projected"  # in the map of a node; redaction handles the map of a person


@dataclass(frozen=True, slots=True)
class Access:
    """A property that a query names, the labels or types that it belongs to, and its use.

    ``of`` is empty if no pattern gives the owner a label. ``maybe`` are the labels of the variables
    that the owner was made from; ANYTHING is among them if one of these may be any node. ``name``
    is the sign ``*`` for all properties.
    """

    of: tuple[str, ...]
    maybe: frozenset[str]
    name: Token
    use: Use


@dataclass(slots=True)
class Patterns:
    """The names in a text; ``returned`` holds the columns of the last RETURN with their lines.

    ``built`` holds the parameters that stand where a label or type would.

    ``dynamic`` holds the tokens between the brackets of each ``x[…]``. ``numbers`` are the
    variables that run over a ``range``.
    """

    labels: list[Token] = field(default_factory=list)
    types: list[Token] = field(default_factory=list)
    built: list[Token] = field(default_factory=list)
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

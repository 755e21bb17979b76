"""The grammar of the route language, and a route as it is written, each word with its place.

A route is steps parted by ``>``, then filters that begin with ``;``:

    captar en 0809 > (transportar|trasladar){0,3} > recibir|acoger en 17 ; menor ; 2017..2021

The grammar knows no verb, place or code: `pattern.py` checks these against the ontology.
"""

from dataclasses import dataclass
from functools import cache
from typing import NoReturn

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from trama.core.safe_cells import visible
from trama.routes.language.refusals import Written, bad_route

LONGEST_ROUTE = 1_000
"""Characters; a route of twelve steps with their places has about 500."""

_GRAMMAR = r"""
route: step (">" step)* (";" filter)* ";"?

step: _group
    | _group repeat
    | _group places
    | _group repeat places
    | _group places repeat
_group: verbs | "(" verbs ")" | "(" verbs places ")"
verbs: verb ("|" verb)*
verb: WORD | ANY
places: _IN text ("|" text)*
repeat: "{" INT "}" | "{" INT "," INT "}" | MAYBE

filter: DATE | DATE RANGE | RANGE DATE | DATE RANGE DATE | WORD | WORD text ("|" text)*
text: NAME | QUOTED

_IN.2: /(en|in)(?![\w-])/i
ANY: "*"
MAYBE: "?"
RANGE: ".."
INT: /\d{1,3}/
DATE: /\d[\d\/-]*/
WORD: /[^\W\d][\w-]*\.?/
QUOTED: /"[^"]*"|'[^']*'|«[^»]*»/
NAME: /[^\s>;|(){}"'«?*][^>;|(){}"«?*]*/
%ignore /\s+/
"""


@dataclass(frozen=True, slots=True)
class WrittenStep:
    """A step: its verbs, its places, and how often it repeats (none: once)."""

    verbs: tuple[Written, ...]
    places: tuple[Written, ...]
    repeat: tuple[Written, ...]

    @property
    def column(self) -> int:
        """The column at which the step begins."""
        return self.verbs[0].column


@dataclass(frozen=True, slots=True)
class WrittenFilter:
    """A filter: a word and its values, or the dates of a period.

    ``key`` is None for a period. ``values`` are then its first and last date, None if it is open.
    """

    key: Written | None
    values: tuple[Written | None, ...]
    column: int


@dataclass(frozen=True, slots=True)
class WrittenRoute:
    """A route as it is written: its steps in order, then its filters."""

    steps: tuple[WrittenStep, ...]
    filters: tuple[WrittenFilter, ...]


def read_written(text: str) -> WrittenRoute:
    """Return the pieces of a route.

    Raises:
        BadRoute: the text is empty, too long, has signs that nobody sees, or breaks the grammar.
    """
    if len(text) > LONGEST_ROUTE:
        raise bad_route(
            LONGEST_ROUTE,
            f"pasa de {LONGEST_ROUTE} caracteres",
            f"it is longer than {LONGEST_ROUTE} characters",
        )
    line = "".join(" " if sign.isspace() else sign for sign in text)
    for column, sign in enumerate(line, start=1):
        if visible(sign) != sign:
            raise bad_route(column, "hay un signo que no se ve", "there is a sign nobody sees")
    try:
        tree = _parser().parse(line)
    except UnexpectedInput as error:
        _refuse(error, line)
    return WrittenRoute(
        tuple(_step(part) for part in _parts(tree, "step")),
        tuple(_filter(part) for part in _parts(tree, "filter")),
    )


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", start="route", maybe_placeholders=False)


def _parts(tree: Tree[Token], *names: str) -> list[Tree[Token]]:
    return [part for part in tree.children if isinstance(part, Tree) and part.data in names]


def _written(token: Token) -> Written:
    quoted = token.type == "QUOTED"
    return Written(token[1:-1].strip() if quoted else token.strip(), (token.column or 0) + quoted)


def _words(tree: Tree[Token]) -> tuple[Written, ...]:
    tokens = tree.scan_values(lambda one: isinstance(one, Token) and one.type != "RANGE")
    return tuple(_written(token) for token in tokens)


def _step(tree: Tree[Token]) -> WrittenStep:
    found = {part.data: _words(part) for part in _parts(tree, "verbs", "places", "repeat")}
    return WrittenStep(found["verbs"], found.get("places", ()), found.get("repeat", ()))


def _filter(tree: Tree[Token]) -> WrittenFilter:
    words = _words(tree)
    tokens = [child.type for child in tree.children if isinstance(child, Token)]
    if tokens[0] == "WORD":
        return WrittenFilter(words[0], words[1:], words[0].column)
    first = words[0] if tokens[0] == "DATE" else None
    last = words[-1] if tokens[-1] == "DATE" else None
    return WrittenFilter(None, (first, last), words[0].column)


def _refuse(error: UnexpectedInput, line: str) -> NoReturn:
    """Raise the error of a route that breaks the grammar: what stands and what may stand there.

    Raises:
        BadRoute: always.
    """
    column, met = _met(error, line)
    expected = set(
        error.accepts or error.expected
        if isinstance(error, UnexpectedToken)
        else getattr(error, "allowed", None) or ()
    )
    before = line[: column - 1].rstrip()
    if (met[:1] in {"*", "+"} and before and before[-1] not in ">|(;") or (
        met[:1] == "}" and before.endswith(",")
    ):
        raise bad_route(
            column,
            "una repetición sin límite no se busca; diga cuántas veces, como {0,3}",
            "a repetition without a limit is not searched; say how many times, such as {0,3}",
        ) from None
    es, en = _EXPECTED[next(name for name in _EXPECTED if name in expected or name == "")]
    there = f"«{met}»" if met else "el final"
    there_en = f"“{met}”" if met else "the end"
    raise bad_route(
        column, f"no se entiende {there}; {es}", f"{there_en} is not understood; {en}"
    ) from None


def _met(error: UnexpectedInput, line: str) -> tuple[int, str]:
    """Return the column at which the parser stopped, and the word that stands there."""
    ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    if ended or not isinstance(error, UnexpectedToken | UnexpectedCharacters):
        return len(line.rstrip()) + 1, ""
    rest = line[error.column - 1 :].split()
    return error.column, rest[0][:20] if rest else ""


# The words for a place in a route, by a token that the parser expects there; the first counts.
_EXPECTED = {
    "DATE": (
        "se espera un filtro, como menor o 2017..2021",
        "a filter is expected, such as minor or 2017..2021",
    ),
    "WORD": (
        "se espera una conducta, como captar o recibir",
        "a verb is expected, such as capture or receive",
    ),
    "NAME": ("se espera un nombre o código", "a name or a code is expected"),
    "INT": ("se espera un número", "a number is expected"),
    "": (
        "puede seguir > ; | {0,3} o «en» y un lugar",
        "> ; | {0,3} or “in” and a place may follow",
    ),
}

"""The refusals of a route: each names its column, and what was probably meant."""

from collections.abc import Mapping
from dataclasses import dataclass

from trama.core.errors import BadParameter
from trama.core.question_errors import BadRoute
from trama.cypher.parameter_text import cut


@dataclass(frozen=True, slots=True)
class Written:
    """A piece of a route as it is written; ``column`` counts from 1."""

    text: str
    column: int


def bad_route(column: int, es: str, en: str) -> BadRoute:
    """Return the error of a route at a column, with the reason in both languages."""
    return BadRoute(column=column, why_es=es, why_en=en)


def unknown(word: Written, what: tuple[str, str], meant: Mapping[str, str]) -> BadRoute:
    """Return the error for a word that names nothing; ``meant`` maps near names to English ones."""
    es, en = f"{what[0]} «{cut(word.text)}»", f"{what[1]} “{cut(word.text)}”"
    if meant:
        es += f"; ¿quiso decir {', '.join(meant)}?"
        en += f"; did you mean {', '.join(meant.values())}?"
    return bad_route(word.column, es, en)


def refused(word: Written, error: BadParameter) -> BadRoute:
    """Return the error of a word whose value a reader of parameters refused."""
    es, en = str(error.facts["why_es"]), str(error.facts["why_en"])
    return bad_route(word.column, f"«{cut(word.text)}»: {es}", f"“{cut(word.text)}”: {en}")

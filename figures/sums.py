"""The sum of a police total and a prosecutors' total of the same time: a recipe that counts twice.

Each person who stands in both registries is in both totals. So a sum is no number of people: of
these there are as many as the larger total has at least, and as many as the sum at most.

Example: 2,032 of 2017 are the 725 of RETA and the 1,307 of SISTRA.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trama.core.errors import Language
from trama.figures.count_search import Searched
from trama.figures.figure_words import count_text, edition_text, said
from trama.figures.question import AROUND, TOLERANCE, Question
from trama.figures.recipe_row import SourceRecipes, chance_within, density, recipe_row
from trama.figures.statements import Statement
from trama.figures.windows import iso_month, window_text

_POLICE = frozenset({"RETA", "TIP", "DIRCTPTIM"})
_PROSECUTORS = frozenset({"SISTRA", "FISCALIA"})
_OF_VICTIMS = "víctimas"
_COUNTED = (
    "suma de dos registros: cuenta dos veces a quien está en ambos",
    "sum of two registries: whoever stands in both counts twice",
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A total of the police and one of the prosecutors; ``police`` is None for the open data's."""

    police: Statement | None
    prosecutors: Statement
    of_police: int

    @property
    def value(self) -> int:
        """The sum."""
        return self.of_police + self.prosecutors.value

    @property
    def window(self) -> tuple[int, int]:
        """The first and the last month."""
        return self.prosecutors.first, self.prosecutors.last


def sums_of(searched: Searched, statements: Sequence[Statement]) -> Iterator[Sum]:
    """Yield every sum of victims of one time; the first series of the open data is of all."""
    victims = [one for one in statements if one.unit == _OF_VICTIMS]
    for theirs in victims:
        if theirs.registry not in _PROSECUTORS:
            continue
        registered = searched.value(0, 0, theirs.first, theirs.last)
        if registered is not None:
            yield Sum(None, theirs, registered)
        for ours in victims:
            same_time = (ours.first, ours.last) == (theirs.first, theirs.last)
            if ours.registry in _POLICE and same_time:
                yield Sum(ours, theirs, ours.value)


def sum_recipes(
    question: Question,
    searched: Searched,
    statements: Sequence[Statement],
    newest: int,
    language: Language,
) -> SourceRecipes:
    """Return the sums that give a number, exactly or nearly; ``statements`` are those it may mean.

    ``newest`` is the last month of the open data.
    """
    number, before = int(question.quoted.value), question.stated_month
    recipes = [
        one
        for one in sums_of(searched, statements)
        if one.police is not None or before is None or one.window[1] < before
    ]
    near = sum(abs(one.value - number) <= AROUND * number for one in recipes)
    chance = density(near, number)
    rows = [
        recipe_row(
            source="sum",
            value=one.value,
            miss=one.value - number,
            chance=chance_within(chance, one.value - number),
            registry=f"{one.police.registry if one.police else 'RETA'}+{one.prosecutors.registry}",
            unit=_OF_VICTIMS,
            counted=said(_COUNTED, language),
            window=one.window,
            edition=one.prosecutors.stated_on or iso_month(newest),
            sentence=_sentence(one, newest, language),
            notes=[_note(one, language)],
        )
        for one in recipes
        if abs(one.value - number) <= TOLERANCE * number
    ]
    return SourceRecipes(rows, len(recipes), chance)


def _sentence(one: Sum, newest: int, language: Language) -> str:
    ours, theirs = (count_text(value, language) for value in (one.of_police, one.prosecutors.value))
    source = f"({one.police.source})" if one.police else edition_text(newest, language)
    when = window_text(*one.window, language)
    if language == "en":
        return (
            f"The police count {ours} {when} {source} and the prosecutors {theirs} "
            f"({one.prosecutors.source}): two registries, and no sum of people."
        )
    return (
        f"La Policía cuenta {ours} {when} {source} y la Fiscalía {theirs} "
        f"({one.prosecutors.source}): dos registros, y no una suma de personas."
    )


def _note(one: Sum, language: Language) -> str:
    least = count_text(max(one.of_police, one.prosecutors.value), language)
    most = count_text(one.value, language)
    if language == "en":
        return (
            "A sum counts twice whoever stands in both registries. If each counted everybody once, "
            f"there are between {least} and {most} distinct people; `trama overlap` estimates how "
            "many are in both."
        )
    return (
        "La suma cuenta dos veces a quien está en ambos registros. Si cada uno contó una vez a "
        f"cada persona, hay entre {least} y {most} personas distintas; `trama overlap` estima "
        "cuántas están en ambos."
    )

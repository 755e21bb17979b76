"""The judgement of what a learner answers: computed from a form or from the answer to a query."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from trama.core.text import fold
from trama.queries.catalog import catalog
from trama.training.exercises import Exercise
from trama.training.planted import read_form
from trama.values.defects import explain_shortly


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one answer: right or not, and the words for the learner."""

    right: bool
    es: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a query as a person reads it: the titles of its columns, and its rows."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Ask = Callable[[str, Mapping[str, str]], Answered]
"""From the name of a query and its parameters to its answer on the twin."""

RIGHT = Verdict(right=True)


def judge_column(exercise: Exercise, written: str) -> Verdict:
    """Return whether the learner named the column at fault, by its name or its number."""
    shown = [name for name, _ in exercise.shown()]
    number = int(written) if written.isdecimal() and written.isascii() else 0
    name = shown[number - 1] if 0 < number <= len(shown) else written
    if fold(name) == fold(str(exercise.fault.column)):
        return RIGHT
    if fold(name) not in map(fold, shown):
        return Verdict(
            right=False,
            es="La ficha no tiene esa columna: escriba su número o su nombre.",
            en="The form has no such column: write its number or its name.",
        )
    return Verdict(right=False, es="Esa se lee bien.", en="That one is read well.")


def judge_mend(exercise: Exercise, written: str) -> Verdict:
    """Return whether the form, with the learner's text in the cell, says what it says when sound.

    1. Read the form with the text. Every defect that the sound form lacks is told.
    2. Without a defect, compare all that the form says with what the sound form says.
    """
    form, column = exercise.form, str(exercise.fault.column)
    assert form is not None  # noqa: S101 - an exercise for those who register has one
    if not written.strip():
        return Verdict(right=False, es="No deje la celda en blanco.", en="Do not leave it blank.")
    mended, sound = read_form(form, {column: written.strip()}), read_form(form, {})
    fresh = sorted(mended.defects - sound.defects)
    if fresh:
        code = fresh[0][1]
        es, en = explain_shortly(code, "es"), explain_shortly(code, "en")
        return Verdict(right=False, es=es, en=en)
    if mended.said != sound.said:
        return Verdict(
            right=False,
            es="Se lee, pero no es lo que dice el relato.",
            en="It can be read, but it is not what the story says.",
        )
    return RIGHT


def judge_query(exercise: Exercise, written: str) -> Verdict:
    """Return whether the learner named the query; if not, what the named one asks."""
    name = written.strip()
    if name == exercise.query:
        return RIGHT
    queries = catalog()
    if name not in queries.names:
        return Verdict(
            right=False,
            es="No hay una consulta con ese nombre: trama query list las muestra.",
            en="No query has that name: trama query list shows them.",
        )
    asked = queries.get(name).header.questions
    return Verdict(
        right=False, es=f"Esa pregunta otra cosa: {asked['es']}", en=f"It asks: {asked['en']}"
    )


def judge_answer(mine: Answered, wanted: Answered) -> Verdict:
    """Return whether two answers have the same rows in the same order."""
    if mine == wanted:
        return RIGHT
    return Verdict(
        right=False,
        es=f"Su respuesta es otra ({len(mine.rows)} filas; la pedida, {len(wanted.rows)}).",
        en=f"Your answer is another ({len(mine.rows)} rows; that wanted has {len(wanted.rows)}).",
    )


def judge_choices(exercise: Exercise, written: str) -> Verdict:
    """Return whether the learner picked all that the answer does not say, and nothing else.

    ``written`` holds their numbers, from 1.
    """
    picked = {int(word) for word in written.replace(",", " ").split() if word.isdecimal()}
    choices: Sequence[bool] = [choice.right for choice in exercise.declared.not_said]
    wanted = {number for number, right in enumerate(choices, 1) if right}
    if picked == wanted:
        return RIGHT
    if picked - wanted:
        return Verdict(
            right=False,
            es="Alguna de esas la respuesta sí la dice.",
            en="One of these the answer does say.",
        )
    return Verdict(right=False, es="Falta alguna.", en="Some are missing.")

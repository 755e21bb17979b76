"""The format of exercises: the shipped ones are sound, and a teacher hears of each mistake."""

import re
from collections.abc import Mapping

import pytest

from trama.queries.catalog import catalog
from trama.training.exercises import read_exercise
from trama.training.library import ORDER, find_exercise
from trama.training.planted import read_form
from trama.values.defects import DefectCode

FORM = """
exercise: de-prueba
for: registering
title: {es: Prueba, en: Trial}
story: {es: "Nació el {FEC_NAC_VICT}.", en: "Born on {FEC_NAC_VICT}."}
hints: [{es: Una pista., en: A hint.}]
form:
  registry: RETA
  where: {NRO_REGISTRO: SINT-2018-000015}
  show: [EDAD_VICT, FEC_NAC_VICT]
fault: {column: EDAD_VICT, writes: DIECISEIS, code: unreadable_age}
why: {es: Porque sí., en: Because.}
source: {es: RETA, en: RETA}
"""
QUERY = """
exercise: de-prueba
for: analysing
title: {es: Prueba, en: Trial}
story: {es: ¿Quiénes?, en: Who?}
hints: [{es: Una pista., en: A hint.}]
query: recurring_suspects
parameters: {min_cases: "2"}
not_said:
  - {es: Lo que no dice., en: Unsaid., right: true}
  - {es: Lo que dice., en: Said.}
why: {es: Porque sí., en: Because.}
source: {es: docs, en: docs}
"""


def problems(text: str, **changed: str) -> Mapping[int, str]:
    """Returns the Spanish problems of a text by line; ``old`` in it becomes ``new``."""
    assert changed.get("old", "") in text
    exercise, found = read_exercise(text.replace(changed.get("old", "\0"), changed.get("new", "")))
    assert (exercise is None) == bool(found)
    return {one.line: one.es for one in found}


def test_the_texts_of_the_tests_are_sound() -> None:
    assert problems(FORM) == {}
    assert problems(QUERY) == {}


@pytest.mark.parametrize(
    ("text", "old", "new", "line", "said"),
    [
        (FORM, "registering", "registring", 3, "registering"),
        (FORM, "de-prueba", "De Prueba", 2, "minúsculas"),
        (FORM, "hints: [{es: Una pista., en: A hint.}]", "hints: []", 6, "pista"),
        (FORM, "column: EDAD_VICT", "column: EDAD_VICTIMA", 11, "EDAD_VICT"),
        (FORM, "show: [EDAD_VICT, ", "show: [", 10, "no se muestra"),
        (FORM, "{FEC_NAC_VICT}.\", en", "{NACIO}.\", en", 5, "NACIO"),
        (FORM, "code: unreadable_age", "code: unreadable", 11, "unreadable_"),
        (FORM, "code: unreadable_age", "code: unknown_sex", 11, "da: unreadable_age"),
        (FORM, "writes: DIECISEIS", "writes: 16", 11, "no da el defecto"),
        (FORM, "SINT-2018-000015", "SINT-2018-0015", 9, "por ejemplo: «SINT-2018-0000"),
        (FORM, "000015}", "000015, SEXO_VICT: M}", 9, "a la vez"),
        (FORM, "where: {NRO_REGISTRO", "where: {NRO_REG", 9, "NRO_REGISTRO"),
        (FORM, "registry: RETA", "registry: SISTRA\n  sheet: VICTIMAS", 9, "AGRAVIADOS"),
        (FORM, "fault: {", "falta: {", 11, "falta"),
        (QUERY, "query: recurring_suspects", "query: recurring_suspect", 7, "recurring_suspects"),
        (QUERY, "min_cases:", "min_case:", 8, "min_cases"),
        (QUERY, ", right: true", "", 9, "cierta"),
        (QUERY, "es: Porque sí., ", "", 12, "falta «es»"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(
    text: str, old: str, new: str, line: int, said: str
) -> None:
    found = problems(text, old=old, new=new)

    assert said in found.get(line, ""), found


def test_what_is_no_yaml_and_what_lacks_everything_is_told() -> None:
    assert problems("a: [") != {}
    assert len(problems("exercise: x1")) >= 1
    assert problems("for: analysing") != {}


def test_six_exercises_and_more_are_for_each_kind_of_learner() -> None:
    exercises = [find_exercise(name) for name in ORDER]

    assert [one.name for one in exercises] == list(ORDER)
    assert sum(one.registers for one in exercises) >= 6
    assert sum(not one.registers for one in exercises) >= 6
    faults = {str(one.fault.code) for one in exercises if one.registers}
    assert len(faults) == sum(one.registers for one in exercises)
    assert faults <= set(DefectCode)


@pytest.mark.parametrize("name", ORDER)
def test_a_shipped_exercise_is_whole(name: str) -> None:
    one = find_exercise(name)

    assert "{" not in one.story("es") + one.story("en")
    if one.registers:
        shown = dict(one.shown())
        column = str(one.fault.column)
        assert shown[column] == one.fault.writes
        assert all(shown.values())
        assert one.form is not None
        assert read_form(one.form, {}).codes_of(column) == set()
        # The column's own place in the form, and no name of a person, also not an invented one.
        assert not re.search(r"APE_|NOMBRES|apellidos", " ".join(shown))
    else:
        assert one.query in catalog().names
        assert f"trama query run {one.query}" not in one.story("es")

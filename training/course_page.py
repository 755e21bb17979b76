"""The page of the exercises: one file that opens offline and keeps progress in the browser."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from trama.core.errors import Language
from trama.core.html_templates import source_hash, templates_of
from trama.core.text import speaker
from trama.queries.catalog import catalog
from trama.training.exercises import Exercise
from trama.training.judging import Answered, judge_mend

_MOST_ROWS = 8  # of an answer: the page shows what the terminal shows


def course_page(
    exercises: Sequence[Exercise], answers: Mapping[str, Answered], language: Language
) -> str:
    """Return the page of the exercises. ``answers`` are those to the queries, by exercise.

    The page runs only its own script, by its hash, and fetches nothing.
    """
    script, style = _static("course.js"), _static("course.css")
    policy = (
        f"default-src 'none'; script-src {source_hash(script)}; style-src {source_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    told = [
        _of_form(one, language) if one.registers else _of_query(one, answers[one.name], language)
        for one in exercises
    ]
    questions = {query.name: query.header.questions[language] for query in catalog()}
    return (
        templates_of("trama.training")
        .get_template("course.html")
        .render(
            language=language,
            say=speaker(language),
            policy=policy,
            course={"exercises": told, "questions": questions},
            # Files of ours and no data: the template does not escape them.
            style=Markup(style),  # noqa: S704 - see the line above
            script=Markup(script),  # noqa: S704 - same
        )
    )


def _of_form(exercise: Exercise, language: Language) -> dict[str, Any]:
    return {
        **_common(exercise, language),
        "form": exercise.shown(),
        "column": str(exercise.fault.column),
        "accepted": _accepted(exercise),
    }


def _of_query(exercise: Exercise, answered: Answered, language: Language) -> dict[str, Any]:
    return {
        **_common(exercise, language),
        "query": exercise.query,
        "parameters": list(exercise.declared.parameters.items()),
        "titles": answered.titles,
        "rows": answered.rows[:_MOST_ROWS],
        "more": max(0, len(answered.rows) - _MOST_ROWS),
        "choices": [[one.text(language), one.right] for one in exercise.declared.not_said],
    }


def _common(exercise: Exercise, language: Language) -> dict[str, Any]:
    declared = exercise.declared
    return {
        "name": exercise.name,
        "title": declared.title.text(language),
        "story": exercise.story(language),
        "hints": [hint.text(language) for hint in declared.hints],
        "why": declared.why.text(language),
        "source": declared.source.text(language),
    }


def _accepted(exercise: Exercise) -> list[str]:
    """Return the texts for the cell that the page accepts: usual writings that are read as right.

    The first one is the cell of the twin. Example: for 129-A also «129A» and «129 A».
    """
    assert exercise.form is not None  # noqa: S101 - an exercise for those who register has one
    right = exercise.form.cells[str(exercise.fault.column)]
    day, slash, rest = right.partition("/")
    month, _, year = rest.partition("/")
    usual = [right, right.replace("-", ""), right.replace("-", " ")]
    usual += [f"{right} AÑOS"] if right.isdecimal() else []
    usual += [right.partition(" ")[0], right[:1], "MUJER", "HOMBRE"]
    if slash:
        usual += [
            f"{day}-{month}-{year}",
            f"{year}-{month}-{day}",
            f"{int(day)}/{int(month)}/{year}",
        ]
    kept = [text for text in usual if text and judge_mend(exercise, text).right]
    return list(dict.fromkeys(kept))


def _static(name: str) -> str:
    return (files("trama.training") / "static" / name).read_text(encoding="utf-8")

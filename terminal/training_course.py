"""The course of `trama train`: which exercise is next, what is done, and the page of all."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trama.core.errors import DeclarationError
from trama.core.home import Home
from trama.terminal.practice_graph import practice
from trama.terminal.session import Session
from trama.terminal.training_session import TrainingSession
from trama.training.library import (
    check_answer,
    check_file,
    exercise_names,
    find_exercise,
    kept_file,
)
from trama.training.progress import Progress

if TYPE_CHECKING:
    from trama.core.problems import Problem
    from trama.training.exercises import Exercise


def do_next(session: Session) -> None:
    """Do the first exercise that is not done; say so if all are."""
    done = _progress(session).done()
    left = [one.name for one in _sound(session) if one.name not in done]
    if left:
        do(session, left[0])
        return
    session.notes.print(
        session.say(
            "Todos hechos. De nuevo: trama train --reset; uno: trama train do EJERCICIO.",
            "All done. Again: trama train --reset; one: trama train do EXERCISE.",
        )
    )


def do(session: Session, name: str) -> None:
    """Do one exercise, and store that it is done. A learner who leaves loses nothing.

    Raises:
        UnknownName, DeclarationError: as :func:`find_exercise`.
    """
    exercise = find_exercise(name, _own(session))
    doing = TrainingSession(session, exercise)
    try:
        if exercise.registers:
            doing.run(None)
        else:
            with practice(session) as ask:
                doing.run(ask)
    except EOFError:
        session.notes.print(session.say("Sigue: trama train", "Next: trama train"))
        return
    progress = _progress(session)
    progress.add(exercise.name, doing.wrong, shown=doing.shown)
    names = exercise_names(_own(session))
    if exercise.name not in names:
        folder = _own(session)
        session.notes.print(
            session.say(
                f"Hecho. Para que esté en la lista de todos: cópielo a {folder}",
                f"Done. To have it in the list of all: copy it to {folder}",
            )
        )
        return
    count = sum(each in progress.done() for each in names)
    session.notes.print(
        session.say(
            f"{count} de {len(names)} hechos. Sigue: trama train",
            f"{count} of {len(names)} done. Next: trama train",
        )
    )


def tell(session: Session) -> None:
    """List the exercises, and what is done of each."""
    say, done = session.say, _progress(session).done()
    rows = []
    for exercise in _sound(session):
        mine = done.get(exercise.name)
        kind = say("registrar", "register") if exercise.registers else say("analizar", "analyse")
        title = exercise.declared.title.text(session.language)
        rows.append((exercise.name, kind, title, mine))
    if session.as_json:
        session.json(
            [
                {
                    "exercise": name,
                    "for": kind,
                    "title": title,
                    "done": mine and mine.day,
                    "wrong": mine and mine.wrong,
                    "shown": mine and mine.shown,
                }
                for name, kind, title, mine in rows
            ]
        )
        return
    titles = [say("Ejercicio", "Exercise"), say("Para", "For"), say("Título", "Title")]
    session.table(
        "",
        [*titles, say("Hecho", "Done")],
        [(*told, session.day(mine.day) if mine else "") for *told, mine in rows],
    )


def reset(session: Session) -> None:
    """Forget what is done."""
    _progress(session).reset()
    session.notes.print(session.say("Olvidado.", "Forgotten."))


def check(session: Session, paths: Sequence[Path]) -> bool:
    """Tell the problems of files line by line. Return whether there is none."""
    found = _problems(session, paths)
    if session.as_json:
        session.json(
            [
                {"file": str(path), "line": one.line, "es": one.es, "en": one.en}
                for path, problems in found
                for one in problems
            ]
        )
        return not any(problems for _, problems in found)
    for path, problems in found:
        for one in problems:
            session.line(f"{path}:{one.line}: {session.say(one.es, one.en)}")
        if not problems:
            session.notes.print(session.say(f"{path}: sin problemas.", f"{path}: no problems."))
    return not any(problems for _, problems in found)


def _problems(session: Session, paths: Sequence[Path]) -> list[tuple[Path, Sequence["Problem"]]]:
    """Return the problems of each file; the twin is asked for the answers of sound exercises."""
    found = [(path, *check_file(path)) for path in paths]
    if not any(exercise and not exercise.registers for _, exercise, _ in found):
        return [(path, problems) for path, _, problems in found]
    with practice(session) as ask:
        return [
            (path, check_answer(one, ask) if one and not one.registers else problems)
            for path, one, problems in found
        ]


def page(session: Session) -> str:
    """Return the page of all exercises. The answers of queries are those of the twin's graph."""
    from trama.training.course_page import course_page

    exercises = _sound(session)
    with practice(session) as ask:
        answers = {
            exercise.name: ask(exercise.query, exercise.declared.parameters)
            for exercise in exercises
            if not exercise.registers
        }
    return course_page(exercises, answers, session.language)


def _sound(session: Session) -> Sequence["Exercise"]:
    """Return all exercises; one that a teacher keeps and that has problems is left out, and said.

    It must not stand between a learner and the others.
    """
    own = _own(session)
    found: list[Exercise] = []
    for name in exercise_names(own):
        try:
            found.append(find_exercise(name, own))
        except DeclarationError:
            path = kept_file(name, own)
            session.notes.print(
                session.say(
                    f"{path} tiene problemas y no está en la lista: trama train check {path}",
                    f"{path} has problems and is not in the list: trama train check {path}",
                )
            )
    return found


def _own(session: Session) -> Path:
    return Home(session.settings.home).exercises


def _progress(session: Session) -> Progress:
    return Progress(Home(session.settings.home))

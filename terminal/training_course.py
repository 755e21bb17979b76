"""The course of `trama train`: which exercise is next, what is done, and the page of all."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trama.core.home import Home
from trama.terminal.practice_graph import practice
from trama.terminal.session import Session
from trama.terminal.training_session import TrainingSession
from trama.training.library import check_file, exercise_names, find_exercise
from trama.training.progress import Progress

if TYPE_CHECKING:
    from trama.training.exercises import Exercise


def do_next(session: Session) -> None:
    """Do the first exercise that is not done; say so if all are."""
    done = _progress(session).done()
    left = [name for name in exercise_names(_own(session)) if name not in done]
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
        UnknownName, InputError, DeclarationError: as :func:`find_exercise`.
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
    for exercise in _all(session):
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
    found = [(path, check_file(path)[1]) for path in paths]
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


def page(session: Session) -> str:
    """Return the page of all exercises. The answers of queries are those of the twin's graph."""
    from trama.training.course_page import course_page

    exercises = _all(session)
    with practice(session) as ask:
        answers = {
            exercise.name: ask(exercise.query, exercise.declared.parameters)
            for exercise in exercises
            if not exercise.registers
        }
    return course_page(exercises, answers, session.language)


def _all(session: Session) -> Sequence["Exercise"]:
    own = _own(session)
    return [find_exercise(name, own) for name in exercise_names(own)]


def _own(session: Session) -> Path:
    return Home(session.settings.home).exercises


def _progress(session: Session) -> Progress:
    return Progress(Home(session.settings.home))

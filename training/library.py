"""The exercises that come with Trama, those that a teacher keeps, and exercises in other files.

A kept exercise is a YAML file in the folder ``exercises`` of the home, named by its exercise.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from trama.core.errors import TramaError, UnknownName
from trama.core.problems import Problem, declaration_error
from trama.training.exercises import Exercise, read_exercise
from trama.training.judging import Ask

# Those who register come first; within both groups the easy ones come first.
ORDER = (
    "edad-en-letras",
    "sexo-con-duda",
    "fecha-imposible",
    "hecho-despues-del-registro",
    "edad-contra-nacimiento",
    "nacido-despues",
    "ubigeo-sin-cero",
    "articulo-de-antes",
    "dni-tapado",
    "de-cusco-a-madre-de-dios",
    "de-donde-a-donde",
    "rutas-de-menores",
    "quienes-se-repiten",
    "casos-sin-fecha",
    "cuanto-se-sabe",
    "partes-que-nadie-tiene",
)
"""The shipped exercises in the order in which a learner meets them."""

_ENDING = ".yaml"


def exercise_names(own: Path | None = None) -> tuple[str, ...]:
    """Return the names of the shipped exercises in their order, then those of a teacher."""
    kept = sorted(path.stem for path in own.glob(f"*{_ENDING}")) if own and own.is_dir() else []
    return (*ORDER, *(name for name in kept if name not in ORDER))


def find_exercise(name: str, own: Path | None = None) -> Exercise:
    """Return the exercise of a name, or the exercise in a YAML file.

    Raises:
        UnknownName: no exercise has that name and no such file exists.
        DeclarationError: the file has problems; the error holds each with its line.
    """
    if name in ORDER:
        return _shipped(name)
    kept = kept_file(name, own) if own is not None else None
    path = kept if kept is not None and name in exercise_names(own) else Path(name)
    if path.suffix != _ENDING or not path.is_file():
        raise UnknownName(
            kind=("ejercicio", "exercise"),
            name=name,
            hint=("Los que hay: trama train list.", "There are: trama train list."),
        )
    exercise, problems = check_file(path)
    if exercise is None:
        raise declaration_error(str(path), problems)
    return exercise


def kept_file(name: str, own: Path) -> Path:
    """Return the file in which a teacher keeps an exercise of that name."""
    return own / f"{name}{_ENDING}"


def check_file(path: Path) -> tuple[Exercise | None, Sequence[Problem]]:
    """Return the exercise in a file, None if it has a problem; and all of its problems."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return None, [Problem(1, "debe ser texto en UTF-8", "it must be UTF-8 text")]
    except OSError:
        es, en = "no existe, o no se puede leer", "it does not exist, or cannot be read"
        return None, [Problem(1, es, en)]
    exercise, problems = read_exercise(text)
    if exercise is not None and exercise.name != path.stem:
        es, en = f"el archivo debe llamarse {exercise.name}.yaml", "the file must have its name"
        return None, [Problem(1, es, en)]
    return exercise, problems


def check_answer(exercise: Exercise, ask: Ask) -> Sequence[Problem]:
    """Return what is wrong with the answer of the twin to an exercise for analysts.

    A value that no parameter takes, and an answer without a row, would stop a learner.
    """
    line = exercise.declared.query.line if exercise.declared.query is not None else 1
    try:
        answered = ask(exercise.query, exercise.declared.parameters)
    except TramaError as error:
        return [Problem(line, error.message("es"), error.message("en"))]
    if answered.rows:
        return []
    return [
        Problem(
            line,
            "la respuesta del gemelo no tiene filas: cambie los parámetros",
            "the twin's answer has no rows: change the parameters",
        )
    ]


@cache
def _shipped(name: str) -> Exercise:
    where = files("trama.training") / "shipped" / f"{name}{_ENDING}"
    exercise, problems = read_exercise(where.read_text(encoding="utf-8"))
    if exercise is None:
        raise declaration_error(f"{name}{_ENDING}", problems)
    return exercise

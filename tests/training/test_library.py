"""The exercises by name, those of a teacher, and the progress of a learner."""

from importlib.resources import files
from pathlib import Path

import pytest

from trama.core.errors import DeclarationError, UnknownName
from trama.core.home import Home
from trama.training.library import ORDER, check_file, exercise_names, find_exercise
from trama.training.progress import Progress

SHIPPED = (files("trama.training") / "shipped" / "edad-en-letras.yaml").read_text(encoding="utf-8")
FORM = SHIPPED.replace("exercise: edad-en-letras", "exercise: de-prueba")


def test_a_teacher_s_exercise_stands_after_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "de-prueba.yaml").write_text(FORM, encoding="utf-8")

    assert exercise_names(tmp_path) == (*ORDER, "de-prueba")
    assert find_exercise("de-prueba", tmp_path).registers
    assert find_exercise(str(tmp_path / "de-prueba.yaml")).name == "de-prueba"


def test_a_file_has_the_name_of_its_exercise(tmp_path: Path) -> None:
    path = tmp_path / "otro.yaml"
    path.write_text(FORM, encoding="utf-8")

    exercise, problems = check_file(path)

    assert exercise is None
    assert "de-prueba.yaml" in problems[0].es


def test_an_unknown_name_and_a_file_with_problems_are_told(tmp_path: Path) -> None:
    (tmp_path / "mal.yaml").write_text("exercise: mal", encoding="utf-8")

    for name in ("nada", str(tmp_path / "nada.yaml"), "../training"):
        with pytest.raises(UnknownName):
            find_exercise(name, tmp_path)
    with pytest.raises(DeclarationError, match=r"mal\.yaml:1"):
        find_exercise("mal", tmp_path)


def test_progress_is_kept_in_a_private_file_until_it_is_forgotten(tmp_path: Path) -> None:
    progress = Progress(Home(tmp_path / "home"))
    assert progress.done() == {}

    progress.add("edad-en-letras", 2, shown=False)
    progress.add("dni-tapado", 0, shown=True)

    kept = Progress(Home(tmp_path / "home")).done()
    assert {name: (one.wrong, one.shown) for name, one in kept.items()} == {
        "edad-en-letras": (2, False),
        "dni-tapado": (0, True),
    }
    assert (tmp_path / "home" / "training.json").stat().st_mode & 0o077 == 0
    progress.reset()
    progress.reset()
    assert progress.done() == {}


def test_a_damaged_progress_counts_as_none(tmp_path: Path) -> None:
    path = Home(tmp_path).make() / "training.json"
    for text in ("", "[]", '{"a": 1}', '{"a": {"day": "x"}}'):
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
        assert Progress(Home(tmp_path)).done() == {}, text

"""`trama train`: exercises in a terminal and on a page, in a home where nothing was loaded."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from engines import environment_for

from trama.core.settings import read_settings
from trama.graph.engine import stop_engine
from trama.training.library import ORDER, find_exercise

Trama = Callable[..., subprocess.CompletedProcess[str]]
FORM, WAY = "edad-en-letras", "de-cusco-a-madre-de-dios"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("train") / "home"


@pytest.fixture(scope="module")
def trama(home: Path) -> Iterator[Trama]:
    environment = environment_for(home)
    kept = {name: text for name, text in os.environ.items() if not name.startswith("TRAMA_")}

    def run(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "trama.cli", "train", *words],
            env={**kept, **environment, "COLUMNS": "80"},
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )

    yield run
    settings = read_settings(environment)
    stop_engine(replace(settings, home=settings.home / "training"))


def test_a_learner_does_the_next_exercise_with_a_hint_and_wrong_tries(trama: Trama) -> None:
    ran = trama(typed="?\n1\n5\nquince\n16\n")
    listed = json.loads(trama("list", "--json").stdout)

    assert ran.returncode == 0, ran.stderr
    assert "→ La columna guarda un número." in ran.stdout
    assert "No se entiende la edad" in ran.stdout
    assert "Código Penal" in ran.stdout
    assert f"1 de {len(ORDER)} hechos" in ran.stderr
    assert (listed[0]["exercise"], listed[0]["wrong"], listed[0]["shown"]) == (FORM, 2, False)
    assert [one["done"] for one in listed[1:]] == [None] * (len(ORDER) - 1)


def test_a_learner_who_leaves_has_done_nothing(trama: Trama) -> None:
    for typed in ("q\n", "", "5\nQ\n"):
        ran = trama("do", "dni-tapado", typed=typed)
        assert ran.returncode == 0, ran.stderr
        assert "Sigue: trama train" in ran.stderr

    assert not [one for one in json.loads(trama("list", "--json").stdout) if one["exercise"] ==
                "dni-tapado" and one["done"]]  # fmt: skip


def test_an_answer_that_is_shown_is_noted_and_reset_forgets_all(trama: Trama) -> None:
    ran = trama("do", "sexo-con-duda", "--lang", "en", typed="=\n=\n")
    noted = [one for one in json.loads(trama("list", "--json").stdout) if one["shown"]]

    assert "The answer: sexo" in ran.stdout
    assert [one["exercise"] for one in noted] == ["sexo-con-duda"]
    assert trama("--reset").returncode == 0
    assert not [one for one in json.loads(trama("list", "--json").stdout) if one["done"]]


@pytest.mark.slow
def test_an_analyst_s_answer_is_asked_of_the_twin(trama: Trama) -> None:
    ran = trama(
        "do",
        WAY,
        typed="frequent_legs\nroutes_between\norigin\norigin=NADA destination=PE-17\n"
        "origin=PE-08 destination=PE-15\norigin=Cusco destination=Madre de Dios\n1\n2 4\n",
    )

    assert ran.returncode == 0, ran.stderr
    assert "¿Entre qué lugares fueron llevadas más víctimas?" in ran.stdout
    assert "Escriba nombre=valor" in ran.stdout
    assert "Su respuesta es otra" in ran.stdout
    assert "Lugares en orden" in ran.stdout
    assert ran.stdout.count("✓ Bien.") == 3  # Cusco is PE-08 too
    assert "hechos" in ran.stderr


@pytest.mark.slow
def test_the_page_has_every_exercise_and_the_twin_s_answers(trama: Trama, tmp_path: Path) -> None:
    page = tmp_path / "ejercicios.html"
    ran = trama("page", str(page))
    assert ran.returncode == 0, ran.stderr

    text = page.read_text(encoding="utf-8")
    found = re.search(r'id="course">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    course = json.loads(found[1])["exercises"]

    assert [one["name"] for one in course] == list(ORDER)
    for one in course:
        if find_exercise(one["name"]).registers:
            assert one["accepted"], one["name"]
        else:
            assert one["rows"], one["name"]
    assert "default-src &#39;none&#39;" in text
    assert not re.search(r"https?://", text)


def test_a_teacher_s_file_is_checked_line_by_line(trama: Trama, tmp_path: Path) -> None:
    path = tmp_path / "mal.yaml"
    path.write_text("exercise: mal\nfor: nadie\n", encoding="utf-8")

    ran = trama("check", str(path))
    told = json.loads(trama("check", str(path), "--json").stdout)

    assert ran.returncode == 1
    assert f"{path}:2: «nadie» no existe" in ran.stdout
    assert {one["line"] for one in told} >= {1, 2}


def test_a_file_that_is_absent_or_no_text_hides_no_problem_of_the_others(
    trama: Trama, tmp_path: Path
) -> None:
    (tmp_path / "mal.yaml").write_text("exercise: mal\nfor: nadie\n", encoding="utf-8")
    (tmp_path / "latin.yaml").write_bytes("exercise: a\xf1o".encode("latin-1"))

    ran = trama("check", *(str(tmp_path / f"{name}.yaml") for name in ("nada", "latin", "mal")))

    assert ran.returncode == 1
    assert "nada.yaml:1: no existe" in ran.stdout
    assert "latin.yaml:1: debe ser texto en UTF-8" in ran.stdout
    assert "mal.yaml:2: «nadie» no existe" in ran.stdout


def test_a_kept_exercise_with_problems_stops_no_learner(trama: Trama, home: Path) -> None:
    path = home / "exercises" / "mal.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("exercise: mal\n", encoding="utf-8")

    listed = trama("list", "--json")
    path.unlink()

    assert listed.returncode == 0, listed.stderr
    assert [one["exercise"] for one in json.loads(listed.stdout)] == list(ORDER)
    assert f"trama train check {path}" in "".join(listed.stderr.split("\n"))


def test_an_exercise_of_a_file_elsewhere_is_done_and_says_where_to_keep_it(
    trama: Trama, tmp_path: Path
) -> None:
    shipped = files("trama.training") / "shipped" / f"{FORM}.yaml"
    text = shipped.read_text(encoding="utf-8").replace(f"exercise: {FORM}", "exercise: mio")
    (tmp_path / "mio.yaml").write_text(text, encoding="utf-8")

    ran = trama("do", str(tmp_path / "mio.yaml"), typed="=\n=\n")

    assert ran.returncode == 0, ran.stderr
    assert "exercises" in ran.stderr
    assert " de " + str(len(ORDER)) not in ran.stderr


@pytest.mark.slow
def test_the_answer_of_an_exercise_is_checked_on_the_twin(trama: Trama, tmp_path: Path) -> None:
    text = (files("trama.training") / "shipped" / f"{WAY}.yaml").read_text(encoding="utf-8")
    for name, place in (("nadie", "Xyqqzw"), ("vacio", "PE-0801")):
        made = text.replace(f"exercise: {WAY}", f"exercise: {name}").replace("PE-17", place)
        made = made.replace("origin: PE-08,", "origin: PE-0802,")
        (tmp_path / f"{name}.yaml").write_text(made, encoding="utf-8")

    ran = trama("check", str(tmp_path / "nadie.yaml"), str(tmp_path / "vacio.yaml"))

    assert ran.returncode == 1
    assert "nadie.yaml:10: " in ran.stdout
    assert "Xyqqzw" in ran.stdout
    assert "vacio.yaml:10: la respuesta del gemelo no tiene filas" in ran.stdout

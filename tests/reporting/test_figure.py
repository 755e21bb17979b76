"""`trama figure` and its Spanish name `trama cifra`, without a graph."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from installation import Installation


def trama(home: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRAMA_")}
    return subprocess.run(
        [sys.executable, "-m", "trama.cli", *words],
        env=kept | {"TRAMA_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_both_names_tell_the_recipe_and_leave_no_home_behind(tmp_path: Path) -> None:
    home = tmp_path / "home"
    spanish = trama(home, "cifra", "1", "465", "--near", "2022-12-07", "--limit", "2")
    english = trama(home, "--lang", "en", "figure", "1,465", "--near", "2023", "--json")

    assert (spanish.returncode, english.returncode) == (0, 0), spanish.stderr + english.stderr
    assert "1. RETA registró 1 465 víctimas de trata" in spanish.stdout
    assert "El mismo conteo de diciembre de 2022 a marzo de 2025 es 1 517." in spanish.stdout
    assert "3. " not in spanish.stdout
    told = json.loads(english.stdout)
    assert told["number"] == "1,465"
    assert told["rows"][0]["since"] == "2023-01"
    assert not home.exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("mil",), "se espera un conteo en cifras"),
        (("0",), "cero"),
        (("--", "-5"), "no es negativo"),
        (("500", "--near", "1950"), "no hay datos de ese tiempo"),
        (("500", "--stated", "ayer"), "se espera un año"),
    ],
)
def test_what_cannot_be_searched_is_said(tmp_path: Path, words: tuple[str, ...], why: str) -> None:
    ran = trama(tmp_path, "cifra", *words)

    assert ran.returncode == 2
    assert why in ran.stderr
    assert ran.stdout == ""


def test_the_counts_of_a_loaded_graph_stand_beside_the_open_data(
    installation: Installation,
) -> None:
    alone = json.loads(installation.trama("figure", "5", "--json", "--limit", "200").stdout)
    ran = installation.trama("figure", "5", "--graph", "--json", "--limit", "200")

    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["recipes"] > alone["recipes"]
    assert any(row["source"] == "graph" for row in told["rows"])
    assert all(row["source"] != "graph" for row in alone["rows"])

"""`trama study`: the open data without a graph, the receipt, and who may ask a graph."""

import json
from pathlib import Path

import pytest
from engines import environment_for
from installation import Installation
from pypdf import PdfReader

from trama.access.policy import Role
from trama.core.settings import Settings


@pytest.fixture
def home(settings: Settings) -> Installation:
    return Installation(settings, settings.home, environment_for(settings.home))


def test_the_open_data_are_studied_without_a_graph_and_made_again(
    home: Installation, tmp_path: Path
) -> None:
    folder = tmp_path / "estudio"
    (tmp_path / "file").touch()
    refused = home.trama("study", str(tmp_path / "file"), "--since", "1990", "--until", "1990")
    assert "no es una carpeta" in refused.stderr  # said before the years without data are

    ran = home.trama("study", str(folder))

    assert ran.returncode == 0, ran.stderr
    assert "Madre de Dios" in ran.stdout
    summary = PdfReader(folder / "resumen.pdf")
    assert len(summary.pages) == 2
    assert "De 2017 a 2025 se cuentan 5142 víctimas" in summary.pages[0].extract_text()
    page = (folder / "annex.html").read_text(encoding="utf-8")
    assert 'http-equiv="Content-Security-Policy"' in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")

    again = home.trama("study", str(folder), "--check")
    assert again.returncode == 0, again.stderr

    receipt = folder / "estudio.json"
    told = json.loads(receipt.read_text(encoding="utf-8"))
    told["figures"]["departments"]["places"][0]["rate"] += 0.01
    receipt.write_text(json.dumps(told), encoding="utf-8")
    changed = home.trama("study", str(folder), "--check")
    assert changed.returncode == 1
    assert "departments.places[0].rate" in changed.stderr

    (folder / "provincias.csv").write_text("uid", encoding="utf-8")
    spoilt = home.trama("study", str(folder), "--check")
    assert spoilt.returncode == 1
    assert "provincias.csv" in spoilt.stderr


def test_years_without_data_say_what_can_be_had(home: Installation, tmp_path: Path) -> None:
    ran = home.trama("study", str(tmp_path / "estudio"), "--since", "2023")

    assert ran.returncode == 2
    assert "de 2017 a 2022" in ran.stderr
    assert not (tmp_path / "estudio").exists()


def test_the_public_may_not_count_a_graph(installation: Installation, tmp_path: Path) -> None:
    token = installation.token(Role.PUBLIC)

    ran = installation.trama("study", str(tmp_path), "--source", "graph", TRAMA_TOKEN=token)

    assert ran.returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_a_small_graph_is_no_study_and_says_what_can_be_had(
    installation: Installation, tmp_path: Path
) -> None:
    ran = installation.trama("study", str(tmp_path / "uno"), "--source", "graph", "--since", "2050")

    assert ran.returncode == 2
    assert "No hay con qué hacer el estudio" in ran.stderr

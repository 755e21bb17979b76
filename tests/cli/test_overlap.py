"""`trama overlap` on a loaded twin: figures, lists, replicates, roles."""

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from engines import environment_for
from installation import Installation
from rooms import ROOT

from trama.access.policy import Role
from trama.core.settings import Settings

EXAMPLES = ROOT / "docs" / "examples"
WHO = "MATCH (v:Victim) RETURN v.uid AS uid, v.name AS name, v.document_key AS document"


def asked(installation: Installation, *words: str, **environment: str) -> dict[str, Any]:
    ran = installation.trama("--json", "overlap", *words, **environment)
    assert ran.returncode == 0, ran.stderr
    document: dict[str, Any] = json.loads(ran.stdout)
    return document


def test_the_table_says_its_interval_and_what_would_overturn_it(
    installation: Installation,
) -> None:
    ran = installation.trama("overlap", "--by", "year", "--draws", "20", "--unseen")

    assert ran.returncode == 0, ran.stderr
    assert "Intervalo: el 90 % central de 20 enlaces completos" in ran.stdout
    for text in ("solo RETA", "Distintos en ambos registros", "Lo que cambiaría la cifra"):
        assert text in ran.stdout
    assert "No cite un solo número" in ran.stdout


def test_the_range_of_published_totals_is_told_for_a_year(installation: Installation) -> None:
    ran = installation.trama("--lang", "en", "overlap", "--year", "2017", "--draws", "5")

    assert ran.returncode == 0, ran.stderr
    totals = installation.rows("MATCH (o:Observation {year: 2017}) RETURN count(o) AS count")
    told = "between 1,307 and 2,032 distinct victims" in ran.stdout
    assert told is (totals[0]["count"] > 0)


def test_a_registry_without_a_case_is_named(settings: Settings) -> None:
    home = Installation(settings, settings.home, environment_for(settings.home))
    loaded = home.trama("load", str(EXAMPLES / "expedientes_SINTETICO.csv"), "--profile",
                        str(EXAMPLES / "expedientes.yaml"))  # fmt: skip
    assert loaded.returncode == 0, loaded.stderr

    ran = home.trama("overlap", "--draws", "5")

    assert ran.returncode == 0, ran.stderr
    assert "no hay casos de RETA ni de SISTRA" in " ".join(ran.stderr.split())
    saved = home.trama("query", "run", "registry_overlap")
    assert "no hay casos de RETA ni de SISTRA" in " ".join(saved.stderr.split())
    path = settings.home / "cruce.html"
    drawn = home.trama("page", "overlap", "-o", str(path), "--draws", "5")
    assert drawn.returncode == 2
    assert "No hay nada que dibujar" in drawn.stderr
    assert "no hay casos de RETA ni de SISTRA" in " ".join(drawn.stderr.split())
    assert not path.exists()


def test_the_steps_lead_to_their_records(installation: Installation) -> None:
    document = asked(installation, "waterfall", "--draws", "5")

    count = document["reta"]
    for step in document["steps"]:
        count += step["coming"]["decided"] - step["leaving"]["decided"]
        assert step["after"] == count
    assert count == document["sistra"]
    largest = max(document["steps"], key=lambda step: step["coming"]["decided"])
    rows = asked(
        installation, "waterfall", "--draws", "5", "--step", largest["step"], "--registry", "sistra"
    )
    assert rows["count"] == len(rows["rows"]) == largest["coming"]["decided"] > 0


def test_the_lost_are_filtered_by_unit_and_counted_by_it(installation: Installation) -> None:
    everything = asked(installation, "lost", "--draws", "5")
    unit = everything["by_unit"][0]

    found = asked(installation, "lost", "--draws", "5", "--unit", unit["name"].lower())

    assert sum(one["cases"] for one in everything["by_unit"]) == everything["count"] > 0
    assert {row["unit"] for row in found["rows"]} >= {unit["name"]}
    assert found["count"] >= unit["cases"]


def test_replicates_are_for_their_owner_check_and_name_nobody(
    installation: Installation, tmp_path: Path
) -> None:
    folder = tmp_path / "replicas"
    asked(installation, "--draws", "6", "--by", "unit", "--replicates", str(folder))

    program = shutil.which("sha256sum")
    assert program
    check = [program, "-c", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=folder, check=False).returncode == 0
    again = [sys.executable, "-I", "-S", "repeat.py"]
    assert subprocess.run(again, cwd=folder, check=False, capture_output=True).returncode == 0
    assert len(list(folder.glob("draw-*.tsv"))) == 6
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    text = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    told = [word for row in installation.rows(WHO) for word in row.values() if word]
    assert told
    assert [word for word in told if word in text] == []


def test_a_folder_with_files_is_left_alone(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")

    ran = installation.trama("overlap", "--draws", "5", "--replicates", str(tmp_path))

    assert ran.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_public_gets_neither_totals_nor_lists_nor_replicates(
    installation: Installation, tmp_path: Path
) -> None:
    token = installation.token(Role.PUBLIC)

    refused = [
        installation.trama("overlap", *words, TRAMA_TOKEN=token)
        for words in (
            ("--draws", "5"),
            ("lost",),
            ("waterfall",),
            ("waterfall", "--step", "LOST"),
            ("--draws", "5", "--replicates", str(tmp_path / "r")),
        )
    ]

    assert all(ran.returncode == 1 for ran in refused)
    assert "tablas publicadas" in refused[0].stderr
    assert not (tmp_path / "r").exists()


def test_without_a_model_there_is_nothing_to_sample(installation: Installation) -> None:
    assert asked(installation, "sample") == {"pairs": []}


@pytest.mark.parametrize("words", [("--draws", "0"), ("--by", "x"), ("waterfall", "--step", "x")])
def test_a_wrong_question_is_a_usage_error(
    installation: Installation, words: tuple[str, ...]
) -> None:
    assert installation.trama("overlap", *words).returncode == 2


def test_the_page_opens_alone_and_names_nobody(installation: Installation, tmp_path: Path) -> None:
    path = tmp_path / "cruce.html"

    ran = installation.trama("page", "overlap", "--output", str(path), "--draws", "20")

    assert ran.returncode == 0, ran.stderr
    page = path.read_text(encoding="utf-8")
    total = asked(installation, "--by", "year", "--draws", "20")["total"]
    assert f'data-sort="{total["both"]["decided"]}"' in page
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    told = [word for row in installation.rows(WHO) for word in row.values() if word]
    assert [word for word in told if word in page] == []
    assert "http://" not in page.replace("http://www.w3.org", "")

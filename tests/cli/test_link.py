"""`trama link` as a person types it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from installation import Installation

from trama.linkage.model.shipped import shipped_model

MISSING = "import sys; sys.modules['splink'] = None; from trama.cli import main; main()"


def test_links_are_told_with_what_blocking_costs_and_loses(installation: Installation) -> None:
    ran = installation.trama("link", "--dry-run")
    english = installation.trama("link", "--dry-run", "--json", "--lang", "en")

    assert ran.returncode == 0, ran.stderr
    assert "el número de un documento" in ran.stdout
    assert "Se halla a lo más" in ran.stdout
    assert "sin --dry-run" in ran.stdout
    report = json.loads(english.stdout)
    assert report["dry_run"] is True
    assert report["people"] > 100
    assert report["blocking"]["recall_at_most"] <= 1
    assert {rule["name"] for rule in report["blocking"]["rules"]} >= {"document", "whole_name"}
    assert report["verdicts"]["same"] > 0


@pytest.mark.parametrize(
    ("words", "told", "code"),
    [
        (("--same-at", "0.4"), "0 < --ask-at ≤ --same-at ≤ 1", 2),
        (("--ask-at", "1.5"), "0 < --ask-at ≤ --same-at ≤ 1", 2),
        (("--model", "no.json"), "no.json", 1),
        (("--model", "old.json"), "entrene otro con trama link train", 1),
    ],
)
def test_a_model_that_cannot_be_used_is_told_before_anything_is_done(
    installation: Installation, tmp_path: Path, words: tuple[str, str], told: str, code: int
) -> None:
    shipped_model().save(tmp_path / "old.json")
    old = json.loads((tmp_path / "old.json").read_text(encoding="utf-8"))
    (tmp_path / "old.json").write_text(json.dumps({**old, "version": 0}), encoding="utf-8")
    option, value = words
    path = str(tmp_path / value) if value.endswith(".json") else value

    ran = installation.trama("link", option, path)

    assert ran.returncode == code
    assert told in " ".join(ran.stderr.split())


def test_too_few_pairs_train_nothing(installation: Installation, tmp_path: Path) -> None:
    ran = installation.trama("link", "train", "--out", str(tmp_path / "mío.json"))

    assert ran.returncode == 2
    assert "hacen falta 500 pares" in ran.stderr
    assert not list(tmp_path.iterdir())


def test_without_the_extra_the_command_says_what_to_install(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRAMA_")}
    ran = subprocess.run(
        [sys.executable, "-c", MISSING, "link"],
        env=kept | {"TRAMA_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 1
    assert "Falta splink. Instale" in ran.stderr
    assert not (tmp_path / "engine").exists()

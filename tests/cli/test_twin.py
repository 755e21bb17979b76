"""`trama twin`: the summary that people read."""

import dataclasses
import subprocess
import sys
from pathlib import Path

from trama.cli.twin import FACTS
from trama.twin import TwinSummary


def test_the_summary_has_no_english_key(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "trama.cli", "twin", str(tmp_path), "--cases", "20"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)

    assert "Casos en RETA" in ran.stdout
    assert [name for name in FACTS if "_" in name and name in ran.stdout] == []


def test_every_fact_of_a_twin_has_words() -> None:
    assert list(FACTS) == [field.name for field in dataclasses.fields(TwinSummary)]

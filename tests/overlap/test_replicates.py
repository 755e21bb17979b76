"""Replicates: another can check them with sha256sum, and counts the same figures."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from made_registries import model, registries, reta, sistra, victim

from trama.overlap.draws import draw
from trama.overlap.interval import Interval
from trama.overlap.keys import key_of
from trama.overlap.ledger import Standing, ledger
from trama.overlap.replicates import SUMS, replicate_files
from trama.overlap.units import UnitKind, units


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    held = registries(
        [
            victim("R-1", "P-1", reta("1"), "DNI:1"),
            victim("S-1", "P-1", sistra("9"), "DNI:1"),
            *(victim(f"R-{n}", f"P-{n}", reta(str(n), unit='DE "LIMA", SUR')) for n in (2, 3, 4)),
            *(victim(f"S-{n}", f"P-9{n}", sistra(f"9{n}")) for n in (2, 3, 4)),
        ],
        *(model(f"R-{n}", f"S-{n}", 0.5) for n in (2, 3, 4)),
    )
    found = units(held, UnitKind.VICTIMS)
    draws = draw(found.candidates(), 40, seed=9)
    keys = tuple(
        {name: key_of(own, None, None, of_fact=False) for name, own in side.items()}
        for side in (found.side_a, found.side_b)
    )
    made = ledger(draws, Standing(found.certain, found.joined), *keys)
    (tmp_path / "figure").write_text(
        f"{made.total.both.interval.low} {made.total.both.interval.high}"
    )
    folder = tmp_path / "replicates"
    folder.mkdir()
    for name, text in replicate_files(found, draws, (keys[0], keys[1]), {"seed": 9}):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_sha256sum_finds_every_file_right_and_a_changed_one_wrong(folder: Path) -> None:
    program = shutil.which("sha256sum")
    assert program

    def check() -> int:
        return subprocess.run([program, "-c", "--quiet", SUMS], cwd=folder, check=False).returncode

    named = {line.split("  ")[1] for line in (folder / SUMS).read_text().splitlines()}
    assert named | {SUMS} == {path.name for path in folder.iterdir()}
    assert check() == 0
    (folder / "draw-0001.tsv").write_text("A000002\tB000003\n")
    assert check() == 1


def test_the_lines_of_the_draws_give_the_interval_again(folder: Path) -> None:
    certain = (folder / "certain.tsv").read_text().count("\n")
    links = [certain + path.read_text().count("\n") for path in sorted(folder.glob("draw-*.tsv"))]

    assert len(links) == 40
    low, high = np.quantile(links, [0.05, 0.95], method="inverted_cdf")
    low_told, high_told = map(int, (folder.parent / "figure").read_text().split())
    assert Interval(int(low), int(high)) == Interval(low_told, high_told)


def test_no_file_names_a_record_a_person_or_a_case(folder: Path) -> None:
    texts = "".join(path.read_text() for path in folder.iterdir())

    assert "A000001" in texts
    assert [name for name in ("R-", "S-1", "P-1", "DNI", "RETA:") if name in texts] == []

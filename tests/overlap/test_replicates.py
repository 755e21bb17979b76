"""Replicates: another can check them with sha256sum, and repeats every figure from the files."""

import json
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from made_registries import model, registries, reta, sistra, victim

from trama.overlap.doubt import whole_draws
from trama.overlap.draws import Draws, draw
from trama.overlap.entries import POLICE, PROSECUTORS
from trama.overlap.keys import By, key_of
from trama.overlap.ledger import Count, Row, Standing, ledger
from trama.overlap.repeat import differences, read
from trama.overlap.replicates import SUMS, replicate_files
from trama.overlap.units import UnitKind, Units, units

HALF = (2, 3, 4)  # open pairs at evens
ELSEWHERE = (5, 6, 7)  # open pairs whose carpeta is of 2018
AGENCY = 'DE "LIMA", SUR'


def found() -> Units:
    """Returns units with links of every kind: certain, by a model, open, of another year."""
    held = registries(
        [
            victim("R-1", "P-1", reta("1"), "DNI:1"),
            victim("S-1", "P-1", sistra("9"), "DNI:1"),
            *(victim(f"R-{n}", f"P-{n}", reta(str(n), unit=AGENCY)) for n in (*HALF, *ELSEWHERE)),
            *(victim(f"S-{n}", f"P-9{n}", sistra(f"9{n}")) for n in HALF),
            *(
                victim(f"S-{n}", f"P-9{n}", sistra(f"9{n}", day="2018-01-05"))
                for n in (*ELSEWHERE, 8)
            ),
            victim("R-8", "P-8", reta("8")),
            victim("R-10", "P-10", reta("10"), sex="M"),
            victim("R-11", "P-11", reta("11"), sex="M"),
        ],
        *(model(f"R-{n}", f"S-{n}", 0.5) for n in (*HALF, *ELSEWHERE)),
        model("R-8", "S-8", 0.97),
        model("R-10", "R-11", 0.5),
    )
    return units(held, UnitKind.VICTIMS)


def written(folder: Path, draws: Draws, by: By | None = None, year: str | None = None) -> None:
    """Writes the replicates of the units, with the figures that the ledger gives."""
    made = found()
    keys_a, keys_b = (
        {name: key_of(own, by, year, of_fact=False) for name, own in side.items()}
        for side in (made.side_a, made.side_b)
    )
    undecided = [
        frozenset(name for of, name in made.undecided if of == registry)
        for registry in (POLICE, PROSECUTORS)
    ]
    counted = ledger(draws, Standing(made.certain, made.joined, *undecided), keys_a, keys_b)
    figures = {
        "interval": {"from": "draws"},
        "distinct": asdict(counted.distinct),
        "total": told(counted.total),
        "rows": [told(row) for row in counted.rows] if by else [],
    }
    folder.mkdir()
    for name, text in replicate_files(made, draws, (keys_a, keys_b), figures):
        (folder / name).write_text(text, encoding="utf-8")


def told(row: Row) -> dict[str, Any]:
    """Returns a row as figures.json has it."""

    def figure(count: Count) -> dict[str, int]:
        return {"decided": count.decided, **asdict(count.interval)}

    return {
        "key": row.key,
        "in_reta": row.in_a,
        "in_sistra": row.in_b,
        "undecided_reta": row.undecided_a,
        "undecided_sistra": row.undecided_b,
        "only_reta": figure(row.only_a),
        "only_sistra": figure(row.only_b),
        "both": figure(row.both),
        "both_elsewhere_reta": figure(row.both_other_key_a),
        "both_elsewhere_sistra": figure(row.both_other_key_b),
    }


def repeated(folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs the program of the folder, with the files and Python alone."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "repeat.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written(tmp_path / "replicates", draw(found().candidates(), 40, seed=9), year="2017")
    return tmp_path / "replicates"


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


@pytest.mark.parametrize(
    ("by", "year"),
    [(None, None), (None, "2017"), (By.YEAR, None), (By.UNIT, "2017"), (By.SEX, None)],
)
def test_the_program_of_the_folder_gives_every_figure_again(
    tmp_path: Path, by: By | None, year: str | None
) -> None:
    written(tmp_path / "replicates", whole_draws(found(), 60, 9), by, year)

    ran = repeated(tmp_path / "replicates")

    assert ran.returncode == 0, ran.stdout
    assert "Iguales / equal" in ran.stdout
    figures = json.loads((tmp_path / "replicates" / "figures.json").read_text(encoding="utf-8"))
    assert year is None or figures["total"]["both_elsewhere_reta"]["high"] > 0
    assert bool(figures["rows"]) is (by is not None)


def test_the_draws_leave_units_out_as_repeated_tsv_says(tmp_path: Path) -> None:
    written(tmp_path / "replicates", whole_draws(found(), 60, 9))

    lines = (tmp_path / "replicates" / "repeated.tsv").read_text().splitlines()

    assert lines
    assert all(1 <= int(line.split("\t")[0]) <= 60 for line in lines)


def test_a_figure_that_the_files_do_not_give_is_told(folder: Path) -> None:
    made, figures = read(folder), json.loads((folder / "figures.json").read_text("utf-8"))
    assert differences(made, figures) == []

    figures["total"]["both"]["high"] += 1

    assert [line.split(":")[0] for line in differences(made, figures)] == ["total, both"]
    sampled = figures | {"interval": {"from": "sample"}}
    assert differences(made, sampled) == []


def test_files_that_are_not_those_published_are_refused(folder: Path) -> None:
    (folder / "draw-0041.tsv").write_text("")
    one_more = repeated(folder)
    (folder / "draw-0041.tsv").unlink()
    (folder / "draw-0001.tsv").write_text("A000002\tB000003\n")
    changed = repeated(folder)

    for ran, name in ((one_more, "draw-0041.tsv"), (changed, "draw-0001.tsv")):
        assert ran.returncode == 1
        assert ran.stdout.split(":")[1].split() == [name]


def test_no_file_names_a_record_a_person_or_a_case(folder: Path) -> None:
    texts = "".join(path.read_text() for path in folder.iterdir())

    assert "A000001" in texts
    assert [name for name in ("R-", "S-1", "P-1", "DNI", "RETA:") if name in texts] == []

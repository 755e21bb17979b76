"""The choice of the profile that fits a file."""

from pathlib import Path

import pytest

from trama.core.errors import InputError
from trama.mapping import guess as guessing
from trama.mapping.guess import LOOKED_AT, first_cells, guess
from trama.mapping.guess import headings as headings_of
from trama.mapping.plan import opened_file
from trama.profiles.library import load_profile, profile_names
from trama.profiles.shipped_data import shipped_files
from trama.profiles.specs import Profile


def headings(name: str) -> list[str]:
    return [column.name for column in load_profile(name).tables[0].columns]


def fitting_profile(path: Path) -> Profile:
    with opened_file(path, LOOKED_AT) as file:
        return guessing.fitting_profile(file)


def written(folder: Path, names: list[str]) -> Path:
    path = folder / "archivo_SINTETICO.csv"
    path.write_text(",".join(names) + "\n" + ",".join("x" for _ in names) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", [n for n in profile_names() if n != "sistra_cases"])
def test_a_file_with_a_profile_s_columns_is_that_profile_s(name: str, tmp_path: Path) -> None:
    path = written(tmp_path, headings(name))

    assert fitting_profile(path).name == name
    assert guess(path)[0].score == 1.0
    assert guess(path)[0].left_over == guess(path)[0].missing == ()


def test_shipped_files_are_guessed(tmp_path: Path) -> None:
    files = list(shipped_files())

    assert files
    for file in files:
        assert fitting_profile(file.path).name == file.profile


def test_columns_left_over_and_missing_are_named(tmp_path: Path) -> None:
    names = [name for name in headings("reta_cases") if name != "SEXO_VICT"] + ["MARCA"]
    best = guess(written(tmp_path, names))[0]

    assert best.profile == "reta_cases"
    assert (best.left_over, best.missing) == (("MARCA",), ("SEXO_VICT",))
    assert 0.9 < best.score < 1.0


def test_optional_columns_that_are_absent_leave_the_fit_clear(tmp_path: Path) -> None:
    names = headings("htcds_2")[:25]

    assert fitting_profile(written(tmp_path, names)).name == "htcds_2"


def test_a_file_that_no_profile_knows_asks_for_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--profile"):
        fitting_profile(written(tmp_path, ["uno", "dos", "tres"]))


def test_a_key_column_that_is_missing_makes_the_fit_unclear(tmp_path: Path) -> None:
    path = written(tmp_path, [n for n in headings("reta_cases") if n != "NRO_REGISTRO"])

    with pytest.raises(InputError, match="--profile"):
        fitting_profile(path)


def test_the_headings_of_a_file_stand_below_its_title(tmp_path: Path) -> None:
    path = tmp_path / "archivo_SINTETICO.csv"
    path.write_text("Reporte SINTETICO,,\nExpediente,Momento,Edad\nE-1,Captación,17\n", "utf-8")

    assert headings_of(path) == {"": ("Expediente", "Momento", "Edad")}


def test_the_first_cells_of_a_column_stand_under_its_heading(tmp_path: Path) -> None:
    path = written(tmp_path, ["Registro de casos"])
    path.write_text("Registro de casos\nCaso;Víctimas\nS-1;15+\n;2\n", encoding="utf-8")

    assert first_cells(path)[""] == {"Caso": ("S-1", ""), "Víctimas": ("15+", "2")}

"""Two lists of people linked without a graph."""

import csv
from pathlib import Path

import pytest
from small_lists import PROFILE

from trama.core.errors import BadParameter, TramaError
from trama.linkage.judgements import Verdict
from trama.linkage.model.shipped import shipped_model
from trama.linking.list_files import COLUMNS, link_files
from trama.lists.link import ListOptions
from trama.profiles.library import load_profile
from trama.profiles.specs import Profile

ONE = """Ficha,Nombre,Sexo,Nacimiento
F1,"QUISPE HUAMAN, ROSA ELENA",F,05/03/2001
F2,"YUPANQUI TTITO, MARIA",F,01/02/1999
F3,"=FLORES DIAZ, ANA",F,11/12/2000
"""
OTHER = """Ficha,Nombre,Sexo,Nacimiento
G1,"QUISPE WAMAN, ROSA ELENA",F,05/03/2001
G2,"CCOA MAMANI, LUZ",F,09/09/1990
G3,"FLORES DIAZ, ANA",F,11/12/2000
"""


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    (tmp_path / "perfil.yaml").write_text(PROFILE, encoding="utf-8")
    return load_profile(tmp_path / "perfil.yaml")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    found = tmp_path / "uno.csv", tmp_path / "otro.csv"
    for path, text in zip(found, (ONE, OTHER), strict=True):
        path.write_text(text, encoding="utf-8")
    return found


def test_the_pairs_stand_in_a_private_csv_with_keys_and_sentences(
    profile: Profile, files: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "pares.csv"

    report = link_files(files, (profile, profile), out)

    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert report.people == (3, 3)
    assert tuple(rows[0]) == COLUMNS
    pairs = {(row["one_case"], row["other_case"]) for row in rows}
    assert pairs == {("F1", "G1"), ("F3", "G3")}
    quispe = next(row for row in rows if row["one_case"] == "F1")
    assert (quispe["one_line"], quispe["other_line"], quispe["kind"]) == ("2", "2", "victim")
    assert float(quispe["probability"]) > 0.5
    assert quispe["one_name"] == "QUISPE HUAMAN, ROSA ELENA"
    assert "Nombre completo: El nombre es el mismo, escrito de otro modo (" in quispe["explanation"]
    assert "HUAMAN" not in quispe["explanation"]
    assert not [cell for row in rows for cell in row.values() if cell.startswith("=")]
    assert out.stat().st_mode & 0o077 == 0


def test_the_order_of_the_rows_changes_no_pair(
    profile: Profile, files: tuple[Path, Path], tmp_path: Path
) -> None:
    both = profile, profile
    first = link_files(files, both, tmp_path / "a.csv", shipped_model())
    heading, *rows = ONE.splitlines()
    files[0].write_text("\n".join([heading, *rows[::-1]]) + "\n", encoding="utf-8")

    second = link_files(files, both, tmp_path / "b.csv", shipped_model())

    assert (first.same, first.ask, first.compared) == (second.same, second.ask, second.compared)


def test_a_profile_without_names_is_refused_and_nothing_written(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    text = PROFILE.replace("          name: {read: name, from: Nombre}\n", "")
    text = text.replace("any_of: [name, sex]", "any_of: [sex]")
    (tmp_path / "sin.yaml").write_text(text, encoding="utf-8")
    profile = load_profile(tmp_path / "sin.yaml")

    with pytest.raises(BadParameter) as refused:
        link_files(files, (profile, profile), tmp_path / "pares.csv", shipped_model())

    told = refused.value.message("es")
    assert [word for word in ("lista_sintetica", "uno.csv", "«name»") if word not in told] == []
    assert not (tmp_path / "pares.csv").exists()


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            ONE,
            ONE,
            "uno.csv y otro.csv son el mismo archivo; para quienes se repiten en uno: --file",
        ),
        ("", OTHER, "uno.csv: está vacío"),
        (ONE.splitlines()[0] + "\n", OTHER, "uno.csv: no trae ninguna fila con personas"),
        (ONE, OTHER.splitlines()[0] + "\n,,F,\n", "(1); la primera, línea 2"),
        (ONE, "Otra,Cosa\n1,2\n", "ninguna hoja tiene las columnas del perfil"),
    ],
)
def test_files_that_hold_nobody_are_told_and_nothing_is_written(
    profile: Profile, files: tuple[Path, Path], tmp_path: Path, one: str, other: str, told: str
) -> None:
    for path, text in zip(files, (one, other), strict=True):
        path.write_text(text, encoding="utf-8")

    with pytest.raises(TramaError) as refused:
        link_files(files, (profile, profile), tmp_path / "pares.csv", shipped_model())

    assert told in refused.value.message("es")
    assert not (tmp_path / "pares.csv").exists()


def test_a_name_that_both_of_a_pair_have_is_no_common_name_of_a_short_list(
    profile: Profile, files: tuple[Path, Path], tmp_path: Path
) -> None:
    files[1].write_text(OTHER + 'G4,"YUPANQUI TTITO, MARIA",F,01/02/1999\n', encoding="utf-8")

    link_files(files, (profile, profile), tmp_path / "pares.csv")

    with (tmp_path / "pares.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["one_case"]: row for row in csv.DictReader(file)}
    assert rows["F2"]["verdict"] == Verdict.SAME.value
    assert "se espera menos de una persona en el país" in rows["F2"]["explanation"]


def test_a_person_who_stands_twice_in_one_file_is_one_group(
    profile: Profile, files: tuple[Path, Path], tmp_path: Path
) -> None:
    twice = "\n".join([ONE.strip(), *OTHER.splitlines()[1:]]) + "\n"
    files[0].write_text(twice, encoding="utf-8")

    report = link_files(
        files[:1], [profile], tmp_path / "repetidos.csv", options=ListOptions(same_at=0.5)
    )

    with (tmp_path / "repetidos.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["one_case"], row["other_case"]): row for row in csv.DictReader(file)}
    assert report.people == (6,)
    assert set(rows) == {("F1", "G1"), ("F3", "G3")}
    assert rows["F1", "G1"]["group"] != rows["F3", "G3"]["group"]


def test_a_twin_is_told_apart_and_the_guard_is_told(
    profile: Profile, files: tuple[Path, Path], tmp_path: Path
) -> None:
    files[1].write_text(OTHER.replace("ROSA ELENA", "LUZ MARINA"), encoding="utf-8")

    report = link_files(
        files, (profile, profile), tmp_path / "pares.csv", options=ListOptions(ask_at=0.02)
    )

    with (tmp_path / "pares.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["one_case"]: row for row in csv.DictReader(file)}
    assert rows["F1"]["verdict"] == Verdict.UNSURE.value
    assert (rows["F1"]["reason"], report.guards) == ("VETO", {"VETO": 1})


def test_a_row_that_cannot_be_read_is_told_with_its_line(
    profile: Profile, files: tuple[Path, Path], tmp_path: Path
) -> None:
    lines = ONE.splitlines()
    files[0].write_text("\n".join([*lines[:3], ",,F,", lines[3]]) + "\n", encoding="utf-8")

    report = link_files(files, (profile, profile), tmp_path / "pares.csv")

    assert report.unread == (1, 0)
    assert [(row.file, row.line) for row in report.first_unread] == [("uno.csv", 4)]


def test_initials_and_a_birthday_find_the_full_name(
    profile: Profile, files: tuple[Path, Path], tmp_path: Path
) -> None:
    """A list of minors gives letters in place of names."""
    heading = ONE.splitlines()[0]
    files[0].write_text(f"{heading}\nF1,R.E.Q.W.,F,05/03/2001\n", encoding="utf-8")

    report = link_files(
        files, (profile, profile), tmp_path / "pares.csv", options=ListOptions(ask_at=0.02)
    )

    with (tmp_path / "pares.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert report.people == (1, 3)
    assert [(row["one_name"], row["other_case"]) for row in rows] == [("R.E.Q.W.", "G1")]

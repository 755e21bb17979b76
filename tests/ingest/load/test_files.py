"""The files of a load: which are wanted, what identifies them, how their sheets are named."""

import hashlib
from pathlib import Path

import pytest
from exports import write_reta

from trama.core.errors import InputError, UnknownName
from trama.ingest.load.files import (
    LoadedFile,
    Sheets,
    WantedFile,
    open_file,
    sha256_of,
    wanted_files,
)
from trama.ingest.load.report import FileReport
from trama.ontology.source_layer import SourceFile
from trama.profiles.library import load_profile
from trama.profiles.shipped_data import shipped_files


def touched(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def names_of(folder: Path) -> list[str]:
    wanted = wanted_files([folder], None, shipped=False)
    return [str(file.path.relative_to(folder)) for file in wanted]


def test_a_folder_gives_its_exports_sorted_also_those_of_folders_inside(tmp_path: Path) -> None:
    touched(tmp_path, "b.CSV", "a.xlsx", "c/d.jsonl.gz", "notes.md", "map.png")

    assert names_of(tmp_path) == ["a.xlsx", "b.CSV", "c/d.jsonl.gz"]


def test_a_folder_gives_no_hidden_file_and_no_lock_of_a_workbook(tmp_path: Path) -> None:
    touched(tmp_path, ".a.csv", ".hidden/b.csv", "~$c.xlsx", "d.csv")

    assert names_of(tmp_path) == ["d.csv"]


def test_a_file_that_is_named_is_wanted_whatever_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "export.dat"

    assert list(wanted_files([path], "reta_cases", shipped=False)) == [
        WantedFile(path, "reta_cases")
    ]


def test_shipped_files_come_last_with_their_own_profile(tmp_path: Path) -> None:
    touched(tmp_path, "a.csv")

    wanted = list(wanted_files([tmp_path], "reta_cases", shipped=True))

    assert wanted[0] == WantedFile(tmp_path / "a.csv", "reta_cases")
    assert [(file.path, file.profile) for file in wanted[1:]] == [
        (file.path, file.profile) for file in shipped_files()
    ]


def test_an_open_file_writes_its_digest_and_profile_into_its_report(tmp_path: Path) -> None:
    path = write_reta(tmp_path / "RETA_SINTETICO.csv", {})
    report = FileReport(str(path))

    with open_file(3, WantedFile(path, None), report) as (file, opened):
        sheets = len(opened.tables)

    assert sheets == 1
    assert report.sha256 == file.node.uid == hashlib.sha256(path.read_bytes()).hexdigest()
    assert report.profile == file.node.profile == "reta_cases"
    assert (file.number, file.node.name, file.node.registry) == (3, path.name, "RETA")


def test_a_file_that_is_not_there_has_no_digest(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        sha256_of(tmp_path / "absent.csv")


def test_the_digest_is_reported_even_when_the_profile_is_unknown(tmp_path: Path) -> None:
    path = write_reta(tmp_path / "a.csv", {})
    report = FileReport(str(path))

    with pytest.raises(UnknownName), open_file(0, WantedFile(path, "reta_caces"), report):
        pass

    assert (report.sha256, report.profile) == (sha256_of(path), "")


@pytest.fixture
def file() -> LoadedFile:
    profile = load_profile("sistra_cases")
    node = SourceFile(uid="0", name="a.zip", registry="SISTRA", profile="x", loaded_at="n")
    return LoadedFile(0, profile, node, FileReport("a.zip"))


def test_a_sheet_is_numbered_once_and_found_by_its_number(file: LoadedFile) -> None:
    sheets = Sheets()

    first = sheets.of(file, "a.xlsx", "CASOS")
    second = sheets.of(file, "a.xlsx", "HECHOS")

    assert sheets.of(file, "a.xlsx", "CASOS") is first
    assert (sheets[0], sheets[1]) == (first, second)
    assert sheets.names() == {0: "CASOS", 1: "HECHOS"}
    assert file.report.sheets == {"CASOS": first.report, "HECHOS": second.report}


@pytest.mark.parametrize(
    ("inner", "sheet", "name"),
    [
        ("a.csv", "", ""),
        ("a.xlsx", "CASOS", "CASOS"),
        ("a.zip!lima/b.csv", "", "lima/b.csv"),
        ("a.zip!b.xlsx", "CASOS", "b.xlsx/CASOS"),
    ],
)
def test_a_sheet_in_an_archive_is_named_with_its_path_there(
    file: LoadedFile, inner: str, sheet: str, name: str
) -> None:
    loaded = Sheets().of(file, inner, sheet)

    assert loaded.name == name
    assert (loaded.file, loaded.sheet) == (inner, sheet)

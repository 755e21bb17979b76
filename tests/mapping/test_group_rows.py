"""Groups of rows whose key is merged, or blank, below their first row."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.mapping.test_profile_options import of_kind
from tests.mapping.test_rows import HEADER, ROW
from trama.graph.records import Kind
from trama.mapping.files import map_file
from trama.mapping.mapped import MappedRow
from trama.profiles.library import load_profile
from trama.values.defects import Issue

SURNAMES = {1: "ROJAS", 2: "MEZA"}
TOLD = "nobody_below_key"
COLUMNS = ["Caso", "Victima", "Edad", "Etapa", "Lugar", "Tratante"]
PROFILE = """
profile: grupos
registry: {new: GRUPOS_SINTETICO}
es: Grupos (SINTETICO)
en: Groups (SINTETICO)
tables:
  HOJA:
    key: KEY
    columns: {Caso: [], Victima: [], Edad: [], Etapa: [], Lugar: [], Tratante: []}
    accounts:
      - about: case
        fields: {case_number: {read: case_number, from: Caso}}
      - about: victim
        called: v
        key: [{all_of: [name]}]
        fields: {name: {read: name, from: Victima}, age: {read: age, from: Edad}}
      - about: suspect
        called: s
        if_written: [Tratante]
        key: [{all_of: [name]}]
        fields: {name: {read: name, from: Tratante}}
      - about: stage
        victims: [v]
        suspects: [s]
        fields: {phase: {read: code, from: Etapa}, place: {read: place, text: Lugar}}
"""


def group(number: int) -> list[list[Any]]:
    """Return the rows of a case: three stages of one victim, written on the first row only."""
    return [
        [
            f"EXP-{number}",
            f"SINTETICA {SURNAMES[number]}, ANA",
            16,
            "Captación",
            "PUNO",
            "SOTO, JUAN",
        ],
        [None, None, None, "Traslado", "CUSCO", None],
        [None, None, None, "Explotación", "TACNA", None],
    ]


def mapped(
    folder: Path, columns: list[str], rows: list[list[Any]], merges: list[tuple[int, int]],
    profile: str,
) -> tuple[list[MappedRow], list[Issue]]:  # fmt: skip
    """Map a workbook. ``merges`` are first and last rows (from 1) whose first cells are merged."""
    with xlsxwriter.Workbook(folder / "grupos_SINTETICO.xlsx") as book:
        sheet = book.add_worksheet("HOJA")
        for at, row in enumerate([columns, *rows]):
            sheet.write_row(at, 0, row)
        for first, last in merges:
            sheet.merge_range(first, 0, last, 0, rows[first - 1][0])
    issues: list[Issue] = []
    read = load_profile(profile)
    with map_file(folder / "grupos_SINTETICO.xlsx", read, issues.append) as tables:
        return [r for t in tables for r in t.rows if isinstance(r, MappedRow)], issues


def read(
    folder: Path, rows: list[list[Any]], *, merged: bool, key: str = "Caso"
) -> tuple[list[MappedRow], list[str]]:
    """Return the rows of groups of three, and the codes of what is told but for the merges."""
    path = folder / "grupos.yaml"
    path.write_text(PROFILE.replace("KEY", key), encoding="utf-8")
    merges = [(at, at + 2) for at in range(1, len(rows), 3)] if merged else []
    found, issues = mapped(folder, COLUMNS, rows, merges, str(path))
    codes = [issue.defect.code.value for issue in issues]
    return found, [code for code in codes if code != "merged_cell_filled"]


def people(rows: list[MappedRow]) -> tuple[set[tuple[str, str]], list[int]]:
    """Return the victims (case and name), and the number of victims of each stage."""
    victims = {(m.case_key, str(m.fields.get("name", ""))) for m in of_kind(rows, Kind.VICTIM)}
    return victims, [len(m.fields.get("victims", ())) for m in of_kind(rows, Kind.STAGE)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("merged", "key"),
    [
        (True, "Caso"),  # what the cells prove
        (False, "Caso"),
        (True, "{columns: Caso, fill_down: true}"),  # the profile says it of the key
        (False, "{columns: Caso, fill_down: true}"),
    ],
)
def test_a_row_below_a_key_without_people_belongs_to_those_above(
    tmp_path: Path, merged: bool, key: str
) -> None:
    rows, told = read(tmp_path, [*group(1), *group(2)], merged=merged, key=key)

    victims, of_stages = people(rows)
    assert victims == {("EXP-1", "SINTETICA ROJAS, ANA"), ("EXP-2", "SINTETICA MEZA, ANA")}
    assert of_stages == [1] * 6
    assert TOLD not in told


@pytest.mark.parametrize("merged", [True, False])
def test_another_victim_of_the_group_is_another_victim(tmp_path: Path, merged: bool) -> None:
    rows = group(1)
    rows[1][1] = "SINTETICA VEGA, LUZ"
    found, told = read(tmp_path, rows, merged=merged, key="{columns: Caso, fill_down: true}")

    victims, of_stages = people(found)
    assert victims == {("EXP-1", "SINTETICA ROJAS, ANA"), ("EXP-1", "SINTETICA VEGA, LUZ")}
    assert of_stages == [1, 1, 1]
    assert TOLD not in told


def test_a_row_that_may_go_on_with_nobody_gives_no_nameless_victim_and_is_told(
    tmp_path: Path,
) -> None:
    found, told = read(tmp_path, group(1), merged=True, key="{columns: Caso, fill_down: false}")

    victims, of_stages = people(found)
    assert victims == {("EXP-1", "SINTETICA ROJAS, ANA")}
    assert of_stages == [1, 0, 0]
    assert told.count(TOLD) == 2


def test_a_second_suspect_below_a_merged_number_of_reta_is_no_second_victim(
    tmp_path: Path,
) -> None:
    names, first = HEADER.split(";"), ROW.split(";")
    second = ["SINTETICO OTRO, LUIS" if name == "APE_NOM_TRATANTE" else None for name in names]
    rows, issues = mapped(tmp_path, names, [first, second], [(1, 2)], "reta_cases")

    assert len(of_kind(rows, Kind.VICTIM)) == 1
    assert len(of_kind(rows, Kind.SUSPECT)) == 2
    assert [i.line for i in issues if i.defect.code.value == TOLD] == [3]

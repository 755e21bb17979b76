import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook
from small_files import files_of_at_most

from trama.core.errors import BadParameter, OutputError
from trama.twin import DirtRates, TwinOptions, TwinSummary, write_twin

CLEAN = DirtRates.none()


def small(**options: Any) -> TwinOptions:  # noqa: ANN401 - options of several types
    return TwinOptions(**{"cases": 60, "seed": 5, **options})


def truth_of(summary: TwinSummary) -> Mapping[str, Any]:
    return json.loads(summary.truth.read_text(encoding="utf-8"))


def digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
    }


def reta_rows(summary: TwinSummary, encoding: str = "cp1252") -> list[list[str]]:
    text = summary.reta.read_bytes().decode(encoding)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_the_same_seed_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    # Arrange
    here, there = tmp_path / "a", tmp_path / "b"
    write_twin(here, small())
    code = (
        "import sys; from pathlib import Path; "
        "from trama.twin import TwinOptions, write_twin; "
        "write_twin(Path(sys.argv[1]), TwinOptions(cases=60, seed=5))"
    )

    # Act: another hash seed would show any order that comes from a set
    subprocess.run(
        [sys.executable, "-c", code, str(there)],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "12345"},
    )

    # Assert
    assert digests(here) == digests(there)


def test_another_seed_gives_other_people(tmp_path: Path) -> None:
    first = truth_of(write_twin(tmp_path / "a", small(seed=1)))
    second = truth_of(write_twin(tmp_path / "b", small(seed=2)))

    first_names = {person["name"] for person in first["people"]}
    second_names = {person["name"] for person in second["people"]}
    assert len(first_names & second_names) < len(first_names) / 10


def test_dirt_changes_the_files_and_not_the_facts(tmp_path: Path) -> None:
    dirty = truth_of(write_twin(tmp_path / "a", small()))
    clean = truth_of(write_twin(tmp_path / "b", small(dirt=CLEAN)))

    facts = ("id", "kind", "fact_date", "destination", "purpose", "victims", "stages")
    assert [{key: case[key] for key in facts} for case in dirty["cases"]] == [
        {key: case[key] for key in facts} for case in clean["cases"]
    ]
    assert not clean["rejects"]


def test_everything_is_marked_synthetic(tmp_path: Path) -> None:
    summary = write_twin(tmp_path, small(dirt=CLEAN))
    header, *rows = reta_rows(summary)
    book = load_workbook(str(summary.sistra[0]))

    assert all("SINTETICO" in path.name for path in (summary.reta, *summary.sistra))
    assert truth_of(summary)["marca"] == "SINTETICO"
    assert all(row[header.index("MARCA")] == "SINTETICO" for row in rows)
    assert all(row[header.index("NRO_REGISTRO")].startswith("SINT-") for row in rows)
    assert all(row[header.index("UNIDAD_PNP")].endswith("(SINTETICO)") for row in rows)
    for sheet in book.sheet_names:
        columns, *cells = book.get_sheet_by_name(sheet).to_python()
        assert cells
        assert all(row[columns.index("MARCA")] == "SINTETICO" for row in cells)
        assert all(str(row[0]).startswith("9999") for row in cells)


def test_a_clean_twin_has_the_documented_layouts_and_no_junk_rows(tmp_path: Path) -> None:
    summary = write_twin(tmp_path, small(dirt=CLEAN))
    book = load_workbook(str(summary.sistra[0]))

    assert book.sheet_names == ["CASOS", "AGRAVIADOS", "IMPUTADOS", "HECHOS"]
    header, *rows = reta_rows(summary)
    assert header[:3] == ["NRO_REGISTRO", "FECHA_REGISTRO", "FECHA_HECHO"]
    assert header[35:] == [
        "DESTINO_HECHO",
        "TELEFONO_TRATANTE",
        "CUENTA_RED_SOCIAL",
        "PLACA_VEHICULO",
        "EMPRESA_TRANSPORTE",
        "MARCA",
    ]
    assert {len(row) for row in rows} == {len(header)}
    assert len({tuple(row) for row in rows}) == len(rows)


def test_truth_counts_every_row_of_the_files(tmp_path: Path) -> None:
    summary = write_twin(tmp_path, TwinOptions(cases=400, seed=8))
    counts = truth_of(summary)["account"]

    of_reta = counts[summary.reta.name][""]
    _, *rows = reta_rows(summary)
    assert sum(any(row) for row in rows) == of_reta["rows"]
    assert sum(not any(row) for row in rows) == of_reta["blank"]
    assert of_reta["rows"] == of_reta["loaded"] + of_reta["merged"] + of_reta["rejected"]
    book = load_workbook(str(summary.sistra[0]))
    of_sistra = counts[summary.sistra[0].name]
    assert set(of_sistra) == {"CASOS", "AGRAVIADOS", "IMPUTADOS", "HECHOS"}
    for sheet, of_sheet in of_sistra.items():
        _, *cells = book.get_sheet_by_name(sheet).to_python()
        assert sum(any(cell != "" for cell in row) for row in cells) == of_sheet["rows"]


def test_the_rejects_are_on_the_lines_that_truth_names(tmp_path: Path) -> None:
    # Arrange
    junk = DirtRates(
        header_repeated=0.02, keyless_row=0.02, ragged_row=0.02, line_break=0.2, blank_row=0.05
    )
    summary = write_twin(tmp_path, small(cases=200, dirt=junk))
    lines = summary.reta.read_bytes().decode("cp1252").split("\r\n")
    # An editor counts a line break inside a cell as a line too.
    by_number = {}
    number = 1
    for line in lines:
        by_number[number] = line
        number += 1 + line.count("\n")

    # Act
    every_reject = truth_of(summary)["rejects"]
    rejects = [reject for reject in every_reject if reject["file"] == summary.reta.name]

    # Assert
    signs = {
        "total_row": lambda line: line.startswith("TOTAL;"),
        "repeated_header": lambda line: line.upper().startswith("NRO_REGISTRO;"),
        "no_case_key": lambda line: line.startswith(";"),
        "more_cells_than_columns": lambda line: line.endswith(";SOBRA;SOBRA"),
    }
    assert {reject["code"] for reject in rejects} == set(signs)
    assert all(signs[reject["code"]](by_number[reject["line"]]) for reject in rejects)


def test_an_unknown_carpeta_is_in_no_row_of_cases(tmp_path: Path) -> None:
    summary = write_twin(tmp_path, small(cases=200, dirt=DirtRates(orphan_row=0.05)))
    rejects = truth_of(summary)["rejects"]
    orphans = [reject for reject in rejects if reject["code"] == "unknown_case"]
    book = load_workbook(str(summary.sistra[0]))
    known = {row[0] for row in book.get_sheet_by_name("CASOS").to_python()}

    assert {orphan["sheet"] for orphan in orphans} == {"AGRAVIADOS", "IMPUTADOS", "HECHOS"}
    for orphan in orphans:
        row = book.get_sheet_by_name(orphan["sheet"]).to_python()[orphan["line"] - 1]
        assert row[0] not in known


@pytest.mark.parametrize(
    ("overlap", "sistra_overlap", "kinds"),
    [
        (1.0, 1.0, {"both"}),
        (0.0, 0.0, {"reta", "sistra"}),
        (1.0, None, {"both", "sistra"}),
    ],
)
def test_the_overlap_of_the_registries_is_a_parameter(
    tmp_path: Path, overlap: float, sistra_overlap: float | None, kinds: set[str]
) -> None:
    options = small(cases=30, overlap=overlap, sistra_overlap=sistra_overlap, dirt=CLEAN)

    truth = truth_of(write_twin(tmp_path, options))

    assert {case["kind"] for case in truth["cases"]} == kinds


def test_the_default_overlap_makes_2017_look_as_published(tmp_path: Path) -> None:
    truth = truth_of(write_twin(tmp_path, TwinOptions(cases=4000, seed=3, dirt=CLEAN)))

    of_2017 = [case for case in truth["cases"] if case["fact_date"] < "2018"]
    kinds = Counter(
        case["kind"]
        for case in of_2017
        if any(
            case[registry] and case[registry]["registered_on"][:4] == "2017"
            for registry in ("reta", "sistra")
        )
    )
    in_reta, in_sistra = kinds["both"] + kinds["reta"], kinds["both"] + kinds["sistra"]
    assert in_sistra / in_reta == pytest.approx(1307 / 725, rel=0.1)


@pytest.mark.parametrize("encoding", ["cp850", "utf-8-sig"])
def test_other_code_pages_hold_the_same_text(tmp_path: Path, encoding: str) -> None:
    plain = write_twin(tmp_path / "a", small(dirt=CLEAN))
    other = write_twin(tmp_path / "b", small(dirt=CLEAN, encoding=encoding))

    assert reta_rows(other, encoding) == reta_rows(plain)


@pytest.mark.parametrize("cases", [1, 2, 7, 25])
def test_a_very_small_twin_is_still_whole(tmp_path: Path, cases: int) -> None:
    summary = write_twin(tmp_path, small(cases=cases))

    assert len(truth_of(summary)["cases"]) == cases


@pytest.mark.parametrize(
    "wrong",
    [
        {"cases": 0},
        {"overlap": 1.5},
        {"sistra_overlap": -0.1},
        {"encoding": "ebcdic"},
        {"overlap": 0.5, "sistra_overlap": 0.0},
    ],
)
def test_options_that_cannot_be_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadParameter):
        small(**wrong)


def test_progress_ends_at_the_number_of_cases(tmp_path: Path) -> None:
    calls: list[tuple[int, int]] = []

    write_twin(tmp_path, small(), lambda written, total: calls.append((written, total)))

    assert calls[-1] == (60, 60)


def test_even_a_small_twin_shows_every_kind_of_junk_row(tmp_path: Path) -> None:
    truth = truth_of(write_twin(tmp_path, TwinOptions(cases=300, seed=2)))

    reta = truth["files"]["reta"]
    counts = truth["account"]
    kinds = {(reject["sheet"], reject["code"]) for reject in truth["rejects"]}
    everywhere = {"total_row", "repeated_header", "no_case_key"}
    assert {code for sheet, code in kinds if sheet == ""} == {
        *everywhere,
        "more_cells_than_columns",
    }
    assert {code for sheet, code in kinds if sheet == "HECHOS"} == {*everywhere, "unknown_case"}
    sheets = [counts[reta][""], *counts[truth["files"]["sistra"][0]].values()]
    assert len(sheets) == 5
    assert all(sheet["merged"] and sheet["blank"] for sheet in sheets)


def test_a_disk_that_fills_leaves_the_older_twin_whole(tmp_path: Path) -> None:
    write_twin(tmp_path, TwinOptions(cases=5, seed=1))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    with files_of_at_most(20_000), pytest.raises(OutputError) as caught:
        write_twin(tmp_path, TwinOptions(cases=50, seed=1))

    assert "ulimit -f" in caught.value.message("es")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before

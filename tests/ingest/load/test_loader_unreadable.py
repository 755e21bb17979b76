"""Files and sheets that cannot be read: never a reason to lose those that can."""

import gzip
import zipfile
from pathlib import Path

import pytest
from exports import write_reta, write_sistra

from trama.core.errors import OutputError, UnknownName
from trama.graph.engine import Graph
from trama.graph.store.status import status
from trama.ingest.load.loader import LoadOptions, LoadReport, load


def loaded(graph: Graph, *paths: Path) -> LoadReport:
    return load(paths, graph, LoadOptions(key=b"k" * 32))


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    nonsense = tmp_path / "nonsense.csv"
    nonsense.write_text("a,b\n1,2\n", encoding="utf-8")

    report = loaded(
        migrated_graph, tmp_path / "absent.csv", nonsense, write_reta(tmp_path / "a.csv", {})
    )

    assert [file.error is None for file in report.files] == [False, False, True]
    assert report.failed
    assert report.files[2].sheets[""].loaded == 1


def test_of_a_file_that_breaks_off_no_case_is_kept(migrated_graph: Graph, tmp_path: Path) -> None:
    whole = gzip.compress(
        write_reta(
            tmp_path / "a.csv",
            *[
                {
                    "NRO_REGISTRO": f"SINT-2017-{at:06}",
                    "DOMICILIO_VICT": f"CALLE FICTICIA {at * 7919}",
                }
                for at in range(3000)
            ],
        ).read_bytes()
    )
    broken = tmp_path / "RETA_SINTETICO.csv.gz"
    broken.write_bytes(whole[: len(whole) // 2])

    report = loaded(migrated_graph, broken)

    assert report.files[0].error is not None
    assert report.files[0].sheets == {}
    assert status(migrated_graph).nodes["Case"] == 0


CARPETA = "3106014505-2017-1-0"
FAR_CELL = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ((b"</sheetData>", FAR_CELL), "la hoja HECHOS llega hasta la fila 1048576"),
        ((b"</row>", b"</broken"), "la hoja HECHOS está dañada"),
    ],
    ids=["oversize", "damaged"],
)
def test_a_sheet_that_cannot_be_read_does_not_stop_the_others_of_its_workbook(
    migrated_graph: Graph, tmp_path: Path, change: tuple[bytes, bytes], why: str
) -> None:
    # Arrange
    whole = write_sistra(
        tmp_path / "SISTRA_SINTETICO.xlsx",
        CASOS=[{"nro_carpeta_fiscal": CARPETA}],
        AGRAVIADOS=[{"nro_carpeta_fiscal": CARPETA, "cod_agraviado": "A1", "sexo": "F"}],
        HECHOS=[{"nro_carpeta_fiscal": CARPETA, "cod_agraviado": "A1", "fase": "CAPTACION"}],
    )
    broken = rewritten(whole, tmp_path / "broken.xlsx", "xl/worksheets/sheet4.xml", change)

    # Act
    report = loaded(migrated_graph, broken)

    # Assert
    (file,) = report.files
    assert report.failed
    assert why in (file.error or "")
    assert {name: sheet.loaded for name, sheet in file.sheets.items()} == {
        "CASOS": 1,
        "AGRAVIADOS": 1,
        "IMPUTADOS": 0,
    }
    nodes = status(migrated_graph).nodes
    assert (nodes["Case"], nodes["Victim"], nodes["Stage"]) == (1, 1, 0)
    assert loaded(migrated_graph, whole).files[0].sheets["HECHOS"].loaded == 1


def rewritten(book: Path, path: Path, part: str, change: tuple[bytes, bytes]) -> Path:
    """Write a copy of a workbook in which a text of one part is replaced."""
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(*change) if name == part else data)
    return path


def test_where_issues_cannot_be_written_nothing_is_loaded(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    options = LoadOptions(key=b"k" * 32, issues=tmp_path / "absent" / "issues.csv")

    with pytest.raises(OutputError, match="No se puede escribir"):
        load([write_reta(tmp_path / "a.csv", {})], migrated_graph, options)

    assert status(migrated_graph).nodes["Case"] == 0


def test_a_profile_that_is_none_is_said_once_and_nothing_is_read(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    options = LoadOptions(key=b"k" * 32, profile="reta_caces")

    with pytest.raises(UnknownName):
        load([write_reta(tmp_path / "a.csv", {})], migrated_graph, options)

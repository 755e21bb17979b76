"""Long tables that wait on disk between their first reading and their mapping."""

import gzip
from pathlib import Path

import pytest

from trama.core.errors import InputError
from trama.mapping.files import MappedTable, map_tables
from trama.mapping.mapped import MappedRow
from trama.mapping.plan import opened_file
from trama.profiles.library import load_profile

PROFILE = """
profile: fechas
registry: {new: FECHAS_SINTETICAS}
es: Fechas (SINTETICO)
en: Dates (SINTETICO)
tables:
  CASOS:
    key: caso
    columns: {caso: [], hecho: [], nota: []}
    accounts:
      - about: case
        fields:
          fact_date: {read: date, from: hecho}
"""
ROWS = 1_200
"""More rows than are looked at for headings, and than one pack on disk has."""


def export(rows: int, notes: dict[int, str] | None = None) -> str:
    lines = [f"S-{n},{n % 28 + 1:02}/01/2024,{(notes or {}).get(n, '')}" for n in range(rows)]
    return "\n".join(["caso,hecho,nota", *lines, ""])


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "profile.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    return path


def lines(table: MappedTable) -> list[int]:
    return [row.line for row in table.rows if isinstance(row, MappedRow)]


def test_a_long_table_is_read_from_its_file_once(tmp_path: Path, profile: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(export(ROWS), encoding="utf-8")
    read = load_profile(profile)
    with opened_file(path, read.header_within) as file:
        path.unlink()
        (table,) = map_tables(file, read, lambda issue: None)

        assert lines(table) == list(range(2, ROWS + 2))


def test_the_reader_s_issues_come_with_their_rows(tmp_path: Path, profile: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(export(ROWS, {600: '"nota sin cerrar', 1_100: "JosÃ©"}), encoding="utf-8")
    read = load_profile(profile)
    seen: list[tuple[int, str]] = []
    with opened_file(path, read.header_within) as file:
        (table,) = map_tables(file, read, lambda i: seen.append((i.line, i.defect.code.value)))
        for row in table.rows:
            seen.append((row.line, "row"))  # noqa: PERF401 - the issues come in between

    for issue in ((602, "unclosed_quote"), (1_102, "mojibake_repaired")):
        assert seen[seen.index(issue) + 1] == (issue[0], "row")
    assert len(seen) == ROWS + 2


def test_a_table_cut_off_gives_its_whole_rows_and_then_the_damage(
    tmp_path: Path, profile: Path
) -> None:
    path = tmp_path / "f.csv.gz"
    packed = gzip.compress(export(20_000).encode())
    path.write_bytes(packed[: len(packed) // 2])
    read = load_profile(profile)
    with opened_file(path, read.header_within) as file:
        (table,) = map_tables(file, read, lambda issue: None)
        read_lines: list[int] = []
        with pytest.raises(InputError):
            read_lines.extend(row.line for row in table.rows)

    assert read_lines == list(range(2, len(read_lines) + 2))
    assert 2_000 < len(read_lines) < 20_000

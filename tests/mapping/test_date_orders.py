"""The orders of dates in the columns of a file, through sheets and files."""

from pathlib import Path

from trama.mapping.date_orders import ShownOrders
from trama.mapping.files import map_tables
from trama.mapping.mapped import MappedRow
from trama.mapping.plan import opened_file
from trama.profiles.library import load_profile
from trama.values.defects import Issue

PROFILE = """
profile: fechas
registry: {new: FECHAS_SINTETICAS}
es: Fechas (SINTETICO)
en: Dates (SINTETICO)
tables:
  CASOS:
    key: caso
    columns: {caso: [], hecho: [], registro: []}
    accounts:
      - about: case
        fields:
          fact_date: {read: date, from: hecho}
          registered_on: {read: date, from: registro}
"""
MONTH_FIRST = ("01/16/2024", "02/24/2024", "03/21/2024")


def dates(
    folder: Path, rows: list[tuple[str, str]], shown: ShownOrders, profile: str = PROFILE
) -> tuple[list[tuple[object, object]], list[tuple[str, str]]]:
    """Return the two dates of each row, and the code and column of each issue."""
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    lines = [f"S-{number},{fact},{entry}" for number, (fact, entry) in enumerate(rows)]
    (folder / "f.csv").write_text("\n".join(["caso,hecho,registro", *lines, ""]), encoding="utf-8")
    issues: list[Issue] = []
    read = load_profile(folder / "profile.yaml")
    with opened_file(folder / "f.csv", read.header_within) as file:
        tables = map_tables(file, read, issues.append, shown)
        mapped = [row for table in tables for row in table.rows if isinstance(row, MappedRow)]
    fields = [row.mentions[0].fields for row in mapped]
    return (
        [(each.get("fact_date"), each.get("registered_on")) for each in fields],
        [(issue.defect.code.value, issue.column) for issue in issues],
    )


def test_the_proof_may_stand_below_the_first_rows(tmp_path: Path) -> None:
    rows = [("05/05/2024", "")] * 200 + [("02/03/2024", "")] + [(day, "") for day in MONTH_FIRST]

    read, issues = dates(tmp_path, rows, {})

    assert read[200] == ("2024-02-03", None)
    assert issues == [("date_order_of_column", "hecho")]


def test_a_later_file_follows_the_same_column_of_an_earlier_file(tmp_path: Path) -> None:
    shown: ShownOrders = {}
    dates(tmp_path, [(day, "") for day in MONTH_FIRST], shown)

    read, issues = dates(tmp_path, [("02/03/2024", "")], shown)

    assert read == [("2024-02-03", None)]
    assert issues == [("date_order_of_column", "hecho")]


def test_another_column_in_another_order_leaves_a_doubt(tmp_path: Path) -> None:
    rows = [(day, "02/03/2024") for day in MONTH_FIRST]

    read, issues = dates(tmp_path, rows, {})

    assert [entry for _, entry in read] == [None, None, None]
    assert ("date_order_unclear", "registro") in issues


def test_each_column_has_its_own_order_if_the_profile_says_so(tmp_path: Path) -> None:
    profile = PROFILE.replace("from: hecho}", "from: hecho, order: mdy}")
    rows = [(day, "16/03/2024") for day in MONTH_FIRST] + [("02/03/2024", "02/03/2024")]

    read, issues = dates(tmp_path, rows, {}, profile)

    assert read[-1] == ("2024-02-03", "2024-03-02")
    assert issues == []

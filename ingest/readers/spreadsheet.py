"""XLSX, XLSM, XLS and ODS workbooks read sheet by sheet, with the row numbers that they show."""

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from trama.core.errors import InputError
from trama.ingest.readers import limits
from trama.ingest.readers.archives import UNPACKING_ERRORS
from trama.ingest.readers.merged import MergedCells
from trama.ingest.readers.passwords import asks_for_password
from trama.ingest.readers.refusals import damaged, damaged_sheet, protected, refused
from trama.ingest.readers.repair import repair, shown
from trama.ingest.readers.sheet_scan import SheetScan, scan_sheet
from trama.ingest.readers.table import Cell, ReaderDefect, Row, Table
from trama.ingest.readers.xls_scan import scan_xls
from trama.values.defects import Defect, DefectCode, Outcome

# A spreadsheet keeps 15 digits; above them a float's whole value is not what was typed.
_EXACT = 10**15


def workbook_tables(path: Path, name: str, stack: ExitStack) -> list[Table]:
    """Returns one table a worksheet, hidden ones marked; a sheet is read when its rows are.

    Whole numbers come as int and dates as date, or datetime with an hour; a number is never taken
    for a date here. Formulas give their stored value. A cell merged over several rows stands in
    each of those rows (XLSX and XLS), merged over several columns in the first.

    Raises:
        InputError: the workbook asks for a password, is damaged or is of the binary XLSB kind.
    """
    with path.open("rb") as start:
        zipped = start.read(2) == b"PK"
    with _told_as_input_error(name):
        scans = [] if zipped else _xls_scans(path, name)
        # Opened here, since of a path the parser would believe the extension.
        file = stack.enter_context(path.open("rb"))
        try:
            book = stack.enter_context(CalamineWorkbook.from_filelike(file))
        except CalamineError as error:
            raise (protected if asks_for_password(path) else damaged)(name) from error
    tables = []
    for index, sheet in enumerate(book.sheets_metadata):
        if sheet.typ is not SheetTypeEnum.WorkSheet:
            continue
        defects: list[ReaderDefect] = []
        scan = partial(_zip_scan, path, sheet.name) if zipped else partial(_nth, scans, index)
        rows = _rows(book, sheet.name, scan, name, defects)
        hidden = sheet.visible is not SheetVisibleEnum.Visible
        tables.append(Table(name, sheet.name, hidden, rows, defects))
    return tables


def _rows(
    book: CalamineWorkbook,
    sheet: str,
    look: Callable[[], SheetScan],
    name: str,
    defects: list[ReaderDefect],
) -> Iterator[Row]:
    with _told_as_input_error(name, sheet):
        scan = look()
        if scan.is_too_large:
            raise _too_large(name, sheet, scan)
        found = book.get_sheet_by_name(sheet)
    merged = MergedCells(found.merged_cell_ranges or ())
    errors = _by_row(scan.errors)
    # Rows are given from the first of the sheet, cells only from the first column in use.
    before: tuple[Cell, ...] = (None,) * (found.start[1] if found.start else 0)
    for number, values in enumerate(_read(found, name, sheet), start=1):
        cells = [*before, *(_CELL.get(type(value), _as_text)(value) for value in values)]
        broken = errors.get(number, ())
        if not broken and all(cell is None for cell in cells):
            merged.skip(number - 1)
            continue
        defects.extend(_set_aside(number, broken, cells))
        defects.extend(_judged(number, cells))
        defects.extend(merged.fill(number - 1, cells))
        yield Row(number, tuple(cells))


def _read(found: CalamineSheet, name: str, sheet: str) -> Iterator[Sequence[object]]:
    with _told_as_input_error(name, sheet):
        yield from found.iter_rows()


def _zip_scan(path: Path, sheet: str) -> SheetScan:
    with zipfile.ZipFile(path) as archive:
        return scan_sheet(archive, sheet)


def _nth(scans: Sequence[SheetScan], index: int) -> SheetScan:
    return scans[index] if index < len(scans) else SheetScan()


def _xls_scans(path: Path, name: str) -> list[SheetScan]:
    """Returns the scans of an XLS, before the parser, which reads all its sheets at once."""
    if asks_for_password(path):
        raise protected(name)
    scans = scan_xls(path)
    area = sum(scan.last_row * scan.last_column for scan in scans)
    if area > limits.MOST_SHEET_CELLS or any(scan.last_column > 256 for scan in scans):
        raise damaged(name)
    return scans


def _set_aside(
    line: int, broken: tuple[tuple[int, str], ...] | list[tuple[int, str]], cells: list[Cell]
) -> Iterator[ReaderDefect]:
    for column, text in broken:
        cells.extend([None] * (column + 1 - len(cells)))
        yield ReaderDefect(line, column, Defect(DefectCode.FORMULA_ERROR, Outcome.SET_ASIDE), text)


def _judged(line: int, cells: list[Cell]) -> Iterator[ReaderDefect]:
    for column, cell in enumerate(cells):
        if not isinstance(cell, str):
            continue
        if cell in _ERRORS:
            cells[column] = None
            yield ReaderDefect(
                line, column, Defect(DefectCode.FORMULA_ERROR, Outcome.SET_ASIDE), cell
            )
        elif repaired := repair(cell):
            cells[column] = repaired.text
            yield ReaderDefect(line, column, repaired.defect, shown(cell))


# What LibreOffice stores as the text of a formula that failed, and what a copy of values leaves.
_ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
    | {"#¡REF!", "#N/D", "#¡VALOR!", "#¡DIV/0!", "#¿NOMBRE?", "#¡NUM!", "#¡NULO!"}
    | {"Err:502", "Err:504", "Err:508", "Err:522"}
)


def _by_row(errors: Mapping[tuple[int, int], str]) -> dict[int, list[tuple[int, str]]]:
    rows: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in errors.items():
        rows.setdefault(row, []).append((column, text))
    return rows


def _text(value: str) -> Cell:
    return value or None


def _number(value: float) -> Cell:
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def _same(value: Cell) -> Cell:
    return value


def _as_text(value: object) -> Cell:
    return str(value)


# By exact type, as a bool is an int and a datetime a date; a time or a duration becomes its text.
_CELL: Mapping[type, Callable[..., Cell]] = {
    str: _text,
    float: _number,
    int: _same,
    bool: _same,
    date: _same,
    datetime: _same,
    time: _as_text,
    timedelta: _as_text,
}


@contextmanager
def _told_as_input_error(name: str, sheet: str = "") -> Iterator[None]:
    """Turns what the parser raises into an InputError; also where it panics on a damaged file."""
    try:
        yield
    except (CalamineError, *UNPACKING_ERRORS) as error:
        raise _damaged(name, sheet) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # of Rust; it is no Exception
            raise _damaged(name, sheet) from error
        raise


def _damaged(name: str, sheet: str) -> InputError:
    return damaged_sheet(name, sheet) if sheet else damaged(name)


def _too_large(name: str, sheet: str, scan: SheetScan) -> InputError:
    return refused(
        name,
        f"la hoja {sheet} llega hasta la fila {scan.last_row} y la columna {scan.last_column}; "
        "borre las celdas sueltas del final y guárdela de nuevo",
        f"sheet {sheet} goes on to row {scan.last_row} and column {scan.last_column}; "
        "delete the stray cells at its end and save it again",
    )

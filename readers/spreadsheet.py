"""XLSX, XLSM, XLS and ODS workbooks as one table a sheet, with the row numbers of the sheet."""

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from trama.core.errors import InputError
from trama.readers import limits
from trama.readers.archives import UNPACKING_ERRORS
from trama.readers.day_zero import day_zero
from trama.readers.merged import MergedCells, Range
from trama.readers.ods_scan import ERROR_TEXTS, scan_ods
from trama.readers.passwords import asks_for_password
from trama.readers.refusals import damaged, damaged_sheet, protected, refused, too_much_text
from trama.readers.repair import repair, shown
from trama.readers.sheet_scan import SheetScan, scan_sheet
from trama.readers.sheet_slices import SlicedSheet
from trama.readers.table import Cell, ReaderDefect, Row, Table
from trama.readers.whole_rows import split_sheet
from trama.readers.xls_scan import XlsScan, scan_xls
from trama.values.defects import Defect, DefectCode, Outcome

# A spreadsheet keeps 15 digits: the digits of a larger whole number are not those typed.
_EXACT = 10**15
_FIRST_ROWS = 1_200  # headings are looked for in a thousand rows at most, some of them blank


def workbook_tables(path: Path, name: str, stack: ExitStack) -> list[Table]:
    """Return one table a worksheet, hidden sheets marked. A sheet is read when its rows are.

    Whole numbers are int; dates are date, or datetime if they have an hour. A number is never taken
    for a date here. A formula is its stored value. A cell merged over several rows fills each of
    those rows; a cell merged over several columns fills the first. A line break in a cell is a
    newline.

    Raises:
        InputError: the workbook asks for a password or is damaged.
    """
    with path.open("rb") as start:
        zipped = start.read(2) == b"PK"
    with _as_input_error(name):
        xls = XlsScan([]) if zipped else _xls_scan(path, name)
        ods = _ods_scans(path, name) if zipped else {}
        zero = _day_zero(path) if zipped else xls.day_zero
        # Opened here: the parser would believe the extension of a path.
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
        if sheet.name in ods:
            scan = partial(ods.__getitem__, sheet.name)
        else:
            scan = (
                partial(_zip_scan, path, name, sheet.name)
                if zipped
                else partial(_nth, xls.sheets, index)
            )
        read = partial(_read, book, sheet.name, path if zipped and not ods else None)
        rows = split_sheet(_rows(read, scan, name, sheet.name, defects), defects)
        hidden = sheet.visible is not SheetVisibleEnum.Visible
        tables.append(Table(name, sheet.name, hidden, rows, defects, zero))
    return tables


def _rows(
    read: Callable[[], tuple[Iterator[Sequence[object]], Sequence[Range]]],
    scan_of_sheet: Callable[[], SheetScan],
    name: str,
    sheet: str,
    defects: list[ReaderDefect],
) -> Iterator[Row]:
    with _as_input_error(name, sheet):
        scan = scan_of_sheet()
        values_of_rows, ranges = read()
        merged = MergedCells(ranges or scan.merged)
    errors = _by_row(scan.errors)
    for number, values in enumerate(_sound(values_of_rows, name, sheet), start=1):
        # Most cells are text, and seen to be so without a call.
        cells = [(v or None) if type(v) is str else _cell(v) for v in values]
        broken = [*errors.get(number, ()), *scan.restore(number, cells)]
        if not broken and all(cell is None for cell in cells):
            merged.skip(number - 1)
            continue
        defects.extend(_error_cells(number, broken, cells))
        defects.extend(_text_cells(number, cells))
        filled = tuple(merged.fill(number - 1, cells))
        defects.extend(filled)
        yield Row(number, tuple(cells), frozenset(d.column for d in filled if d.column is not None))


def _sound(rows: Iterator[Sequence[object]], name: str, sheet: str) -> Iterator[Sequence[object]]:
    """Yield the rows. A damage among them becomes an InputError."""
    with _as_input_error(name, sheet):
        yield from rows


def _read(
    book: CalamineWorkbook, sheet: str, xlsx: Path | None
) -> tuple[Iterator[Sequence[object]], Sequence[Range]]:
    """Return the rows of a sheet, from its first row and column, and the merged ranges known."""
    sliced = SlicedSheet.of(xlsx, sheet) if xlsx else None
    if sliced is not None:
        return sliced.rows(), ()
    content = book.get_sheet_by_name(sheet)
    return _whole(book, content, sheet), content.merged_cell_ranges or ()


def _whole(
    book: CalamineWorkbook, content: CalamineSheet, sheet: str
) -> Iterator[Sequence[object]]:
    """Yield the rows of a sheet that is parsed whole.

    A program that looks for headings begins every sheet of a workbook: so the sheet is let go after
    its first rows, and parsed again for the others.
    """
    # The parser's rows begin at the first row of the sheet, its cells at the first column in use.
    before = ("",) * (content.start[1] if content.start else 0)
    first = list(islice(content.iter_rows(), _FIRST_ROWS))
    del content
    yield from ((*before, *values) for values in first)
    if len(first) == _FIRST_ROWS:
        rows = book.get_sheet_by_name(sheet).iter_rows()
        yield from ((*before, *values) for values in islice(rows, _FIRST_ROWS, None))


def _zip_scan(path: Path, name: str, sheet: str) -> SheetScan:
    with zipfile.ZipFile(path) as archive:
        scan = scan_sheet(archive, sheet)
    _check_size(name, sheet, scan, _most_text(path))
    return scan


def _ods_scans(path: Path, name: str) -> Mapping[str, SheetScan]:
    """Return the scans of an ODS by sheet, {} for another workbook.

    One pass, before the parser reads all sheets.
    """
    with zipfile.ZipFile(path) as archive:
        scans = scan_ods(archive) if "content.xml" in archive.namelist() else {}
    for sheet, scan in scans.items():
        _check_size(name, sheet, scan, _most_text(path))
    return scans


def _day_zero(path: Path) -> date:
    with zipfile.ZipFile(path) as archive:
        return day_zero(archive)


def _nth(scans: Sequence[SheetScan], index: int) -> SheetScan:
    return scans[index] if index < len(scans) else SheetScan()


def _xls_scan(path: Path, name: str) -> XlsScan:
    """Return the scan of an XLS, made before the parser opens it and reads all its sheets."""
    if asks_for_password(path):
        raise protected(name)
    scan = scan_xls(path)
    area = sum(sheet.last_row * sheet.last_column for sheet in scan.sheets)
    if area > limits.MOST_SHEET_CELLS or any(sheet.last_column > 256 for sheet in scan.sheets):
        raise damaged(name)
    if scan.text > _most_text(path):
        raise too_much_text(name)
    return scan


def _most_text(path: Path) -> int:
    """Return the bytes of text that a workbook of this size may give."""
    allowed = max(limits.ALWAYS_UNPACKED, path.stat().st_size * limits.MOST_UNPACKED_RATIO)
    return min(allowed, limits.MOST_SHEET_TEXT)


def _check_size(name: str, sheet: str, scan: SheetScan, most_text: int) -> None:
    """Refuse a sheet for which the parser would reserve more memory than any table needs."""
    if scan.is_too_large:
        raise _too_large(name, sheet, scan)
    if scan.text > most_text:
        raise too_much_text(name)


def _error_cells(
    line: int, broken: Sequence[tuple[int, str]], cells: list[Cell]
) -> Iterator[ReaderDefect]:
    """Yield a defect for each cell that holds an error, and extend the row to that cell."""
    for column, text in broken:
        cells.extend([None] * (column + 1 - len(cells)))
        yield ReaderDefect(line, column, Defect(DefectCode.FORMULA_ERROR, Outcome.SET_ASIDE), text)


def _text_cells(line: int, cells: list[Cell]) -> Iterator[ReaderDefect]:
    """Set aside the texts that are errors, and repair the others. Yield a defect for each."""
    for column, cell in enumerate(cells):
        if not isinstance(cell, str):
            continue
        if cell in ERROR_TEXTS:
            cells[column] = None
            yield ReaderDefect(
                line, column, Defect(DefectCode.FORMULA_ERROR, Outcome.SET_ASIDE), cell
            )
        # Nearly every cell is sound, and seen to be so without a call.
        elif not (cell.isascii() and "\0" not in cell) and (repaired := repair(cell)):
            cells[column] = repaired.text
            yield ReaderDefect(line, column, repaired.defect, shown(cell))


def _by_row(errors: Mapping[tuple[int, int], str]) -> dict[int, list[tuple[int, str]]]:
    """Return the column and text of the errors, by row."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in errors.items():
        rows.setdefault(row, []).append((column, text))
    return rows


def _number(value: float) -> Cell:
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def _cell(value: object) -> Cell:
    """Return a value of the parser as a cell. A time or a duration becomes its text."""
    if isinstance(value, float):
        return _number(value)
    return value if value is None or isinstance(value, int | date) else str(value)


@contextmanager
def _as_input_error(name: str, sheet: str = "") -> Iterator[None]:
    """Turn the parser's errors, and its panic on a damaged file, into an InputError."""
    try:
        yield
    except (CalamineError, *UNPACKING_ERRORS) as error:
        raise _damaged(name, sheet) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # Rust's, which is no Exception
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

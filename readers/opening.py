"""The tables of any file, packed or not: the one door to the readers."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from trama.core.errors import InputError
from trama.readers import limits
from trama.readers.archives import UNPACKING_ERRORS, members, too_much, unzipped
from trama.readers.delimited import csv_table
from trama.readers.encoding import beginning, text_form
from trama.readers.jsonlines import is_jsonlines, jsonlines_table
from trama.readers.refusals import damaged, refused
from trama.readers.salvage import salvaged_members
from trama.readers.sniffing import Kind, is_workbook, is_workbook_part, kind_of
from trama.readers.sources import Cut, Source, file_source
from trama.readers.spreadsheet import workbook_tables
from trama.readers.table import ReaderDefect, Table
from trama.values.defects import Defect, DefectCode, Outcome


@contextmanager
def open_tables(path: Path) -> Iterator[Sequence[Table]]:
    """Open the tables of a file, at least one: CSV, XLSX, XLS, ODS, JSON Lines, .gz or .zip.

    The content decides the kind of a file, never its name. A text is read once here, for its
    encoding, and once more as rows. Only the names of the sheets of a workbook are read here. The
    end of the context closes every file and deletes the copies of packed workbooks.

    A zip that has lost its directory gives its whole members, and the first table has a defect
    ``archive_damaged``. A member of an archive that no reader reads becomes a defect
    ``member_not_read`` of the first table, as long as another member is a table.

    Raises:
        InputError: nothing of the file can be read. The file is missing, empty, damaged or of an
            unknown kind, asks for a password, or unpacks beyond trama.readers.limits.
    """
    with ExitStack() as stack:
        tables = _tables(file_source(path), stack)
        for table in tables:
            stack.callback(table.rows.close)  # type: ignore[attr-defined] # they are generators
        yield tuple(tables)


def _tables(source: Source, stack: ExitStack) -> list[Table]:
    kind = kind_of(source)
    if kind is Kind.TEXT:
        return [_text_table(source)]
    if kind is Kind.WORKBOOK:
        return workbook_tables(_on_disk(source, stack), source.name, stack)
    if source.depth >= limits.MOST_NESTING:
        raise refused(
            source.name,
            "hay archivos comprimidos dentro de otros, más de dos; descomprímalos",
            "it packs archives within archives, more than two deep; unpack them",
        )
    if kind is Kind.GZIP:
        return _tables(unzipped(source), stack)
    return _zip_tables(source, stack)


def _text_table(source: Source) -> Table:
    form = text_form(source)
    if is_jsonlines(source, beginning(source, form, 1_000)):
        return jsonlines_table(source, form)
    return csv_table(source, form)


def _zip_tables(source: Source, stack: ExitStack) -> list[Table]:
    path = _on_disk(source, stack)
    on_disk = Source(source.name, lambda: path.open("rb"), source.packed, path, source.depth)
    try:
        archive = stack.enter_context(zipfile.ZipFile(path))
    except UNPACKING_ERRORS as error:
        salvaged = list(salvaged_members(on_disk))
        if any(is_workbook_part(member.name) for member in salvaged):
            raise damaged(source.name) from error
        tables = _all_tables(on_disk, salvaged, stack)
        # Nobody can know which members followed the last one: the directory would have listed them.
        defect = Defect(DefectCode.ARCHIVE_DAMAGED, Outcome.SET_ASIDE)
        tables[0].defects.append(ReaderDefect(1, None, defect, source.name))
        return tables
    names = archive.namelist()
    if is_workbook(names):
        _check_workbook(source, archive)
        return workbook_tables(path, source.name, stack)
    return _all_tables(on_disk, list(members(on_disk, archive)), stack)


def _all_tables(source: Source, sources: list[Source], stack: ExitStack) -> list[Table]:
    """Return the tables of the members. The first table has a defect for each member not read."""
    tables: list[Table] = []
    refusals: list[tuple[Source, InputError]] = []
    for member in sources:
        try:
            tables += _tables(member, stack)
        except InputError as error:
            refusals.append((member, error))
    if not tables:
        raise (
            refusals[0][1]
            if refusals
            else refused(source.name, "no contiene ninguna tabla", "it holds no table")
        )
    for member, _ in refusals:
        defect = Defect(DefectCode.MEMBER_NOT_READ, Outcome.SET_ASIDE)
        name = member.name.removeprefix(f"{source.name}!")
        tables[0].defects.append(ReaderDefect(1, None, defect, name))
    return tables


def _check_workbook(source: Source, archive: zipfile.ZipFile) -> None:
    """Refuse a workbook that is an XLSB or unpacks beyond the limits."""
    if "xl/workbook.bin" in archive.namelist():
        raise refused(
            source.name,
            "es un libro XLSB; ábralo y guárdelo como XLSX",
            "it is an XLSB workbook; open it and save it as XLSX",
        )
    total = sum(info.file_size for info in archive.infolist())
    if total > limits.MOST_SPREADSHEET or any(
        too_much(info.file_size, info.compress_size) for info in archive.infolist()
    ):
        raise refused(
            source.name,
            "se descomprime a más de lo que una hoja de cálculo puede tener; guárdelo como CSV",
            "it unpacks to more than a spreadsheet can hold; save it as CSV",
        )


def _on_disk(source: Source, stack: ExitStack) -> Path:
    """Return the path of the file, or of a copy of a packed file that the context deletes."""
    if source.path is not None:
        return source.path
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="trama-")))
    copy = folder / "packed"
    try:
        with source.open() as stream, copy.open("wb") as file:
            shutil.copyfileobj(stream, file, limits.MIB)
    except Cut as error:
        raise damaged(source.name) from error
    return copy

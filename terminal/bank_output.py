"""The ways in which cells of the databank leave a command: tables, and files with a codebook."""

import json
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from trama.core.errors import UsageError
from trama.core.home import write_private
from trama.terminal.session import Session

Document = Mapping[str, Any]


class BankFormat(StrEnum):
    """The forms in which cells are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"
    XLSX = "xlsx"


def bank_form(session: Session, named: BankFormat | None, output: Path | None) -> BankFormat:
    """Return the form of the cells: the one named, else that of the file's ending, else a table.

    Raises:
        UsageError: the form needs a file, or the file's ending says no form.
    """
    form = BankFormat.JSON if session.as_json and output is None else named
    if form is None and output is not None:
        ending = output.suffix.lower().removeprefix(".")
        known = [one.value for one in BankFormat if one is not BankFormat.TABLE]
        if ending not in known:
            endings = ", ".join(f".{one}" for one in known)
            raise UsageError(
                detail=session.say(
                    f"{output.name}: termine el nombre en {endings}.",
                    f"{output.name}: end the name in {endings}.",
                )
            )
        form = BankFormat(ending)
    if form in (BankFormat.PARQUET, BankFormat.XLSX) and output is None:
        raise UsageError(
            detail=session.say(
                f"{form.value} va a un archivo: añada -o celdas.{form.value}.",
                f"{form.value} goes into a file: add -o cells.{form.value}.",
            )
        )
    return form or BankFormat.TABLE


def write_cells(
    session: Session, document: Document, form: BankFormat, output: Path | None
) -> None:
    """Write the cells to standard output, or into a file of the owner's with its codebook.

    Raises:
        UsageError: the file cannot be written. MissingPart: Parquet without pyarrow.
    """
    from trama.bank.cell_files import codebook_text, csv_text, parquet_bytes, xlsx_bytes

    if output is None:
        if form is BankFormat.TABLE:
            show_cells(session, document)
        elif form is BankFormat.CSV:
            sys.stdout.write(csv_text(document))
        else:
            session.json(document)
        return
    made: str | bytes
    if form is BankFormat.XLSX:
        made = xlsx_bytes(document, session.language)
    elif form is BankFormat.PARQUET:
        made = parquet_bytes(document)
    elif form is BankFormat.CSV:
        made = csv_text(document)
    else:
        made = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    files = {output: made}
    if form in (BankFormat.CSV, BankFormat.PARQUET):
        files[output.with_name(f"{output.name}.codebook.csv")] = codebook_text(document)
    for path, content in files.items():
        try:
            write_private(path, content)
        except OSError as error:
            raise session.unwritable(path, error) from error
        session.notes.print(session.say(f"Escrito: {path}", f"Written: {path}"), soft_wrap=True)


def show_cells(session: Session, document: Document) -> None:
    """Show the cells as a table, with the unit of count, the total and the notes below."""
    question, say = document["question"], session.say
    titles = [question["titles"][name] for name in question["by"]]
    unit = question["unit_name"].partition(" (")[0]
    if document["rows"] and titles:
        session.table(
            "",
            [*titles, unit],
            [
                [*(row[f"{name}_name"] for name in question["by"]), row["count"]]
                for row in document["rows"]
            ],
        )
    if document["total"] is None:
        session.line(say("Ninguna celda se puede mostrar.", "No cell can be shown."))
    else:
        total = session.number(document["total"])
        session.line(f"Total: {total} {question['unit_name']}.")
    if estimate := document.get("estimated"):
        _show_estimate(session, estimate)
    for note in document["notes"]:
        session.notes.print(note, soft_wrap=True)


def _show_estimate(session: Session, estimate: Document) -> None:
    say, number = session.say, session.number

    def ends(one: Document) -> list[str]:
        return [number(one[end]) if one[end] is not None else "—" for end in ("low", "high")]

    if estimate["rows"]:
        titles = [say("Año", "Year"), say("de", "from"), say("a", "to")]
        rows = [[str(row["year"]), *ends(row)] for row in estimate["rows"]]
        session.table(say("Estimado", "Estimated"), titles, rows)
    if estimate["total"]:
        low, high = ends(estimate["total"])
        session.line(say(f"Estimado: de {low} a {high} personas.",
                         f"Estimated: {low} to {high} people."))  # fmt: skip
    session.notes.print(estimate["note"], soft_wrap=True)


def show_changes(session: Session, document: Document) -> None:
    """Show the cells that changed: before, each cause, after."""
    question, say = document["question"], session.say
    if not document["rows"]:
        session.line(say("Ninguna celda cambió.", "No cell changed."))
    else:
        session.table(
            "",
            [
                *(question["titles"][name] for name in question["by"]),
                say("antes", "before"),
                say("por qué", "why"),
                say("ahora", "now"),
            ],
            [_changed(session, row, document) for row in document["rows"]],
        )
    session.line(say(f"Se cuentan {question['unit_name']}.", f"Counted: {question['unit_name']}."))
    for note in document["notes"]:
        session.notes.print(note, soft_wrap=True)


def _changed(session: Session, row: Document, document: Document) -> list[object]:
    causes = [
        f"{document['causes'][cause]}: {'+' if number > 0 else '−'}{session.number(abs(number))}"
        for cause, number in row["causes"].items()
    ]
    names = [row[f"{name}_name"] for name in document["question"]["by"]]
    return [*names, row["before"], "; ".join(causes), row["after"]]

"""The ways in which an answer leaves the command: a table to read, or a file for a program."""

import json
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from trama.core.errors import UsageError
from trama.core.home import write_private
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.queries.catalog import SavedQuery
    from trama.queries.lookups.lookup import Lookup
    from trama.queries.run import QueryAnswer


class Format(StrEnum):
    """The forms in which an answer is written."""

    TABLE = "table"
    CSV = "csv"
    CSV_EXCEL = "csv-excel"
    XLSX = "xlsx"
    JSON = "json"
    JSONL = "jsonl"


_ENDINGS = {".csv": Format.CSV, ".xlsx": Format.XLSX, ".json": Format.JSON, ".jsonl": Format.JSONL}


def form_of(session: Session, named: Format | None, output: Path | None) -> Format:
    """Return the form of an answer: the one named, else that of the file's ending, else a table.

    Raises:
        UsageError: a workbook would go to the terminal, or the file's ending says no form.
    """
    form = Format.JSON if session.as_json else named
    if form is None and output is not None:
        form = _ENDINGS.get(output.suffix.lower())
        if form is None:
            endings = ", ".join(_ENDINGS)
            raise UsageError(
                detail=session.say(
                    f"{output.name}: diga --format, o termine el nombre en {endings}.",
                    f"{output.name}: say --format, or end the name in {endings}.",
                )
            )
    if form is Format.XLSX and output is None and sys.stdout.isatty():
        raise UsageError(
            detail=session.say(
                "Un XLSX va a un archivo: añada -o respuesta.xlsx.",
                "An XLSX goes into a file: add -o answer.xlsx.",
            )
        )
    return form or Format.TABLE


def write_answer(
    session: Session,
    query: "SavedQuery",
    answer: "QueryAnswer",
    form: Format,
    output: Path | None,
    lookup: "Lookup",
) -> None:
    """Write the answer to standard output or into a file that only its owner can read.

    Raises:
        UsageError: the file cannot be written, or a table was asked for in a file.
    """
    if form is Format.TABLE:
        if output is not None:
            raise UsageError(
                detail=session.say(
                    "Una tabla va a la pantalla; para un archivo elija otra forma.",
                    "A table goes to the screen; choose another form for a file.",
                )
            )
        _draw(session, query, answer, lookup)
    else:
        content = _content(session, query, answer, form, lookup)
        if output is None:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
            sys.stdout.flush()
        else:
            _store(session, output, content, len(answer.rows))
    _announce_cut(session, answer)


def tell_people(
    session: Session,
    query: "SavedQuery",
    given: Mapping[str, str],
    answer: "QueryAnswer",
    lookup: "Lookup",
) -> None:
    """Say who was meant by a name, so that nobody is picked in silence."""
    from trama.cypher.header import ParameterType
    from trama.queries.lookups.subjects import person_line

    for name, parameter in query.parameters.items():
        meant = answer.parameters.get(name)
        if parameter.type is ParameterType.PERSON and meant and meant != given.get(name):
            told = person_line(str(meant), lookup)
            session.notes.print(session.say(f"Persona: {told}", f"Person: {told}"), soft_wrap=True)


def _content(
    session: Session, query: "SavedQuery", answer: "QueryAnswer", form: Format, lookup: "Lookup"
) -> bytes:
    from trama.exchange.answer_files import csv_text, excel_csv_text, xlsx_bytes

    if form is Format.XLSX:
        return xlsx_bytes(query, answer, session.language, _numbers(query, answer, lookup))
    if form is Format.CSV_EXCEL:
        return excel_csv_text(query, answer, _numbers(query, answer, lookup)).encode()
    if form is Format.CSV:
        return csv_text(query, answer).encode()
    if form is Format.JSONL:
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in answer.rows).encode()
    return (json.dumps(answer.as_document(), ensure_ascii=False, indent=2) + "\n").encode()


def _store(session: Session, output: Path, content: bytes, rows: int) -> None:
    try:
        write_private(output, content)
    except OSError as error:
        raise session.unwritable(output, error) from error
    where = output.absolute()
    many = "" if rows == 1 else "s"
    session.notes.print(
        session.say(
            f"Escrito en {where} ({rows} fila{many}).", f"Written to {where} ({rows} row{many})."
        ),
        soft_wrap=True,
    )


def _draw(session: Session, query: "SavedQuery", answer: "QueryAnswer", lookup: "Lookup") -> None:
    """Draw the table for people, its note, and the commands that lead on."""
    from trama.exchange.answer_table import answer_table
    from trama.exchange.understood import asked_line, understood_lines
    from trama.queries.next_steps import command, next_steps, page_command
    from trama.visualizations.signs import UNVERIFIED
    from trama.visualizations.tables import unverified_note

    numbers = _numbers(query, answer, lookup)
    table = answer_table(query, answer, session.language, numbers)
    session.table(query.header.titles[session.language], table.titles, table.rows)
    for title, text in table.same:
        session.line(f"{title}: {text}")
    if any(UNVERIFIED in text for row in table.rows for text in row) or any(
        UNVERIFIED in text for _, text in table.same
    ):
        session.line(unverified_note(session.language))
    if query.header.notes:
        session.line(query.header.notes[session.language])
    for line in understood_lines(query, answer, session.language):
        session.notes.print(line, soft_wrap=True)
    if not table.rows:
        asked = asked_line(query, answer, session.language)
        none = session.say("Ninguna fila.", "No rows.")
        session.notes.print(f"{none} {asked}".rstrip(), style="yellow", soft_wrap=True)
    steps = [command(step) for step in next_steps(query, answer, numbers)]
    if page := page_command(query, answer, numbers, session.language):
        steps.append(page)
    for number, step in enumerate(steps):
        lead = session.say("Sigue:", "Next:") if number == 0 else "      "
        session.out.print(f"{lead} {step}", soft_wrap=True)


def _numbers(query: "SavedQuery", answer: "QueryAnswer", lookup: "Lookup") -> Mapping[str, str]:
    """Return the numbers by which people know the cases of an answer, by uid."""
    from trama.queries.lookups.numbers import cases_in, numbers_of

    cases = cases_in(query.columns.values(), answer.rows)
    if isinstance(asked := answer.parameters.get("case"), str):
        cases |= {asked}
    return numbers_of(cases, lookup)


def _announce_cut(session: Session, answer: "QueryAnswer") -> None:
    if answer.truncated:
        session.notes.print(
            session.say(
                f"Se muestran {len(answer.rows)} filas; hay más. Suba «limit» o acote.",
                f"{len(answer.rows)} rows are shown; there are more. Raise “limit” or narrow.",
            ),
            style="yellow",
        )

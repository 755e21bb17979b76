"""JSON Lines files as tables, whose header is the keys of all lines."""

import json
import re
from collections.abc import Iterator

from trama.readers.encoding import TextForm, opened_text
from trama.readers.refusals import cut_at, refused
from trama.readers.repair import repair, shown
from trama.readers.sources import Cut, Source
from trama.readers.table import Cell, ReaderDefect, Row, Table
from trama.values.defects import Defect, DefectCode, Outcome

_OBJECT = re.compile(r'\s*\{\s*["}]')
_ARRAY = re.compile(r"\s*\[\s*[{\[]")
# Keys: the columns of a spreadsheet. More keys are data and no names.
_MOST_KEYS = 16_384
_Value = Cell | list[object] | dict[str, object]


def is_jsonlines(source: Source, start: str) -> bool:
    """Return whether a text that begins with ``start`` holds JSON objects.

    Raises:
        InputError: the text is a JSON array.
    """
    if _ARRAY.match(start):
        raise refused(
            source.name,
            "es un arreglo JSON; guárdelo como JSON Lines: un objeto en cada línea",
            "it is a JSON array; save it as JSON Lines: one object a line",
        )
    return bool(_OBJECT.match(start))


def jsonlines_table(source: Source, form: TextForm) -> Table:
    """Return the table of a JSON Lines text: a header row of line 0, then one row an object.

    Raises:
        InputError: no line is a JSON object, or there are more than 16,384 keys.
    """
    keys: dict[str, None] = {}
    try:
        for _, record in _objects(source, form):
            keys.update(dict.fromkeys(record or ()))
            if len(keys) > _MOST_KEYS:
                break
    except Cut:
        pass  # _rows meets the cut again and raises its error
    if not 0 < len(keys) <= _MOST_KEYS:
        raise refused(
            source.name,
            "no es JSON Lines: un objeto en cada línea, con las mismas claves",
            "it is not JSON Lines: one object a line, with the same keys",
        )
    defects: list[ReaderDefect] = []
    rows = _rows(source, form, tuple(keys), defects)
    return Table(source.name, "", hidden=False, rows=rows, defects=defects)


def _rows(
    source: Source, form: TextForm, keys: tuple[str, ...], defects: list[ReaderDefect]
) -> Iterator[Row]:
    yield Row(0, keys)
    line = 0
    try:
        for line, record in _objects(source, form):
            if record is None:
                defect = Defect(DefectCode.UNREADABLE_ROW, Outcome.REJECTED)
                defects.append(ReaderDefect(line, None, defect))
                continue
            values = [record.get(key) for key in keys]
            yield Row(line, tuple(_cells(line, values, form, defects)))
    except Cut as error:
        raise cut_at(source.name, line + 1) from error


def _cells(
    line: int, values: list[_Value], form: TextForm, defects: list[ReaderDefect]
) -> Iterator[Cell]:
    """Yield the values as cells, and add their defects to ``defects``."""
    for column, value in enumerate(values):
        if isinstance(value, dict | list):
            defect = Defect(DefectCode.NESTED_VALUE, Outcome.SET_ASIDE)
            text = json.dumps(value, ensure_ascii=False)
            defects.append(ReaderDefect(line, column, defect, shown(text)))
            yield None
        elif isinstance(value, str) and (repaired := repair(value, form.fallback)):
            defects.append(ReaderDefect(line, column, repaired.defect, shown(value)))
            yield repaired.text
        else:
            yield value


def _objects(source: Source, form: TextForm) -> Iterator[tuple[int, dict[str, _Value] | None]]:
    """Yield the number of each line that is not blank, and its object or None."""
    with opened_text(source, form) as text:
        for line, written in enumerate(text, start=1):
            if written.strip():
                yield line, _object(written)


def _object(written: str) -> dict[str, _Value] | None:
    """Return the JSON object of a line, or None if the line is anything else."""
    try:
        value = json.loads(written, parse_constant=_refuse)
        # An escape of half a character (\\ud83d alone) is a text that cannot be stored.
        json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogateescape")
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _refuse(name: str) -> None:
    """Refuse NaN and Infinity, which Python reads and JSON does not know."""
    raise ValueError(name)

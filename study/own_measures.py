"""Measures of places that a file brings: read, checked, and joined to a territory.

The file is a table with the column ``ubigeo`` (INEI) and a column of numbers for each measure, in
any form that a load reads. A column without any number has names: it is no measure.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from trama.core.study_errors import BadCovariates
from trama.core.text import fold
from trama.readers import open_tables
from trama.study.factors import OWN, Factor
from trama.study.territory import Territory
from trama.values.cells import text_of
from trama.values.quantities import Signs, quantity

MOST_MEASURES = 8
"""Measures of one file: 196 provinces tell few factors apart."""

_CODE = "ubigeo"
_DEPARTMENT_DIGITS, _PROVINCE_DIGITS, _DISTRICT_DIGITS = 2, 4, 6
_NAMED = 5  # places or codes that a message names
_NAMES = {"provincia", "province", "departamento", "department", "nombre", "name", "lugar"}


@dataclass(frozen=True, slots=True)
class _Table:
    """The texts of a file: by column, and the line of each row."""

    file: str
    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]

    def bad(self, es: str, en: str) -> BadCovariates:
        return BadCovariates(file=self.file, why_es=es, why_en=en)


def own_factors(path: Path, territory: Territory) -> tuple[Territory, tuple[Factor, ...]]:
    """Return the territory with the measures of a file, and their factors.

    Raises:
        InputError: the file cannot be read.
        BadCovariates: codes are unknown, repeated or missing, or a cell is no number.
    """
    table = _read(path)
    uids = _uids(table, territory)
    _check_names(table, uids, territory)
    measures = {
        name: numbers
        for name, texts in table.columns.items()
        if name != _CODE and (numbers := _numbers(table, name, texts)) is not None
    }
    if not 1 <= len(measures) <= MOST_MEASURES:
        raise table.bad(
            f"tiene {len(measures)} columnas de números; el estudio toma de 1 a {MOST_MEASURES}",
            f"it has {len(measures)} columns of numbers; the study takes 1 to {MOST_MEASURES}",
        )
    frame = pd.DataFrame(measures, index=uids).loc[territory.frame.index]
    factors = tuple(Factor(f"{OWN}{name}", float(frame[name].std())) for name in frame)
    joined = territory.frame.join(frame.add_prefix(OWN))
    return Territory(territory.level, joined, territory.pairs), factors


def _read(path: Path) -> _Table:
    """Return the first sheet of a file, without empty rows and columns."""
    with open_tables(path) as sheets:
        rows = [row for row in sheets[0].rows if any(map(text_of, row.cells))]
        rejected = [str(defect.line) for defect in sheets[0].defects if defect.column is None]
    if rejected:
        listed = ", ".join(rejected[:_NAMED])
        raise BadCovariates(
            file=path.name,
            why_es=f"hay filas que no se alinean con el encabezado: línea {listed}",
            why_en=f"rows do not align with the header: line {listed}",
        )
    header = [text_of(cell) for cell in rows[0].cells] if rows else []
    header = [_CODE if name.casefold() == _CODE else name for name in header]
    columns: dict[str, Sequence[str]] = {}
    table = _Table(path.name, columns, [row.line for row in rows[1:]])
    for at, name in enumerate(header):
        texts = [text_of(row.cells[at]) if at < len(row.cells) else "" for row in rows[1:]]
        if not name and not any(texts):
            continue
        if not name or name in columns:
            raise table.bad(
                f"la columna {at + 1} no tiene nombre, o uno que ya está",
                f"column {at + 1} has no name, or one that stands already",
            )
        columns[name] = texts
    if _CODE not in columns:
        raise table.bad("falta la columna ubigeo", "it has no column ubigeo")
    return table


def _uids(table: _Table, territory: Territory) -> list[str]:
    """Return the uid of each row; every place of the territory has one row."""
    texts = [code.removeprefix("PE-").removesuffix(".0") for code in table.columns[_CODE]]
    digits = _PROVINCE_DIGITS if territory.level == "PROVINCIA" else _DEPARTMENT_DIGITS
    longest = max(map(len, texts), default=0)
    width = digits if longest <= digits else _DISTRICT_DIGITS
    uids = [f"PE-{text.zfill(width)[:digits]}" if text else "" for text in texts]
    held = set(territory.frame.index)
    if unknown := [at for at, uid in enumerate(uids) if uid not in held]:
        listed = _listed(f"«{texts[at]}» (línea {table.lines[at]})" for at in unknown)
        listed_en = _listed(f"“{texts[at]}” (line {table.lines[at]})" for at in unknown)
        raise table.bad(
            f"códigos que no son INEI de provincia, de cuatro dígitos: {listed}",
            f"codes that are no INEI code of a province, which has four digits: {listed_en}",
        )
    if repeated := [uid for uid, count in Counter(uids).items() if count > 1]:
        listed = _listed(territory.frame["name"][uid] for uid in repeated)
        raise table.bad(
            f"lugares con más de una fila: {listed}. Si son distritos, júntelos por provincia",
            f"places with more than one row: {listed}. If these are districts, join them",
        )
    if missing := sorted(held.difference(uids)):
        listed = _listed(territory.frame["name"][uid] for uid in missing)
        raise table.bad(
            f"faltan {len(missing)} lugares, como {listed}; escriba 0 donde no hay",
            f"{len(missing)} places are missing, such as {listed}; write 0 for none",
        )
    return uids


def _check_names(table: _Table, uids: Sequence[str], territory: Territory) -> None:
    """Refuse a row whose code is of one place and whose name is of another: RENIEC's codes."""
    names = {uid: fold(str(name)) for uid, name in territory.frame["name"].items()}
    known = set(names.values())
    for column, texts in table.columns.items():
        if column.casefold() not in _NAMES or not known.intersection(map(fold, texts)):
            continue
        for uid, text, line in zip(uids, texts, table.lines, strict=True):
            if fold(text) != names[uid] and fold(text) in known:
                name = territory.frame["name"][uid]
                raise table.bad(
                    f"línea {line}: el código es de {name} y el nombre dice {text}; "
                    "¿son códigos del RENIEC? Hacen falta los del INEI",
                    f"line {line}: the code is of {name} and the name says {text}; "
                    "are these codes of RENIEC? Those of INEI are needed",
                )


def _numbers(table: _Table, name: str, texts: Sequence[str]) -> list[float] | None:
    """Return the numbers of a column; None if it is empty or has names."""
    if not any(re.search(r"\d", text) for text in texts):
        if not any(texts) or (all(texts) and len(set(texts)) > 1):
            return None
        raise table.bad(f"{name} no tiene ningún número", f"{name} has no number")
    signs = _signs(table, name, texts)
    percent = [text.endswith("%") for text in texts]
    if any(percent) and not all(percent):
        line = table.lines[percent.index(False)]
        raise table.bad(
            f"{name} mezcla celdas con % y sin él, como la línea {line}",
            f"{name} mixes cells with % and without, such as line {line}",
        )
    numbers = [quantity(text.removesuffix("%").strip(), signs).value for text in texts]
    if None in numbers:
        at = numbers.index(None)
        raise table.bad(
            f"{name}, línea {table.lines[at]}: «{texts[at]}» no es un número",
            f"{name}, line {table.lines[at]}: “{texts[at]}” is no number",
        )
    known = [number for number in numbers if number is not None]
    if min(known) == max(known):
        raise table.bad(
            f"{name} tiene el mismo valor en todas partes", f"{name} has one value everywhere"
        )
    return known


def _signs(table: _Table, name: str, texts: Sequence[str]) -> Signs:
    """Return the decimal and thousands signs of a column.

    With both signs in a cell, the last is the decimal one: 1.234,5. With one sign, it is decimal,
    unless each cell that has it can be read both ways: 1.234, 12.345.
    """
    both = [text for text in texts if "," in text and "." in text]
    if both:
        decimal = max(",.", key=both[0].rfind)
        return Signs(decimal, "." if decimal == "," else ",")
    for sign in ",.":
        having = [text for text in texts if sign in text]
        thousands = re.compile(rf"[1-9]\d{{0,2}}(?:{re.escape(sign)}\d{{3}})+")
        if having and all(map(thousands.fullmatch, having)):
            raise table.bad(
                f"{name}: {having[0]} puede ser mil o uno con decimales; quite el separador",
                f"{name}: {having[0]} may be thousands or decimals; take the sign out",
            )
        if having:
            return Signs(sign)
    return Signs()


def _listed(names: Iterator[str]) -> str:
    """Return the first names, and a mark that there are more."""
    found = list(names)
    return ", ".join(found[:_NAMED]) + (", …" if len(found) > _NAMED else "")

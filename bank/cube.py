"""The cells of the databank: victims counted by dimensions, in a unit of count, at a level.

The main value is a `Cube`. A person who stands in several cells is counted in each of them, and
once in the total; episodes and registrations add up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from trama.bank.dimensions import (
    DIMENSIONS,
    Dimension,
    Names,
    asked_code,
    codes_of,
    dimension_of,
    keeps,
    level_of,
    order_of,
)
from trama.bank.microdata import by_person
from trama.core.errors import BadParameter


class Unit(StrEnum):
    """The units of count.

    PERSON: a victim, once, whatever the cases. EPISODE: a victim in a case. REGISTRATION: a victim
    in a registration of RETA, or in a carpeta of SISTRA.
    """

    PERSON = "person"
    EPISODE = "episode"
    REGISTRATION = "registration"


UNIT_NAMES: dict[Unit, Names] = {
    Unit.PERSON: ("personas", "people"),
    Unit.EPISODE: (
        "episodios (una víctima en un caso)",
        "episodes (a victim in a case)",
    ),
    Unit.REGISTRATION: (
        "registros (una víctima en una denuncia o carpeta)",
        "registrations (a victim in a registration or carpeta)",
    ),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the databank.

    ``by`` are the dimensions, ``where`` keeps the rows with a code in a dimension, ``as_of`` is the
    day of which the knowledge counts (None: now). ``level`` is one of the gazetteer's.
    """

    by: tuple[Dimension, ...] = (DIMENSIONS["year"],)
    level: str = "DEPARTAMENTO"
    unit: Unit = Unit.PERSON
    where: tuple[tuple[Dimension, str], ...] = ()
    as_of: date | None = None


def question_of(
    by: str, level: str, unit: str, where: Iterable[str] = (), as_of: str | None = None
) -> Question:
    """Return the question that words ask: ``birth,year``, ``department``, ``sex=F``.

    A text of ``where`` may hold several conditions: ``sex=F;year=2019``.

    Raises:
        BadParameter: a word means nothing; says what can be had.
    """
    names = [name.strip() for name in by.split(",") if name.strip()]
    dimensions = tuple(dict.fromkeys(map(dimension_of, names)))
    conditions = tuple(_condition(one) for text in where for one in text.split(";") if one.strip())
    return Question(dimensions, level_of(level), unit_of(unit), conditions, day_of(as_of))


def unit_of(text: str) -> Unit:
    """Return the unit of a word, in Spanish or English.

    Raises:
        BadParameter: there is none; says which there are.
    """
    spanish = {"persona": Unit.PERSON, "episodio": Unit.EPISODE, "registro": Unit.REGISTRATION}
    known = {unit.value: unit for unit in Unit}
    unit = (spanish | known).get(text.strip().lower())
    if unit is None:
        raise BadParameter(
            name="unit",
            why_es=f"no hay unidad «{text}»; hay {', '.join(spanish)}",
            why_en=f"there is no unit “{text}”; there are {', '.join(known)}",
        )
    return unit


def day_of(text: str | None, name: str = "as-of") -> date | None:
    """Return the day of an ISO text, None for none.

    Raises:
        BadParameter: the text is no day.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadParameter(
            name=name, why_es="un día, como 2024-12-31", why_en="a day, such as 2024-12-31"
        ) from None


def _condition(text: str) -> tuple[Dimension, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise BadParameter(
            name="where",
            why_es=f"«{text}» no es DESGLOSE=VALOR, como sex=F",
            why_en=f"“{text}” is not DIMENSION=VALUE, such as sex=F",
        )
    dimension = dimension_of(name.strip())
    return dimension, asked_code(dimension, value.strip())


@dataclass(frozen=True, slots=True)
class Cube:
    """The cells that answer a question, and the total.

    ``cells`` has a column of codes for each dimension and ``count``, in the order in which people
    read it. ``adds_up``: the cells sum to the total. ``years`` are the first and the last year of
    all that could be asked, None if there is none.
    """

    question: Question
    cells: pd.DataFrame
    total: int
    years: tuple[int, int] | None = None

    @property
    def adds_up(self) -> bool:
        """Return whether nobody is counted in two cells."""
        return int(self.cells["count"].sum()) == self.total


def count(frame: pd.DataFrame, question: Question) -> Cube:
    """Return the cells of the microdata; for registrations, of `registrations` of the same.

    By persons, the registry is that of all episodes of the person: who stands in RETA by one case
    and in SISTRA by another is in both.
    """
    kept = units_of(frame, question)
    names = [dimension.name for dimension in question.by]
    total = int(kept["unit"].nunique())
    dated = frame["year"].dropna()
    years = (int(dated.min()), int(dated.max())) if len(dated) else None
    if not names:
        return Cube(question, pd.DataFrame({"count": [total]}), total, years)
    grouped = kept.drop_duplicates().groupby(names, sort=False, observed=True)["unit"].size()
    cells = grouped.rename("count").reset_index()
    return Cube(question, _in_order(cells, question.by), total, years)


def units_of(frame: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Return the rows that a question keeps: the key of the unit, and a code for each dimension."""
    rows = frame
    asked = (*question.by, *(dimension for dimension, _ in question.where))
    by_registry = any(dimension.column == "registry" for dimension in asked)
    if by_registry and question.unit is Unit.PERSON and len(rows):
        rows = rows.assign(registry=rows["person"].map(by_person(rows)))
    for dimension, code in question.where:
        finest = rows[dimension.column].astype("string").fillna("")
        rows = rows[keeps(dimension, finest, code)]
    coded = {d.name: codes_of(rows, d, question.level) for d in question.by}
    return pd.DataFrame({"unit": _keys(rows, question.unit), **coded})


def _keys(rows: pd.DataFrame, unit: Unit) -> pd.Series:
    """Return the key of the unit that each row is part of."""
    if unit is Unit.PERSON:
        return rows["person"]
    keys = rows["person"].str.cat(rows["case"], sep=" ")
    return keys.str.cat(rows["entry"], sep=" ") if unit is Unit.REGISTRATION else keys


def _in_order(cells: pd.DataFrame, by: Sequence[Dimension]) -> pd.DataFrame:
    for dimension in by:
        order = order_of(dimension, cells[dimension.name].unique())
        cells[dimension.name] = pd.Categorical(cells[dimension.name], order, ordered=True)
    cells = cells.sort_values([d.name for d in by], ignore_index=True)
    return cells.astype({d.name: "string" for d in by})

"""The answers of the databank as JSON objects, for those who may read the graph itself.

The public reads the latest release instead: see `trama.bank.public_answer`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from trama.access.policy import Viewer
from trama.bank.causes import CAUSE_NAMES, CellChange
from trama.bank.cube import UNIT_NAMES, Cube, Question, Unit, count, day_of
from trama.bank.dimensions import LEVELS, level_word, name_of
from trama.bank.keeper import Keeper
from trama.bank.microdata import (
    Episode,
    episodes,
    episodes_with_records,
    frame_of,
    registrations_of,
)
from trama.core.errors import BadParameter, Language
from trama.graph.engine import Graph

_SPEAKS = {"es": 0, "en": 1}

_NOTES: Mapping[str, tuple[str, str]] = {
    "person": (
        "Una persona que está en varias celdas cuenta en cada una; el total la cuenta una vez.",
        "A person who stands in several cells counts in each; the total counts them once.",
    ),
    "decided": (
        "Se cuentan las uniones decididas; los pares sin decidir están en `trama overlap`.",
        "Decided links count; pairs that are undecided are in `trama overlap`.",
    ),
    "year": (
        "El año es el del hecho; si no se sabe, el del primer registro.",
        "The year is that of the fact; if it is not known, that of the first registration.",
    ),
    "level": (
        "Un lugar que se conoce con menos detalle que el nivel pedido no se sabe en ese nivel.",
        "A place that is known less finely than the level is not known on that level.",
    ),
    "as_of": (
        (
            "Lo registrado hasta ese día, como decían entonces los registros, con los juicios "
            "hechos hasta ese día. Lo que no tiene fecha de registro cuenta desde que se cargó."
        ),
        (
            "What was registered by that day, as records said it then, with the judgements made by "
            "that day. What has no day of registration counts from its load."
        ),
    ),
}


def ask(graph: Graph, question: Question, viewer: Viewer, keeper: Keeper | None = None) -> Cube:
    """Return the cells that answer a question; ``keeper`` has the microdata of now in memory.

    Raises:
        NotForPublic: the public may not ask the graph. EngineError: the engine failed.
    """
    viewer.admit_counts()
    if keeper is not None and question.unit is not Unit.REGISTRATION and question.as_of is None:
        return count(keeper.frame(), question)
    return count(read_frame(graph, question), question)


def read_frame(graph: Graph, question: Question) -> pd.DataFrame:
    """Return the microdata that a question counts, with a row for each registration if need be.

    Raises:
        EngineError: the engine failed.
    """
    records = question.unit is Unit.REGISTRATION
    found = _episodes(graph, question.as_of, records=records)
    return registrations_of(found) if records else frame_of(found)


def _episodes(graph: Graph, day: date | None, *, records: bool) -> Iterable[Episode]:
    if day is None:
        return episodes_with_records(graph) if records else episodes(graph)
    from trama.bank.known import episodes_as_of  # noqa: PLC0415 - derives; most answers do not

    return episodes_as_of(graph, day, records=records)


def cube_document(cube: Cube, language: Language) -> dict[str, Any]:
    """Return the cells as a JSON object: codes, names, counts; the unit of count is named."""
    names = [dimension.name for dimension in cube.question.by]
    return {
        "question": question_document(cube.question, language),
        "rows": [
            _cell(cube.question, [row[name] for name in names], language)
            | {"count": int(row["count"])}
            for row in cube.cells.to_dict("records")
        ],
        "total": cube.total,
        "adds_up": cube.adds_up,
        "notes": [*_instead(cube, language), *_notes(cube.question, language)],
        "release": None,
    }


def question_document(question: Question, language: Language) -> dict[str, Any]:
    """Return the question as a JSON object, with the words in which people read it."""
    own = _SPEAKS[language]
    return {
        "by": [dimension.name for dimension in question.by],
        "titles": {dimension.name: dimension.title[own] for dimension in question.by},
        "level": level_word(question.level),
        "level_name": LEVELS[level_word(question.level)][1][own],
        "unit": question.unit.value,
        "unit_name": UNIT_NAMES[question.unit][own],
        "where": [
            {"dimension": dimension.name, "code": code, "name": name_of(dimension, code, language)}
            for dimension, code in question.where
        ],
        "as_of": question.as_of.isoformat() if question.as_of else None,
    }


def _cell(question: Question, codes: Sequence[str], language: Language) -> dict[str, Any]:
    """Return the codes of a cell, each followed by its name."""
    told: dict[str, Any] = {}
    for dimension, code in zip(question.by, codes, strict=True):
        told[dimension.name] = code or None
        told[f"{dimension.name}_name"] = name_of(dimension, code, language)
    return told


def _notes(question: Question, language: Language) -> list[str]:
    names = {dimension.name for dimension in question.by}
    wanted = [
        ("person", question.unit is Unit.PERSON),
        ("decided", True),
        ("year", "year" in names),
        ("level", any(dimension.place for dimension in question.by)),
        ("as_of", question.as_of is not None),
    ]
    return [_NOTES[name][_SPEAKS[language]] for name, said in wanted if said]


def _instead(cube: Cube, language: Language) -> list[str]:
    """Return the years that can be asked for, if nobody is in the cells that were."""
    if cube.total or cube.years is None:
        return []
    first, last = cube.years
    spanish = f"Nadie cumple lo pedido. Hay víctimas de los años {first} a {last}."
    english = f"Nobody is as asked. There are victims of the years {first} to {last}."
    return [english if language == "en" else spanish]


def changes_document(
    graph: Graph, question: Question, since: str, viewer: Viewer, language: Language
) -> dict[str, Any]:
    """Return the cells that changed since a day, each with its causes; they balance.

    Raises:
        NotForPublic: a difference between two days is not for the public.
        BadParameter: ``since`` is no day. EngineError: the engine failed.
    """
    from trama.bank.causes import cell_changes  # noqa: PLC0415 - needs the derivation
    from trama.bank.known import changed_episodes  # noqa: PLC0415 - same

    viewer.admit_counts()
    day = day_of(since, "since")
    if day is None or question.as_of is not None:
        raise BadParameter(
            name="since",
            why_es="un día, como 2024-12-31, y sin --as-of",
            why_en="a day, such as 2024-12-31, and without --as-of",
        )
    before, after, changed = changed_episodes(graph, day)
    found = cell_changes(before, after, question, changed)
    return {
        "question": question_document(question, language),
        "since": day.isoformat(),
        "rows": [_change(one, question, language) for one in found],
        "causes": {cause.value: names[_SPEAKS[language]] for cause, names in CAUSE_NAMES.items()},
        "notes": [_NOTES["as_of"][_SPEAKS[language]], *_notes(question, language)],
    }


def _change(one: CellChange, question: Question, language: Language) -> dict[str, Any]:
    causes = {cause.value: number for cause, number in one.causes.items() if number}
    cell = _cell(question, one.cell, language)
    return {**cell, "before": one.before, "after": one.after, "causes": causes}

"""The answers of the databank to the public: cells of the latest release, and no others.

A release is one set of tables that an audit has seen whole. Counts that are taken from the graph
and rounded, however coarsely, would be a second set beside it, which no audit has seen.
"""

from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np

from trama.bank.bank_answer import question_document
from trama.bank.cube import Question, Unit
from trama.bank.dimensions import DIMENSIONS, LEVELS, UNKNOWN_NAME
from trama.bank.publish_check import MANIFEST
from trama.bank.publish_tables import LEVELS as PUBLISHED_LEVELS
from trama.bank.publish_tables import node_name
from trama.bank.released import Released
from trama.core.errors import Language
from trama.core.question_errors import NotForPublic
from trama.disclosure.cubes import TOTAL, UNKNOWN, Axis
from trama.disclosure.rules import HIDDEN, Rules
from trama.disclosure.safe_tables import Table

_NOTES: tuple[Mapping[Language, str], ...] = (
    {
        "es": "Publicación {release} del {date}, de {publisher}; datos de {vintage}. Cada persona "
        "cuenta una vez, en su primer episodio; el año es el del hecho o, si no se sabe, el del "
        "primer registro.",
        "en": "Release {release} of {date}, by {publisher}; data of {vintage}. Each person counts "
        "once, in their first episode; the year is that of the fact or, if it is not known, of the "
        "first registration.",
    },
    {
        "es": "Los números son múltiplos de {base} y difieren de la cuenta en {error} como máximo; "
        "los que no aparecen tienen menos de {minimum} personas, o unas pocas más. No suman "
        "exactamente: use el total.",
        "en": "Numbers are multiples of {base} and differ from the count by {error} at most; those "
        "that do not appear have fewer than {minimum} people, or a few more. They do not add up "
        "exactly: use the total.",
    },
)
_DRIFT: Mapping[Language, str] = {
    "es": "Un número igual al de una publicación anterior puede llevar {drift} personas más de "
    "retraso.",
    "en": "A number that repeats that of an earlier release may be {drift} more people behind.",
}


def levels_of(released: Released) -> tuple[str, ...]:
    """Return the levels of places that a release has, from the finest."""
    return PUBLISHED_LEVELS[PUBLISHED_LEVELS.index(released.manifest["level"]) :]


def places_of(released: Released) -> tuple[str, ...]:
    """Return the dimensions of places that a release has."""
    axes = {axis.name for table in released.tables for axis in table.layout.axes}
    return tuple(name for name, own in DIMENSIONS.items() if own.place and name in axes)


def public_document(question: Question, released: Released, language: Language) -> dict[str, Any]:
    """Return the cells of a release that answer a question, as a JSON object.

    Raises:
        NotForPublic: no table of the release has them.
    """
    level = next((word for word in levels_of(released) if LEVELS[word][0] == question.level), None)
    names = {one.name for one in (*question.by, *(one for one, _ in question.where))}
    table = next((t for t in released.tables if names <= {a.name for a in t.layout.axes}), None)
    now = question.unit is Unit.PERSON and question.as_of is None
    if level is None or table is None or not now:
        raise NotForPublic
    told = released.manifest
    return {
        "question": question_document(question, language),
        "rows": _rows(table, question, level, language),
        "total": _total(table, question),
        "adds_up": None,
        "notes": _notes(told, language),
        "release": release_document(released),
    }


def release_document(released: Released) -> dict[str, Any]:
    """Return a release as an answer names it: number, dates, publisher, recipe."""
    told = released.manifest
    names = ("release", "date", "vintage", "publisher", "licence", "synthetic", "level", "method")
    return {name: told[name] for name in names} | {
        "rules": told["rules"],
        "largest_drift": told["largest_drift"],
        "manifest_sha256": released.seal,
    }


def latest_document(released: Released) -> dict[str, Any]:
    """Return a release with its tables and files, as a JSON object."""
    told = released.manifest
    seal = {"sha256": released.seal, "bytes": (released.folder / MANIFEST).stat().st_size}
    return {
        "release": release_document(released),
        "people": told["people"],
        "tables": [
            {**table, "axes": [axis["name"] for axis in table["axes"]]} for table in told["tables"]
        ],
        "files": [
            {"name": name, "address": f"latest/{name}", **file}
            for name, file in {**told["files"], MANIFEST: seal}.items()
        ],
    }


def _rows(
    table: Table, question: Question, level: str, language: Language
) -> list[dict[str, str | int | None]]:
    by = {dimension.name for dimension in question.by}
    nodes = [
        _shown(axis, level, _within(axis, question)) if axis.name in by else
        _within(axis, question) or [TOTAL]
        for axis in table.layout.axes
    ]  # fmt: skip
    found = []
    for cell in product(*nodes):
        number = _number(table, cell)
        if number is None:
            continue
        of = dict(zip((axis.name for axis in table.layout.axes), cell, strict=True))
        row: dict[str, str | int | None] = {}
        for dimension in question.by:
            code = of[dimension.name]
            unknown = code == UNKNOWN
            row[dimension.name] = None if unknown else code
            name = UNKNOWN_NAME[language] if unknown else node_name(dimension.name, code, language)
            row[f"{dimension.name}_name"] = name
        found.append({**row, "count": number})
    return found


def _total(table: Table, question: Question) -> int | None:
    """Return the number of the cell that holds all rows, None if it is hidden."""
    return _number(table, [(_within(axis, question) or [TOTAL])[0] for axis in table.layout.axes])


def _number(table: Table, cell: "list[str] | tuple[str, ...]") -> int | None:
    layout = table.layout
    places = tuple(axis.nodes.index(node) for axis, node in zip(layout.axes, cell, strict=True))
    number = int(table.numbers[np.ravel_multi_index(places, layout.shape)])
    return None if number == HIDDEN else number


def _within(axis: Axis, question: Question) -> list[str]:
    """Return the node that a condition of the question keeps on an axis; none without a condition.

    Raises:
        NotForPublic: the axis has no such node, or the conditions name two.
    """
    asked = {code or UNKNOWN for dimension, code in question.where if dimension.name == axis.name}
    if len(asked) > 1 or not asked <= set(axis.nodes):
        raise NotForPublic
    return list(asked)


def _shown(axis: Axis, level: str, within: list[str]) -> list[str]:
    """Return the nodes of an axis that part its people at a level, as far as one node holds them.

    These are its leaves, or the groups and the leaves in no group.
    """
    grouped = axis.coarse or (DIMENSIONS[axis.name].place and level == "macroregion")
    groups = dict.fromkeys(group for above in axis.groups.values() for group in above)
    alone = [leaf for leaf, above in axis.groups.items() if not above]
    parts = [*groups, *alone] if grouped else list(axis.leaves)
    if not within:
        return parts
    members = dict(zip(axis.nodes, axis.members, strict=True))
    outer = members[within[0]]
    inside = [node for node in parts if (members[node] <= outer).all()]
    return inside or within


def _notes(told: Mapping[str, Any], language: Language) -> list[str]:
    rules = Rules(**told["rules"])
    facts = {**told, **told["rules"], "error": rules.largest_error, "drift": told["largest_drift"]}
    notes = [*_NOTES, _DRIFT] if told["largest_drift"] else _NOTES
    return [note[language].format(**facts) for note in notes]

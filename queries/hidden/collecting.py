"""The texts of an answer that could hold anything, and the cases and people that it is about."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from trama.cypher.cypher_tokens import TokenKind, tokens
from trama.cypher.header import Column, ColumnType, ParameterType
from trama.cypher.vocabulary import vocabulary
from trama.ontology.codelists import code_list
from trama.queries.catalog import SavedQuery
from trama.values.partial_date import is_partial_date

_LEAST_NUMBER = 1_000_000  # a smaller whole number is no document and no telephone
_COUNTED = re.compile(r"\d{1,3}(\.\d{1,2})?")  # an age or a count that a query made a text
SHARED = frozenset({"Phone", "Account", "Vehicle", "Establishment", "Organisation"})
"""The labels of means, by whose names people are known."""

_NAMED = SHARED | {"Agency"}
"""The labels of nodes that go by a name which registries write, and which may name a person."""

_CASES = frozenset({ColumnType.CASE, ColumnType.CASES})
_CODES = frozenset({ColumnType.CODE, ColumnType.CODES})


@dataclass(slots=True)
class Asked:
    """The texts to weigh, and the uids of the cases and people of the answer.

    ``bound`` are the texts that a look-up must explain. ``free`` are those that may say anything
    but who somebody is: what a record says of a field, and numbers. ``declared`` are the properties
    (``Label.name``) that the columns name.
    """

    texts: set[str] = field(default_factory=set)
    free: set[str] = field(default_factory=set)
    bound: set[str] = field(default_factory=set)
    declared: set[str] = field(default_factory=set)
    cases: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)


def collect(
    query: SavedQuery, rows: Sequence[Mapping[str, Any]], values: Mapping[str, Any]
) -> Asked:
    """Return what to weigh in the rows of an answer to a query that got ``values``."""
    asked = Asked()
    for parameter in query.header.parameters.values():
        given = values.get(parameter.name)
        if parameter.type is ParameterType.CASE and given:
            asked.cases.add(str(given))
        if parameter.type is ParameterType.PERSON and given:
            asked.people.add(str(given))
    labels = vocabulary().labels
    known_words = _words_of(query) | labels | {label.lower() for label in labels}
    known_words |= vocabulary().types
    for column in query.columns.values():
        names = vocabulary().properties.get(column.naming or "", {})
        harmless = known_words | _codes_of(column) | names.keys()
        if column.of and "." in column.of:
            asked.declared.add(column.of)
        if column.type is ColumnType.FACTS:
            continue  # redaction lets codes, dates and numbers of them leave, and nothing else
        for value in _values(rows, column.name):
            if column.type in (ColumnType.NODE, ColumnType.SEEN):
                _weigh_node(value, asked)
            else:
                _weigh(value, column, harmless, asked)
    asked.free -= asked.bound
    return asked


def _weigh(value: object, column: Column, harmless: frozenset[str], asked: Asked) -> None:
    if isinstance(value, Mapping):
        if isinstance(value.get("uid"), str):
            asked.people.add(value["uid"])
        return
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return
    if isinstance(value, str):
        if column.type in _CASES:
            asked.cases.add(value)
        if value and value not in harmless and not _says_nobody(value, column):
            asked.texts.add(value)
            (asked.free if column.type is ColumnType.VALUES else asked.bound).add(value)
    elif abs(value) >= _LEAST_NUMBER:
        asked.texts.add(str(value))
        asked.free.add(str(value))


def _weigh_node(value: object, asked: Asked) -> None:
    """Add the texts by which a node of any kind goes out; a place has none of its own."""
    if not isinstance(value, Mapping):
        return
    labels = value["labels"]
    if "Person" in labels:
        asked.people.add(value["uid"])
    elif "Case" in labels:
        asked.cases.add(value["uid"])
        texts = {value["uid"], *(value["numbers"] or ())}
        asked.texts |= texts
        asked.bound |= texts
    elif _NAMED.intersection(labels):
        asked.texts.add(value["name"])
        asked.bound.add(value["name"])
        asked.declared |= {f"{label}.name" for label in labels}


def _values(rows: Sequence[Mapping[str, Any]], name: str) -> Iterator[object]:
    for row in rows:
        value = row[name]
        if isinstance(value, list):
            yield from value
        else:
            yield value


def _says_nobody(value: str, column: Column) -> bool:
    """Return whether the value is a date of a column of dates, or what a record counts."""
    if column.type is ColumnType.VALUES:
        return _COUNTED.fullmatch(value) is not None
    return column.type is ColumnType.DATE and is_partial_date(value)


def _codes_of(column: Column) -> frozenset[str]:
    if column.type in _CODES:
        return frozenset(code_list(str(column.of)).codes)
    return _every_code() if column.type is ColumnType.VALUES else frozenset()


@cache
def _every_code() -> frozenset[str]:
    """Return the codes of every closed list: the values of a record are codes, most of them."""
    return frozenset(code for name in vocabulary().lists for code in code_list(name).codes)


def _words_of(query: SavedQuery) -> frozenset[str]:
    """Return the words that the author of a query wrote: its literals, its choices of fields."""
    fields = {
        name
        for parameter in query.header.parameters.values()
        if parameter.type is ParameterType.PROPERTIES and isinstance(parameter.default, list)
        for name in parameter.default
    }
    return _literals(query.text) | fields


@lru_cache(maxsize=256)  # more than the pack has
def _literals(text: str) -> frozenset[str]:
    return frozenset(token.text[1:-1] for token in tokens(text) if token.kind is TokenKind.STRING)

"""The tables of names in tables/, read once: rules of spelling, short forms, known names."""

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from trama.values.word_tables import table


class KnownName(NamedTuple):
    """A row of a table of names: bearers in 100,000 people, and the origin or the sex."""

    per_100_000: int
    group: str


@cache
def rules(stage: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the rules of a stage: patterns with what replaces them, in their order."""
    rows = table("spelling_rules")[stage]
    return tuple((re.compile(pattern), replacement) for pattern, replacement, _ in rows)


@cache
def families() -> Mapping[str, str]:
    """Return the first word of its family for each word that has one."""
    return {word: row[0] for row in table("spelling_rules")["families"] for word in row}


@cache
def short_forms() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the given names, each as its words, that a short form may stand for."""
    forms = table("short_forms")["forms"]
    return {short: tuple(tuple(full.split()) for full in fulls) for short, fulls in forms.items()}


@cache
def known_surnames() -> Mapping[str, KnownName]:
    """Return the surnames that the package knows."""
    return _known("surnames", "surname", "origin")


@cache
def known_given_names() -> Mapping[str, KnownName]:
    """Return the given names that the package knows."""
    return _known("given_names", "given_name", "sex")


def _known(name: str, key: str, group: str) -> Mapping[str, KnownName]:
    text = files("trama.values").joinpath("tables", f"{name}.csv").read_text(encoding="utf-8")
    return {
        row[key]: KnownName(int(row["per_100000"]), row[group])
        for row in csv.DictReader(text.splitlines())
    }

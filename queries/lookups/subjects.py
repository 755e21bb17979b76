"""Cases and people as a caller names them, found in the graph."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from trama.access.policy import Viewer
from trama.access.pseudonyms import PREFIX
from trama.core.errors import BadParameter, UnknownName
from trama.graph.engine import Graph
from trama.queries.header import Parameter

# Until version 0.2 pseudonyms began with P-, as uids of persons do.
_PSEUDONYM = re.compile(r"[XP]-([A-Z2-7]{10})")
_UID = re.compile(r"[CP]-[0-9a-f]{24}")
_ENOUGH = 6  # cases of one number that a message lists at most


@dataclass(frozen=True, slots=True)
class Lookup:
    """The graph in which names are looked up, the viewer, and the most seconds for a look-up."""

    graph: Graph
    viewer: Viewer
    seconds: float


def find_case(written: str, parameter: Parameter, lookup: Lookup) -> str:
    """Return the uid of a case that is named by uid, by earlier uid, or by a registry's number.

    ``RETA:…`` or ``SISTRA:…`` names the registry; a bare number serves if only one case has it.

    Raises:
        UnknownName: no case has that uid or number.
        BadParameter: several cases have that number.
    """
    given = written.strip()
    found = _found("case_by_uid", lookup, given=given)
    if not found and _UID.fullmatch(given):
        found = _found("case_by_alias", lookup, given=given)
    if not found:
        # No list holds a registry that a profile founded, so the text before the colon counts.
        registry, sign, number = given.partition(":")
        named = _by_number(lookup, number, registry.strip().upper()) if sign else []
        found = named or _by_number(lookup, given, None)
    if len(found) > 1:
        numbers = ", ".join(number for case in found for number in case["numbers"])
        raise BadParameter(
            name=parameter.name,
            why_es=f"varios casos tienen ese número: {numbers}",
            why_en=f"several cases have that number: {numbers}",
        )
    return _only(found, _CASE, parameter, written)


def find_person(written: str, parameter: Parameter, lookup: Lookup) -> str:
    """Return the uid of a person that is named by pseudonym, or by uid if the viewer may see it.

    For other viewers a real uid is as unknown as an invented one, so that nobody learns which
    pseudonym belongs to which uid.

    Raises:
        UnknownName: no person has that name, as far as the viewer may know.
    """
    given = written.strip()
    if named := _PSEUDONYM.fullmatch(given.upper()):
        found = _found("person_by_pseudonym", lookup, given=PREFIX + named[1])
        if not found:  # a graph that no load has migrated yet
            found = _found("person_by_pseudonym", lookup, given=given.upper())
    else:
        found = _found("person_by_uid", lookup, given=given)
        if not found and _UID.fullmatch(given):
            found = _found("person_by_alias", lookup, given=given)
        found = [one for one in found if lookup.viewer.sees_person(victim=one["victim"])]
    return _only(found, _PERSON, parameter, written)


@dataclass(frozen=True, slots=True)
class _Words:
    """The kind of subject and the form of its name, in Spanish and English."""

    kind: tuple[str, str]
    form: tuple[str, str]


_CASE = _Words(
    ("caso", "case"),
    (
        "el número con su registro (RETA:…, SISTRA:…) o el identificador C-…",
        "the number with its registry (RETA:…, SISTRA:…) or the identifier C-…",
    ),
)
_PERSON = _Words(
    ("persona", "person"),
    ("el seudónimo X-… que dan las consultas", "the pseudonym X-… that queries answer with"),
)


def _only(found: list[dict[str, Any]], words: _Words, parameter: Parameter, written: str) -> str:
    if not found:
        raise UnknownName(
            kind=words.kind,
            name=written,
            hint=(
                f"Parámetro {parameter.name}: {words.form[0]}.",
                f"Parameter {parameter.name}: {words.form[1]}.",
            ),
        )
    return str(found[0]["uid"])


def _by_number(lookup: Lookup, number: str, registry: str | None) -> list[dict[str, Any]]:
    """Return the cases with this number, as the key of their rows or as people know it."""
    asked = {"number": number.strip().upper(), "registry": registry}
    found = _found("case_by_number", lookup, **asked)
    known = _found("case_by_known_number", lookup, **asked)
    uids = {case["uid"] for case in found}
    return found + [case for case in known if case["uid"] not in uids]


def _found(name: str, lookup: Lookup, **given: object) -> list[dict[str, Any]]:
    return lookup.graph.read(_text(name), given, seconds=lookup.seconds, rows=_ENOUGH).rows


@cache
def _text(name: str) -> str:
    return (files("trama.queries") / "lookups" / f"{name}.cypher").read_text(encoding="utf-8")

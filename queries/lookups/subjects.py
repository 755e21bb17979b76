"""Cases and people as a caller names them, found in the graph."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from trama.access.pseudonyms import PREFIX
from trama.core.errors import BadParameter, UnknownName
from trama.cypher.header import Parameter
from trama.queries.lookups.lookup import Clock, Lookup
from trama.queries.search.case_search import cases_numbered, cases_numbered_alike
from trama.queries.search.hits import Hit, Reason
from trama.queries.search.people_search import described, people_identified, people_named
from trama.queries.search.showing import shown_hits, shown_numbers

__all__ = ["Lookup", "find_case", "find_person", "is_key", "person_line"]

# Until version 0.2 pseudonyms began with P-, as uids of persons do.
_PSEUDONYM = re.compile(r"[XP]-([A-Z2-7]{10})")
_UID = re.compile(r"[CP]-[0-9a-f]{24}")
_ENOUGH = 6  # cases of one number, or people of one name, that a message lists at most
_CLOSENESS = ({Reason.SAME_NAME}, {Reason.ALL_WORDS, Reason.NICKNAME})
_SURE = 0.85  # a name less alike is suggested, never taken: JUAN and JUANA have 0.88 at most


def find_case(written: str, parameter: Parameter, lookup: Lookup) -> str:
    """Return the uid of a case that is named by uid, by earlier uid, or by a number.

    ``RETA:…`` or ``SISTRA:…`` names the registry; a bare number serves if only one case has it. The
    number may be the registry's key or the number that people use, in any spelling.

    Raises:
        UnknownName: no case has that uid or number; the hint lists similar numbers.
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
        own = shown_numbers({case["uid"]: case["numbers"] for case in found}, lookup)
        raise _several_cases(parameter, [number for numbers in own.values() for number in numbers])
    if found:
        return str(found[0]["uid"])
    clock = Clock(lookup)
    hits = cases_numbered(given, lookup, clock)
    same = [hit for hit in hits if hit.reason is not Reason.PART_OF_NUMBER]
    if len(same) > 1:
        told = shown_hits(same, given, lookup)
        raise _several_cases(parameter, [hit.key for hit in told])
    if same:
        return same[0].uid
    near = shown_hits(hits or cases_numbered_alike(given, lookup, clock), given, lookup)
    raise _unknown(_CASE, parameter, written, [hit.key for hit in near])


def find_person(written: str, parameter: Parameter, lookup: Lookup) -> str:
    """Return the uid of a person that is named by pseudonym, by uid or by name.

    A uid and a name serve for people whom the viewer may name. For other viewers they are as
    unknown as invented ones, so that nobody learns who is in the graph.

    Raises:
        UnknownName: no person has that name, as far as the viewer may know; the hint lists
            similar names.
        BadParameter: the name fits several people; the error lists what tells them apart.
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
    return str(found[0]["uid"]) if found else _by_name(given, parameter, lookup)


def _by_name(written: str, parameter: Parameter, lookup: Lookup) -> str:
    """Return the uid of the only person with that name, or the only one whose name is like it.

    Raises:
        UnknownName, BadParameter: as ``find_person``.
    """
    clock = Clock(lookup)
    matches, _ = people_named(written, lookup, clock, _ENOUGH)
    # The closest kind of likeness counts: the same name, else its words, else similar letters.
    best = next(
        (alike for reasons in _CLOSENESS if (alike := [m for m in matches if m.reason in reasons])),
        matches,
    )
    if len(best) == 1 and best[0].score >= _SURE:
        return best[0].uid
    hits = shown_hits(described(best[:_ENOUGH], lookup, clock), written, lookup)
    told = [_told(hit) for hit in hits]
    if not best or best[0].score < _SURE:
        raise _unknown(_PERSON, parameter, written, told)
    more = f" … (+{len(best) - _ENOUGH})" if len(best) > _ENOUGH else ""
    listed = "; ".join(told) + more
    raise BadParameter(
        name=parameter.name,
        why_es=f"{len(best)} personas tienen ese nombre o uno parecido: {listed}. Use la clave",
        why_en=f"{len(best)} people have that name or a similar one: {listed}. Use the key",
    )


def person_line(uid: str, lookup: Lookup) -> str:
    """Return a person in one line, as far as the viewer may know them; "" for nobody."""
    clock = Clock(lookup)
    hits = shown_hits(described(people_identified(uid, lookup, clock), lookup, clock), uid, lookup)
    return _told(hits[0]) if hits else ""


def is_key(written: str) -> bool:
    """Return whether a text has the form of a person's pseudonym or uid."""
    return bool(_PSEUDONYM.fullmatch(written.upper()) or _UID.fullmatch(written))


def _told(hit: Hit) -> str:
    """Return a person in one line, with what tells namesakes apart."""
    details = [*(hit.details or {}).values(), *hit.cases]
    return f"{hit.key} {hit.name or ''}".strip() + (f" ({', '.join(details)})" if details else "")


def _several_cases(parameter: Parameter, numbers: list[str]) -> BadParameter:
    listed = ", ".join(numbers)
    return BadParameter(
        name=parameter.name,
        why_es=f"varios casos tienen ese número: {listed}",
        why_en=f"several cases have that number: {listed}",
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The kind of subject and the form of its name, in Spanish and English."""

    kind: tuple[str, str]
    form: tuple[str, str]


_CASE = _Words(
    ("caso", "case"),
    (
        "el número, con su registro (RETA:…) o sin él, o el identificador C-…",
        "the number, with its registry (RETA:…) or without it, or the identifier C-…",
    ),
)
_PERSON = _Words(
    ("persona", "person"),
    (
        "el nombre, o la clave P-… o X-… que dan las consultas",
        "the name, or the key P-… or X-… that queries answer with",
    ),
)


def _unknown(
    words: _Words, parameter: Parameter, written: str, meant: Sequence[str]
) -> UnknownName:
    listed = "; ".join(meant[:_ENOUGH])
    return UnknownName(
        kind=words.kind,
        name=written,
        hint=(
            f"Parámetro {parameter.name}: {words.form[0]}."
            + (f" ¿Quiso decir {listed}?" if listed else ""),
            f"Parameter {parameter.name}: {words.form[1]}."
            + (f" Did you mean {listed}?" if listed else ""),
        ),
    )


def _by_number(lookup: Lookup, number: str, registry: str | None) -> list[dict[str, Any]]:
    """Return the cases with this number, as the key of their rows or as people know it."""
    asked = {"number": number.strip().upper(), "registry": registry}
    found = _found("case_by_number", lookup, **asked)
    known = _found("case_by_known_number", lookup, **asked)
    uids = {case["uid"] for case in found}
    return found + [case for case in known if case["uid"] not in uids]


def _found(name: str, lookup: Lookup, **given: object) -> list[dict[str, Any]]:
    return lookup.rows(name, _ENOUGH, **given)

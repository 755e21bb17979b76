"""Surnames that a woman has from her husband (QUISPE DE SOTO), and the parts of a folded name."""

import re
from typing import NamedTuple

from trama.values.known_names import known_given_names
from trama.values.surnames import split_surnames, without_widowhood

_NOT_A_HUSBAND = r"(?!(?:LA|LAS|LOS|EL|SAN|SANTA|SANTO)\b)"
_WIDOW = re.compile(r"\b(?:VDA|VIUDA|V DA)\b(?: DE| DEL)? (.+)$")
_MARRIED = re.compile(rf"(?:^|(?P<own>.+) )DE (?P<husband>{_NOT_A_HUSBAND}\S+)$")
_COMPOUND = re.compile(rf"(DE {_NOT_A_HUSBAND}\S+) (.+)$")  # PONCE | DE LEON SOTO
_BEFORE_GIVEN = re.compile(rf"DE ({_NOT_A_HUSBAND}\S+) (.+)$")  # given names: DE SOTO ROSA


class NameParts(NamedTuple):
    """The parts of a folded name, '' if unknown; ``husband`` is a husband's surname without DE."""

    paternal: str
    maternal: str
    given: str
    husband: str = ""


def with_husband_apart(name: NameParts, surnames: str) -> NameParts:
    """Return the parts of a woman's name with her husband's surname apart.

    ``surnames`` is the folded text before the given names, in which ``VDA DE`` may stand. A saint's
    or an article's surname (``DE LA CRUZ``) is nobody's husband, and a devotion is no surname.

    1. After ``VDA DE`` stands the husband.
    2. ``DE LEON SOTO`` after PONCE is a compound first surname and the second.
    3. Otherwise ``DE X`` at the end of the second surname, or before the given names.

    Example: QUISPE, ``MAMANI DE SOTO``, ROSA gives QUISPE, MAMANI, ROSA and SOTO.
    """
    paternal, maternal, given, _ = name
    if widow := _WIDOW.search(surnames):
        paternal, maternal = map(without_widowhood, (paternal, maternal))
        return NameParts(paternal, maternal, given, widow[1])
    if compound := _COMPOUND.match(maternal):
        return NameParts(f"{paternal} {compound[1]}", compound[2], given)
    if wife := _MARRIED.search(maternal):
        return NameParts(paternal, wife["own"] or "", given, wife["husband"])
    if (after := _BEFORE_GIVEN.match(given)) and after[1] not in known_given_names():
        return NameParts(paternal, maternal, after[2], after[1])
    return name


def with_surnames_parted(name: NameParts) -> NameParts:
    """Return the parts with two surnames parted that stand in the field of the first."""
    if not name.paternal or name.maternal:
        return name
    paternal, maternal = split_surnames(name.paternal)
    if not maternal or maternal.startswith("DE "):
        return name
    return name._replace(paternal=paternal, maternal=maternal)

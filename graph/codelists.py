"""The closed lists: what may be written in a coded property, since when, and who writes it how."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from trama.graph.errors import DeclarationError, UnknownName
from trama.graph.text import fold

_KEYS = frozenset(
    "es en definition_es valid_from valid_to legal_base verified sources replaces htcds".split()
)


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a closed list.

    ``valid_from`` is the first day of it and ``valid_to`` the first day without it; open where
    None. ``sources`` has the words that each registry writes for it, ``replaces`` the code that it
    follows, ``htcds`` the term of HTCDS 2.0, ``extra`` what only this list says (a phase's rank).
    ``verified`` is False for a fact that nobody has checked against its source.
    """

    code: str
    es: str
    en: str
    definition_es: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    legal_base: str | None = None
    verified: bool = True
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    replaces: str | None = None
    htcds: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    def valid(self, on: date | None) -> bool:
        """Returns whether the code is in use on the day; always when no day is given."""
        if on is None:
            return True
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list: its names and its codes in their order."""

    name: str
    es: str
    en: str
    codes: Mapping[str, Code]
    words: Mapping[tuple[str, str], tuple[Code, ...]]

    def find(
        self, text: str, registry: str | None = None, on: date | None = None
    ) -> Code | None:
        """Returns the code that ``text`` stands for, or None.

        Its own code and Spanish name are known everywhere, a registry's words when it writes, and
        the words of all registries when none is given. Of several codes, the one valid ``on`` the
        day of the fact.
        """
        key = fold(text)
        found = self.words.get((registry or "*", key)) or self.words.get(("", key)) or ()
        return next((code for code in found if code.valid(on)), None)


@cache
def code_list(name: str) -> CodeList:
    """Returns the closed list ``name`` (a file of graph/codes), checked when it is first read.

    Raises:
        UnknownName: there is no such list.
        DeclarationError: the list contradicts itself.
    """
    if name not in code_list_names():
        raise UnknownName(kind="lista", name=name)
    where = f"graph/codes/{name}.yaml"
    text = (files("trama.graph") / "codes" / f"{name}.yaml").read_text(encoding="utf-8")
    declared = yaml.safe_load(text)
    codes = {code: _code(where, code, entry) for code, entry in declared["codes"].items()}
    _check(where, codes)
    return CodeList(name, declared["es"], declared["en"], codes, _words(codes))


@cache
def code_list_names() -> tuple[str, ...]:
    """Returns the names of all closed lists, sorted."""
    folder = files("trama.graph") / "codes"
    return tuple(
        sorted(
            entry.name.removesuffix(".yaml")
            for entry in folder.iterdir()
            if entry.name.endswith(".yaml")
        )
    )


def _code(where: str, code: str, entry: Mapping[str, Any]) -> Code:
    if not entry.get("es") or not entry.get("en"):
        raise _wrong(where, code, "le falta un nombre en español o en inglés", "lacks a name")
    known = {key: value for key, value in entry.items() if key in _KEYS and key != "sources"}
    return Code(
        code=code,
        sources={
            registry: tuple(str(word) for word in words)
            for registry, words in entry.get("sources", {}).items()
        },
        extra={key: value for key, value in entry.items() if key not in _KEYS},
        **known,
    )


def _check(where: str, codes: Mapping[str, Code]) -> None:
    seen: dict[tuple[str, str], list[Code]] = {}
    for code in codes.values():
        if code.replaces is not None and code.replaces not in codes:
            raise _wrong(where, code.code, "reemplaza a un código que no está", "replaces none")
        for registry, words in code.sources.items():
            for key in {fold(word) for word in words}:
                for other in seen.setdefault((registry, key), []):
                    if _overlap(code, other):
                        raise _wrong(
                            where,
                            code.code,
                            f"comparte una palabra de {registry} con {other.code}",
                            f"shares a word of {registry} with {other.code}",
                        )
                seen[registry, key].append(code)
    for code in codes.values():
        _check_that_the_crosswalk_ends(where, code, codes)


def _check_that_the_crosswalk_ends(where: str, code: Code, codes: Mapping[str, Code]) -> None:
    passed = {code.code}
    older = code.replaces
    while older is not None:
        if older in passed:
            raise _wrong(where, code.code, "se reemplaza en círculo", "replaces itself")
        passed.add(older)
        older = codes[older].replaces


def _overlap(one: Code, other: Code) -> bool:
    latest_start = max(one.valid_from or date.min, other.valid_from or date.min)
    earliest_end = min(one.valid_to or date.max, other.valid_to or date.max)
    return latest_start < earliest_end


def _words(codes: Mapping[str, Code]) -> Mapping[tuple[str, str], tuple[Code, ...]]:
    """Returns the codes by registry and folded word: '' is everybody's, '*' any registry's."""
    found: dict[tuple[str, str], dict[str, Code]] = {}
    for code in codes.values():
        for word in (code.code, code.es):
            found.setdefault(("", fold(word)), {})[code.code] = code
    for code in codes.values():
        for registry, words in code.sources.items():
            for word in words:
                found.setdefault((registry, fold(word)), {})[code.code] = code
                found.setdefault(("*", fold(word)), {})[code.code] = code
    return {key: tuple(values.values()) for key, values in found.items()}


def _wrong(where: str, code: str, why_es: str, why_en: str) -> DeclarationError:
    return DeclarationError(where=f"{where}: {code}", why_es=why_es, why_en=why_en)

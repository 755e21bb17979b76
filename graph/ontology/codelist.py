"""The shapes of the closed lists: a code, and a list that finds its codes by what people write."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from trama.core.errors import Language
from trama.core.text import fold
from trama.values.articles import articles_in
from trama.values.partial_date import PartialDate

ANY_REGISTRY = "*"
"""In ``sources``: what everybody writes, whatever the registry."""

Folding = Literal["text", "article"]
Scalar = str | int | bool


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a closed list.

    ``valid_from`` is the first day of it and ``valid_to`` the first day without it; open where
    None. ``sources`` has the words that each registry writes for it (``SOLTERO/A`` for both
    genders), ``replaces`` the code that it follows, ``htcds`` the term of HTCDS 2.0, ``extra`` what
    only this list says (a phase's rank).
    ``verified`` is False for what nobody has checked against a source and ``verified_by`` names the
    source; ``doubts`` are the fields of an otherwise verified entry that nobody has checked.
    """

    code: str
    es: str
    en: str
    definition_es: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    legal_base: str | None = None
    verified: bool = True
    verified_by: str = ""
    doubts: tuple[str, ...] = ()
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    replaces: str | None = None
    htcds: str | None = None
    extra: Mapping[str, Scalar] = field(default_factory=dict)

    def valid(self, on: date | PartialDate | None) -> bool:
        """Returns whether the code is in use on the day of the fact, or on one of several days.

        Always, when no day is given.
        """
        if on is None:
            return True
        first, last = (on.first, on.last) if isinstance(on, PartialDate) else (on, on)
        return (self.valid_from or date.min) <= last and first < (self.valid_to or date.max)

    def overlaps(self, other: "Code") -> bool:
        """Returns whether there is a day on which both codes are in use."""
        begins = max(self.valid_from or date.min, other.valid_from or date.min)
        return begins < min(self.valid_to or date.max, other.valid_to or date.max)

    def name(self, language: Language = "es") -> str:
        """Returns the name that people read."""
        return self.es if language == "es" else self.en


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list: its names, its codes in their order, and how its texts are compared.

    ``words`` gives the codes by registry (``''`` for the codes' own names) and compared text.
    """

    name: str
    es: str
    en: str
    codes: Mapping[str, Code]
    words: Mapping[tuple[str, str], tuple[Code, ...]]
    folding: Folding = "text"

    def find(
        self, text: str, registry: str | None = None, on: date | PartialDate | None = None
    ) -> Code | None:
        """Returns the code that ``text`` stands for, or None.

        A registry's words come first when it is given, else those of all registries; the code
        itself and its Spanish name are known everywhere. Of several codes, the one in use ``on``
        the date of the fact; None where none of them was.
        """
        registries = (registry, ANY_REGISTRY) if registry else tuple(self._registries())
        for key in keys(text, self.folding):
            for place in (*registries, ""):
                for code in self.words.get((place, key), ()):
                    if code.valid(on):
                        return code
        return None

    def successor(self, code: str) -> Code | None:
        """Returns the code that replaced ``code``, or None: the crosswalk the other way."""
        return next((later for later in self.codes.values() if later.replaces == code), None)

    def _registries(self) -> list[str]:
        return sorted({registry for code in self.codes.values() for registry in code.sources})


def keys(text: str, folding: Folding) -> tuple[str, ...]:
    """Returns what ``text`` is compared by, likeliest first."""
    return articles_in(text) if folding == "article" else (fold(text),)

"""A closed list: its codes, and the search from a written text to a code.

The lists that Trama ships are in codelists.py; their files are read in codelist_files.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from trama.core.errors import Language
from trama.core.text import fold
from trama.values.articles import articles_in
from trama.values.partial_date import PartialDate

_LABELLED = "HTCDS"  # the registry whose values have labels that differ by blanks only
ANY_REGISTRY = "*"
"""The key in ``Code.sources`` of the words that every registry writes."""

Folding = Literal["text", "article"]
Scalar = str | int | bool


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a closed list.

    ``valid_from``   the first day with the code; None if the period has no beginning.
    ``valid_to``     the first day without the code; None if the period has no end.
    ``sources``      the words that each registry writes for it (``SOLTERO/A`` is both genders).
    ``replaces``     the code that it follows.
    ``htcds``        the term of HTCDS 2.0.
    ``extra``        attributes that only this list has (a phase's rank).
    ``verified``     whether somebody has checked the entry against the source ``verified_by``.
    ``doubts``       the fields of a verified entry that nobody has checked.
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
        """Return whether the code is in use on the day of the fact, or on one of its possible days.

        Return True if no day is given.
        """
        if on is None:
            return True
        first, last = (on.first, on.last) if isinstance(on, PartialDate) else (on, on)
        return (self.valid_from or date.min) <= last and first < (self.valid_to or date.max)

    def overlaps(self, other: "Code") -> bool:
        """Return whether both codes are in use on some day."""
        begins = max(self.valid_from or date.min, other.valid_from or date.min)
        return begins < min(self.valid_to or date.max, other.valid_to or date.max)

    def name(self, language: Language = "es") -> str:
        """Return the name that people read."""
        return self.es if language == "es" else self.en


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list: its names, its codes in their order, and the words that mean them.

    ``words`` contains the codes by registry (``''`` for the codes' own names) and folded text.
    ``folding`` is ``article`` if texts are compared as numbers of articles.
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
        """Return the code that ``text`` means. Return None if no code matches.

        1. Search the words of ``registry``, then the words that every registry writes. Without a
           registry, search the words of all registries.
        2. Search the codes themselves and their Spanish names.
        3. Among several codes, return the code in use ``on`` the date of the fact.

        Example: in the list ``sex``, ``find("Masc.", "RETA")`` returns the code ``M``.
        """
        registries = (registry, ANY_REGISTRY) if registry else tuple(self._registries())
        for key in self._keys(text, registry):
            for writer in (*registries, ""):
                for code in self.words.get((writer, key), ()):
                    if code.valid(on):
                        return code
        return None

    def _keys(self, text: str, registry: str | None) -> tuple[str, ...]:
        """Return the keys of a text; HTCDS labels the value ForcedLabour as «Forced labour»."""
        found = keys(text, self.folding)
        return (*found, found[0].replace(" ", "")) if registry == _LABELLED and found else found

    def successor(self, code: str) -> Code | None:
        """Return the code that replaced ``code``. Return None if no code did."""
        return next((later for later in self.codes.values() if later.replaces == code), None)

    def _registries(self) -> list[str]:
        return sorted({registry for code in self.codes.values() for registry in code.sources})


def keys(text: str, folding: Folding) -> tuple[str, ...]:
    """Return the folded texts by which ``text`` is compared, the likeliest first."""
    return articles_in(text) if folding == "article" else (fold(text),)

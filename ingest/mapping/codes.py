"""Texts of closed lists: a cell to its code, or to its codes where it holds several."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from trama.core.text import fold
from trama.graph.ontology.codelists import code_list
from trama.ingest.mapping.field_reading import REMEMBERED
from trama.values.defects import Defect, DefectCode, Outcome

# Below it two words of a list are as close to one another as a typing mistake is to its word.
SURE_RATIO = 90.0
LIKELY_RATIO = 70.0
LEAST_LETTERS = 6


@dataclass(frozen=True, slots=True)
class Matched:
    """What a text of a closed list says: its codes, reasons for unknown, and defects."""

    codes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    defects: tuple[Defect, ...] = ()


@dataclass(slots=True)
class CodeMatcher:
    """Matches the texts of one field against its list.

    ``also`` (folded text to code) is the profile's own table and goes first; ``unknown`` (folded
    text to reason) is asked last, for a list may hold ``OTRO`` or ``NO ESPECIFICA`` as a value.
    ``quiet``: a text that the list does not have is no defect. A ``registry`` that a profile
    founds has no words of its own in any list: what any of the known ones writes serves it.
    """

    list_name: str
    registry: str
    also: Mapping[str, str]
    unknown: Mapping[str, str]
    separators: tuple[str, ...]
    quiet: bool = False
    _vocabulary: dict[str, str] = field(init=False)
    _splitter: re.Pattern[str] = field(init=False)
    _matched: dict[str, Matched] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._splitter = splitter(self.separators)
        codes = code_list(self.list_name).codes.values()
        self._vocabulary = {fold(code.es): code.code for code in codes}
        self._vocabulary.update(self.also)

    def find(self, text: str) -> str | None:
        """Returns the code that the whole text stands for, or None."""
        folded = fold(text)
        if folded in self.also:
            return self.also[folded]
        code = code_list(self.list_name).find(text, words_of(self.registry))
        return code.code if code else None

    def match(self, text: str) -> Matched:
        """Returns what the text says, its parts taken as long as they can be.

        ``TRABAJOS Y SERVICIOS FORZADOS Y MENDICIDAD`` is two purposes although `` Y `` separates.
        """
        known = self._matched.get(text)
        if known is None:
            if len(self._matched) >= REMEMBERED:
                self._matched.clear()
            known = self._matched[text] = self._match(text)
        return known

    def _match(self, text: str) -> Matched:
        whole = self._exact(text)
        if whole is not None:
            return whole
        pieces = self._splitter.split(text)  # text, separator, text, separator, …
        parts = self._parts(pieces) if len(pieces) > 1 else Matched()
        return parts if parts.codes else self._close(fold(text))

    def _parts(self, pieces: Sequence[str]) -> Matched:
        found, start = [], 0
        while start < len(pieces):
            end = self._longest(pieces, start)
            part = "".join(pieces[start:end]).strip()
            if part:
                found.append(self._exact(part) or self._close(fold(part)))
            start = end + 1
        return Matched(
            codes=tuple(dict.fromkeys(code for one in found for code in one.codes)),
            unknown=tuple(reason for one in found for reason in one.unknown),
            defects=tuple(defect for one in found for defect in one.defects),
        )

    def _longest(self, pieces: Sequence[str], start: int) -> int:
        for end in range(len(pieces), start, -2):
            if self.find("".join(pieces[start:end]).strip()) is not None:
                return end
        return start + 1

    def _exact(self, text: str) -> Matched | None:
        code = self.find(text)
        if code is not None:
            return Matched((code,))
        reason = self.unknown.get(fold(text))
        return None if reason is None else Matched(unknown=(reason,))

    def _close(self, folded: str) -> Matched:
        """Returns the code of a misspelt text where there is no doubt, else a suggestion."""
        if self.quiet:
            return Matched()
        closest = process.extractOne(
            folded, list(self._vocabulary), scorer=fuzz.ratio, score_cutoff=LIKELY_RATIO
        )
        if closest is None:
            return Matched(defects=(Defect(DefectCode.UNKNOWN_CODE, Outcome.SET_ASIDE),))
        word, score, _ = closest
        if score >= SURE_RATIO and len(folded) >= LEAST_LETTERS:
            defect = Defect(DefectCode.MISSPELT_CODE, Outcome.CORRECTED, word)
            return Matched((self._vocabulary[word],), defects=(defect,))
        return Matched(defects=(Defect(DefectCode.UNKNOWN_CODE, Outcome.SET_ASIDE, f"¿{word}?"),))


def words_of(registry: str) -> str | None:
    """Returns whose words a registry's texts are looked up among; None: everybody's."""
    return registry if registry in code_list("registry").codes else None


@lru_cache(maxsize=64)  # asked for row by row; a profile has a handful of them
def splitter(separators: tuple[str, ...]) -> re.Pattern[str]:
    """Returns the pattern that parts a cell: signs anywhere, words between blanks only.

    So do signs that are written with blanks around them: `` / `` leaves ``facebook.com/x`` whole.
    """
    apart = [s for s in separators if s.strip() and (s.strip().isalpha() or s != s.strip())]
    signs = [re.escape(s) for s in separators if s not in apart]
    options = [*signs, *(rf"(?<=\s){re.escape(s.strip())}(?=\s)" for s in apart)]
    return re.compile(f"({'|'.join(options) or '$^'})", re.IGNORECASE)

"""The matching of texts with closed lists: from a cell's text to its code, or to its codes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from trama.core.text import fold
from trama.mapping.field_reading import declared_reason, remember
from trama.ontology.codelists import code_list
from trama.values.defects import Defect, DefectCode, Outcome
from trama.values.fillers import reason_for_nothing
from trama.values.lists import splitter

# Likenesses of two folded texts, from 0 to 100 (rapidfuzz's ratio). Below SURE_RATIO two words
# of a list are as close to one another as a typing mistake is to its word. LIKELY_RATIO is the
# least likeness of a word to suggest.
SURE_RATIO = 90.0
LIKELY_RATIO = 70.0
# «OTRO (ESPECIFICAR)», and what people wrote after it; the bracket may be lost.
_OTHER = re.compile(
    r"OTR[OA]S?\s*[-/:.,(\[]*\s*(?:ESPECIFI\w+|DETALL\w+|PRECIS\w+|INDI(?:CAR|QUE))\b(.*)"
    r"|OTR[OA]S?\s*[:(](.*)",
    re.IGNORECASE | re.DOTALL,
)
LEAST_LETTERS = 6  # of a text to correct: in a shorter text one letter may make another word


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """The meaning of a text in a closed list: its codes, reasons for unknown, and defects."""

    codes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    defects: tuple[Defect, ...] = ()


@dataclass(slots=True)
class CodeMatcher:
    """The matcher of the texts of one field with its closed list.

    ``own_codes`` (folded text to code) is the profile's own table and goes first. ``unknown``
    (folded text to reason) goes last, because a list may hold ``OTRO`` or ``NO ESPECIFICA`` as a
    value. If ``quiet``, a text that the list lacks is no defect.
    """

    list_name: str
    registry: str
    own_codes: Mapping[str, str]
    unknown: Mapping[str, str]
    separators: tuple[str, ...]
    quiet: bool = False
    _vocabulary: dict[str, str] = field(init=False)
    _splitter: re.Pattern[str] = field(init=False)
    _memory: dict[str, CodeMatch] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._splitter = splitter(self.separators)
        codes = code_list(self.list_name).codes.values()
        self._vocabulary = {fold(code.es): code.code for code in codes}
        self._vocabulary.update(self.own_codes)

    def find(self, text: str) -> str | None:
        """Return the code of the whole text. Return None if the text is no value of the list."""
        folded = fold(text)
        if folded in self.own_codes:
            return self.own_codes[folded]
        code = code_list(self.list_name).find(text, known_registry(self.registry))
        return code.code if code else self._other(text)

    def _other(self, text: str) -> str | None:
        """Return the list's code for «other» if a text says so, whatever it specifies after it.

        A text that goes on after a separator holds another value: it is parted first.
        """
        match = _OTHER.fullmatch(text.strip())
        if match is None or self._splitter.search(match[1] or match[2] or ""):
            return None
        listed = code_list(self.list_name)
        code = listed.find("OTRO", known_registry(self.registry)) or listed.find("OTRO")
        return code.code if code else None

    def match(self, text: str) -> CodeMatch:
        """Return the codes of a text, which may hold several between separators.

        1. If the whole text is a value of the list or a word for unknown, return its meaning.
        2. Split the text at the separators. From the left, take the longest run of pieces that is
           a value of the list. Without such a run, take a single piece.
        3. Match each part: exactly, else as a misspelling of the closest value.
        4. If no part has a code, match the whole text as a misspelling.

        ``TRABAJOS Y SERVICIOS FORZADOS Y MENDICIDAD`` gives the codes TRABAJO_SERVICIO_FORZADO
        and MENDICIDAD, although `` Y `` is a separator.
        """
        known = self._memory.get(text)
        if known is None:
            known = remember(self._memory, text, self._match(text))
        return known

    def _match(self, text: str) -> CodeMatch:
        whole = self._exact(text)
        if whole is not None:
            return whole
        pieces = self._splitter.split(text)  # text, separator, text, separator, …
        parts = self._parts(pieces) if len(pieces) > 1 else CodeMatch()
        if parts.codes or (parts.unknown and not parts.defects):
            return parts
        closest = self._closest(fold(text))
        return replace(closest, unknown=() if closest.codes else parts.unknown)

    def _parts(self, pieces: Sequence[str]) -> CodeMatch:
        """Return the codes, reasons and defects of all parts of a text, in their order."""
        matches, start = [], 0
        while start < len(pieces):
            end = self._longest(pieces, start)
            part = "".join(pieces[start:end]).strip()
            if part:
                matches.append(self._exact(part) or self._closest(fold(part)))
            start = end + 1
        return CodeMatch(
            codes=tuple(dict.fromkeys(code for match in matches for code in match.codes)),
            unknown=tuple(reason for match in matches for reason in match.unknown),
            defects=tuple(defect for match in matches for defect in match.defects),
        )

    def _longest(self, pieces: Sequence[str], start: int) -> int:
        """Return the end of the longest run of pieces from ``start`` that is a value."""
        for end in range(len(pieces), start, -2):
            if self.find("".join(pieces[start:end]).strip()) is not None:
                return end
        return start + 1

    def _exact(self, text: str) -> CodeMatch | None:
        """Return the meaning of a value or of a word for unknown. Return None for other texts."""
        code = self.find(text)
        if code is not None:
            if not text.rstrip(" ().").endswith("?"):
                return CodeMatch((code,))
            doubt = Defect(DefectCode.CODE_IN_DOUBT, Outcome.NOTED, code)
            return CodeMatch((code,), defects=(doubt,))
        declared = declared_reason(self.unknown, text)
        reason = declared or reason_for_nothing(text)
        if reason is None:
            return None
        # Dashes need no declaration; a word such as «nan» is told, for it may be a value.
        told = Defect(DefectCode.FILLER_VALUE, Outcome.SET_ASIDE)
        silent = declared or self.quiet or not fold(text)
        return CodeMatch(unknown=(reason,), defects=() if silent else (told,))

    def _closest(self, folded: str) -> CodeMatch:
        """Return the code that a text surely misspells, else a defect with a suggestion."""
        if self.quiet:
            return CodeMatch()
        closest = process.extractOne(
            folded, list(self._vocabulary), scorer=fuzz.ratio, score_cutoff=LIKELY_RATIO
        )
        if closest is None:
            return CodeMatch(defects=(Defect(DefectCode.UNKNOWN_CODE, Outcome.SET_ASIDE),))
        word, ratio, _ = closest
        if ratio >= SURE_RATIO and len(folded) >= LEAST_LETTERS:
            misspelt = Defect(DefectCode.MISSPELT_CODE, Outcome.CORRECTED, word)
            return CodeMatch((self._vocabulary[word],), defects=(misspelt,))
        doubtful = Defect(DefectCode.UNKNOWN_CODE, Outcome.SET_ASIDE, f"¿{word}?")
        return CodeMatch(defects=(doubtful,))


def known_registry(registry: str) -> str | None:
    """Return the registry if it is in the list of registries. Return None if a profile founds it.

    No closed list has words of such a registry: None looks among the words of every registry.
    """
    return registry if registry in code_list("registry").codes else None

"""Texts in the place of a person's name that name nobody: words for unknown, fillers, phrases."""

import re

from trama.core.text import fold
from trama.values.defects import Defect, DefectCode, Outcome
from trama.values.fillers import is_filler, reason_for_nothing
from trama.values.word_tables import meanings

# Words that begin no name of a person, before another word.
_PHRASE = re.compile(r"(?:NO|SE|SIN|POR|FALTAN?|QUIEN(?:ES)?|AUN|TODAVIA|ESTAN?|FUE) ")


def reason_for_nobody(text: str) -> str | None:
    """Return the reason why a text names nobody, None if it may be a name or a nickname.

    A word said twice says no more than once: ``NULL, NULL``.
    """
    folded = fold(text)
    words = folded.split()
    known = meanings("nobody").get(folded) or reason_for_nothing(text)
    if known or not text:
        return known
    if len(words) > 1 and len(set(words)) == 1:
        return reason_for_nobody(words[0])
    return "SIN_DATO" if is_filler(text, "name") else None


def is_phrase(text: str) -> bool:
    """Return whether a text begins as a sentence does: ``NO QUISO DECIRLO``.

    A comma tells of a surname before it. A nickname may begin so too: ``SIN CARA``.
    """
    return "," not in text and _PHRASE.match(fold(text)) is not None


def filler_defects(text: str) -> tuple[Defect, ...]:
    """Return the defect of a filler (``VARIOS``). A word for unknown (``NN``, ``-``) has none."""
    if fold(text) in meanings("nobody") or reason_for_nothing(text):
        return ()
    return (Defect(DefectCode.FILLER_VALUE, Outcome.SET_ASIDE),)

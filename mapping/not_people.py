"""Texts in a column of people's names that are a value of another column: a place, a stage."""

import re
from functools import lru_cache

from trama.core.text import fold
from trama.ontology.codelists import code_list
from trama.places.cell_names import without_level
from trama.places.countries import country_named
from trama.places.spellings import has_spelling
from trama.values.defects import Defect, DefectCode, Outcome
from trama.values.known_names import known_given_names, known_surnames

# Closed lists whose words are nobody's name.
_LISTS = ("phase", "purpose", "recruitment", "means", "venue", "transport", "procedural_stage")
_PARTS = re.compile(r"\s*(?:[/;|()]|\s[-\u2010-\u2015]\s)\s*|,\s*")
_LEAST_PARTS = 3  # with a comma; «LIMA, ROSA» are a surname and a given name


@lru_cache(maxsize=8192)
def not_a_person(text: str) -> Defect | None:
    """Return the defect of a text that is a place or a value of a closed list. Return None else.

    The defect is set aside if nobody bears such a name (``SAN JUAN DE LURIGANCHO``, ``CAPTACIÓN``).
    It is noted if somebody may: one word that is a surname too (``MORALES``), or a place that is
    named after a person (``DANIEL HERNANDEZ``).
    """
    folded = fold(text)
    if not folded or not (_is_place(text) or _is_listed(text)):
        return None
    words = folded.split()
    alone = len(words) == 1 and words[0] in known_surnames()
    maybe = alone or words[0] in known_given_names()
    return Defect(DefectCode.NOT_A_PERSON, Outcome.NOTED if maybe else Outcome.SET_ASIDE)


def _is_place(text: str) -> bool:
    parts = [part for part in _PARTS.split(text) if part]
    if "," in text and len(parts) < _LEAST_PARTS:
        return False
    return all(has_spelling(without_level(fold(part))) or country_named(part) for part in parts)


def _is_listed(text: str) -> bool:
    return "," not in text and any(code_list(name).find(text) for name in _LISTS)

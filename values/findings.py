"""What is found wrong with a cell or a row, and what became of it.

A *finding* is what a reader, a comparison or a mapping notices; with its place in a file it is an
*issue*, one line of the CSV that a load writes. Messages are declared in findings.yaml.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Generic, TypeVar

from trama.core import safe_yaml
from trama.core.errors import DeclarationError, Language

Value_co = TypeVar("Value_co", covariant=True)


class Outcome(StrEnum):
    """What became of what was found: the row rejected, the cell set aside, or corrected."""

    REJECTED = "rejected"
    SET_ASIDE = "set_aside"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: a stable code of findings.yaml, its outcome, and what was probably meant."""

    code: str
    outcome: Outcome
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Normalised(Generic[Value_co]):
    """A cell made comparable.

    ``value`` is None where nothing is known; ``unknown`` then says why (a code of the list
    unknown_reason), unless the cell was simply not usable (see ``findings``). ``confidence`` is 1
    for what was written and less for what was guessed.
    """

    value: Value_co | None
    findings: tuple[Finding, ...] = ()
    confidence: float = 1.0
    unknown: str | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding and where it stands: one line of the issues CSV.

    ``line`` is the one an editor shows where the row begins, or the spreadsheet's row number.
    ``value`` is what the cell said; it is written into the issues file only, never into a log.
    """

    file: str
    sheet: str
    line: int
    column: str
    finding: Finding
    value: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a person reads of a finding, in both languages."""

    es: str
    en: str


@cache
def explanations() -> Mapping[str, Explanation]:
    """Returns the explanation of every finding by its code (findings.yaml).

    Raises:
        DeclarationError: an entry of the catalogue lacks a language.
    """
    text = (files("trama.values") / "findings.yaml").read_text(encoding="utf-8")
    found = {}
    for code, said in safe_yaml.load(text).items():
        if set(said) != {"es", "en"} or not all(said.values()):
            raise DeclarationError(
                where=f"values/findings.yaml: {code}",
                why_es="hacen falta «es» y «en»",
                why_en="“es” and “en” are needed",
            )
        found[code] = Explanation(said["es"], said["en"])
    return found


def explain(code: str, language: Language = "es") -> str:
    """Returns the sentence that explains a finding, in Spanish unless English is asked for."""
    explanation = explanations()[code]
    return explanation.es if language == "es" else explanation.en

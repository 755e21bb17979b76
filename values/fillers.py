"""Texts and numbers that fill a cell where a value is missing: they belong to nobody.

A text for nothing ("SE DESCONOCE", "nan") says in any field that nothing is known. A filler stands
in the place of a value of one kind: "FACEBOOK" for an account, 900000000 for a telephone. Neither
may link two cases. tables/fillers.yaml declares the texts.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

from trama.core.text import fold
from trama.values.word_tables import table

FillerKind = Literal["name", "document", "phone", "account", "plate", "company", "venue", "key"]

# Signs that people write for "nothing". Any other lone sign ("?", "*") is a cell to report.
_DASHES = re.compile(r"[\s\-\u2010-\u2015\u2212._…/\\|~]+")
_SLASHED = re.compile(r"S ?/ ?[A-Z]{1,3}\.?")  # S/D, S/P, S/N: "sin …"
_LINKING_WORDS = frozenset({"DE", "DEL", "EN", "LA", "EL", "Y", "O", "UN", "UNA", "SU", "CON"})
_NULL_SIGN = "\\N"  # of a database dump
_STARS = re.compile(r"[*•]{2,}")  # an identity that is withheld: ********
_ONLY_X = re.compile(r"X(?: ?X)*|0(?: ?0)*")
_LEAST_DIGITS = (
    7  # of a number in which all digits but one are equal: shorter ones are real numbers
)
# 98765432 is no run: a mobile number that lost its last digit begins so.
_RUN = re.compile(r"12345678(?:9(?:01?)?)?|(?:9?8)7654321(?:0)?")


@lru_cache(maxsize=8192)  # unknown cells of a file repeat from row to row
def reason_for_nothing(text: str) -> str | None:
    """Return the reason why a text holds no information, a code of the list unknown_reason.

    Return None if the text may be a value. «Se desconoce» gives NO_IDENTIFICADO, «S/P» and «--»
    give SIN_DATO, «****» gives RESERVADO, and «?» gives None: a reader of values has to report it.
    """
    folded = fold(text)
    if _STARS.fullmatch(text.strip()):
        return "RESERVADO"
    if not folded:
        return "SIN_DATO" if _DASHES.fullmatch(text) else None
    exact = _nothing().get(folded)
    if exact:
        return exact
    if text.strip() == _NULL_SIGN or _SLASHED.fullmatch(text.strip().upper()):
        return "SIN_DATO"
    if not _any_nothing().fullmatch(folded):  # nearly every text is a value: one search, not eleven
        return None
    return next(reason for pattern, reason in _nothing_patterns() if pattern.fullmatch(folded))


@lru_cache(maxsize=8192)
def is_filler(text: str, kind: FillerKind) -> bool:
    """Return whether a text stands where a value of ``kind`` is missing.

    «FACEBOOK» is a filler for an account, «COMBI» for a company, «BAR SIN NOMBRE» for a venue.
    """
    folded = fold(text)
    if reason_for_nothing(text) or _ONLY_X.fullmatch(folded):
        return True
    words = table("fillers")["fillers"]
    if folded in words["identifier"] or folded in words.get(kind, ()):
        return True
    if kind == "company":
        parts = [word for word in folded.split() if word not in _LINKING_WORDS]
        return bool(parts) and all(word in words["company"] for word in parts)
    return kind == "venue" and _bare_venue().fullmatch(folded) is not None


def is_filler_number(digits: str) -> bool:
    """Return whether digits are typed to get past a form: 00000000, 12345678, 900000000.

    One digit repeated is a filler. So are a run of eight digits or more, and a number in which the
    first or the last digit alone differs.
    """
    if is_repeated_or_run(digits):
        return True
    alike = len(set(digits[1:])) == 1 or len(set(digits[:-1])) == 1
    return len(digits) >= _LEAST_DIGITS and alike


def is_repeated_or_run(digits: str) -> bool:
    """Return whether digits are one digit repeated, or a run of eight digits or more."""
    return len(set(digits)) <= 1 or _RUN.fullmatch(digits) is not None


@cache
def _nothing() -> Mapping[str, str]:
    words = table("fillers")["nothing"]
    return {str(text): reason for reason, texts in words.items() for text in texts}


@cache
def _nothing_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    content = table("fillers")
    things = "(?:" + "|".join(map(re.escape, content["things"])) + ")"
    return tuple(
        (re.compile(pattern.replace("THING", things)), reason)
        for reason, patterns in content["nothing_patterns"].items()
        for pattern in patterns
    )


@cache
def _any_nothing() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _nothing_patterns()))


@cache
def _bare_venue() -> re.Pattern[str]:
    kinds = "|".join(map(re.escape, table("fillers")["venue_kinds"]))
    people = "|".join([*table("fillers")["labels"], "MADRE", "PADRE", "PADRES", "FAMILIA"])
    return re.compile(
        rf"(?:(?:EN )?(?:EL|LA|LOS|LAS|UN|UNA|SU|MI|DOS|VARI[AO]S) |EN )?(?:{kinds})(?:E?S)?"
        r"(?: (?:S N|SIN (?:NOMBRE|NUMERO|IDENTIFICAR|RAZON SOCIAL|LETRERO|CARTEL|DENOMINACION)"
        r"|DESCONOCID[OA]|NO IDENTIFICAD[OA]"
        r"|CLANDESTIN[OA]|NOCTURN[OA]|INFORMAL|PARTICULAR|ALQUILAD[OA]|PROPI[OA]|FAMILIAR|ABANDONAD[OA]"
        rf"|(?:DEL?|DE LA|DE LOS|DE LAS|DE SU) (?:{people})))*|OTR[OA]S?(?: ESPECIFICAR)?"
    )

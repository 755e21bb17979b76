"""Names of people: two surnames, particles, initials, nicknames."""

import re
from dataclasses import dataclass, replace

from trama.core.text import fold
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.surnames import split_surnames, split_whole_name, without_widowhood
from trama.values.word_tables import meanings

_NICKNAME = re.compile(
    r"""\(\s*(?:ALIAS|APODAD[OA]|A)\b\s*[).:]*\s*["'«“]?([^"'»”()]+)["'»”]?\s*\)?"""
    r"""|\b(?:ALIAS|APODAD[OA])\b\s*:?\s*["'«“]?([^"'»”()]+)["'»”]?"""
    r"""|["«“]([^"»”]+)["»”]"""
)
_AGE = re.compile(r"(?:\bDE\s+)?\(?\s*\b(\d{1,2})\b\s*(?:AÑOS|ANOS|A\.)?\s*\)?(?:\s*DE EDAD)?")
_MINOR = re.compile(
    r"\b(?:LA |EL |UNA? )?(?:MENOR|ADOLESCENTE|NIÑ[AO]|AGRAVIAD[AO])?\s*(?:DE EDAD)?\s*"
    r"(?:(?:DE|CON) )?(?:SIGLAS|INICIALES)\b(?: DE (?:NOMBRES?))?:?"
)
_INITIALS = re.compile(r"(?:[A-ZÑÁÉÍÓÚ]\.?[\s-]*){2,6}")
_DOTTED = re.compile(r"(?:[A-ZÑÁÉÍÓÚ](?:\.[\s-]*|\s+|$)){2,6}")
_UNPRONOUNCEABLE = re.compile(r"[B-DF-HJ-NP-TV-XZÑ]{2,5}")  # JKL is no name
_FEW_INITIALS = re.compile(r"[A-ZÑ]\.?(?: ?[A-ZÑ]\.?)?")
_NO_NAME = re.compile(r"[^A-ZÀ-ÖØ-Ý' .\-,]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name, accents and Ñ kept, upper case.

    ``display`` is ``PATERNAL MATERNAL, GIVEN`` (or what there is of it), '' where only a nickname
    is known. ``key`` is its folded form for comparing, without a married name (``VDA DE …``), and
    '' where only initials or a nickname are known; ``initials`` is ``ABC`` and is '' where the
    name is known. A name of one word is in ``display`` and ``key`` only: it could be either part.
    ``age`` is what ``menor de iniciales A.B.C. (15)`` says, in years.
    """

    display: str
    paternal: str = ""
    maternal: str = ""
    given: str = ""
    key: str = ""
    initials: str = ""
    nickname: str = ""
    age: float | None = None


def person_name(cell: Cell) -> Normalised[PersonName]:
    """Returns the name in one cell: ``SURNAMES, GIVEN``, initials, or a nickname beside a name.

    Without a comma the first two surnames are taken to stand first, with less confidence. A text
    that names nobody (``NN``, ``L.Q.R.R.``) is unknown, with its reason.
    """
    return _person_name(text_of(cell).upper())


def initials(cell: Cell) -> Normalised[PersonName]:
    """Returns what a column of initials holds: initials, of some people the full name."""
    return _initials_column(text_of(cell).upper())


def person_name_parts(paternal: Cell, maternal: Cell, given: Cell) -> Normalised[PersonName]:
    """Returns the name in three cells; initials in all of them count as initials.

    A part that names nobody (``NN``, ``-``) is left out; where all do, the name is unknown.
    """
    return _parts(*(text_of(cell).upper() for cell in (paternal, maternal, given)))


def nickname(cell: Cell) -> Normalised[str]:
    """Returns an alias without ``(a)`` and quotes, upper case; several are joined with `` / ``."""
    text = text_of(cell).upper()
    found = [_clean_nickname(part) for part in re.split(r"[/;]", text)]
    joined = " / ".join(part for part in found if part)
    return Normalised(joined or None, unknown=None if joined else _reason(text))


def _person_name(text: str) -> Normalised[PersonName]:
    if not text:
        return Normalised(None)
    rest, alias = _without_nickname(text)
    reason = _reason(rest)
    if reason or (alias and not fold(rest)):
        value = PersonName("", nickname=alias) if alias else None
        return Normalised(value, unknown=reason)
    rest, age = _without_age(rest)
    bare = _MINOR.sub(" ", rest).strip(" .,:")
    said = bare != rest.strip(" .,:") and _INITIALS.fullmatch(bare)
    if said or _DOTTED.fullmatch(bare + " ") or _UNPRONOUNCEABLE.fullmatch(bare):
        return _as_initials(bare, alias, age)
    found = _full_name(rest)
    if found.value is None:
        return found
    return replace(found, value=replace(found.value, nickname=alias, age=age))


def _initials_column(text: str) -> Normalised[PersonName]:
    letters = re.sub(r"[^A-ZÑÁÉÍÓÚ]", "", text)
    # A full name has two words of several letters; ABC in such a column is A.B.C.
    if re.fullmatch(r"[A-ZÑÁÉÍÓÚ. -]+", text) and 2 <= len(letters) <= 6 and " " not in text:
        return _nobody(text) or _as_initials(text, "", None)
    return _person_name(text)


def _parts(paternal: str, maternal: str, given: str) -> Normalised[PersonName]:
    written = [paternal, maternal, given]
    filled = [part for part in written if part and part.strip("-. ")]
    if len(filled) <= 1 or "," in paternal:
        return _person_name(filled[0] if filled else "")
    if all(
        re.fullmatch(r"[A-ZÑ]\.?(?: ?[A-ZÑ]\.?)?", part) and not _reason(part) for part in filled
    ):
        return _as_initials(" ".join(filled), "", None)
    known = ["" if _reason(part) else _clean(part) for part in written]
    if not any(known):
        return Normalised(None, unknown=_reason(filled[0]) if filled else None)
    rest, alias = _without_nickname(known[2])
    return Normalised(replace(_build(known[0], known[1], rest), nickname=alias))


def _full_name(text: str) -> Normalised[PersonName]:
    cleaned = _clean(text)
    if not fold(cleaned) or _NO_NAME.search(cleaned):
        return Normalised(None, (Defect(DefectCode.UNREADABLE_NAME, Outcome.SET_ASIDE),))
    surnames, comma, given = cleaned.partition(",")
    if comma and surnames.strip() and given.strip(" ,"):
        paternal, maternal = split_surnames(surnames)
        return Normalised(_build(paternal, maternal, given.replace(",", " ")))
    parts, confidence = split_whole_name(cleaned.replace(",", " "))
    if len(parts) == 1:
        return Normalised(PersonName(parts[0], key=fold(parts[0])), confidence=confidence)
    return Normalised(_build(*parts), confidence=confidence)


def _build(paternal: str, maternal: str, given: str) -> PersonName:
    paternal, maternal, given = (" ".join(part.split()) for part in (paternal, maternal, given))
    surnames = f"{paternal} {maternal}".strip()
    display = ", ".join(part for part in (surnames, given) if part)
    own = (without_widowhood(part) for part in (paternal, maternal, given))
    key = fold(" ".join(own))
    return PersonName(display, paternal, without_widowhood(maternal), given, key)


def _as_initials(text: str, alias: str, age: float | None) -> Normalised[PersonName]:
    letters = fold(re.sub(r"[^A-ZÑÁÉÍÓÚ]", "", text))
    display = "".join(f"{letter}." for letter in letters)
    return Normalised(PersonName(display, initials=letters, nickname=alias, age=age))


def _without_nickname(text: str) -> tuple[str, str]:
    found = [_clean_nickname(m[1] or m[2] or m[3]) for m in _NICKNAME.finditer(text)]
    return _NICKNAME.sub(" ", text).strip(), " / ".join(part for part in found if part)


def _without_age(text: str) -> tuple[str, float | None]:
    match = _AGE.search(text)
    if match is None:
        return text, None
    return (text[: match.start()] + " " + text[match.end() :]).strip(), float(match[1])


def _clean_nickname(text: str) -> str:
    bare = re.sub(r"^\s*\(?\s*(?:A|ALIAS)\s*[).:]\s*|^\s*ALIAS\s+", "", text)
    bare = bare.strip(" \"'«»“”().,-")
    return "" if _reason(bare) else bare


def _clean(text: str) -> str:
    bare = re.sub(r"\b(?:SRA|SRTA|SR|DRA|DR)\.\s*|\([^)]*\)", " ", text.replace("´", "'"))
    return " ".join(bare.replace(" ,", ",").split()).strip(" .-,;:")


def _reason(text: str) -> str | None:
    return meanings("nobody").get(fold(text))


def _nobody(text: str) -> Normalised[PersonName] | None:
    reason = _reason(text)
    return Normalised(None, unknown=reason) if reason else None

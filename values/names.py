"""Names of people: surnames and given names, initials, nicknames, and ages beside them."""

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
    """A person's name in upper case, with accents and Ñ.

    ``display`` is ``PATERNAL MATERNAL, GIVEN`` without the parts that are unknown, '' if only a
    nickname is known. ``key`` is the folded name for comparing, without a married name (``VDA
    DE …``); it is '' if only initials or a nickname are known. ``initials`` is ``ABC``, '' if the
    name is known. A name of one word is in ``display`` and ``key`` only, because the word could be
    any part. ``age`` is in years: 15 in ``menor de iniciales A.B.C. (15)``, None if not written.
    """

    display: str
    paternal: str = ""
    maternal: str = ""
    given: str = ""
    key: str = ""
    initials: str = ""
    nickname: str = ""
    age: float | None = None


def person_name(cell: Cell, *, given_first: bool = False) -> Normalised[PersonName]:
    """Return the name in one cell: ``SURNAMES, GIVEN``, initials, or a nickname beside a name.

    Without a comma, the first two units count as the surnames (the last two if ``given_first``),
    with less confidence. A text that names nobody (``NN``, ``L.Q.R.R.``) is unknown, with its
    reason.

    1. Cut a nickname: ``(a) CHATA``, ``ALIAS CHATA`` or ``"CHATA"``.
    2. Stop if the rest is empty or names nobody.
    3. Cut an age and the words for a minor (``MENOR DE INICIALES``).
    4. If the rest is initials, return them.
    5. Otherwise part the name at its comma, or into units (``split_whole_name``).

    Example: ``EJEMPLO FICTICIO, PRUEBA (a) "CHATA"`` gives the paternal surname EJEMPLO, the
    maternal surname FICTICIO, the given name PRUEBA and the nickname CHATA. ``menor de iniciales
    A.B.C. (15)`` gives the initials ABC and the age 15.
    """
    return _person_name(text_of(cell).upper(), given_first=given_first)


def initials(cell: Cell) -> Normalised[PersonName]:
    """Return the name in a column of initials, which has the full name of some people."""
    return _initials_column(text_of(cell).upper())


def person_name_parts(paternal: Cell, maternal: Cell, given: Cell) -> Normalised[PersonName]:
    """Return the name in three cells; initials in all of them count as initials.

    A part that names nobody (``NN``, ``-``) is left out; without any part, the name is unknown.
    """
    return _parts(*(text_of(cell).upper() for cell in (paternal, maternal, given)))


def nickname(cell: Cell) -> Normalised[str]:
    """Return an alias in upper case without ``(a)`` and quotes; several are joined with `` / ``."""
    text = text_of(cell).upper()
    nicknames = [_clean_nickname(part) for part in re.split(r"[/;]", text)]
    joined = " / ".join(part for part in nicknames if part)
    return Normalised(joined or None, unknown=None if joined else _reason(text))


def _person_name(text: str, *, given_first: bool = False) -> Normalised[PersonName]:
    if not text:
        return Normalised(None)
    rest, alias = _without_nickname(text)
    reason = _reason(rest)
    if reason or (alias and not fold(rest)):
        value = PersonName("", nickname=alias) if alias else None
        return Normalised(value, unknown=reason)
    rest, age = _without_age(rest)
    bare = _MINOR.sub(" ", rest).strip(" .,:")
    announced = bare != rest.strip(" .,:") and _INITIALS.fullmatch(bare)
    if announced or _DOTTED.fullmatch(bare + " ") or _UNPRONOUNCEABLE.fullmatch(bare):
        return _as_initials(bare, alias, age)
    name = _full_name(rest, given_first=given_first)
    if name.value is None:
        return name
    return replace(name, value=replace(name.value, nickname=alias, age=age))


def _initials_column(text: str) -> Normalised[PersonName]:
    letters = re.sub(r"[^A-ZÑÁÉÍÓÚ]", "", text)
    # A full name has two words of several letters; ABC in such a column is A.B.C.
    if re.fullmatch(r"[A-ZÑÁÉÍÓÚ. -]+", text) and 2 <= len(letters) <= 6 and " " not in text:
        return _nobody(text) or _as_initials(text, "", None)
    return _person_name(text)


def _parts(paternal: str, maternal: str, given: str) -> Normalised[PersonName]:
    parts = [paternal, maternal, given]
    filled = [part for part in parts if part and part.strip("-. ")]
    if len(filled) <= 1 or "," in paternal:
        return _person_name(filled[0] if filled else "")
    if all(_FEW_INITIALS.fullmatch(part) and not _reason(part) for part in filled):
        return _as_initials(" ".join(filled), "", None)
    known = ["" if _reason(part) else _clean(part) for part in parts]
    if not any(known):
        return Normalised(None, unknown=_reason(filled[0]) if filled else None)
    rest, alias = _without_nickname(known[2])
    return Normalised(replace(_build(known[0], known[1], rest), nickname=alias))


def _full_name(text: str, *, given_first: bool) -> Normalised[PersonName]:
    cleaned = _clean(text)
    if not fold(cleaned) or _NO_NAME.search(cleaned):
        return Normalised(None, (Defect(DefectCode.UNREADABLE_NAME, Outcome.SET_ASIDE),))
    surnames, comma, given = cleaned.partition(",")
    if comma and surnames.strip() and given.strip(" ,"):
        paternal, maternal = split_surnames(surnames)
        return Normalised(_build(paternal, maternal, given.replace(",", " ")))
    plain = cleaned.replace(",", " ")
    parts, confidence = split_whole_name(plain, given_first=given_first)
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
    nicknames = [_clean_nickname(m[1] or m[2] or m[3]) for m in _NICKNAME.finditer(text)]
    return _NICKNAME.sub(" ", text).strip(), " / ".join(part for part in nicknames if part)


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
    """Return the reason why a text names nobody, None if it may be a name."""
    return meanings("nobody").get(fold(text))


def _nobody(text: str) -> Normalised[PersonName] | None:
    reason = _reason(text)
    return Normalised(None, unknown=reason) if reason else None

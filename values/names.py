"""Names of people: surnames and given names, initials, nicknames, and ages beside them."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

from trama.core.text import fold
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.descriptions import bare_name, describes, is_company, is_nickname
from trama.values.nobody import filler_defects, is_phrase, reason_for_nobody
from trama.values.surnames import (
    split_surnames,
    split_whole_name,
    surnames_in_capitals,
    without_widowhood,
)
from trama.values.word_tables import table

_SHORTEST_NAME = 2  # letters
LONGEST_NAME = 200  # characters; the longest of RENIEC has under 120, and engines bound an index

_NICKNAME = re.compile(
    r"""\(\s*(?:ALIAS|APODAD[OA]|A)\b\s*[).:]*\s*["'«“]?([^"'»”()]+)["'»”]?\s*\)?"""
    r"""|(?:\b(?:ALIAS|APOD(?:AD[OA]|O)|MOTE|SOBRENOMBRE|CONOCID[OA] COMO|C/P)\b|@|\(@\)|^A\))"""
    r"""\s*:?\s*["'«“]?([^"'»”()]+)["'»”]?"""
    r"""|["«“]([^"»”]+)["»”]|(?<![^\s,(])['‘]([^'’]{3,})['’](?![^\s,)])"""
)
# An age: «15 AÑOS», «DE 15 AÑOS», «(15)»; after initials a number alone is one too.
_AGE = re.compile(
    r"[(,]?\s*(?:\bDE\s+)?\b(\d{1,2})\s*(?:AÑOS\b|ANOS\b|A\.(?!\s*[A-Z]\.))"
    r"(?:\s*DE EDAD)?\s*\)?"
)
_BRACKETED_AGE = re.compile(r"\(\s*(\d{1,2})\s*\)")
_LAST_NUMBER = re.compile(r"[\s,.-]*(?:\bDE\s+)?\b(\d{1,2})\s*$")
_BOUND = re.compile(
    r"[<>\u2264\u2265±~]\s*\d|\d\s*[*+?]|\d\s*(?:[-\u2010-\u2015/]|\bA\b|\bO\b)\s*\d"
    r"|\b(?:MENOR|MAYOR|MENOS|MAS|MÁS|HASTA|UNOS|UNAS|CASI|APROX\w*)\.?\s+(?:DE\s+)?\d"
)
_NUMBERS = re.compile(
    r"\([^)]*\d[^)]*\)|[<>\u2264\u2265±~]?\s*\d[\d\s*+?/.-]*(?:AÑOS|ANOS)?(?: DE EDAD)?"
)
_MINOR = re.compile(
    r"\b(?:LA |EL |UNA? )?(?:MENOR|ADOLESCENTE|NIÑ[AO]|AGRAVIAD[AO]|V[IÍ]CTIMA)?\s*(?:DE EDAD)?\s*"
    r"(?:(?:DE|CON) )?(?:SIGLAS|INICIALES)\b(?: DE (?:NOMBRES?))?:?"
)
_INITIALS = re.compile(r"(?:[A-ZÑÁÉÍÓÚ]\.?[\s-]*){2,6}")
_DOTTED = re.compile(r"(?:[A-ZÑÁÉÍÓÚ](?:\.[\s-]*|\s+|$)){2,6}")
_UNPRONOUNCEABLE = re.compile(r"[B-DF-HJ-NP-TV-XZÑ]{2,5}")  # JKL is no name
_FEW_INITIALS = re.compile(r"[A-ZÑ]\.?(?: ?[A-ZÑ]\.?)?")
_BRACKETED = re.compile(r"\([^)]*\)")
_ADDRESS = re.compile(r"[<(]?[^\s<>(),;]+@[^\s<>(),;@]+\.[A-Z]{2,}[>)]?|(?:HTTPS?://|WWW\.)\S+")
_NO_NAME = re.compile(r"[^A-ZÀ-ÖØ-Ý' .\-,]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in upper case, with accents and Ñ.

    ``display`` is ``PATERNAL MATERNAL, GIVEN`` without the parts that are unknown, '' if only a
    nickname is known. ``key`` is the folded name for comparing, without a married name (``VDA
    DE …``); it is '' if only initials or a nickname are known. ``initials`` is ``ABC``, '' if the
    name is known. A name of one word is in ``display`` and ``key`` only, because the word could be
    any part. ``age`` is in years: 15 in ``menor de iniciales A.B.C. (15)``, None if not written.
    ``label`` is what tells an unnamed person from others, folded: ``VICTIMA 1``; '' for a name.
    """

    display: str
    paternal: str = ""
    maternal: str = ""
    given: str = ""
    key: str = ""
    initials: str = ""
    nickname: str = ""
    age: float | None = None
    label: str = ""


def person_name(cell: Cell, *, given_first: bool = False) -> Normalised[PersonName]:
    """Return the name in one cell: ``SURNAMES, GIVEN``, initials, or a nickname beside a name.

    Without a comma, the first two units count as the surnames (the last two if ``given_first``),
    with less confidence. A text that names nobody (``NN``, ``L.Q.R.R.``) is unknown, with its
    reason.

    1. Cut a nickname: ``(a) CHATA``, ``ALIAS CHATA`` or ``"CHATA"``. Cut titles and ranks. Words
       in capitals beside words that are not (``Ana SOTO``) are the surnames.
    2. Stop if the rest is empty or names nobody. Return a label (``Víctima 1``) as such.
    3. Cut an age and the words for a minor (``MENOR DE INICIALES``). A bound (``<18``) is no age,
       and neither is a number alone beside a name.
    4. If the rest is initials, return them.
    5. Otherwise part the name at its comma, or into units (``split_whole_name``).

    Example: ``EJEMPLO FICTICIO, PRUEBA (a) "CHATA"`` gives the paternal surname EJEMPLO, the
    maternal surname FICTICIO, the given name PRUEBA and the nickname CHATA. ``menor de iniciales
    A.B.C. (15)`` gives the initials ABC and the age 15.
    """
    if is_company((written := text_of(cell)).upper()):
        return _unusable(DefectCode.UNREADABLE_NAME)
    text, strange = _without_addresses(surnames_in_capitals(written).upper())
    return _also_told(_person_name(text, given_first=given_first), strange)


def initials(cell: Cell) -> Normalised[PersonName]:
    """Return the name in a column of initials, which has the full name of some people."""
    text, strange = _without_addresses(text_of(cell).upper())
    return _also_told(_initials_column(text), strange)


def person_name_parts(paternal: Cell, maternal: Cell, given: Cell) -> Normalised[PersonName]:
    """Return the name in three cells; initials in all of them count as initials.

    A part that names nobody (``NN``, ``-``) is left out; without any part, the name is unknown.
    """
    parts = [_without_addresses(text_of(cell).upper()) for cell in (paternal, maternal, given)]
    named = _parts(*(text for text, _ in parts))
    return _also_told(named, next((strange for _, strange in parts if strange), ()))


def nickname(cell: Cell) -> Normalised[str]:
    """Return an alias in upper case without ``(a)`` and quotes; several are joined with `` / ``."""
    text = text_of(cell).upper()
    nicknames = [_clean_nickname(part) for part in re.split(r"[/;]", text)]
    joined = " / ".join(part for part in nicknames if part)
    if text and not joined:
        return Normalised(None, filler_defects(text), unknown=reason_for_nobody(text))
    return Normalised(joined or None)


def _without_addresses(text: str) -> tuple[str, tuple[Defect, ...]]:
    """Return a text without e-mail and web addresses, and the defect that tells of them."""
    # A search through a long text without blanks would take very long; it is no name anyhow.
    if len(text) > LONGEST_NAME or (rest := _ADDRESS.sub(" ", text)) == text:
        return text, ()
    return rest.strip(" ,;:-/"), (Defect(DefectCode.UNREADABLE_NAME, Outcome.SET_ASIDE),)


def _also_told(
    named: Normalised[PersonName], strange: tuple[Defect, ...]
) -> Normalised[PersonName]:
    return replace(named, defects=strange + named.defects) if strange else named


def _person_name(text: str, *, given_first: bool = False) -> Normalised[PersonName]:
    if not text:
        return Normalised(None)
    if len(text) > LONGEST_NAME:
        return _unusable(DefectCode.CELL_TOO_LONG)
    rest, alias = _without_nickname(text)
    rest = bare_name(rest)
    reason = reason_for_nobody(rest) or reason_for_nobody(_BRACKETED.sub(" ", rest))
    reason = reason or ("SIN_DATO" if is_phrase(rest) else None)
    if reason or (alias and not fold(rest)):
        value = PersonName("", nickname=alias) if alias else None
        return Normalised(value, filler_defects(rest) if reason else (), unknown=reason)
    if is_nickname(rest) and not describes(rest):
        return Normalised(PersonName("", nickname=f"{rest} / {alias}" if alias else rest))
    aged = _without_age(_without_label(rest))
    if label := _label(aged.rest):
        defects = (*aged.defects, Defect(DefectCode.LABEL_NOT_NAME, Outcome.SET_ASIDE))
        return Normalised(PersonName("", nickname=alias, age=aged.years, label=label), defects)
    named = _name_or_initials(aged, alias, given_first=given_first)
    return replace(named, defects=aged.defects + named.defects)


def _name_or_initials(aged: "_Aged", alias: str, *, given_first: bool) -> Normalised[PersonName]:
    """Return the name or the initials of a text without its age and nickname."""
    last = _LAST_NUMBER.search(aged.rest)
    bare = _initials_in(aged.rest[: last.start()] if last else aged.rest)
    if bare:
        return _as_initials(bare, alias, float(last[1]) if last else aged.years)
    name = _full_name(_NUMBERS.sub(" ", aged.rest), given_first=given_first)
    if name.value is None:
        return name
    told = (Defect(DefectCode.NUMBER_IN_NAME, Outcome.SET_ASIDE),)
    defects = name.defects + (told if re.search(r"\d", aged.rest) else ())
    value = replace(name.value, nickname=alias, age=aged.years)
    return replace(name, value=value, defects=defects)


def _initials_in(text: str) -> str:
    """Return the initials that a text is, '' if it is a name."""
    bare = _MINOR.sub(" ", text).strip(" .,:")
    announced = bare != text.strip(" .,:") and _INITIALS.fullmatch(bare)
    found = announced or _DOTTED.fullmatch(bare + " ") or _UNPRONOUNCEABLE.fullmatch(bare)
    return bare if found else ""


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
    if all(_FEW_INITIALS.fullmatch(part) and not reason_for_nobody(part) for part in filled):
        return _as_initials(" ".join(filled), "", None)
    if sum(map(len, parts)) > LONGEST_NAME:
        return _unusable(DefectCode.CELL_TOO_LONG)
    known = ["" if reason_for_nobody(part) else _clean(part) for part in parts]
    if not any(known):
        return Normalised(None, unknown=reason_for_nobody(filled[0]) if filled else None)
    if _label(whole := " ".join(part for part in known if part)):
        return _person_name(whole)
    rest, alias = _without_nickname(known[2])
    without_numbers = [_NUMBERS.sub(" ", part).strip() for part in (known[0], known[1], rest)]
    if not any(without_numbers) or any(map(_NO_NAME.search, without_numbers)):
        return _unusable(DefectCode.UNREADABLE_NAME)
    told = (Defect(DefectCode.NUMBER_IN_NAME, Outcome.SET_ASIDE),)
    defects = told if re.search(r"\d", whole) else ()
    return Normalised(replace(_build(*without_numbers), nickname=alias), defects)


def _full_name(text: str, *, given_first: bool) -> Normalised[PersonName]:
    cleaned = _clean(text)
    if len(fold(cleaned)) < _SHORTEST_NAME or _NO_NAME.search(cleaned):
        return _unusable(DefectCode.UNREADABLE_NAME)
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
    nicknames = [_clean_nickname(next(filter(None, m.groups()))) for m in _NICKNAME.finditer(text)]
    return _NICKNAME.sub(" ", text).strip(), " / ".join(part for part in nicknames if part)


@dataclass(frozen=True, slots=True)
class _Aged:
    """A text without the age that stood in it, the age in years, and the defects of the age."""

    rest: str
    years: float | None = None
    defects: tuple[Defect, ...] = ()


def _without_age(text: str) -> _Aged:
    """Return the text without its age. A bound is cut too, and is no age.

    ``A.B.C. (15)`` gives 15, ``A.B.C. (<18)`` and ``menor de 15 años`` give no age and a defect.
    """
    if _label(text):
        return _Aged(text)
    if _BOUND.search(text):
        bound = Defect(DefectCode.AGE_BOUND, Outcome.SET_ASIDE)
        return _Aged(" ".join(_NUMBERS.sub(" ", text).split()), None, (bound,))
    match = _AGE.search(text) or _BRACKETED_AGE.search(text)
    if match is None:
        return _Aged(text)
    rest = (text[: match.start()] + " " + text[match.end() :]).strip(" ,")
    return _Aged(rest, float(match[1]))


def _without_label(text: str) -> str:
    """Return a text without the label before a name: ``VÍCTIMA 1: A.B.C.`` gives ``A.B.C.``."""
    match = _label_before().match(_plain(text))
    return text[match.end() :] if match else text


def _label(text: str) -> str:
    """Return the label that a text is, folded, '' if it is none: ``VICTIMA 1``, ``V1``."""
    bare = re.sub(r"\([^)\d]*\)|[°º]", " ", text)
    folded = fold(bare).removesuffix(" DE")
    if describes(bare) and "," not in bare:
        return folded
    if not folded or not _label_alone().fullmatch(folded):
        return ""
    return re.sub(r" (?:N|NO|NRO|NUM|NUMERO) ?(?=\d)", " ", folded)


def _plain(text: str) -> str:
    """Return a text of the same length without accents and tildes."""
    return "".join(unicodedata.normalize("NFD", sign)[0] for sign in text)


@cache
def _label_alone() -> re.Pattern[str]:
    nouns = "|".join(table("fillers")["labels"])
    words = "UN[OA]|DOS|TRES|CUATRO|CINCO|SEIS|SIETE|OCHO|NUEVE|DIEZ"
    number = r"(?:(?:N|NO|NRO|NUM|NUMERO) ?)?\d{1,4}(?: \d{2,4})?"
    kind = (
        r"(?: (?:PROTEGID[OA]S?|RESERVAD[OA]S?|MENOR|DE EDAD|DE SEXO|SEXO|FEMENIN[OA]"
        r"|MASCULIN[OA]))*"
    )
    return re.compile(
        rf"(?:(?:EL|LA|LOS|LAS|UN[AO]?S?|DOS|TRES|VARI[AO]S|OTR[AO]S?|PRESUNT[AO]S?) )?(?:{nouns})"
        rf"(?: (?:{nouns}))?{kind}"
        rf"(?: ?(?:{number}|[A-Z]{{1,3}} ?\d{{1,4}}|[A-F]|I{{1,3}}|{words}))?"
        rf"|[A-Z]{{1,2}} ?{number}|N N {number}|\d{{1,4}}"
    )


@cache
def _label_before() -> re.Pattern[str]:
    nouns = "|".join(table("fillers")["labels"])
    numbered = rf"(?:(?:{nouns})(?: PROTEGID[OA])?\s*(?:N[.°º]*|NRO\.?|#)?\s*|[A-Z])\d{{1,3}}"
    # «MENOR A.B.C.»: the points show that the letters are initials.
    dotted = r"(?=(?:[A-Z]\.[\s-]*){2,6}(?:[\s,(]|$))"
    return re.compile(
        rf"{numbered}\s*[-:.=]+\s*(?=[^\W\d])"
        rf"|(?:LA |EL |UNA? )?(?:{nouns})(?: N[.°º]*)?(?:\s*\d{{1,3}})?\s+{dotted}"
    )


def _clean_nickname(text: str) -> str:
    bare = re.sub(r"^\s*\(?\s*(?:A|ALIAS)\s*[).:]\s*|^\s*ALIAS\s+", "", text)
    bare = bare.strip(" \"'«»“”().,-")
    return "" if reason_for_nobody(bare) or not any(map(str.isalnum, bare)) else bare


def _clean(text: str) -> str:
    bare = _BRACKETED.sub(" ", text.replace("´", "'"))
    return " ".join(bare.replace(" ,", ",").split()).strip(" .-,;:")


def _nobody(text: str) -> Normalised[PersonName] | None:
    reason = reason_for_nobody(text)
    return Normalised(None, unknown=reason) if reason else None


def _unusable(code: DefectCode) -> Normalised[PersonName]:
    return Normalised(None, (Defect(code, Outcome.SET_ASIDE),))

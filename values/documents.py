"""Identity documents: type, number, and the key that identifies a person (``DNI:01234567``)."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from trama.values.cells import Cell
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.fillers import is_filler, is_filler_number
from trama.values.identifiers import hides_digits, identifier
from trama.values.word_tables import table

# «N°», «Nro.», «No.», «#» before a number.
_NUMBER_SIGN = re.compile(
    r"(?:(?:DOC(?:UMENTO)?(?: DE IDENTIDAD)?|IDENTIDAD|ID)[\s.:°º#-]+)?"
    r"(?:N(?:RO|[UÚ]M(?:ERO)?|O)?[\s.:°º#-]+|[#°º:.-]+)?\s*(?=.*\d)"
)
# After three letters (DNI) the number may follow at once; after two it is a passport's (CE123456).
_END_OF_TYPE = r"(?:\b|(?<=[A-Z.]{3})(?=\d))"
_JOINED_SIGN = re.compile(r"N(?:O|RO|UM)?(\d{8})")  # a DNI after «N°» without its sign
_REMARK = re.compile(r"\([^)\d]*\)")
_LEADING_WORDS = re.compile(
    r"^(?:IDENTIFICAD[OA] CON|CON|(?:N[°º]|NRO\.?|N[UÚ]MERO) DE(?=\s+[A-Z])"
    r"|(?:N[°º]|NRO\.?|N[UÚ]M(?:ERO)?\.?)(?=\s*DOC))\s+"
)
_TYPE_AFTER = re.compile(r"(\d[\d .-]*)\s+(D\.?N\.?I\.?|C\.?E\.?|P\.?T\.?P\.?|PASAPORTE)")
_DOTTED_LETTER = re.compile(r"[A-Z]\.")
_LONGEST = 30  # signs of a document's number; the longest of any type has twelve
_CHECKED_DNI = re.compile(r"(\d{8})[ -]+[0-9A-Z]|(\d{8})[A-Z]")
_SURE = 0.9  # confidence from which a guess by the digits alone is not told
_RUC_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)  # of the digits before the check digit, modulo 11


@dataclass(frozen=True, slots=True)
class Document:
    """A document: ``type`` is a code of document_type, None if unknown.

    ``number`` is upper case without dots and blanks. ``key`` (``DNI:01234567``) is None unless type
    and number are valid: only a key identifies a person.
    """

    type: str | None
    number: str
    key: str | None


@dataclass(frozen=True, slots=True)
class _Form:
    """The form of the numbers of one type.

    A number of at least ``pads_from`` digits is padded with zeros to ``pads_to``; 0 for no padding.
    ``confidence`` (0 to 1) is for a number without a type that matches ``guess``.
    """

    pattern: re.Pattern[str]
    pads_from: int
    pads_to: int
    guess: re.Pattern[str] | None
    confidence: float


def document(number: Cell, type_code: str | None = None) -> Normalised[Document]:
    """Return the document; ``type_code`` is a code of the list document_type, None to guess it.

    1. Set aside a cell that holds a day, a decimal or a number that lost digits (``identifier``),
       and a number with covered digits (``4567****``).
       Cut the name of a type before the number (``DNI``, ``C.E.``), «N°», and a DNI's check sign.
    2. Set aside a text without digits. Set aside one repeated digit or digits in a row: people
       write such a number if they have no document.
    3. Without a type, take the first type whose ``guess`` matches. Eight digits are a DNI, because
       no other document used in Peru has that form without a letter. Set aside five to seven
       digits, because they may be a foreign number. Tell nine: a DNI may have one too many.
    4. With a type, restore zeros that a spreadsheet dropped, and check the number's form. A number
       of the wrong form has no key.

    Example: ``1234567`` of type DNI gives ``01234567`` with the key ``DNI:01234567``, confidence
    0.95 and the defect ``lost_zeros``. Without a type it has no key, and suggests ``DNI 01234567``.
    """
    written = identifier(number)
    if written.value is None:
        return Normalised(None, written.defects)
    read = _document(_plain_digits(written.value).upper(), type_code)
    return replace(read, defects=written.defects + read.defects) if written.defects else read


def types_of(number: str) -> list[str]:
    """Return the types whose documents may have this number, of letters and digits alone."""
    return [type_ for type_, form in _forms().items() if form.pattern.fullmatch(number)]


@lru_cache(maxsize=1024)
def _document(text: str, type_code: str | None) -> Normalised[Document]:
    named, bare = _named_type(_type_first(text))
    damage = identifier(bare.strip()) if bare != text else Normalised(bare)
    if damage.value is None:
        return Normalised(None, damage.defects)
    if hides_digits(bare.strip()):
        return _aside(None, DefectCode.HIDDEN_DIGITS)
    # A DNI's check sign stays unverified: RENIEC does not publish how to compute it.
    checked = _CHECKED_DNI.fullmatch(bare.strip()) if (type_code or "DNI") == "DNI" else None
    number = checked[1] or checked[2] if checked else re.sub(r"[^A-Z0-9]", "", bare)
    if not number:
        return _aside(None, DefectCode.UNREADABLE_DOCUMENT)
    if _is_filler(number):
        return _aside(None, DefectCode.FILLER_DOCUMENT)
    if not any(sign.isdigit() for sign in number) or len(number) > _LONGEST:
        return _aside(None, DefectCode.UNREADABLE_DOCUMENT)
    type_ = type_code or named
    if type_ is None:
        return _guessed(number, abbreviated=bool(_DOTTED_LETTER.search(bare)))
    form = _forms().get(type_)
    if form is None:
        return Normalised(Document(type_, number, None))
    return _of_type(number, type_, form)


def _of_type(number: str, type_: str, form: _Form) -> Normalised[Document]:
    if number.isdigit() and form.pads_from <= len(number) < form.pads_to:
        padded = number.zfill(form.pads_to)
        defect = Defect(DefectCode.LOST_ZEROS, Outcome.CORRECTED, padded)
        return Normalised(Document(type_, padded, f"{type_}:{padded}"), (defect,), 0.95)
    if form.pattern.fullmatch(number) and _checks(number, type_):
        return Normalised(Document(type_, number, f"{type_}:{number}"))
    guess = _guessed(number).value
    hint = f"¿{guess.type}?" if guess and guess.type not in {None, type_} else ""
    return _aside(Document(type_, number, None), DefectCode.DOCUMENT_FORM, hint)


def _guessed(number: str, *, abbreviated: bool = False) -> Normalised[Document]:
    """Return the document of the type that a number's form shows.

    ``abbreviated``: letters with a point stand before the number, as in «L.E. 45678925». They name
    another type of document, and are no letters of a passport.
    """
    if joined := _JOINED_SIGN.fullmatch(number):
        hint = f"¿DNI {joined[1]}?"
        return _aside(Document(None, number, None), DefectCode.DOCUMENT_TYPE_UNCLEAR, hint)
    for type_, form in _forms().items():
        if (
            not abbreviated
            and form.guess
            and form.guess.fullmatch(number)
            and _checks(number, type_)
        ):
            document_ = Document(type_, number, f"{type_}:{number}")
            guess = Defect(DefectCode.DOCUMENT_TYPE_GUESSED, Outcome.NOTED, f"{type_} {number}")
            unsure = number.isdigit() and form.confidence < _SURE
            return Normalised(document_, (guess,) if unsure else (), form.confidence)
    dni = _forms()["DNI"]
    short = number.isdigit() and dni.pads_from <= len(number) < dni.pads_to
    hint = f"¿DNI {number.zfill(dni.pads_to)}?" if short else ""
    return _aside(Document(None, number, None), DefectCode.DOCUMENT_TYPE_UNCLEAR, hint)


def _checks(number: str, type_: str) -> bool:
    """Return whether the last digit of a RUC fits the others; other types have no check digit."""
    if type_ != "RUC":
        return True
    total = sum(int(digit) * weight for digit, weight in zip(number, _RUC_WEIGHTS, strict=False))
    return (11 - total % 11) % 10 == int(number[-1])


def _named_type(text: str) -> tuple[str | None, str]:
    """Return the type whose name stands before the number, None without a name, and the rest."""
    if text[:1].isdigit():  # nearly always so, and a load reads two documents for each row
        return None, text
    for name, type_ in _prefixes().items():
        match = re.match(rf"{name}{_END_OF_TYPE}[\s.:°º#-]*(?=.*\d)", text)
        if match:
            return type_, _without_number_sign(text[match.end() :])
    return None, _without_number_sign(text)


def _plain_digits(text: str) -> str:
    """Return a text with the digits of other scripts (wide ones, say) as ours."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def _type_first(text: str) -> str:
    """Return a text with its type before the number, and without words around both.

    ``45678912 DNI``, ``DNI 45678912 (RENIEC)`` and ``Nro. de DNI 45678912`` are ``DNI 45678912``.
    """
    bare = _REMARK.sub("", _LEADING_WORDS.sub("", text)).strip()
    after = _TYPE_AFTER.fullmatch(bare)
    return f"{after[2]} {after[1]}" if after else bare or text


def _without_number_sign(text: str) -> str:
    """Return a text without «N°» at its beginning. A letter joined to digits is a passport's."""
    sign = _NUMBER_SIGN.match(text)
    return text[sign.end() :] if sign else text


def _is_filler(number: str) -> bool:
    digits = re.sub(r"\D", "", number)
    return is_filler(number, "document") or (bool(digits) and is_filler_number(digits))


def _aside(value: Document | None, code: DefectCode, hint: str = "") -> Normalised[Document]:
    return Normalised(value, (Defect(code, Outcome.SET_ASIDE, hint),))


@cache
def _forms() -> Mapping[str, _Form]:
    return {type_: _form(form) for type_, form in table("document_forms")["forms"].items()}


def _form(entry: Mapping[str, Any]) -> _Form:
    guess = entry.get("guess")
    pads_from, pads_to = entry.get("lost_zeros", (0, 0))
    return _Form(
        re.compile(entry["pattern"]),
        pads_from,
        pads_to,
        re.compile(guess) if guess else None,
        entry.get("confidence", 1.0),
    )


@cache
def _prefixes() -> Mapping[str, str]:
    names = table("document_forms")["prefixes"]
    return {text: type_ for type_, texts in names.items() for text in texts}

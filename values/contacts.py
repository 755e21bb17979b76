"""Telephones, plates and accounts of social networks, each in one form: they recur across cases."""

import re
from dataclasses import replace

import phonenumbers

from trama.core.text import fold
from trama.values.cells import Cell
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.fillers import is_filler, is_filler_number, reason_for_nothing
from trama.values.identifiers import hides_digits, identifier

_PLATE_SIGN = re.compile(r"^PLACA ?|(?:^|(?<=^PLACA ))(?:N|NO|NRO) (?=\w{3} ?\w{3})")
_REMARK = re.compile(r"\([^)]*\)")
_PLATE = re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z0-9]{5,7}")
# An address of an account: its network, and its name or its number («profile.php?id=1000»).
_SITE = re.compile(
    r"(?:https?://)?(?:www\.|m\.|web\.|es-la\.)?([a-z]+)\.(?:com|me|net)/"
    r"(?:profile\.php\?id=(\d+)(?:[&#]\S*)?|(?!\S*\.php)(?:@?([^/?#\s]+)/?|@([^/?#\s]+)/\S*)"
    r"(?:[?#]\S*)?)"
)
# An address of a service without an account in it.
_BARE_SITE = re.compile(
    r"(?:https?:(?://)?)?(?:(?:www|m|l|lm|web|es-la)\.)?[a-z]+\.(?:com|me|net|org|pe)(?:\.pe)?[/#?]*"
    r"(?:(?:sharer/)?(?:profile|home|index|login|story|permalink|sharer|share|l)\.php/?"
    r"(?:\?(?!id=).*)?|(?:accounts|dialog|direct|explore|l|messages)/[a-z._/]*(?:\?.*)?)?"
    r"|https?:?/*|www\.?"
)
_WORDS_OF_AN_ACCOUNT = 5  # a profile may bear a whole name; a sentence tells of none
_LINKING_WORDS = frozenset({"DE", "DEL", "POR", "VIA", "EN", "LA", "EL", "SU", "Y", "O", "A"})
_NAMED = re.compile(r"([a-z]+)(?:\s*[:=]\s*@?|\s+@)(\S.*)")
_NETWORK_AFTER = re.compile(r"@(\S+)\s*\(\s*([a-z]+)\s*\)")  # «@rosa.x (tiktok)»
_LETTER = re.compile(r"[^\W\d_]")
# The letters that mark an extension, then "N°", then the extension.
_EXTENSION = re.compile(
    r"(?:anexo|anex|anx|extensi[oó]n|ext|interno|int|x)[\W_]*(?:n(?:ro|[°ºo])?[\W_]*)?(\d+)\D*",
    re.IGNORECASE,
)
# Digits. A Peruvian switchboard has extensions of 2 to 5 digits; six are a local number.
_LONGEST_EXTENSION = 5
_PERU = 51
_FALLING_MOBILE = "987654321"
_RUNS = frozenset({"1234567", "7654321"})
_LANDLINE_DIGITS = 8  # of a Peruvian landline with its area code; mobiles have nine
_NETWORKS = {
    "fb": "facebook",
    "face": "facebook",
    "facebook": "facebook",
    "ig": "instagram",
    "insta": "instagram",
    "instagram": "instagram",
    "tiktok": "tiktok",
    "tik tok": "tiktok",
    "tw": "twitter",
    "twitter": "twitter",
    "x": "twitter",
    "wa": "whatsapp",
    "whatsapp": "whatsapp",
    "telegram": "telegram",
    "t": "telegram",
}


def phone(cell: Cell) -> Normalised[str]:
    """Return the number in E.164 (``+51987654321``), Peruvian unless it has a country code.

    A remark after the number is cut: ``987654321 FAX`` gives ``+51987654321``. A cell with digits
    after the remark is set aside, and so is a local number without its area code.

    The extension of a switchboard stays, as in RFC 3966: ``01 4271234 anexo 12`` gives
    ``+5114271234;ext=12``. Without its extension, a hotel's number would link all its guests.
    """
    written = identifier(cell)
    if written.value is None:
        return written
    number = _phone(written.value)
    return replace(number, defects=written.defects + number.defects)


def plate(cell: Cell) -> Normalised[str]:
    """Return a plate in upper case without signs (``ABC123``)."""
    written = identifier(cell)
    if written.value is None:
        return written
    text = _PLATE_SIGN.sub("", fold(_REMARK.sub(" ", written.value))).replace(" ", "")
    if is_filler(written.value, "plate") or _is_filler_plate(text):
        return _unusable(DefectCode.FILLER_VALUE)
    if hides_digits(written.value):
        return _unusable(DefectCode.HIDDEN_DIGITS)
    if not _PLATE.fullmatch(text):
        return _unusable(DefectCode.UNREADABLE_PLATE)
    return Normalised(text)


def account(cell: Cell) -> Normalised[str]:
    """Return an account in lower case: ``network:name``, or ``name`` if the cell has no network.

    ``@Rosa.X`` gives ``rosa.x``; ``facebook.com/rosa.x`` and ``FB: rosa.x`` give
    ``facebook:rosa.x``. The network stays, because one name in two networks may be two people.
    """
    written = identifier(cell)
    if written.value is None:
        return written
    text = written.value.lower()
    network, name = _network_and_name(text)
    if _is_filler_account(name):
        return _unusable(DefectCode.FILLER_VALUE)
    if name.endswith("@") or len(name.split()) > _WORDS_OF_AN_ACCOUNT:
        return _unusable(DefectCode.NOT_AN_IDENTIFIER)
    return Normalised(f"{_NETWORKS[network]}:{name}" if network else name)


def _network_and_name(text: str) -> tuple[str, str]:
    """Return the network ('' if none is known) and the name of an account in lower case."""
    if site := _SITE.fullmatch(text):
        network, name = site[1], site[2] or site[3] or site[4]
    elif after := _NETWORK_AFTER.fullmatch(text):
        network, name = after[2], after[1]
    elif named := _NAMED.fullmatch(text):
        network, name = named[1], named[2].strip()
    else:
        network, name = "", ""
    return (network, name) if network in _NETWORKS else ("", text.removeprefix("@"))


def _is_filler_account(name: str) -> bool:
    """Return whether a name is a service's, a kind of page, or made of one sign repeated."""
    if _BARE_SITE.fullmatch(name) or is_filler(name, "account"):
        return True
    words = [word for word in fold(name).split() if word not in _LINKING_WORDS]
    rest = " ".join(word for word in words if word == "NO" or not is_filler(word, "account"))
    if rest in {"", "NO"} or reason_for_nothing(rest):  # «Facebook (no recuerda)»
        return True
    return name.isdecimal() and name != _FALLING_MOBILE and is_filler_number(name)


def _is_filler_plate(text: str) -> bool:
    """Return whether a plate is XXX000, AAA111 or ABC000: no plate of Peru has the number 000."""
    letters, digits = re.sub(r"\d", "", text), re.sub(r"\D", "", text)
    if not letters or not digits:
        return False
    all_equal = len(set(letters)) == len(set(digits)) == 1
    return all_equal or not digits.strip("0") or (len(letters) > 1 and not letters.strip("X"))


def _phone(text: str) -> Normalised[str]:
    if not text:
        return Normalised(None)
    number = _parsed(text)
    if is_filler(text, "phone") or (number is not None and _is_filler_phone(number)):
        return _unusable(DefectCode.FILLER_VALUE)
    if number is not None and hides_digits(text.lstrip("*#")):
        return _unusable(DefectCode.HIDDEN_DIGITS)
    if number is None or not _is_assigned(number):
        return _unusable(DefectCode.UNREADABLE_PHONE)
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    extension = number.extension or ""
    if len(extension) > _LONGEST_EXTENSION:
        return _unusable(DefectCode.UNREADABLE_PHONE)
    is_mobile = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    return Normalised(f"{e164};ext={extension}" if extension and not is_mobile else e164)


def _parsed(text: str) -> phonenumbers.PhoneNumber | None:
    """Return the number of a text, cut before its remark. Return None if it holds no number.

    The parser would read letters after the digits from the keypad: FAX is 329.
    """
    first_digit = re.search(r"\d", text)
    letter = _LETTER.search(text, first_digit.start()) if first_digit else None
    written, remark = (text[: letter.start()], text[letter.start() :]) if letter else (text, "")
    extension = _EXTENSION.fullmatch(remark)
    if re.search(r"\d", remark) and not extension:
        return None
    digits = re.sub(r"\D", "", written)
    # Peru dials 00 for abroad; 51 and nine digits is a Peruvian mobile that lost its plus.
    if digits.startswith("00") or re.fullmatch(r"519\d{8}", digits):
        written = "+" + digits.removeprefix("00")
    try:
        number = phonenumbers.parse(written, "PE")
    except phonenumbers.NumberParseException:
        return None
    if extension:
        number.extension = extension[1]
    return number


def _is_filler_phone(number: phonenumbers.PhoneNumber) -> bool:
    """Return whether a number was typed to get past a form: 999999999, 900000000, 01 0000000.

    987654321 stays, although people type it too: it is the number of a subscriber.
    """
    national = str(number.national_number)
    if national == _FALLING_MOBILE:
        return False
    subscriber = national[-6:] if len(national) == _LANDLINE_DIGITS else national[-7:]
    is_landline = len(national) == _LANDLINE_DIGITS
    same = len(set(subscriber)) == 1 or national.endswith("000000")
    run = is_landline and national[1:] in _RUNS
    return same or run or is_filler_number(national)


def _is_assigned(number: phonenumbers.PhoneNumber) -> bool:
    """Return whether a number is whole, and in Peru of a range that is in use.

    A number without its area code is another telephone in each department. The ranges of other
    countries change too often to refuse a number for them.
    """
    if number.country_code == _PERU:
        return phonenumbers.is_valid_number(number)
    reason = phonenumbers.is_possible_number_with_reason(number)
    return bool(reason == phonenumbers.ValidationResult.IS_POSSIBLE)


def _unusable(code: DefectCode) -> Normalised[str]:
    return Normalised(None, (Defect(code, Outcome.SET_ASIDE),))

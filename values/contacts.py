"""Telephones, plates and accounts of social networks, each in one form: they recur across cases."""

import re

import phonenumbers

from trama.core.text import fold
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome

_PLATE = re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z0-9]{5,7}")
_SITE = re.compile(
    r"(?:https?://)?(?:www\.|m\.|web\.|es-la\.)?([a-z]+)\.(?:com|me|net)/(?:@)?([^/?#\s]+)"
)
_NAMED = re.compile(r"([a-z]+)\s*[:=]\s*@?(\S.*)")
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
    """Return the number in E.164 (``+51987654321``), Peruvian unless it has a country code."""
    return _phone(text_of(cell))


def plate(cell: Cell) -> Normalised[str]:
    """Return a plate in upper case without signs (``ABC123``)."""
    text = fold(text_of(cell)).replace(" ", "").removeprefix("PLACA")
    if not text:
        return Normalised(None)
    if not _PLATE.fullmatch(text):
        return _unusable(DefectCode.UNREADABLE_PLATE)
    return Normalised(text)


def account(cell: Cell) -> Normalised[str]:
    """Return an account in lower case: ``network:name``, or ``name`` if the cell has no network.

    ``@Rosa.X`` gives ``rosa.x``; ``facebook.com/rosa.x`` and ``FB: rosa.x`` give
    ``facebook:rosa.x``. The network stays, because one name in two networks may be two people.
    """
    text = text_of(cell).lower()
    if not text:
        return Normalised(None)
    match = _SITE.fullmatch(text.rstrip("/")) or _NAMED.fullmatch(text)
    if match and match[1] in _NETWORKS:
        return Normalised(f"{_NETWORKS[match[1]]}:{match[2].strip()}")
    return Normalised(text.removeprefix("@"))


def _phone(text: str) -> Normalised[str]:
    if not text:
        return Normalised(None)
    digits = re.sub(r"\D", "", text)
    if len(set(digits)) < 2:
        return _unusable(DefectCode.UNREADABLE_PHONE)
    # Peru dials 00 for abroad; 51 and nine digits is a Peruvian mobile that lost its plus.
    if digits.startswith("00") or re.fullmatch(r"519\d{8}", digits):
        text = "+" + digits.removeprefix("00")
    try:
        number = phonenumbers.parse(text, "PE")
    except phonenumbers.NumberParseException:
        return _unusable(DefectCode.UNREADABLE_PHONE)
    if not phonenumbers.is_possible_number(number):
        return _unusable(DefectCode.UNREADABLE_PHONE)
    return Normalised(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _unusable(code: DefectCode) -> Normalised[str]:
    return Normalised(None, (Defect(code, Outcome.SET_ASIDE),))

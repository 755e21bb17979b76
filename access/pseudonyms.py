"""Keyed names: pseudonyms of people (``X-ABCDEFGH23``), and handles of judgements (``J-…``)."""

import base64
import hashlib
import hmac
import re

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

PREFIX = "X-"
"""First letters of a pseudonym. The uid of a person begins with P-."""


def pseudonym(uid: str, key: bytes) -> str:
    """Return the pseudonym of the person ``uid``: ``X-`` and ten base32 characters (50 bits).

    A pseudonym is an HMAC. Somebody who knows the uids but not the key can neither compute nor
    check it.
    """
    digest = hmac.new(key, uid.encode(), hashlib.sha256).digest()
    return PREFIX + base64.b32encode(digest).decode("ascii")[:10]


_UID = re.compile(r"J-([0-9a-f]{24})")
_USE = [b"judgement"]  # bound to each handle: no text that the key enciphers elsewhere is one


def judgement_handle(uid: str, key: bytes) -> str:
    """Return the handle by which the judgement ``uid`` goes outside: ``J-`` and 45 base32 letters.

    The uid of a judgement is a digest of its two ends, so whoever guesses the ends could check it.
    The handle is the uid enciphered: only the key reads it, and `judgement_of` finds the uid at
    once. AES-SIV (RFC 5297) gives one uid one handle for ever, and refuses one that was made up.

    Raises:
        ValueError: ``uid`` is none of a judgement.
    """
    if not (match := _UID.fullmatch(uid)):
        raise ValueError
    sealed = _cipher(key).encrypt(bytes.fromhex(match[1]), _USE)
    return "J-" + base64.b32encode(sealed).decode("ascii").rstrip("=")


def judgement_of(handle: str, key: bytes) -> str | None:
    """Return the uid of the judgement with this handle, in letters of either case.

    Return None for a text that is no handle of this key.
    """
    letters = handle[2:].upper()
    try:
        sealed = base64.b32decode(letters + "=" * (-len(letters) % 8))
        uid = f"J-{_cipher(key).decrypt(sealed, _USE).hex()}"
    except (ValueError, InvalidTag):
        return None
    # The last letter has a bit to spare: only the letters that were given out are the handle.
    return uid if judgement_handle(uid, key) == handle.upper() else None


def _cipher(key: bytes) -> AESSIV:
    return AESSIV(hmac.new(key, b"judgement", hashlib.sha512).digest())

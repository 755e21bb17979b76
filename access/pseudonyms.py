"""Keyed names: pseudonyms of people (``X-ABCDEFGH23``), and handles of judgements (``J-…``)."""

import base64
import hashlib
import hmac
import re

from trama.access.sealing import sealed, unsealed

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
_USE = "judgement"


def judgement_handle(uid: str, key: bytes) -> str:
    """Return the handle by which the judgement ``uid`` goes outside: ``J-`` and 45 base32 letters.

    The uid of a judgement is a digest of its two ends, so whoever guesses the ends could check it.
    The handle is the uid sealed: only the key reads it, and `judgement_of` finds the uid at once.

    Raises:
        ValueError: ``uid`` is none of a judgement.
    """
    if not (match := _UID.fullmatch(uid)):
        raise ValueError
    letters = base64.b32encode(sealed(bytes.fromhex(match[1]), key, _USE))
    return "J-" + letters.decode("ascii").rstrip("=")


def judgement_of(handle: str, key: bytes) -> str | None:
    """Return the uid of the judgement with this handle, in letters of either case.

    Return None for a text that is no handle of this key.
    """
    letters = handle[2:].upper()
    try:
        digest = unsealed(base64.b32decode(letters + "=" * (-len(letters) % 8)), key, _USE)
    except ValueError:
        return None
    if digest is None:
        return None
    uid = f"J-{digest.hex()}"
    # The last letter has a bit to spare: only the letters that were given out are the handle.
    return uid if judgement_handle(uid, key) == handle.upper() else None

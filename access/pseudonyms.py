"""Keyed names: pseudonyms of people (``X-ABCDEFGH23``), and handles of judgements (``J-…``)."""

import base64
import binascii
import hashlib
import hmac
import re

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
_TAG = 8  # bytes: a handle that somebody made up fits by a chance of 1 in 2**64


def judgement_handle(uid: str, key: bytes) -> str:
    """Return the handle by which the judgement ``uid`` goes outside: ``J-`` and 32 base32 letters.

    The uid of a judgement is a digest of its two ends, so whoever guesses the ends could check it.
    The handle is the uid enciphered: only the key reads it, and `judgement_of` finds the uid at
    once. The cipher is deterministic with a synthetic initial value (SIV: Rogaway and Shrimpton,
    Eurocrypt 2006): a tag of the uid, then the uid XOR a mask made of the tag.

    Raises:
        ValueError: ``uid`` is none of a judgement.
    """
    if not (match := _UID.fullmatch(uid)):
        raise ValueError
    digest = bytes.fromhex(match[1])
    tag = _keyed(key, b"tag", digest)[:_TAG]
    return "J-" + base64.b32encode(tag + _masked(digest, tag, key)).decode("ascii")


def judgement_of(handle: str, key: bytes) -> str | None:
    """Return the uid of the judgement with this handle, in letters of either case.

    Return None for a text that is no handle of this key.
    """
    try:
        content = base64.b32decode(handle[2:].upper())
    except (binascii.Error, ValueError):
        return None
    tag, digest = content[:_TAG], _masked(content[_TAG:], content[:_TAG], key)
    own = hmac.compare_digest(tag, _keyed(key, b"tag", digest)[:_TAG])
    return f"J-{digest.hex()}" if own and handle[:2].upper() == "J-" else None


def _masked(digest: bytes, tag: bytes, key: bytes) -> bytes:
    mask = _keyed(key, b"mask", tag)
    return bytes(one ^ other for one, other in zip(digest, mask, strict=False))


def _keyed(key: bytes, purpose: bytes, content: bytes) -> bytes:
    return hmac.new(key, b"judgement " + purpose + b"\x1f" + content, hashlib.sha256).digest()

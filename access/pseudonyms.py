"""Pseudonyms, such as ``X-ABCDEFGH23``: keyed names for people who may not be named."""

import base64
import hashlib
import hmac

PREFIX = "X-"
"""First letters of a pseudonym. The uid of a person begins with P-."""


def pseudonym(uid: str, key: bytes) -> str:
    """Return the pseudonym of the person ``uid``: ``X-`` and ten base32 characters (50 bits).

    A pseudonym is an HMAC. Somebody who knows the uids but not the key can neither compute nor
    check it.
    """
    digest = hmac.new(key, uid.encode(), hashlib.sha256).digest()
    return PREFIX + base64.b32encode(digest).decode("ascii")[:10]

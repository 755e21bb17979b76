"""Pseudonyms: keyed names for people who may not be named."""

import base64
import hashlib
import hmac


def pseudonym(uid: str, key: bytes) -> str:
    """Returns the pseudonym of the person ``uid``: ``P-`` and ten base32 characters (50 bits).

    An HMAC, so that whoever knows the uids but not the key can neither compute nor check one.
    """
    digest = hmac.new(key, uid.encode(), hashlib.sha256).digest()
    return "P-" + base64.b32encode(digest).decode("ascii")[:10]

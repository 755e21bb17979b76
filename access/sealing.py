"""Bytes that go outside and come back, which only the key of this home writes and reads."""

import base64
import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV


def sealed(content: bytes, key: bytes, use: str) -> bytes:
    """Return the content enciphered, 16 bytes longer: the same bytes each time (AES-SIV, RFC 5297).

    ``use`` keeps what the same key seals for other purposes apart.
    """
    return _cipher(key, use).encrypt(content, None)


def unsealed(written: bytes, key: bytes, use: str) -> bytes | None:
    """Return what was sealed. Return None for bytes that nobody sealed with this key and use."""
    try:
        return _cipher(key, use).decrypt(written, None)
    except InvalidTag:
        return None


def letters_of(content: bytes) -> str:
    """Return bytes as letters that need no quoting in a URL (RFC 4648, section 5, unpadded)."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def bytes_of(letters: str) -> bytes:
    """Return the bytes that letters stand for.

    Raises:
        ValueError: they are no letters of :func:`letters_of`.
    """
    padded = letters.encode("ascii") + b"=" * (-len(letters) % 4)
    return base64.b64decode(padded, b"-_", validate=True)


def _cipher(key: bytes, use: str) -> AESSIV:
    return AESSIV(hmac.new(key, b"sealed " + use.encode(), hashlib.sha512).digest())

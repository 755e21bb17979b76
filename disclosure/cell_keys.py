"""Noise of the cell-key method: the same people in a cell give the same noise, in every table.

1. A person has a record key: 64 bits that only the key of this home computes from the uid.
2. The key of a cell is the sum of the record keys of its people, modulo 2 to the 64.
3. An HMAC turns the key of a cell into a number in [0, 1), and the declared distribution turns
   that into whole people of noise.

So whoever asks twice, or finds the same people in two tables, or waits for the next release, reads
the same number, and averages nothing away. One person more makes another noise (Fraser and
Wooton 2005; Thompson, Broadfoot and Elazar 2013).
"""

import hashlib
import hmac
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from trama.disclosure.cubes import Keys, Numbers
from trama.disclosure.rules import Rules

_RECORD = b"publication record\0"
_CELL = b"publication cell\0"
_WORD = 2.0**53  # as many steps in [0, 1) as a float tells apart


def record_keys(people: Iterable[str], key: bytes) -> Keys:
    """Return the record key of each person's uid."""
    seeded = hmac.new(key, _RECORD, hashlib.sha256)
    return np.frombuffer(b"".join(_digest(seeded, uid.encode()) for uid in people), dtype=">u8"
                         ).astype(np.uint64)  # fmt: skip


def noise(cell_keys: Keys, rules: Rules, key: bytes) -> Numbers:
    """Return the noise of each cell, in whole people; a cell without people has a key too, 0."""
    seeded = hmac.new(key, _CELL, hashlib.sha256)
    words = np.frombuffer(
        b"".join(_digest(seeded, word) for word in _words(cell_keys)), dtype=">u8"
    )
    uniform = (words.astype(np.uint64) >> np.uint64(11)).astype(np.float64) / _WORD
    steps, chances = rules.distribution()
    found = np.searchsorted(np.cumsum(chances)[:-1], uniform, side="right")
    return np.asarray(steps[found], dtype=np.int64)


def key_fingerprint(key: bytes) -> str:
    """Return a name of a key (16 hexadecimal digits) from which nobody learns the key."""
    return hmac.new(key, b"publication fingerprint", hashlib.sha256).hexdigest()[:16]


def _words(cell_keys: Keys) -> list[bytes]:
    big: npt.NDArray[np.uint64] = cell_keys.astype(">u8")
    return [big[place : place + 1].tobytes() for place in range(len(big))]


def _digest(seeded: hmac.HMAC, text: bytes) -> bytes:
    part = seeded.copy()
    part.update(text)
    return part.digest()[:8]

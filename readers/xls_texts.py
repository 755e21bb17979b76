"""The length of the texts that the cells of an XLS share, from its record SST and what follows it.

The parser copies a shared text for each cell that shows it.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence

from trama.readers import limits

_COUNTS = struct.Struct("<II")
_WIDE, _PHONETIC, _RICH = 0x01, 0x04, 0x08
# Bytes of a formatting run of a rich text.
_RUN = 4
# Bytes of the longest text: 32,767 characters of two bytes.
_LONGEST = 2 * 32_767


def shared_text(bodies: Sequence[bytes], shown: Mapping[int, int]) -> int:
    """Return the bytes of the shared texts that cells show, 0 if they cannot be many.

    ``bodies`` are SST and its CONTINUE records. ``shown`` contains, by the index of a text, the
    number of cells that show it.
    """
    if sum(shown.values()) * _LONGEST <= limits.ALWAYS_UNPACKED:
        return 0
    return sum(length * shown.get(index, 0) for index, length in enumerate(_lengths(bodies)))


def _lengths(bodies: Sequence[bytes]) -> Iterator[int]:
    """Yield the bytes of each text, up to the first text that is damaged.

    1. A text begins with its number of characters (2 bytes) and its flags (1 byte).
    2. A rich text adds the number of its runs (2 bytes), a phonetic one the size of its data (4).
    3. The characters follow, of one byte or two, then the runs and the phonetic data.
    4. Characters that go on in the next record begin there with flags of their own.

    Example: ``03 00 00 41 4E 41`` is ANA, of 3 characters of one byte: 3 is yielded.
    """
    texts = _Bytes(bodies)
    try:
        _, unique = _COUNTS.unpack(texts.take(_COUNTS.size))
        for _ in range(unique):
            characters = int.from_bytes(texts.take(2), "little")
            flags = texts.take(1)[0]
            runs = int.from_bytes(texts.take(2), "little") if flags & _RICH else 0
            phonetic = int.from_bytes(texts.take(4), "little") if flags & _PHONETIC else 0
            yield texts.take_characters(characters, flags)
            texts.take(runs * _RUN + phonetic)
    except (EOFError, struct.error):
        return


class _Bytes:
    """The bytes of a record and of those that continue it."""

    def __init__(self, bodies: Sequence[bytes]) -> None:
        self._bodies = iter(bodies)
        self._body = next(self._bodies, b"")
        self._position = 0

    def take(self, count: int) -> bytes:
        """Return the next bytes, over the end of a record.

        Raises:
            EOFError: there are fewer bytes.
        """
        taken = b""
        while len(taken) < count:
            if self._position >= len(self._body):
                self._next_body()
            part = self._body[self._position : self._position + count - len(taken)]
            self._position += len(part)
            taken += part
        return taken

    def take_characters(self, count: int, flags: int) -> int:
        """Pass over the characters of a text, and return their bytes.

        Raises:
            EOFError: there are fewer characters.
        """
        length = 0
        while count:
            width = 2 if flags & _WIDE else 1
            here = min(count, (len(self._body) - self._position) // width)
            self._position += here * width
            length += here * width
            count -= here
            if count:
                self._next_body()
                flags = self.take(1)[0]
        return length

    def _next_body(self) -> None:
        body = next(self._bodies, None)
        if body is None:
            raise EOFError
        self._body, self._position = body, 0

"""The places at which a content differs from the packed one, of which only sums are known."""

import zlib

from trama.evidence.manifest import BLOCK, BLOCK_DIGITS, blocks_of

_SIGNS = 256
_TABLE = [zlib.crc32(bytes([sign])) ^ zlib.crc32(b"\0") for sign in range(_SIGNS)]
"""The difference that a difference of the last byte makes in a CRC-32."""

_BY_TOP = {entry >> 24: sign for sign, entry in enumerate(_TABLE)}
_LAST = set(_TABLE[1:])


def changed_byte(content: bytes, crc: int) -> int | None:
    """Return the offset of the only byte that was changed, by the CRC-32 of the old content.

    Return None if no single byte explains the sum. A CRC is linear: the difference of two sums
    depends on the difference of the contents alone. So the difference of the sums is taken back
    byte by byte, until it is one that a last byte makes.

    >>> changed_byte(b"ROSB", zlib.crc32(b"ROSA"))
    3
    """
    difference = zlib.crc32(content) ^ crc
    if not difference:
        return None
    for offset in reversed(range(len(content))):
        if difference in _LAST:
            return offset
        sign = _BY_TOP[difference >> 24]
        difference = ((difference ^ _TABLE[sign]) << 8 | sign) & 0xFFFFFFFF
    return None


def changed_spans(content: bytes, crc: int, blocks: str) -> list[tuple[int, int]]:
    """Return the first and last offset of each changed part: a byte, or runs of blocks.

    ``crc`` and ``blocks`` are those of the old content, which was as long.
    """
    now = blocks_of(content)
    then = [blocks[at : at + BLOCK_DIGITS] for at in range(0, len(blocks), BLOCK_DIGITS)]
    changed = [at for at, (one, other) in enumerate(zip(now, then, strict=False)) if one != other]
    if len(changed) == 1:
        byte = changed_byte(content, crc)
        if byte is not None and byte // BLOCK == changed[0]:
            return [(byte, byte)]
    spans: list[tuple[int, int]] = []
    for block in changed:
        first, last = block * BLOCK, min((block + 1) * BLOCK, len(content)) - 1
        if spans and spans[-1][1] == first - 1:
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
    return spans or [(0, max(0, len(content) - 1))]

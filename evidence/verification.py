"""The check of an evidence pack: whether each byte is as it was signed, and where it is not.

The steps:

1. The manifest stands first. Its local header says how long it is, and the next header confirms it.
2. The signature over the manifest must be of the key of the pack, and of the trusted key if given.
3. The manifest says names and sizes, so where each file stands. Each content is hashed.
4. Every other byte of the zip follows from names, sizes and contents, and is compared with them.

Nothing is unpacked or written, and no size, name or place that the zip itself claims is believed.
So a zip that would swell, or that has a path out of its folder, is only a file that differs.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from trama.evidence.changed_bytes import changed_byte, changed_spans
from trama.evidence.manifest import (
    KEY,
    MANIFEST,
    MOST_BYTES,
    SIGNATURE,
    Manifest,
    PackedFile,
    read_manifest,
    sha256,
)
from trama.evidence.signing import (
    PEM_BYTES,
    SIGNATURE_BYTES,
    fingerprint,
    is_signed,
    read_public,
)
from trama.evidence.stored_zip import (
    CENTRAL_HEADER,
    CENTRAL_SIGN,
    CRC_AT,
    END_RECORD,
    END_SIGN,
    LISTED_AT,
    LOCAL_HEADER,
    LOCAL_SIGN,
    NAME_LENGTHS_AT,
    SIZES_AT,
    Stored,
    directory,
    stored,
)

_MOST_LISTED = 10_000  # entries of a foreign directory whose names are read


class Fault(StrEnum):
    """A way in which a file is not the pack that was signed."""

    TOO_LARGE = "too_large"
    NO_PACK = "no_pack"
    UNSIGNED = "unsigned"
    OTHER_KEY = "other_key"
    FOREIGN_KEY = "foreign_key"
    CHANGED = "changed"
    STRUCTURE = "structure"
    ADDED = "added"
    MISSING = "missing"
    MOVED = "moved"
    CUT = "cut"
    LONGER = "longer"


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault and its place.

    ``name`` is the file of the pack, or "". ``first`` and ``last`` are offsets in that file; in the
    pack itself if the fault is of the zip's structure or length.
    """

    fault: Fault
    name: str = ""
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a check. The pack is whole without ``problems``.

    ``fingerprint`` is that of the key which signed, "" if none did. ``manifest`` is None if it is
    not as it was signed: nothing that it says can be relied on.
    """

    problems: Sequence[Problem]
    fingerprint: str = ""
    manifest: Manifest | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A file of the pack as it stands: where its header begins, its content and its CRC there."""

    name: str
    begin: int
    content: bytes
    crc: int

    @property
    def end(self) -> int:
        return self.begin + LOCAL_HEADER + len(self.name) + len(self.content)


def verify(data: bytes, trusted: Ed25519PublicKey | None = None) -> Verdict:
    """Return whether a file is a pack as it was signed, and where it is not.

    ``trusted`` is the key that whoever checks has of the office that signed.
    """
    if len(data) > MOST_BYTES:
        return Verdict([Problem(Fault.TOO_LARGE)])
    tried = [_head(data, size) for size in _manifest_sizes(data)]
    heads = [head for head in tried if head]
    if not heads:
        return Verdict([Problem(Fault.NO_PACK)])
    signed = (head for head in heads if _signer(head, trusted))
    head = next(signed, heads[0])
    signer = _signer(head, trusted)
    if signer is None and data.startswith(LOCAL_SIGN):
        return Verdict(list(_unsigned(head, trusted)))
    manifest = read_manifest(head[0].content) if signer else None
    if signer is None or manifest is None:
        return Verdict([Problem(Fault.NO_PACK)])
    if manifest.key != fingerprint(signer) or manifest.files[0].name != KEY:
        return Verdict([Problem(Fault.FOREIGN_KEY, KEY)], fingerprint(signer))
    return Verdict(_problems(data, head, manifest), fingerprint(signer), manifest)


def _manifest_sizes(data: bytes) -> Iterator[int]:
    """Yield sizes that the manifest may have: both of its header's, and up to the next file."""
    for at in SIZES_AT:
        if len(data) >= LOCAL_HEADER:
            yield struct.unpack_from("<I", data, at)[0]
    begin = LOCAL_HEADER + len(MANIFEST)
    yield data.find(LOCAL_SIGN, begin) - begin


def _head(data: bytes, size: int) -> tuple[_Piece, _Piece, _Piece] | None:
    """Return manifest, signature and key by the manifest's size. Return None if they are not there.

    Any one of the names or signs of the three headers may be damaged.
    """
    if size < 1:
        return None
    pieces = []
    begin = 0
    for name, length in ((MANIFEST, size), (SIGNATURE, SIGNATURE_BYTES), (KEY, PEM_BYTES)):
        piece = _piece(data, begin, name, length)
        if piece is None:
            return None
        pieces.append(piece)
        begin = piece.end
    heads = [data[one.begin : one.begin + LOCAL_HEADER + len(one.name)] for one in pieces]
    whole = [
        head.startswith(LOCAL_SIGN) and head.endswith(one.name.encode())
        for head, one in zip(heads, pieces, strict=True)
    ]
    return (pieces[0], pieces[1], pieces[2]) if sum(whole) >= len(whole) - 1 else None


def _piece(data: bytes, begin: int, name: str, size: int) -> _Piece | None:
    """Return the file at a place of the pack. Return None if the pack ends before it does."""
    content = begin + LOCAL_HEADER + len(name)
    if content + size > len(data):
        return None
    crc = struct.unpack_from("<I", data, begin + CRC_AT)[0]
    return _Piece(name, begin, data[content : content + size], crc)


def _signer(
    head: tuple[_Piece, _Piece, _Piece], trusted: Ed25519PublicKey | None
) -> Ed25519PublicKey | None:
    """Return the key that signed the manifest: the trusted one if given, else that of the pack."""
    manifest, signature, pem = head
    key = trusted or read_public(pem.content)
    return key if key and is_signed(manifest.content, signature.content, key) else None


def _unsigned(
    head: tuple[_Piece, _Piece, _Piece], trusted: Ed25519PublicKey | None
) -> Iterator[Problem]:
    """Yield why the signature does not hold: another key, or where one of three files changed."""
    if trusted is not None and _signer(head, None):
        yield Problem(Fault.OTHER_KEY, KEY)
        return
    changed = [one for one in head if zlib.crc32(one.content) != one.crc]
    for piece in changed:
        byte = changed_byte(piece.content, piece.crc)
        yield Problem(Fault.CHANGED, piece.name, byte, byte)
    if not changed:
        yield Problem(Fault.UNSIGNED, MANIFEST)


def _problems(
    data: bytes, head: tuple[_Piece, _Piece, _Piece], manifest: Manifest
) -> list[Problem]:
    """Return where a pack with a signed manifest is not as it was packed."""
    names = [MANIFEST, SIGNATURE, *(one.name for one in manifest.files)]
    if strange := list(_other_names(names, _names(data), len(data) == _size(manifest, head))):
        return strange
    found: list[Problem] = []
    pieces = [head[0], head[1]]
    begin = head[1].end
    for file in manifest.files:  # the key is the first of them
        piece = _piece(data, begin, file.name, file.size)
        if piece is None:
            return [*found, Problem(Fault.CUT, file.name, len(data))]
        found += _changed(piece, file)
        pieces.append(piece)
        begin = piece.end
    wrong = {problem.name for problem in found}
    files = [
        Stored(one.name, size=len(one.content), crc=one.crc)
        if one.name in wrong
        else stored(one.name, one.content)
        for one in pieces
    ]
    for piece, one in zip(pieces, files, strict=True):
        found += _structure(data, piece.begin, one.header(), one.name)
    rest = directory(files)
    if len(data) < begin + len(rest):
        return [*found, Problem(Fault.CUT, "", len(data))]
    found += _structure(data, begin, rest, "")
    if len(data) > begin + len(rest):
        found.append(Problem(Fault.LONGER, "", begin + len(rest), len(data) - 1))
    return found


def _changed(piece: _Piece, file: PackedFile) -> Iterator[Problem]:
    if sha256(piece.content) != file.sha256:
        for first, last in changed_spans(piece.content, piece.crc, file.blocks):
            yield Problem(Fault.CHANGED, file.name, first, last)


def _structure(data: bytes, begin: int, expected: bytes, name: str) -> Iterator[Problem]:
    """Yield the first and last byte of the zip's own that differ from the expected ones."""
    stands = data[begin : begin + len(expected)]
    wrong = [at for at, sign in enumerate(expected) if stands[at] != sign]
    if wrong:
        yield Problem(Fault.STRUCTURE, name, begin + wrong[0], begin + wrong[-1])


def _size(manifest: Manifest, head: tuple[_Piece, _Piece, _Piece]) -> int:
    """Return the bytes of the pack that the manifest describes."""
    files = [Stored(one.name, len(one.content), 0) for one in head[:2]]
    files += [Stored(one.name, one.size, 0) for one in manifest.files]
    return sum(one.header_size + one.size for one in files) + len(directory(files))


def _names(data: bytes) -> list[str] | None:
    """Return the names that the zip's own directory lists, None if there are too many to look at.

    They say in words what a comparison of bytes would show as noise. No content is read.
    """
    end = data.rfind(END_SIGN)
    if end < 0 or end + END_RECORD > len(data):
        return None
    (size,) = struct.unpack_from("<I", data, end + LISTED_AT)
    listed = data[max(0, end - size) : end]
    if listed.count(CENTRAL_SIGN) > _MOST_LISTED:
        return None
    names = []
    at = 0
    while listed[at : at + 4] == CENTRAL_SIGN and at + CENTRAL_HEADER <= len(listed):
        lengths = struct.unpack_from("<3H", listed, at + NAME_LENGTHS_AT)
        name = listed[at + CENTRAL_HEADER : at + CENTRAL_HEADER + lengths[0]]
        names.append(name.decode("utf-8", "replace"))
        at += CENTRAL_HEADER + sum(lengths)
    return names


def _other_names(
    expected: Sequence[str], listed: Sequence[str] | None, same_size: bool
) -> Iterator[Problem]:
    """Yield the files that were added, removed or moved, if that explains what differs.

    In a pack of the right size a name that differs is a changed byte, and is found as one.
    """
    if not listed:
        return
    if sorted(listed) == sorted(expected):
        yield from (
            Problem(Fault.MOVED, name)
            for name, other in zip(listed, expected, strict=True)
            if name != other
        )
    elif not same_size:
        yield from (Problem(Fault.ADDED, name) for name in listed if name not in expected)
        yield from (Problem(Fault.MISSING, name) for name in expected if name not in listed)

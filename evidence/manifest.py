"""The manifest of an evidence pack: who made it, of what, and the hashes of each of its files.

It is written as ASCII, so no sign of a zip can stand in it. The same models check and bound the
manifest of a stranger's pack.
"""

import hashlib
import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from trama.core.errors import Language

MANIFEST, SIGNATURE, KEY = "manifest.json", "manifest.sig", "key.pub"
"""The first three files of a pack, in this order."""

BLOCK: Literal[512] = 512
"""Bytes that a partial hash covers: the smallest part of a file that a check can name."""

BLOCK_DIGITS = 16
"""Digits of a partial hash. It says where a change is; the whole SHA-256 says that there is one."""

MOST_BYTES = 256 * 1024 * 1024
"""Bytes of a pack: a check holds it in memory."""

_MOST_FILES = 5_000
_LARGEST_MANIFEST = 32 * 1024 * 1024  # of 256 MB, at 16 digits a block
_NAME = r"^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)?(\.[a-z]+)?$"
_Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Text = Annotated[str, Field(max_length=2_000)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, strict=True)


class PackedFile(_Part):
    """A file of the pack: size in bytes, SHA-256, and the partial hashes of its blocks, joined."""

    name: Annotated[str, Field(max_length=200, pattern=_NAME)]
    size: Annotated[int, Field(ge=0, le=MOST_BYTES)]
    sha256: _Digest
    blocks: Annotated[str, Field(pattern=r"^[0-9a-f]*$")]


class Maker(_Part):
    """The maker of a pack: the name of the token, and the role that decides what the pack holds."""

    name: _Text
    role: _Text


class PackedQuestion(_Part):
    """A question of the investigation. ``why`` says why it was not asked again, or what changed."""

    number: int
    query: _Text
    asked: bool
    rows: int | None = None
    truncated: bool | None = None
    digest: _Digest | None = None
    why: _Text = ""


class About(_Part):
    """The words of a pack about itself.

    ``made_at`` is ISO 8601 in UTC. ``state`` is the graph's, before the first question and after
    the last.
    """

    id: _Text
    title: _Text
    made_at: _Text
    made_by: Maker
    language: Language
    workspace: _Text | None
    trama: _Text
    state: Annotated[list[_Text], Field(min_length=2, max_length=2)]
    synthetic: bool
    questions: Annotated[list[PackedQuestion], Field(max_length=_MOST_FILES)]


class Manifest(About):
    """The signed text of a pack. ``key`` is the fingerprint of the key that signs."""

    format: Literal["trama-evidence"] = "trama-evidence"
    version: Literal[1] = 1
    key: _Digest
    block: Literal[512] = BLOCK
    files: Annotated[list[PackedFile], Field(min_length=1, max_length=_MOST_FILES)]

    def written(self) -> bytes:
        """Return the manifest as it is signed: JSON in ASCII."""
        return json.dumps(self.model_dump(), indent=1).encode("ascii")


def packed_file(name: str, content: bytes) -> PackedFile:
    """Return what the manifest says of a file."""
    return PackedFile(
        name=name, size=len(content), sha256=sha256(content), blocks="".join(blocks_of(content))
    )


def blocks_of(content: bytes) -> list[str]:
    """Return the partial hashes of the blocks of a content."""
    parts = (content[at : at + BLOCK] for at in range(0, len(content), BLOCK))
    return [sha256(part)[:BLOCK_DIGITS] for part in parts]


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def read_manifest(content: bytes) -> Manifest | None:
    """Return the manifest that is written in a file of a pack. Return None if it is none."""
    if len(content) > _LARGEST_MANIFEST:
        return None
    try:
        return Manifest.model_validate_json(content)
    except ValidationError:
        return None

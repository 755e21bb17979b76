"""The data that comes inside the package, and the profile of each file."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ShippedFile:
    """A file inside the package; ``profile`` is the name of the profile that reads it."""

    path: Path
    profile: str


def shipped_files() -> tuple[ShippedFile, ...]:
    """Returns what ``trama load --shipped`` loads (the gazetteer is the graph package's own)."""
    raise NotImplementedError

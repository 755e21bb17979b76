"""The data that comes inside the package, and the profile of each file."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from trama.core import safe_yaml


@dataclass(frozen=True, slots=True)
class ShippedFile:
    """A file inside the package; ``profile`` is the name of the profile that reads it."""

    path: Path
    profile: str


def shipped_files() -> tuple[ShippedFile, ...]:
    """Returns what ``trama load --shipped`` loads (the gazetteer is the graph package's own)."""
    folder = Path(str(files("trama.ingest"))) / "shipped"
    listed = safe_yaml.load((folder / "shipped.yaml").read_text(encoding="utf-8"))
    return tuple(ShippedFile(folder / one["file"], one["profile"]) for one in listed)

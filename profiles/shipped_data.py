"""The data files inside the package, each with the profile that reads it."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from trama.core import safe_yaml


@dataclass(frozen=True, slots=True)
class ShippedFile:
    """A file inside the package. ``profile`` is the name of the profile that reads it."""

    path: Path
    profile: str


def shipped_files() -> tuple[ShippedFile, ...]:
    """Return the files that ``trama load --shipped`` loads.

    The gazetteer is not among them: every graph gets it with its schema.
    """
    folder = Path(str(files("trama.profiles"))) / "open_data"
    entries = safe_yaml.load((folder / "shipped.yaml").read_text(encoding="utf-8"))
    return tuple(ShippedFile(folder / entry["file"], entry["profile"]) for entry in entries)


def shipped_file(profile: str) -> ShippedFile:
    """Return the shipped file that a profile reads.

    Raises:
        KeyError: no shipped file is read by that profile.
    """
    return {file.profile: file for file in shipped_files()}[profile]

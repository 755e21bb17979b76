"""Which profile fits a file: a score for each, and which columns are left over or missing."""

from dataclasses import dataclass
from pathlib import Path

from trama.ingest.profiling.shapes import Profile


@dataclass(frozen=True, slots=True)
class Guess:
    """How well one profile fits a file.

    ``score`` is from 0 to 1: the share of the profile's needed columns that are there, lowered by
    the file's columns that it does not know. ``left_over`` and ``missing`` name columns as
    ``SHEET.COLUMN`` (or ``COLUMN`` where there is one sheet).
    """

    profile: str
    score: float
    left_over: tuple[str, ...]
    missing: tuple[str, ...]


def guess(path: Path) -> list[Guess]:
    """Returns the shipped profiles that fit the file at all, the best first.

    Raises:
        InputError: the file cannot be read.
    """
    raise NotImplementedError


def fitting_profile(path: Path) -> Profile:
    """Returns the profile that fits the file, for a load that names none.

    Raises:
        InputError: the file cannot be read, or no profile fits it clearly; says the closest one.
    """
    raise NotImplementedError

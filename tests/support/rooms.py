"""The rooms of the house, as pyproject.toml lists them, and their modules."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = frozenset(PROJECT["tool"]["setuptools"]["packages"])
ROOMS = tuple(sorted({package.split(".")[1] for package in PACKAGES}))


def modules(*folders: str) -> Iterator[Path]:
    """Yield the Python files of folders, in order."""
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    """Return the path from the root of the project."""
    return path.relative_to(ROOT).as_posix()

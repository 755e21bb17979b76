"""The profiles: how each source's files are read, one YAML file a source."""

from pathlib import Path

from trama.ingest.profiling.shapes import Profile


def load_profile(name_or_path: str | Path) -> Profile:
    """Returns the shipped profile of that name, or the one in that YAML file.

    Raises:
        UnknownName: no shipped profile has that name and no such file exists.
        DeclarationError: the profile contradicts itself; says file, line and what to write.
    """
    raise NotImplementedError


def profile_names() -> tuple[str, ...]:
    """Returns the names of the shipped profiles, sorted."""
    raise NotImplementedError

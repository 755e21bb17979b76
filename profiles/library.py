"""The shipped profiles, one YAML file a source, and profiles in files of a user."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from trama.core.errors import DeclarationError, InputError, UnknownName
from trama.core.problems import Problem
from trama.profiles.reading import read_profile
from trama.profiles.specs import Profile

FOLDER = "shipped"


@dataclass(frozen=True, slots=True)
class CheckedProfile:
    """A profile and its problems; the profile is None if a part that it needs is wrong."""

    where: str
    profile: Profile | None
    problems: tuple[Problem, ...]


def load_profile(name_or_path: str | Path) -> Profile:
    """Return the shipped profile of that name, or the profile in that YAML file.

    Raises:
        UnknownName: no shipped profile has that name and no such file exists.
        InputError: the file cannot be read as text.
        DeclarationError: the profile has problems; the error holds the first and its line.
    """
    checked = check_profile(name_or_path)
    if checked.profile is not None and not checked.problems:
        return checked.profile
    first, rest = checked.problems[0], len(checked.problems) - 1
    raise DeclarationError(
        where=f"{checked.where}:{first.line}",
        why_es=first.es + (f" (y {rest} más: trama profile check)" if rest else ""),
        why_en=first.en + (f" (and {rest} more: trama profile check)" if rest else ""),
    )


def check_profile(name_or_path: str | Path) -> CheckedProfile:
    """Return a profile and every problem in it.

    Raises:
        UnknownName: no shipped profile has that name and no such file exists.
        InputError: the file cannot be read as text.
    """
    where, text = _text(str(name_or_path))
    return _checked(where, text)


@cache
def _checked(where: str, text: str) -> CheckedProfile:
    profile, problems = read_profile(text)
    return CheckedProfile(where, profile, tuple(problems))


def profile_names() -> tuple[str, ...]:
    """Return the names of the shipped profiles, sorted."""
    folder = files("trama.profiles") / FOLDER
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def profile_text(name: str) -> str:
    """Return the YAML text of a profile, shipped or in a file.

    Raises:
        UnknownName: no shipped profile has that name and no such file exists.
        InputError: the file cannot be read as text.
    """
    return _text(name)[1]


def _text(name: str) -> tuple[str, str]:
    """Return the path that errors name, and the text."""
    if name in profile_names():
        file = f"{FOLDER}/{name}.yaml"
        return f"profiles/{file}", (files("trama.profiles") / file).read_text(encoding="utf-8")
    path = Path(name)
    if not path.is_file():
        known = ", ".join(profile_names())
        raise UnknownName(
            kind=("perfil", "profile"),
            name=name,
            hint=(
                f"Los que vienen con Trama: {known}. El suyo se nombra con la ruta de su YAML.",
                f"Those that come with Trama: {known}. Name your own by the path of its YAML.",
            ),
        )
    try:
        return name, path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            file=name, why_es="debe ser texto en UTF-8", why_en="it must be UTF-8 text"
        ) from error

"""The profiles that come with Trama, those that a user keeps, and profiles in other files.

A kept profile is a YAML file in the home folder, named by its profile. Functions that take ``own``
know the profiles in that folder too; without ``own`` they know the shipped profiles only.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from trama.core.errors import DeclarationError, InputError, NameTaken, UnknownName
from trama.core.home import write_private
from trama.core.problems import Problem
from trama.profiles.reading import read_profile
from trama.profiles.specs import Profile

FOLDER = "shipped"
_ENDING = ".yaml"
_FILE_NAME = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class CheckedProfile:
    """A profile and its problems; the profile is None if a part that it needs is wrong."""

    where: str
    profile: Profile | None
    problems: tuple[Problem, ...]


def load_profile(name_or_path: str | Path, own: Path | None = None) -> Profile:
    """Return the profile of that name, or the profile in that YAML file.

    Raises:
        UnknownName: no profile has that name and no such file exists.
        InputError: the file cannot be read as text.
        DeclarationError: the profile has problems; the error holds the first and its line.
    """
    return _sound(check_profile(name_or_path, own))


def _sound(checked: CheckedProfile) -> Profile:
    if checked.profile is not None and not checked.problems:
        return checked.profile
    first, rest = checked.problems[0], len(checked.problems) - 1
    raise DeclarationError(
        where=f"{checked.where}:{first.line}",
        why_es=first.es + (f" (y {rest} más: trama profile check)" if rest else ""),
        why_en=first.en + (f" (and {rest} more: trama profile check)" if rest else ""),
    )


def check_profile(name_or_path: str | Path, own: Path | None = None) -> CheckedProfile:
    """Return a profile and every problem in it.

    Raises:
        UnknownName: no profile has that name and no such file exists.
        InputError: the file cannot be read as text.
    """
    where, text = _text(str(name_or_path), own)
    return _checked(where, text)


@cache
def _checked(where: str, text: str) -> CheckedProfile:
    profile, problems = read_profile(text)
    return CheckedProfile(where, profile, tuple(problems))


def profile_names(own: Path | None = None) -> tuple[str, ...]:
    """Return the names of the profiles, sorted."""
    folder = files("trama.profiles") / FOLDER
    shipped = [entry.name for entry in folder.iterdir()]
    kept = [path.name for path in own.iterdir()] if own is not None and own.is_dir() else []
    names = (name for name in (*shipped, *kept) if name.endswith(_ENDING))
    return tuple(sorted({name.removesuffix(_ENDING) for name in names}))


def profile_text(name: str, own: Path | None = None) -> str:
    """Return the YAML text of a profile.

    Raises:
        UnknownName: no profile has that name and no such file exists.
        InputError: the file cannot be read as text.
    """
    return _text(name, own)[1]


def keep_profile(path: Path, own: Path, *, replace: bool = False) -> Profile:
    """Store a sound profile in the folder ``own``, under its own name, and return it.

    Raises:
        UnknownName: no such file exists.
        InputError: the file cannot be read as text.
        DeclarationError: the profile has problems (the error holds the first and its line), or its
            name cannot be that of a file.
        NameTaken: a shipped profile has that name, or another kept profile unless ``replace``.
    """
    where, text = _text(str(path), None)
    profile = _sound(_checked(where, text))
    if not _FILE_NAME.fullmatch(profile.name):
        raise DeclarationError(
            where=where,
            why_es="el nombre de un perfil guardado tiene letras, cifras, «_» y «-», nada más",
            why_en="the name of a kept profile has letters, digits, “_” and “-”, nothing else",
        )
    if profile.name in profile_names():
        raise NameTaken(
            name=profile.name,
            why_es="es un perfil que viene con Trama; dé otro nombre al suyo",
            why_en="it is a profile that comes with Trama; give yours another name",
        )
    kept = own / f"{profile.name}{_ENDING}"
    if kept.exists() and not replace and kept.read_text(encoding="utf-8") != text:
        raise NameTaken(
            name=profile.name,
            why_es="usted guarda otro perfil con ese nombre; para cambiarlo use --replace",
            why_en="you keep another profile of that name; use --replace to change it",
        )
    own.mkdir(parents=True, exist_ok=True)
    write_private(kept, text)
    return profile


def forget_profile(name: str, own: Path) -> None:
    """Remove a kept profile.

    Raises:
        UnknownName: no kept profile has that name.
    """
    if name not in profile_names(own) or name in profile_names():
        raise UnknownName(
            kind=("perfil guardado", "kept profile"),
            name=name,
            hint=("Vea trama profile list.", "See trama profile list."),
        )
    (own / f"{name}{_ENDING}").unlink()


def _text(name: str, own: Path | None) -> tuple[str, str]:
    """Return the path that errors name, and the text."""
    if name in profile_names():
        file = f"{FOLDER}/{name}{_ENDING}"
        return f"profiles/{file}", (files("trama.profiles") / file).read_text(encoding="utf-8")
    if name in profile_names(own) and own is not None:
        return _file_text(own / f"{name}{_ENDING}")
    path = Path(name)
    if not path.is_file():
        known = ", ".join(profile_names(own))
        raise UnknownName(
            kind=("perfil", "profile"),
            name=name,
            hint=(
                (
                    f"Los que hay: {known}. El suyo se nombra con la ruta de su YAML; "
                    "para guardarlo: trama profile add ARCHIVO."
                ),
                (
                    f"There are: {known}. Name your own by the path of its YAML; "
                    "to keep it: trama profile add FILE."
                ),
            ),
        )
    return _file_text(path)


def _file_text(path: Path) -> tuple[str, str]:
    try:
        return str(path), path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            file=str(path), why_es="debe ser texto en UTF-8", why_en="it must be UTF-8 text"
        ) from error

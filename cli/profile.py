"""`trama profile`: list, show and check profiles, or guess the profile of a file."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trama.core.errors import OutputError
from trama.core.home import Home, write_private
from trama.core.unwritable import why_unwritable
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.profiles.draft import Draft
    from trama.profiles.library import CheckedProfile

ADD = (
    "Guarda un perfil suyo: desde entonces «trama load» lo conoce por su nombre y lo adivina.",
    "Keeps a profile of yours: from then on “trama load” knows it by its name, and guesses it.",
)
REPLACE = ("Cambia el que guarda con ese nombre.", "Replaces the one kept under that name.")
REMOVE = ("Deja de guardar un perfil suyo.", "Keeps a profile of yours no longer.")
WRITE = (
    "Escribe un borrador de perfil para el archivo.",
    "Writes a draft of a profile for the file.",
)


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    say = session.say
    group = typer.Typer(
        no_args_is_help=True,
        help=say("Perfiles: cómo se lee cada fuente.", "Profiles: how each source is read."),
    )
    app.add_typer(group, name="profile")
    _add_list(group, session)
    _add_show(group, session)
    _add_check(group, session)
    _add_guess(group, session)
    _add_keeping(group, session)


def _add_list(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command("list", help=say("Lista los perfiles.", "Lists the profiles."))
    def list_() -> None:
        from trama.profiles.library import check_profile, profile_names

        own = _own(session)
        shipped = profile_names()
        found = [(name, check_profile(name, own)) for name in profile_names(own)]
        if session.as_json:
            session.json(
                [
                    {
                        "name": name,
                        "registry": checked.profile.registry if checked.profile else None,
                        "own": name not in shipped,
                        "problems": len(checked.problems),
                    }
                    for name, checked in found
                ]
            )
            return
        session.table(
            "",
            [say("nombre", "name"), say("registro", "registry"), "", say("de quién", "whose")],
            [_line(session, name, checked, own=name not in shipped) for name, checked in found],
        )


def _add_show(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command("show", help=say("Muestra un perfil (YAML).", "Shows a profile (YAML)."))
    def show(name: Annotated[str, typer.Argument(autocompletion=_names)]) -> None:
        from trama.profiles.library import profile_text

        session.out.print(profile_text(name, _own(session)), soft_wrap=True)


def _add_check(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command(
        "check",
        help=say("Revisa un perfil, línea por línea.", "Checks a profile, line by line."),
    )
    def check(
        path: Annotated[str, typer.Argument(metavar="NAME|FILE", autocompletion=_names)],
    ) -> None:
        from trama.profiles.library import check_profile

        checked = check_profile(path, _own(session))
        if session.as_json:
            session.json([{"line": p.line, "es": p.es, "en": p.en} for p in checked.problems])
        else:
            for found in checked.problems:
                session.out.print(f"{checked.where}:{found.line}: {say(found.es, found.en)}")
        if checked.problems:
            raise typer.Exit(1)
        session.notes.print(say("Sin problemas.", "No problems."))


def _add_guess(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command(
        "guess",
        help=say("Propone el perfil de un archivo.", "Proposes the profile of a file."),
    )
    def guess_(
        file: Annotated[Path, typer.Argument()],
        *,
        write: Annotated[Path | None, typer.Option(metavar="YAML", help=say(*WRITE))] = None,
    ) -> None:
        from trama.mapping.guess import CLEAR_SCORE, guess

        found = guess(file, _own(session))
        drafted = None
        if write is not None:
            drafted = _write_draft(session, file, write)
        elif not found or found[0].score < CLEAR_SCORE:
            drafted = _tell_how_to_write_one(session, file)
        if session.as_json:
            columns = drafted.documents(session.language) if drafted else []
            session.json({"profiles": [asdict(one) for one in found], "columns": columns})
            return
        for sheet, head, rows in drafted.tables(session.language) if drafted else ():
            session.table(sheet, head, rows)
        if not found:
            return
        session.table(
            "",
            [
                say("perfil", "profile"),
                say("puntaje", "score"),
                say("sobran", "left over"),
                say("faltan", "missing"),
            ],
            [(g.profile, round(g.score, 2), g.left_over, g.missing) for g in found],
        )


def _add_keeping(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command("add", help=say(*ADD))
    def add(
        file: Annotated[Path, typer.Argument(metavar="YAML")],
        *,
        replace: Annotated[bool, typer.Option("--replace", help=say(*REPLACE))] = False,
    ) -> None:
        from trama.profiles.library import keep_profile

        profile = keep_profile(file, _own(session), replace=replace)
        session.notes.print(
            say(
                f"Guardado. «trama load» ya conoce {profile.name} (registro {profile.registry}).",
                f"Kept. “trama load” knows {profile.name} now (registry {profile.registry}).",
            )
        )

    @group.command("remove", help=say(*REMOVE))
    def remove(name: Annotated[str, typer.Argument()]) -> None:
        from trama.profiles.library import forget_profile

        forget_profile(name, _own(session))
        session.notes.print(say(f"{name} ya no se guarda.", f"{name} is no longer kept."))


def _own(session: Session) -> Path:
    return Home(session.settings.home).profiles


def _line(session: Session, name: str, checked: "CheckedProfile", *, own: bool) -> tuple[str, ...]:
    """Return the row of the list: name, registry, what the profile reads, and whose it is."""
    say, profile = session.say, checked.profile
    if profile is None or checked.problems:
        about = say("con problemas: trama profile check", "with problems: trama profile check")
    else:
        about = say(profile.es, profile.en)
    whose = say("suyo", "yours") if own else "Trama"
    return name, profile.registry if profile else "", about, whose


def _drafted(session: Session, file: Path, name: str) -> "Draft":
    """Return the draft of a file's profile, with the guess of each of its columns."""
    from trama.mapping.guess import first_cells, headings
    from trama.profiles.draft import draft

    language = session.language
    return draft(name, headings(file), first_cells(file), file_name=file.stem, language=language)


def _write_draft(session: Session, file: Path, path: Path) -> "Draft":
    """Write a draft of the file's profile to a path where nothing is yet, and return it."""
    if path.exists():
        raise OutputError(
            file=path, why_es="ya existe y podría tener su trabajo", why_en="it exists already"
        )
    drafted = _drafted(session, file, path.stem)
    try:
        write_private(path, drafted.text)
    except OSError as error:
        why_es, why_en = why_unwritable(error)
        raise OutputError(file=path, why_es=why_es, why_en=why_en) from error
    session.notes.print(
        session.say(
            f"Borrador en {path}. Corríjalo, y luego: trama profile check {path} · "
            f"trama load {file} --profile {path} --dry-run · trama profile add {path}",
            f"Draft in {path}. Correct it, and then: trama profile check {path} · "
            f"trama load {file} --profile {path} --dry-run · trama profile add {path}",
        )
    )
    return drafted


def _tell_how_to_write_one(session: Session, file: Path) -> "Draft":
    """Print how to begin a profile, with the draft ready to paste, and return the draft."""
    session.notes.print(
        session.say(
            "Ningún perfil lee este archivo. Empiece el suyo con este borrador "
            f"(trama profile guess {file} --write MIO.yaml lo escribe):",
            "No profile reads this file. Begin your own with this draft "
            f"(trama profile guess {file} --write MINE.yaml writes it):",
        ),
        style="yellow",
    )
    drafted = _drafted(session, file, "mio")
    session.notes.print(drafted.text, soft_wrap=True, markup=False)
    return drafted


def _names(incomplete: str) -> list[str]:
    from trama.profiles.library import profile_names

    return [name for name in profile_names() if name.startswith(incomplete)]

"""`trama profile`: list, show and check profiles, or guess the profile of a file."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from trama.api.cli.session import Session


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


def _add_list(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command("list", help=say("Lista los perfiles.", "Lists the profiles."))
    def list_() -> None:
        from trama.profiles.library import load_profile, profile_names

        found = [load_profile(name) for name in profile_names()]
        if session.as_json:
            session.json([{"name": p.name, "registry": p.registry} for p in found])
            return
        session.table(
            "",
            [say("nombre", "name"), say("registro", "registry"), ""],
            [(p.name, p.registry, say(p.es, p.en)) for p in found],
        )


def _add_show(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command("show", help=say("Muestra un perfil (YAML).", "Shows a profile (YAML)."))
    def show(name: Annotated[str, typer.Argument(autocompletion=_names)]) -> None:
        from trama.profiles.library import profile_text

        session.out.print(profile_text(name), soft_wrap=True)


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

        checked = check_profile(path)
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
    def guess_(file: Annotated[Path, typer.Argument()]) -> None:
        from trama.ingest.mapping.guess import CLEAR_SCORE, guess

        found = guess(file)
        if not found or found[0].score < CLEAR_SCORE:
            _tell_how_to_write_one(session, file)
        if session.as_json:
            session.json([asdict(one) for one in found])
            return
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


def _tell_how_to_write_one(session: Session, file: Path) -> None:
    """Print how to begin a profile, with the columns of the file ready to paste."""
    import yaml

    from trama.ingest.mapping.guess import headings

    say, notes = session.say, session.notes
    notes.print(
        say(
            "Ningún perfil que viene con Trama lee este archivo. Escriba uno: copie "
            "docs/examples/expedientes.yaml, ponga estas columnas y diga qué es cada una "
            "(docs/writing-a-profile.md).",
            "No profile that comes with Trama reads this file. Write one: copy "
            "docs/examples/expedientes.yaml, put these columns in it and say what each is "
            "(docs/writing-a-profile.md).",
        ),
        style="yellow",
    )
    for sheet, columns in headings(file).items():
        table: dict[str, dict[str, list[str]]] = {"columns": {column: [] for column in columns}}
        text = yaml.safe_dump(table, allow_unicode=True, sort_keys=False, width=1000)
        notes.print(f"\n# {sheet or file.name}\n{text}", soft_wrap=True)


def _names(incomplete: str) -> list[str]:
    from trama.profiles.library import profile_names

    return [name for name in profile_names() if name.startswith(incomplete)]

"""The command ``trama load``: exports into the graph, and what became of every row."""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trama.cli.bulk import complete, import_files, steps
from trama.core.errors import UsageError
from trama.core.home import Home
from trama.core.time_spent import Part
from trama.terminal.bars import Bars
from trama.terminal.driver import import_driver
from trama.terminal.session import Session
from trama.terminal.standing_output import ask_after_load

if TYPE_CHECKING:
    from trama.ingest.load.loader import LoadOptions, LoadReport, SheetReport

LOAD = (
    "Carga exportes en el grafo y dice qué fue de cada fila; dos veces lo mismo no cambia nada.",
    "Loads exports and says what became of each row; the same twice changes nothing.",
)
SHIPPED = (
    "También los datos que trae Trama: datos abiertos del RETA y totales publicados.",
    "Also the data that comes with Trama: RETA open data and published totals.",
)
PROFILE = (
    "Nombre de un perfil o ruta de su YAML; si no se da, se adivina.",
    "Name of a profile or path of its YAML; guessed when none is given.",
)
DRY_RUN = ("Da el mismo informe y no escribe nada.", "Gives the same report, writes nothing.")
STRICT = ("Sale con 3 si se rechazó una fila.", "Exits with 3 when a row was rejected.")
EXPLAIN = ("Dice también en qué se fue el tiempo.", "Also tells where the time went.")
BULK_DIR = (
    "Carpeta de archivos para neo4j-admin (primera carga de Neo4j); sin exportes, la completa.",
    "Folder of files for neo4j-admin (first load of Neo4j); without exports, completes it.",
)
NEO4J_ADMIN = (
    "bin/neo4j-admin del servidor: importa los archivos de --bulk-dir con Neo4j detenido.",
    "The server's bin/neo4j-admin: imports the files of --bulk-dir while Neo4j is stopped.",
)
ISSUES = ("CSV con lo que se observó.", "CSV of what was found wrong.")
_KINDS_SHOWN = 8  # kinds of issues; with their sentences they fill one screen
NOTHING_TO_LOAD = (
    "Diga qué cargar: un archivo, una carpeta o --shipped.",
    "Say what to load: a file, a folder or --shipped.",
)

DOOR_REFUSED = (
    "El motor no aceptó la carga por su propia puerta ({why}): se cargó por transacciones.",
    "The engine refused the load through its own door ({why}): transactions loaded it.",
)
ADMIN_ALONE = (
    "--neo4j-admin va solo con --bulk-dir, después de escribir ahí los archivos de la carga.",
    "--neo4j-admin goes with --bulk-dir alone, once the files of the load are written there.",
)


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the command to ``app``."""
    say = session.say

    @app.command(
        "load",
        help=say(*LOAD),
    )
    def load_(  # noqa: PLR0913 - the options of a command
        paths: Annotated[
            list[Path] | None,
            typer.Argument(help=say("Archivos o carpetas.", "Files or folders.")),
        ] = None,
        *,
        shipped: Annotated[bool, typer.Option("--shipped", help=say(*SHIPPED))] = False,
        profile: Annotated[str | None, typer.Option(help=say(*PROFILE))] = None,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=say(*DRY_RUN))] = False,
        strict: Annotated[bool, typer.Option("--strict", help=say(*STRICT))] = False,
        issues: Annotated[Path | None, typer.Option(help=say(*ISSUES))] = None,
        explain: Annotated[bool, typer.Option("--explain", help=say(*EXPLAIN))] = False,
        bulk_dir: Annotated[Path | None, typer.Option("--bulk-dir", help=say(*BULK_DIR))] = None,
        neo4j_admin: Annotated[
            Path | None, typer.Option("--neo4j-admin", help=say(*NEO4J_ADMIN))
        ] = None,
    ) -> None:
        wanted = bool(paths) or shipped
        _check(session, bulk_dir, neo4j_admin, wanted=wanted)
        if bulk_dir is not None and neo4j_admin is not None:
            import_files(session, bulk_dir, neo4j_admin)
            return
        import_driver()
        from trama.graph.store.turns import LOCK
        from trama.ingest.load.loader import LoadOptions

        home = Home(session.settings.home)
        options = LoadOptions(
            key=home.pseudonym_key(),
            profile=profile,
            dry_run=dry_run,
            issues=issues,
            language=session.language,
            shipped=shipped,
            lock=home.folder / LOCK,
            own_profiles=home.profiles,
            bulk_dir=bulk_dir if wanted else None,
        )
        if bulk_dir is not None and not wanted:
            complete(session, bulk_dir, options)
            return
        _run(session, paths or [], options, strict=strict, explain=explain)


def _check(session: Session, bulk_dir: Path | None, admin: Path | None, *, wanted: bool) -> None:
    """Raise UsageError if the options do not go together; ``wanted`` if exports are given."""
    if admin is not None and (wanted or bulk_dir is None):
        raise UsageError(detail=session.say(*ADMIN_ALONE))
    if not wanted and bulk_dir is None:
        raise UsageError(detail=session.say(*NOTHING_TO_LOAD))


def _run(
    session: Session,
    paths: Sequence[Path],
    options: "LoadOptions",
    *,
    strict: bool,
    explain: bool,
) -> None:
    from trama.ingest.load.loader import load

    with session.services() as services:
        with Bars(session) as bars:
            report = load(paths, services.graph, options, bars.watch)
        _show(session, report)
        if not options.dry_run and options.bulk_dir is None:
            ask_after_load(session, services)
    if explain and not session.as_json:
        _show_time(session, report)
    if not session.as_json and not report.failed:
        found = sum(sheet.issues for file in report.files for sheet in file.sheets.values())
        for spanish, english in lead_on(paths, options, found):
            session.notes.print(session.say(spanish, english), soft_wrap=True)
    if report.failed:
        raise typer.Exit(1)
    if strict and report.rejected:
        raise typer.Exit(3)


def lead_on(
    paths: Sequence[Path], options: "LoadOptions", issues: int
) -> Iterator[tuple[str, str]]:
    """Yield the lines under a report, in both languages: where the issues are, and what to type.

    A dry run leads to the same command without ``--dry-run``, a load to the search.
    """
    words = ["trama load", *(shlex.quote(str(path)) for path in paths)]
    words += ["--shipped"] if options.shipped else []
    words += ["--profile", shlex.quote(options.profile)] if options.profile else []
    command = " ".join(words)
    if issues and options.issues:
        where = options.issues
        yield (
            f"Los avisos ({issues}), con su línea y columna, están en {where}.",
            f"The issues ({issues}), with line and column, are in {where}.",
        )
    elif issues:
        again = f"{command} --dry-run --issues"
        yield (
            f"Los avisos ({issues}), uno por línea: {again} avisos.csv",
            f"The issues ({issues}), one a line: {again} issues.csv",
        )
    if options.dry_run:
        yield f"Sigue: {command}", f"Next: {command}"
    elif options.bulk_dir is not None:
        yield from steps(options.bulk_dir)
    else:
        yield "Sigue: trama find NOMBRE_O_NÚMERO", "Next: trama find NAME_OR_NUMBER"


def _show(session: Session, report: "LoadReport") -> None:
    if session.as_json:
        session.json(report.document())
        return
    say = session.say
    columns = [
        say("hoja", "sheet"),
        say("filas", "rows"),
        say("cargadas", "loaded"),
        say("sin cambios", "unchanged"),
        say("repetidas", "merged"),
        say("rechazadas", "rejected"),
        say("avisos", "issues"),
    ]
    if report.dry_run:
        session.notes.print(say("Ensayo: no se escribe nada.", "Dry run: nothing is written."))
    for file in report.files:
        if file.sheets:
            rows = [(name, *_counts(sheet)) for name, sheet in file.sheets.items()]
            seconds = session.number(file.seconds, 1)
            title = f"{Path(file.file).name} · {file.profile} · {seconds} s"
            session.table(title, columns, rows)
        if file.error:
            session.notes.print(f"✗ {file.error}", style="red")
    if report.door_refused is not None:
        session.notes.print(say(*DOOR_REFUSED).format(why=report.door_refused))
    _show_issues(session, report)


def _show_issues(session: Session, report: "LoadReport") -> None:
    """Show the most frequent kinds of issues. No value is shown."""
    from trama.values.defects import explain

    say = session.say
    if not report.codes:
        return
    shown = list(report.codes.items())[:_KINDS_SHOWN]
    rows = [(count, code, explain(code, session.language)) for code, count in shown]
    columns = [say("avisos", "issues"), say("código", "code"), say("qué pasa", "what it is")]
    session.table(say("Avisos más frecuentes", "Most frequent issues"), columns, rows)
    more = len(report.codes) - len(shown)
    if more:
        session.notes.print(say(f"Hay {more} clases más.", f"There are {more} more kinds."))


def _show_time(session: Session, report: "LoadReport") -> None:
    """Show the seconds of each part of the load, and its share of the whole."""
    say = session.say
    names = {
        Part.PREPARING: say("preparar el grafo", "preparing the graph"),
        Part.READING: say("leer los archivos", "reading the files"),
        Part.MAPPING: say("entender las celdas", "making sense of cells"),
        Part.SPOOL: say("apartar las filas en disco", "keeping rows on disk"),
        Part.COMPARING: say("comparar con el grafo", "comparing with the graph"),
        Part.DERIVING: say("derivar casos y personas", "deriving cases and people"),
        Part.ENGINE: say("esperar al motor", "waiting for the engine"),
        Part.ROUTES: say("contar rutas", "counting routes"),
        Part.OTHER: say("lo demás", "all else"),
    }
    whole = sum(report.spent.values()) or 1.0
    rows = [
        (name, session.number(seconds, 1), f"{session.number(100 * seconds / whole, 0)} %")
        for part, name in names.items()
        if (seconds := report.spent.get(part, 0.0))
    ]
    columns = [say("en qué", "on what"), say("segundos", "seconds"), say("parte", "share")]
    session.table(say("Tiempo de la carga", "Time of the load"), columns, rows)


def _counts(sheet: "SheetReport") -> tuple[int, ...]:
    return (
        sheet.rows,
        sheet.loaded,
        sheet.unchanged,
        sheet.merged,
        sheet.rejected,
        sheet.issues,
    )

"""`trama query new`, `check` and `test`: an analyst's own queries, from a template to a trial."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trama.core.errors import NameTaken, OutputError, UnknownName, UsageError
from trama.core.home import write_private
from trama.core.unwritable import why_unwritable
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.queries.catalog import CheckedQuery, SavedQuery
    from trama.queries.trial import Trial

NEW = (
    "Escribe una consulta propia con la que empezar: comentada, y que ya responde.",
    "Writes a query of your own to begin with: commented, and it answers as it stands.",
)
CHECK = (
    "Revisa consultas propias, línea por línea. Sin archivos: todas las suyas.",
    "Checks queries of your own, line by line. Without files: all of yours.",
)
TEST = (
    "Hace los ejemplos de una consulta al grafo, y compara cada respuesta con lo que se espera.",
    "Asks the examples of a query of the graph, and compares each answer with what is expected.",
)
WRITE = (
    "Guarda las respuestas junto a la consulta, para comparar las siguientes.",
    "Keeps the answers beside the query, to compare the next ones with.",
)
_SUFFIX = ".cypher"


def add_to(group: typer.Typer, session: Session) -> None:
    """Add the commands to the group ``query``."""
    _add_new(group, session)
    _add_check(group, session)
    _add_test(group, session)


def _add_new(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command("new", help=say(*NEW))
    def new(name: Annotated[str, typer.Argument(metavar="NAME")]) -> None:
        from trama.queries.catalog import QUERY_NAME, query_names
        from trama.queries.template import template

        if not QUERY_NAME.fullmatch(name):
            raise UsageError(
                detail=say(
                    f"«{name}»: un nombre tiene letras minúsculas sin tilde, cifras y «_».",
                    f"“{name}”: a name has small letters without accents, digits and “_”.",
                )
            )
        if name in query_names():
            raise NameTaken(
                name=name,
                why_es="es una consulta de Trama; dé otro a la suya",
                why_en="it is a query of Trama; give yours another",
            )
        path = session.settings.queries / f"{name}{_SUFFIX}"
        if path.exists():
            raise OutputError(
                file=path, why_es="ya existe y podría tener su trabajo", why_en="it exists already"
            )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_private(path, template(name, session.language))
        except OSError as error:
            why_es, why_en = why_unwritable(error)
            raise OutputError(file=path, why_es=why_es, why_en=why_en) from error
        session.line(str(path))
        session.notes.print(
            say(
                f"Edítela, y luego: trama query check · trama query test {name} · "
                f"trama query run {name}",
                f"Edit it, and then: trama query check · trama query test {name} · "
                f"trama query run {name}",
            ),
            soft_wrap=True,
        )


def _add_check(group: typer.Typer, session: Session) -> None:
    say = session.say

    files_ = typer.Argument(metavar=say("[ARCHIVO]...", "[FILE]..."))

    @group.command("check", help=say(*CHECK))
    def check(files: Annotated[list[Path] | None, files_] = None) -> None:
        from trama.queries.own import check_file, own_names

        folder = session.settings.queries
        paths = files or [folder / f"{name}{_SUFFIX}" for name in own_names(folder)]
        found = [(path, check_file(path)) for path in paths]
        if session.as_json:
            session.json(
                [
                    {"file": str(path), "line": one.line, "es": one.es, "en": one.en}
                    for path, checked in found
                    for one in checked.problems
                ]
            )
        for path, checked in found:
            _tell_problems(session, path, checked)
        if any(checked.problems for _, checked in found):
            session.notes.print(
                say(
                    "Cómo se escribe una consulta: docs/writing-a-query.md",
                    "How to write a query: docs/writing-a-query.md",
                )
            )
            raise typer.Exit(1)


def _tell_problems(session: Session, path: Path, checked: "CheckedQuery") -> None:
    if not checked.problems:
        session.notes.print(session.say(f"{path}: sin problemas.", f"{path}: no problems."))
    elif not session.as_json:
        for one in checked.problems:
            session.line(f"{path}:{one.line}: {session.say(one.es, one.en)}")


def _add_test(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command("test", help=say(*TEST))
    def test(
        named: Annotated[str, typer.Argument(metavar="NAME|FILE")],
        *,
        write: Annotated[bool, typer.Option("--write", help=say(*WRITE))] = False,
    ) -> None:
        from trama.queries.trial import answers_file, read_answers, try_out, write_answers

        query = _named_query(session, named)
        path = answers_file(Path(query.file))
        if write and not query.is_own:
            raise UsageError(
                detail=say(
                    "Solo se guardan respuestas de consultas propias.",
                    "Only answers of queries of your own are kept.",
                )
            )
        kept = read_answers(path) if query.is_own and not write else ()
        with session.services() as services:
            viewer, limits = session.viewer(), services.limits
            trials = [
                _told(session, query, trial)
                for trial in try_out(query, kept, services.graph, viewer, limits)
            ]
        if write:
            write_answers(path, trials)
            session.notes.print(say(f"Guardadas en {path}.", f"Kept in {path}."), soft_wrap=True)
        if session.as_json:
            session.json([_document(trial) for trial in trials])
        if any(trial.faults for trial in trials):
            raise typer.Exit(1)


def _named_query(session: Session, named: str) -> "SavedQuery":
    """Return the query in a file, or the query of a name."""
    from trama.queries.own import check_file, find_query

    path = Path(named)
    if path.suffix == _SUFFIX:
        if not path.is_file():
            raise UnknownName(kind=("archivo", "file"), name=named)
        return check_file(path).sound()
    return find_query(named, session.settings.queries)


def _told(session: Session, query: "SavedQuery", trial: "Trial") -> "Trial":
    """Tell what a trial found, and return it."""
    rows = f"{len(trial.rows)}{'+' if trial.truncated else ''}"
    word = session.say("bien", "well") if not trial.faults else session.say("MAL", "WRONG")
    title = trial.example.title(session.language)
    session.notes.print(
        session.say(
            f"{query.name}, «{title}»: {rows} filas, {word}",
            f"{query.name}, “{title}”: {rows} rows, {word}",
        ),
        soft_wrap=True,
    )
    if not session.as_json:
        for es, en in trial.faults:
            session.line(f"  {session.say(es, en)}")
    return trial


def _document(trial: "Trial") -> dict[str, object]:
    return {
        "title": {"es": trial.example.es, "en": trial.example.en},
        "parameters": {name: str(value) for name, value in trial.example.parameters.items()},
        "rows": len(trial.rows),
        "faults": [{"es": es, "en": en} for es, en in trial.faults],
    }

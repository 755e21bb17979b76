"""`trama study`: the study of victimisation risk by place, and the check of one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from trama.core.errors import UsageError
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.study.analysis import Options
    from trama.study.source import Source

ABOUT = (
    "Estudio de riesgo por lugar: tasas, zonas, factores y límites, en HTML y PDF.",
    "Risk study by place: rates, zones, factors and limits, in HTML and PDF.",
)
_ORDER = ("--since y --until van en orden.", "--since and --until stand in order.")
SourceChoice = Literal["open-data", "graph"]


class StudyOptions:
    """The options of the command, in the language of the session."""

    def __init__(self, session: Session) -> None:
        say = session.say
        self.folder = typer.Argument(
            metavar=say("CARPETA", "FOLDER"),
            help=say("Donde se escribe, o lo escrito.", "Where it is written, or was."),
        )
        self.source = typer.Option(
            help=say(
                "Datos abiertos del RETA, o el grafo: personas por lugar de nacimiento.",
                "The open data of RETA, or the graph: people by birthplace.",
            )
        )
        self.since = typer.Option(help=say("Primer año.", "First year."), min=1990, max=2100)
        self.until = typer.Option(help=say("Último año.", "Last year."), min=1990, max=2100)
        self.covariates = typer.Option(
            metavar="CSV",
            help=say(
                "Medidas propias de las provincias: columna ubigeo y una por medida.",
                "Own measures of provinces: a column ubigeo and one for each measure.",
            ),
        )
        self.seed = typer.Option(
            help=say("La misma da lo mismo.", "The same gives the same."), min=0
        )
        self.check = typer.Option(
            "--check",
            help=say(
                "Repite cada cifra de la carpeta desde su recibo; sale con 1 si algo es otro.",
                "Makes each figure again from the receipt; exits with 1 if one is another.",
            ),
        )


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the command to ``app``."""
    words = StudyOptions(session)

    @app.command("study", help=session.say(*ABOUT))
    def study(  # noqa: PLR0913 - the options of a command
        folder: Annotated[Path, words.folder],
        *,
        source: Annotated[SourceChoice, words.source] = "open-data",
        since: Annotated[int | None, words.since] = None,
        until: Annotated[int | None, words.until] = None,
        covariates: Annotated[Path | None, words.covariates] = None,
        seed: Annotated[int, words.seed] = 2017,
        check: Annotated[bool, words.check] = False,
    ) -> None:
        from trama.study.study_extra import require_extra

        require_extra()
        if since and until and since > until:
            raise UsageError(detail=session.say(*_ORDER))
        if check:
            _check(session, folder)
            return
        from trama.study.analysis import Options
        from trama.study.source import years_of

        options = Options(years_of(since, until), seed=seed, covariates=covariates)
        _write(session, folder, source, options)


def _source(session: Session, code: str) -> tuple["Source", str]:
    """Return the source of a study, and the word for invented data, "" for real ones.

    Raises:
        AccessDenied: the role may not count the victims of the graph.
    """
    if code in ("open-data", "open_data"):
        from trama.study.open_data_source import open_data

        return open_data(), ""
    from trama.queries.lookups.synthetic import holds_synthetic_cases
    from trama.study.graph_source import of_graph

    viewer = session.viewer()
    viewer.admit_link()
    with session.services() as services:
        invented = holds_synthetic_cases(services.graph, services.limits.seconds)
        source = of_graph(lambda text, given: services.graph.stream(text, **given))
    return source, "SINTETICO" if invented else ""


def _write(session: Session, folder: Path, code: str, options: "Options") -> None:
    from datetime import UTC, datetime

    from trama.study.analysis import make_study
    from trama.study.study_folder import check_folder, study_files, write_files

    check_folder(folder)
    source, mark = _source(session, code)
    study = make_study(source, options)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    files, receipt = study_files(study, now, mark)
    write_files(folder, files)
    if session.as_json:
        session.json(receipt)
        return
    from trama.terminal.study_told import show_study

    show_study(session, receipt["figures"], folder)


def _check(session: Session, folder: Path) -> None:
    from trama.study.study_folder import check_study

    told = check_study(folder, lambda code: _source(session, code)[0])
    if session.as_json:
        session.json({"reproduced": True, "receipt": told["receipt"]})
        return
    session.line(
        session.say(
            f"Cada cifra es la del recibo ({len(told['files'])} archivos, sin cambios).",
            f"Each figure is that of the receipt ({len(told['files'])} files, unchanged).",
        )
    )

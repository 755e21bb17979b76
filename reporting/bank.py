"""`trama bank`: the databank of victims, counted by where from, where to, when and who."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trama.core.errors import UsageError
from trama.reporting.publish import add_publication
from trama.terminal.bank_output import BankFormat, bank_form, show_changes, write_cells
from trama.terminal.driver import import_driver
from trama.terminal.empty_graph import tell_if_empty
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.bank.bank_page import Source
    from trama.bank.cube import Question
    from trama.bank.released import Released

ABOUT = (
    "Banco de víctimas: de dónde, adónde, cuándo, quiénes, y en qué registro.",
    "Databank of victims: from where, to where, when, who, and in which registry.",
)


_ALONE = (
    "--since se muestra en una tabla o en JSON: sin --output y sin --estimate.",
    "--since is shown as a table or JSON: without --output and without --estimate.",
)


class BankOptions:
    """The options of the databank, in the language of the session."""

    def __init__(self, session: Session) -> None:
        option = session.option
        self.by = option(
            "Desgloses, con comas: nacimiento, residencia, origen, transito, destino, año, sexo, "
            "edad, finalidad, registro.",
            "Dimensions, with commas: birth, residence, origin, transit, destination, year, sex, "
            "age, purpose, registry.",
        )
        self.level = option(
            "Nivel: distrito, provincia, departamento, macrorregión.",
            "Level: district, province, department, macroregion.",
        )
        self.unit = option(
            "Unidad: persona, episodio, registro.", "Unit: person, episode, registration."
        )
        self.where = option(
            "Solo estas, se repite: sex=F, birth=Cusco.",
            "Only these, repeated: sex=F, birth=Cusco.",
        )
        self.as_of = option(
            "Lo que se sabía ese día.", "What was known on that day.", metavar="YYYY-MM-DD"
        )
        self.since = option(
            "Qué celdas cambiaron desde ese día, y por qué.",
            "The cells that changed since that day, and why.",
            metavar="YYYY-MM-DD",
        )
        self.estimate = option(
            "Rango de personas distintas entre RETA y SISTRA.",
            "Range of distinct people over RETA and SISTRA.",
        )
        self.page = option(
            "Página HTML que se abre sin conexión: mapas, pirámide, series, tablas.",
            "HTML page that opens offline: maps, pyramid, series, tables.",
        )
        self.form = option("Forma.", "Form.", "--format")
        self.output = option(
            "Archivo .csv, .json, .parquet o .xlsx, con su libro de códigos.",
            "File .csv, .json, .parquet or .xlsx, with its codebook.",
            "-o",
            "--output",
        )


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the command to ``app``."""
    group = typer.Typer(invoke_without_command=True, help=session.say(*ABOUT))
    app.add_typer(group, name="bank")
    words = BankOptions(session)

    @group.callback()
    def bank(  # noqa: PLR0913 - the options of a command
        context: typer.Context,
        *,
        by: Annotated[str, words.by] = "year",
        level: Annotated[str, words.level] = "department",
        unit: Annotated[str, words.unit] = "person",
        where: Annotated[list[str] | None, words.where] = None,
        as_of: Annotated[str | None, words.as_of] = None,
        since: Annotated[str | None, words.since] = None,
        estimate: Annotated[bool, words.estimate] = False,
        page: Annotated[Path | None, words.page] = None,
        form: Annotated[BankFormat | None, words.form] = None,
        output: Annotated[Path | None, words.output] = None,
    ) -> None:
        if context.invoked_subcommand:
            return
        import_driver()
        from trama.bank.cube import question_of

        question = question_of(by, level, unit, where or (), as_of)
        if since is not None:
            if output or estimate or form not in (None, BankFormat.TABLE, BankFormat.JSON):
                raise UsageError(detail=session.say(*_ALONE))
            _changes(session, question, since, as_json=form is BankFormat.JSON)
        elif page is not None:
            _page(session, question, page)
        else:
            chosen = bank_form(session, form, output)
            _cells(session, question, chosen, output, estimate=estimate)

    add_publication(group, session)


def _cells(
    session: Session,
    question: "Question",
    form: BankFormat,
    output: Path | None,
    *,
    estimate: bool,
) -> None:
    from trama.bank.bank_answer import ask, cube_document
    from trama.bank.public_answer import public_document
    from trama.reporting.distinct_people import check_estimable, estimated

    if released := _release_for(session):
        if estimate:
            session.viewer().admit_counts()
        write_cells(session, public_document(question, released, session.language), form, output)
        return
    if estimate:
        check_estimable(question)
    with session.services() as services:
        viewer = session.viewer()
        cube = ask(services.graph, question, viewer)
        document = cube_document(cube, session.language)
        if estimate:
            from trama.overlap.answers.reckoner import Reckoner
            from trama.queries.lookups.lookup import Lookup

            years = [int(row["year"]) for row in document["rows"] if row.get("year")]
            lookup = Lookup(services.graph, viewer, services.limits.seconds)
            reckoner = Reckoner(services.graph, None)
            document["estimated"] = estimated(question, years, reckoner, lookup, session.language)
        write_cells(session, document, form, output)
        if not cube.total:
            tell_if_empty(session, services)


def _changes(session: Session, question: "Question", since: str, *, as_json: bool) -> None:
    from trama.bank.bank_answer import changes_document

    with session.services() as services:
        viewer, language = session.viewer(), session.language
        document = changes_document(services.graph, question, since, viewer, language)
    if session.as_json or as_json:
        session.json(document)
    else:
        show_changes(session, document)


def _page(session: Session, question: "Question", output: Path) -> None:
    from trama.bank.bank_answer import cube_document, read_frame
    from trama.bank.bank_page import Source
    from trama.bank.cube import count
    from trama.bank.public_answer import levels_of, places_of, public_document
    from trama.queries.lookups.synthetic import holds_synthetic_cases
    from trama.terminal import page_writing

    page_writing.check_target(session, output)
    language = session.language
    if released := _release_for(session):
        told = released.manifest
        source = Source(
            lambda asked: public_document(asked, released, language),
            places_of(released),
            levels_of(released),
        )
        _write_page(session, source, question, output, told["synthetic"], told["people"])
        return
    session.viewer().admit_counts()
    with session.services() as services:
        frame = read_frame(services.graph, question)
        synthetic = holds_synthetic_cases(services.graph, services.limits.seconds)
        source = Source(lambda asked: cube_document(count(frame, asked), language))
        _write_page(session, source, question, output, synthetic, len(frame))
        if frame.empty:
            tell_if_empty(session, services)


def _write_page(
    session: Session,
    source: "Source",
    question: "Question",
    output: Path,
    synthetic: bool,
    units: int,
) -> None:
    import shlex
    import sys

    from trama.bank.bank_page import bank_page
    from trama.terminal import page_writing

    command = shlex.join(["trama", *sys.argv[1:]])
    page = bank_page(source, question, session.language, synthetic=synthetic, command=command)
    page_writing.write(session, output, page)
    page_writing.report(session, output, units, [])


def _release_for(session: Session) -> "Released | None":
    """Return the release that the public reads; None for those who read the graph.

    Raises:
        NothingPublished: no release stands in the home.
    """
    from trama.access.policy import Role
    from trama.bank.released import latest
    from trama.core.home import Home

    if session.viewer().role is not Role.PUBLIC:
        return None
    return latest(Home(session.settings.home))

"""`trama overlap`: who stands in RETA, in SISTRA, in both, and what stands between the counts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from trama.core.home import Home
from trama.terminal.driver import import_driver
from trama.terminal.empty_graph import tell_if_absent
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.overlap.answers.ledger_answer import Question
    from trama.overlap.answers.reckoner import Reckoner
    from trama.queries.lookups.lookup import Lookup

OVERLAP = (
    "Cruce RETA-SISTRA: solo RETA, solo SISTRA, ambos, sin decidir, con intervalos.",
    "Overlap of RETA and SISTRA: only RETA, only SISTRA, both, undecided, with intervals.",
)
WATERFALL = (
    "De lo que cuenta RETA a lo que cuenta SISTRA, paso a paso; --step lista los registros.",
    "From RETA's count to SISTRA's, step by step; --step lists the records.",
)
LOST = (
    "Registros derivados a la Fiscalía y sin carpeta (--reverse: carpetas sin su registro).",
    "Registrations handed over without a carpeta (--reverse: carpetas without theirs).",
)

SAMPLE = (
    "Pares que faltan leer, al azar, para que el intervalo salga de una muestra revisada.",
    "Pairs still to be read, chosen by chance, for an interval from a reviewed sample.",
)


KindChoice = Literal["victims", "episodes", "cases"]
ByChoice = Literal["year", "cause", "sex", "age", "department", "unit", "district"]
DateChoice = Literal["counted", "fact"]


class OverlapOptions:
    """The options of the commands, in the language of the session."""

    def __init__(self, session: Session) -> None:
        option = session.option
        self.year = option("Solo este año.", "Only this year.", min=1990, max=2100)
        self.by = option("Desglose.", "Breakdown.")
        self.date = option(
            "Año del registro e ingreso (counted) o del hecho (fact).",
            "Year of registration and admission (counted) or of the fact (fact).",
        )
        self.kind = option("Personas, episodios o casos.", "People, episodes or cases.")
        self.draws = option(
            "Enlaces completos que se extraen.", "Whole linkages drawn.", min=1, max=10_000
        )
        self.seed = option(
            "Semilla: la misma da las mismas cifras.", "Seed: the same gives the same.", min=0
        )
        self.unseen = option(
            "Rango de quienes no están en ningún registro, con su advertencia.",
            "Range of those in neither registry, with its warning.",
        )
        self.odds = option(
            "Mayor razón de momios de --unseen.", "Greatest odds ratio of --unseen.", min=1
        )
        self.more_than = option(
            "Enlaces en que debe moverse una cifra para darla por cambiada.",
            "Links by which a figure must move to count as overturned.",
            min=0,
            max=200,
        )
        self.replicates = option(
            "Escribe aquí las réplicas con su SHA-256 (carpeta nueva).",
            "Writes the replicates here, with their SHA-256 (a new folder).",
            metavar="FOLDER",
        )
        self.step = option("Lista los registros de este paso.", "Lists this step's records.")
        self.registry = option("Con --step.", "With --step.", metavar="RETA|SISTRA")
        self.reverse = option("Carpetas sin su registro RETA.", "Carpetas without theirs.")
        self.unit = option("Parte del nombre de la unidad.", "Part of the unit's name.")
        self.district = option("Parte del distrito fiscal.", "Part of the fiscal district.")
        self.as_of = option(
            "Día hasta el que se cuenta la edad; si no, el último del grafo.",
            "Day up to which the age counts; otherwise the graph's latest.",
            metavar="YYYY-MM-DD",
        )
        self.limit = option("Filas.", "Rows.", min=1, max=10_000)


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(invoke_without_command=True, help=session.say(*OVERLAP))
    app.add_typer(group, name="overlap")
    words = OverlapOptions(session)
    _add_ledger(group, session, words)
    _add_waterfall(group, session, words)
    _add_lost(group, session, words)
    _add_sample(group, session)


def _add_ledger(group: typer.Typer, session: Session, words: OverlapOptions) -> None:
    @group.callback()
    def ledger(  # noqa: PLR0913 - the options of a command
        context: typer.Context,
        *,
        year: Annotated[int | None, words.year] = None,
        by: Annotated[ByChoice | None, words.by] = None,
        kind: Annotated[KindChoice, words.kind] = "victims",
        date: Annotated[DateChoice, words.date] = "counted",
        draws: Annotated[int, words.draws] = 1_000,
        seed: Annotated[int, words.seed] = 2017,
        unseen: Annotated[bool, words.unseen] = False,
        odds: Annotated[float, words.odds] = 10.0,
        more_than: Annotated[int | None, words.more_than] = None,
        replicates: Annotated[Path | None, words.replicates] = None,
    ) -> None:
        if context.invoked_subcommand:
            return
        import_driver()
        from trama.overlap.answers.ledger_answer import Question
        from trama.overlap.keys import By
        from trama.overlap.units import UnitKind

        question = Question(
            kind=UnitKind(kind),
            by=By(by) if by else None,
            year=year,
            of_fact=date == "fact",
            draws=draws,
            seed=seed,
            unseen=unseen,
            most_odds=odds,
            more_than=more_than,
        )
        _ledger(session, question, replicates)


def _ledger(session: Session, question: "Question", replicates: Path | None) -> None:
    from trama.overlap.answers.ledger_answer import count, ledger_document
    from trama.overlap.answers.published_answer import published_ranges
    from trama.terminal.overlap_tables import show_ledger

    with _asking(session) as (reckoner, lookup):
        lookup.viewer.admit_counts()
        counted = count(reckoner, question)
        document = ledger_document(counted, lookup, session.language)
        year = question.year
        document["published"] = published_ranges(lookup, year, session.language) if year else []
        if replicates is not None:
            from trama.terminal.overlap_files import write_replicates

            document["replicates"] = write_replicates(
                session, counted, document, replicates, lookup
            )
    if session.as_json:
        session.json(document)
    else:
        show_ledger(session, document)


def _add_waterfall(group: typer.Typer, session: Session, words: OverlapOptions) -> None:
    @group.command("waterfall", help=session.say(*WATERFALL))
    def waterfall_(  # noqa: PLR0913 - the options of a command
        *,
        year: Annotated[int | None, words.year] = None,
        step: Annotated[str | None, words.step] = None,
        registry: Annotated[str | None, words.registry] = None,
        kind: Annotated[KindChoice, words.kind] = "victims",
        date: Annotated[DateChoice, words.date] = "counted",
        draws: Annotated[int, words.draws] = 1_000,
        seed: Annotated[int, words.seed] = 2017,
        limit: Annotated[int, words.limit] = 500,
    ) -> None:
        import_driver()
        from trama.overlap.answers.ledger_answer import Question
        from trama.overlap.answers.waterfall_answer import (
            count_waterfall,
            step_document,
            step_entries,
            waterfall_document,
        )
        from trama.overlap.units import UnitKind
        from trama.terminal.overlap_tables import show_step, show_waterfall

        question = Question(
            kind=UnitKind(kind),
            year=year,
            of_fact=date == "fact",
            draws=draws,
            seed=seed,
        )
        with _asking(session) as (reckoner, lookup):
            lookup.viewer.admit_counts()
            made = count_waterfall(reckoner, question)
            if step is None:
                viewer = lookup.viewer
                document = waterfall_document(made, question, viewer, session.language)
            else:
                of = registry.upper() if registry else None
                entries = step_entries(made, step, of)
                document = step_document(entries, lookup, skip=0, limit=limit)
        if session.as_json:
            session.json(document)
        elif step is None:
            show_waterfall(session, document)
        else:
            show_step(session, document)


def _add_lost(group: typer.Typer, session: Session, words: OverlapOptions) -> None:
    @group.command("lost", help=session.say(*LOST))
    def lost(  # noqa: PLR0913 - the options of a command
        *,
        year: Annotated[int | None, words.year] = None,
        reverse: Annotated[bool, words.reverse] = False,
        unit: Annotated[str | None, words.unit] = None,
        district: Annotated[str | None, words.district] = None,
        as_of: Annotated[str | None, words.as_of] = None,
        draws: Annotated[int, words.draws] = 1_000,
        seed: Annotated[int, words.seed] = 2017,
        limit: Annotated[int, words.limit] = 500,
    ) -> None:
        import_driver()
        from trama.overlap.answers.waterfall_answer import LostQuestion, find_lost, lost_document
        from trama.terminal.overlap_tables import show_lost

        asked = LostQuestion(reverse, unit, district, year, as_of, draws, seed)
        with _asking(session) as (reckoner, lookup):
            found = find_lost(reckoner, asked, lookup)
            document = lost_document(found, lookup, session.language, skip=0, limit=limit)
        if session.as_json:
            session.json(document)
        else:
            show_lost(session, document)


def _add_sample(group: typer.Typer, session: Session) -> None:
    @group.command("sample", help=session.say(*SAMPLE))
    def sample() -> None:
        import_driver()
        from trama.overlap.answers.entry_list import shown_sample

        with _asking(session) as (reckoner, lookup):
            key = Home(session.settings.home).pseudonym_key()
            rows = shown_sample(reckoner.held(), lookup, key)
        if session.as_json:
            session.json({"pairs": rows})
            return
        say = session.say
        for row in rows:
            ends = f"{row['handle']}.1 {row['handle']}.2"
            session.line(f"trama review show {ends}")
            session.line(f"trama review judge {ends} same|different")
        session.notes.print(say(f"Pares por leer: {len(rows)}.", f"Pairs to read: {len(rows)}."))


@contextmanager
def _asking(session: Session) -> Iterator[tuple["Reckoner", "Lookup"]]:
    """Open the graph, and yield who reads the registries and who looks names up."""
    from trama.overlap.answers.reckoner import Reckoner
    from trama.queries.lookups.lookup import Lookup

    with session.services() as services:
        reckoner = Reckoner(services.graph, None)
        tell_if_absent(session, services, reckoner.held().absent)
        yield reckoner, Lookup(services.graph, session.viewer(), services.limits.seconds)

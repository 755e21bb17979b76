"""`trama page overlap`: the page with the charts of the overlap, which opens from a file."""

from pathlib import Path
from typing import Annotated

import typer

from trama.cli.overlap import DateChoice, OverlapOptions
from trama.core.errors import NothingToDraw
from trama.terminal.empty_graph import absent_words
from trama.terminal.page_options import PageOptions
from trama.terminal.session import Session

_HELP = (
    "Dibuja el cruce RETA-SISTRA: por año, paso a paso, y lo perdido entre ambos.",
    "Draws the overlap of RETA and SISTRA: by year, step by step, and what is lost between.",
)
_TITLE = ("Cruce RETA-SISTRA", "Overlap of RETA and SISTRA")
_BOTH = 2  # registries without a case: then no bar of any chart has a row


def add_page(group: typer.Typer, session: Session, shared: PageOptions) -> None:
    """Add the command to the group of pages; its options are those of `trama overlap`."""
    words = OverlapOptions(session)
    of_steps = session.say("Año de los pasos; si no, todos.", "Year of the steps; otherwise all.")

    @group.command("overlap", help=session.say(*_HELP))
    def overlap(
        output: Annotated[Path, shared.output],
        *,
        year: Annotated[int | None, typer.Option(min=1990, max=2100, help=of_steps)] = None,
        date: Annotated[DateChoice, words.date] = "counted",
        draws: Annotated[int, words.draws] = 1_000,
        seed: Annotated[int, words.seed] = 2017,
    ) -> None:
        from trama.overlap.answers.page_answer import PageQuestion, page_documents
        from trama.overlap.answers.reckoner import Reckoner
        from trama.queries.lookups.lookup import Lookup
        from trama.queries.lookups.synthetic import holds_synthetic_cases
        from trama.terminal import page_writing
        from trama.terminal.empty_graph import tell_if_absent, told_if_empty
        from trama.visualizations.overlap_page import Overlap, overlap_page

        with session.services() as services, told_if_empty(session, services):
            viewer, seconds = session.viewer(), services.limits.seconds
            lookup = Lookup(services.graph, viewer, seconds)
            question = PageQuestion(year, date == "fact", draws, seed)
            reckoner = Reckoner(services.graph, None)
            tell_if_absent(session, services, _drawable(reckoner.held().absent))
            years, steps, lost = page_documents(reckoner, question, lookup, session.language)
            synthetic = holds_synthetic_cases(services.graph, seconds)
        given = Overlap(years, steps, lost)
        page_writing.write(
            session, output, overlap_page(given, session.language, synthetic=synthetic)
        )
        page_writing.report(session, output, len(years["rows"]), [])


def _drawable(absent: tuple[str, ...]) -> tuple[str, ...]:
    """Return the registries without a case. Raise NothingToDraw if that is both."""
    if len(absent) == _BOTH:
        raise NothingToDraw(what=_TITLE, hint=absent_words(absent))
    return absent

"""The letters of `trama quality`: in the terminal, as a page or PDF, and one a unit in a folder."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from trama.access.policy import Viewer
from trama.core.errors import NothingToDraw, UsageError
from trama.core.safe_cells import visible
from trama.quality.kept_survey import current_survey
from trama.quality.letter import Finding, Letter, TrendPeriod, letter
from trama.quality.letter_page import Entry, file_name, index_page, letter_page
from trama.quality.letter_words import (
    closing,
    counted,
    median_text,
    opening,
    period_text,
    share_text,
    trend_label,
)
from trama.quality.mending import form_column, how_to_mend, what_is_wrong
from trama.quality.shown_units import shown_to
from trama.quality.survey import Survey, UnitCounts
from trama.terminal.page_writing import write
from trama.terminal.session import Session
from trama.values.dates import partial_date

if TYPE_CHECKING:
    from trama.api.services import Services
    from trama.reports.report import Report

_INDEX = "index.html"


def read_survey(session: Session, services: "Services", viewer: Viewer) -> Survey:
    """Return the survey as the viewer may read it, with a bar while records are read.

    Raises:
        UsageError: the graph is empty.
        NothingToDraw: no case names a unit.
    """
    from rich.progress import Progress

    from trama.terminal.empty_graph import told_if_empty

    quiet = not session.notes.is_terminal
    with told_if_empty(session, services):
        with Progress(console=session.notes, transient=True, disable=quiet) as bar:
            task = bar.add_task(session.say("casos", "cases"), total=None)
            found = current_survey(
                services.graph,
                services.home,
                services.limits.seconds,
                services.home.profiles,
                lambda done, total: bar.update(task, completed=done, total=total),
            )
        key = services.home.pseudonym_key()
        found = shown_to(found, services.graph, viewer, services.limits, key)
        if not found.units:
            hint = ("Ningún caso nombra una dependencia.", "No case names a unit.")
            raise NothingToDraw(what=("Dependencias", "Units"), hint=hint)
    if hidden := len(found.units) - len(found.shown):
        session.notes.print(
            session.say(
                f"{hidden} dependencias no se muestran: su nombre puede ser el de una persona.",
                f"{hidden} units are not shown: their names may be those of people.",
            )
        )
    return found


def month_of(session: Session, written: str | None, *, last: bool = False) -> str:
    """Return a date as typed as the month where it begins, or ``last`` ends; '' if there is none.

    Raises:
        UsageError: it is no date.
    """
    if not written:
        return ""
    read = partial_date(written).value
    if read is None:
        say = session.say(
            f"«{written}» no es una fecha: 2024, 03/2024 o 15/03/2024.",
            f"“{written}” is no date: 2024, 03/2024 or 15/03/2024.",
        )
        raise UsageError(detail=say)
    return (read.last if last else read.first).isoformat()[: len("2024-03")]


def letter_of(survey: Survey, unit: UnitCounts, since: str, until: str) -> Letter:
    """Return the letter to a unit.

    Raises:
        NothingToDraw: the unit has no case in the period.
    """
    made = letter(survey, unit, since, until)
    if made is None:
        name = f"{unit.name} {since} {until}".strip()
        raise NothingToDraw(
            what=(name, name),
            hint=(
                "La dependencia no tiene casos en ese periodo: pruebe sin --since.",
                "The unit has no cases in that period: try without --since.",
            ),
        )
    return made


def tell_letter(session: Session, told: Letter) -> None:
    """Write a letter on standard output."""
    language, say = session.language, session.say
    session.out.print(visible(f"{told.unit} · {told.registry}"), style="bold")
    for line in opening(told, language):
        session.out.print(line)
    for number, group in enumerate(told.by_code(), 1):
        session.out.print()
        session.out.print(f"{number}. {what_is_wrong(group[0].flaw, language)}", style="bold")
        session.out.print(visible(f"→ {how_to_mend([one.flaw for one in group], language)}"))
        for one in group:
            session.out.print("   " + visible(f"{form_column(one.flaw)}: {_figures(session, one)}"))
    session.out.print()
    _tell_trend(session, told, say("Cómo va", "How it goes"), told.trend)
    if len(told.months) > 1:
        _tell_trend(session, told, say("Mes a mes", "Month by month"), told.months)
    for line in closing(told, language):
        session.notes.print(line)


def _tell_trend(session: Session, told: Letter, title: str, periods: Sequence[TrendPeriod]) -> None:
    say = session.say
    titles = [say("Periodo", "Period"), counted(told, session.language).capitalize()]
    titles += [say("Con algo que corregir", "With something to mend"), say("Parte", "Share")]
    rows = [
        (
            trend_label(each.label, session.language),
            each.share.of,
            each.share.part,
            say("pocos", "few") if each.share.few else session.percent(each.share.value),
        )
        for each in periods
    ]
    session.table(title, titles, rows)


def write_letter(session: Session, told: Letter, path: Path) -> None:
    """Write a letter as a page, or as a PDF if the file's name ends so.

    Raises:
        UsageError: the path cannot be written.
        MissingPart: the library of PDF is not installed.
    """
    from trama.core.extras import require_libraries
    from trama.core.home import write_private

    if path.suffix.lower() == ".pdf":
        require_libraries(("reportlab",), "report", "escribe PDF", "writes PDF")
        from trama.reports.pdf_report import pdf_of

        try:
            write_private(path, pdf_of(_report(session, told)))
        except OSError as error:
            raise session.unwritable(path, error) from error
    else:
        write(session, path, letter_page(told, session.language))
    session.line(str(path))


def write_all(session: Session, survey: Survey, folder: Path, since: str, until: str) -> None:
    """Write one letter a unit and the index. A letter that stands there already stays as it is.

    Raises:
        UsageError: a path cannot be written.
    """
    from rich.progress import track

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise session.unwritable(folder, error) from error
    entries, same = [], 0
    quiet = not session.notes.is_terminal
    for unit in track(survey.named(), "", console=session.notes, transient=True, disable=quiet):
        told = letter(survey, unit, since, until)
        name = file_name(unit.uid) if told else ""
        if told is not None:
            page = letter_page(told, session.language)
            stands = (folder / name).is_file() and (folder / name).read_bytes() == page.encode()
            same += stands
            if not stands:
                write(session, folder / name, page)
        entries.append(Entry(unit.name, unit.registry, name, told))
    index = index_page(entries, session.language, synthetic=survey.synthetic)
    write(session, folder / _INDEX, index)
    letters = sum(entry.letter is not None for entry in entries)
    session.notes.print(
        session.say(
            f"{letters} cartas, {same} ya estaban; {len(entries) - letters} dependencias sin casos "
            "en el periodo.",
            f"{letters} letters, {same} stood there already; {len(entries) - letters} units "
            "without cases in the period.",
        )
    )
    session.line(str(folder / _INDEX))


def _figures(session: Session, one: Finding) -> str:
    """Return the share of a finding now, before, and among the units; what is known of it."""
    say, language = session.say, session.language
    told = [say(f"ahora {share_text(one.now, language)}", f"now {share_text(one.now, language)}")]
    if one.before is not None:
        before = share_text(one.before, language)
        told.append(say(f"antes {before}", f"before {before}"))
    if one.median is not None:
        middle = median_text(one.median, language)
        told.append(say(f"mediana de las dependencias {middle}", f"median of the units {middle}"))
    return " · ".join(told)


def _report(session: Session, told: Letter) -> "Report":
    from trama.reports.report import Facts, Paragraph, Report, Section, Table

    say, language = session.say, session.language
    kind = say("Calidad del registro", "Quality of the register")
    findings = [
        Section(
            what_is_wrong(group[0].flaw, language),
            [
                Paragraph(how_to_mend([one.flaw for one in group], language)),
                Facts([(form_column(one.flaw), _figures(session, one)) for one in group]),
            ],
            level=2,
        )
        for group in told.by_code()
    ]
    titles = [say("Periodo", "Period"), counted(told, language)]
    titles.append(say("Con algo que corregir", "To mend"))

    def trend(periods: Sequence[TrendPeriod]) -> Table:
        label = partial(trend_label, language=language)
        rows = [(label(one.label), str(one.share.of), str(one.share.part)) for one in periods]
        return Table(titles, rows)

    months = [Section(say("Mes a mes", "Month by month"), [trend(told.months)], level=2)]
    facts = [(say("Registro", "Registry"), told.registry)]
    facts.append((say("Periodo", "Period"), period_text(told, language)))
    return Report(
        title=told.unit,
        kind=kind,
        mark=say("SINTÉTICO: datos inventados", "SINTÉTICO: invented data")
        if told.synthetic
        else "",
        facts=Facts(facts),
        sections=[
            Section(kind, [Paragraph(line) for line in opening(told, language)]),
            Section(say("Qué corregir, y cómo", "What to mend, and how"), []),
            *findings,
            Section(say("Cómo va", "How it goes"), [trend(told.trend)]),
            *(months if len(told.months) > 1 else ()),
            Section(
                say("Qué no dice esta carta", "What this letter does not say"),
                [Paragraph(line, small=True) for line in closing(told, language)],
            ),
        ],
        foot=f"Trama · {told.unit}",
        language=language,
        contents=say("Contenido", "Contents"),
        page=say("Página {page} de {pages}", "Page {page} of {pages}"),
    )

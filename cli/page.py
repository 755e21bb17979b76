"""`trama page`: write pages that open offline: routes, suspects, networks, places, the map."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from trama.cli.overlap_page import add_page
from trama.cli.page_options import PageOptions, asking
from trama.cli.page_people import add_network, add_pairs
from trama.cli.session import Session
from trama.core.errors import UsageError


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    say = session.say
    group = typer.Typer(
        no_args_is_help=True,
        help=say(
            "Páginas HTML que se abren sin conexión.", "HTML pages that open without a network."
        ),
    )
    app.add_typer(group, name="page")
    words = PageOptions(session)
    _add_route(group, session, words)
    _add_suspect(group, session, words)
    add_network(group, session, words)
    add_pairs(group, session, words)
    _add_place(group, session, words)
    _add_places(group, session, words)
    add_page(group, session)


def _add_route(group: typer.Typer, session: Session, shared: PageOptions) -> None:
    say = session.say

    @group.command(
        "route",
        help=say(
            "Dibuja la ruta de un caso, de una víctima (seudónimo) o entre dos lugares. El nivel y "
            "el período valen entre dos lugares.",
            "Draws the route of a case, of a victim (pseudonym) or between two places. Level and "
            "period serve between two places.",
        ),
    )
    def route(  # noqa: PLR0913 - the options of a command
        words: Annotated[
            list[str],
            typer.Argument(
                metavar=say("CASO|VÍCTIMA|ORIGEN DESTINO", "CASE|VICTIM|ORIGIN DESTINATION"),
                help=say("Un caso o una víctima, o dos lugares.", "A case, a victim, two places."),
            ),
        ],
        output: Annotated[Path, shared.output],
        *,
        level: Annotated[str | None, shared.level] = None,
        since: Annotated[str | None, shared.since] = None,
        until: Annotated[str | None, shared.until] = None,
        linked: Annotated[bool, shared.linked] = False,
        pages: Annotated[int, shared.pages] = 60,
    ) -> None:
        options = {"level": level, "since": since, "until": until}
        given = {name: value for name, value in options.items() if value is not None}
        _write_route(session, words, given, output, pages=pages if linked else 0)


def _write_route(
    session: Session, words: list[str], given: Mapping[str, str], output: Path, *, pages: int
) -> None:
    """Write the page of a case, of a victim or of ways, with ``pages`` linked pages if any."""
    if len(words) > 2 or (given and len(words) == 1):
        raise UsageError(
            detail=session.say(
                "Diga un caso, una víctima (sin más opciones) o dos lugares.",
                "Say a case, a victim (without more options) or two places.",
            )
        )
    with asking(session) as asker:
        from trama.cli import page_hints, page_writing
        from trama.visualizations.page_subjects import Kind, case_or_victim, subject_of
        from trama.visualizations.route_page import BETWEEN, route_page

        if len(words) == 2:
            asked = asker.ask(BETWEEN, origin=words[0], destination=words[1], **given)
            hint = page_hints.NO_WAYS
        else:
            asked = case_or_victim(asker, words[0])
            hint = page_hints.hint_for(Kind.CASE)
        if pages and subject_of(asked) is None:
            raise page_writing.not_linked(session)
        page_writing.check_drawable(asked, hint)
        writer = page_writing.PageWriter(session, asker, output, words)
        if pages:
            writer.write_linked(asked, pages)
            return
        # Of a case or a victim the answer itself shows whether they are invented.
        synthetic = asked.query.name == BETWEEN and page_writing.holds_synthetic(asker)
        writer.write_alone(asked, route_page, synthetic=synthetic)


def _add_suspect(group: typer.Typer, session: Session, shared: PageOptions) -> None:
    @group.command(
        "suspect",
        help=session.say(
            "Dibuja los casos, etapas y lugares de un presunto tratante.",
            "Draws the cases, stages and places of a suspect.",
        ),
    )
    def suspect(
        person: Annotated[str, shared.person],
        output: Annotated[Path, shared.output],
        linked: Annotated[bool, shared.linked] = False,
        pages: Annotated[int, shared.pages] = 60,
    ) -> None:
        from trama.visualizations.page_subjects import Kind

        _write_subject(session, Kind.SUSPECT, person, output, pages=pages if linked else 0)


def _add_place(group: typer.Typer, session: Session, shared: PageOptions) -> None:
    @group.command(
        "place",
        help=session.say(
            "Dibuja los tramos que llegan a un lugar y los que salen de él.",
            "Draws the legs that arrive at a place and those that leave it.",
        ),
    )
    def place(
        where: Annotated[str, typer.Argument(metavar=session.say("LUGAR", "PLACE"))],
        output: Annotated[Path, shared.output],
        level: Annotated[str | None, shared.level] = None,
        linked: Annotated[bool, shared.linked] = False,
        pages: Annotated[int, shared.pages] = 60,
    ) -> None:
        from trama.visualizations.page_subjects import Kind

        _write_subject(session, Kind.PLACE, where, output, level, pages=pages if linked else 0)


def _write_subject(
    session: Session,
    kind: str,
    key: str,
    output: Path,
    level: str | None = None,
    *,
    pages: int,
) -> None:
    """Write the page of a suspect or a place, with ``pages`` pages around it if any."""
    with asking(session) as asker:
        from trama.cli import page_hints, page_writing
        from trama.visualizations.page_subjects import Kind
        from trama.visualizations.route_page import OF_SUSPECT, route_page

        if kind == Kind.SUSPECT:
            asked = asker.ask(OF_SUSPECT, person=key)
        else:
            asked = asker.legs_of(key, level)
        page_writing.check_drawable(asked, page_hints.hint_for(Kind(kind)))
        writer = page_writing.PageWriter(session, asker, output, [key])
        if pages:
            writer.write_linked(asked, pages)
            return
        synthetic = page_writing.holds_synthetic(asker)
        writer.write_alone(asked, route_page, synthetic=synthetic)


def _add_places(group: typer.Typer, session: Session, shared: PageOptions) -> None:
    say = session.say

    @group.command(
        "places",
        help=say(
            "Dibuja los tramos más frecuentes sobre el mapa del Perú.",
            "Draws the most frequent legs on the map of Peru.",
        ),
    )
    def places(  # noqa: PLR0913 - the options of a command
        output: Annotated[Path, shared.output],
        *,
        level: Annotated[str, shared.level] = "department",
        since: Annotated[str | None, shared.since] = None,
        until: Annotated[str | None, shared.until] = None,
        limit: Annotated[
            int, typer.Option(min=1, max=5000, help=say("Cuántos tramos.", "How many legs."))
        ] = 100,
        linked: Annotated[bool, shared.linked] = False,
        pages: Annotated[int, shared.pages] = 60,
    ) -> None:
        with asking(session) as asker:
            from trama.cli import page_hints, page_writing
            from trama.visualizations.page_subjects import Kind
            from trama.visualizations.places_page import QUERY, places_page

            asked = asker.ask(QUERY, level=level, limit=limit, since=since, until=until)
            page_writing.check_drawable(asked, page_hints.hint_for(Kind.MAP))
            writer = page_writing.PageWriter(session, asker, output)
            if linked:
                writer.write_linked(asked, pages)
                return
            synthetic = page_writing.holds_synthetic(asker)
            writer.write_alone(asked, places_page, synthetic=synthetic)

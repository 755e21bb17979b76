"""`trama page`: write pages that open offline: routes, suspects, networks, places, the map."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trama.cli.empty_graph import told_if_empty
from trama.cli.overlap_page import add_page
from trama.cli.session import Session
from trama.core.errors import UsageError

if TYPE_CHECKING:
    from trama.visualizations.page_subjects import Asker


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
    words = _Words(session)
    _add_route(group, session, words)
    _add_suspect(group, session, words)
    _add_network(group, session, words)
    _add_pairs(group, session, words)
    _add_place(group, session, words)
    _add_places(group, session, words)
    add_page(group, session)


class _Words:
    """The options that several commands share, in the language of the session."""

    def __init__(self, session: Session) -> None:
        say = session.say
        self.output = typer.Option("-o", "--output", help=say("Archivo HTML.", "HTML file."))
        self.since = typer.Option(help=say("Desde.", "Since."))
        self.until = typer.Option(help=say("Hasta.", "Until."))
        self.level = typer.Option(help="district, province, department, country")
        self.linked = typer.Option(
            "--linked",
            help=say(
                "Escribe también, al lado, las páginas de los casos, presuntos tratantes y lugares "
                "que nombra, enlazadas.",
                "Also writes, beside it, linked pages of the cases, suspects and places it names.",
            ),
        )
        self.movable = typer.Option(
            "--movable",
            help=say("Las cajas se pueden arrastrar.", "The boxes can be dragged."),
        )
        self.person = typer.Argument(
            metavar=say("PERSONA", "PERSON"),
            help=say("El seudónimo X-… de la persona.", "The pseudonym X-… of the person."),
        )


def _add_route(group: typer.Typer, session: Session, shared: _Words) -> None:
    say = session.say

    @group.command(
        "route",
        help=say(
            "Dibuja la ruta de un caso, de una víctima (seudónimo) o entre dos lugares.",
            "Draws the route of a case, of a victim (pseudonym) or between two places.",
        ),
    )
    def route(
        words: Annotated[
            list[str],
            typer.Argument(
                metavar=say("CASO|VÍCTIMA|ORIGEN DESTINO", "CASE|VICTIM|ORIGIN DESTINATION"),
                help=say("Un caso o una víctima, o dos lugares.", "A case, a victim, two places."),
            ),
        ],
        output: Annotated[Path, shared.output],
        level: Annotated[
            str | None,
            typer.Option(
                help=say(
                    "Entre lugares: district, province, department o country.",
                    "Between places: district, province, department or country.",
                )
            ),
        ] = None,
        since: Annotated[
            str | None, typer.Option(help=say("Entre lugares: desde.", "Between places: since."))
        ] = None,
        until: Annotated[
            str | None, typer.Option(help=say("Entre lugares: hasta.", "Between places: until."))
        ] = None,
        linked: Annotated[bool, shared.linked] = False,
    ) -> None:
        options = {"level": level, "since": since, "until": until}
        given = {name: value for name, value in options.items() if value is not None}
        _write_route(session, words, given, output, linked=linked)


@contextmanager
def _asking(session: Session) -> Iterator["Asker"]:
    """Open the graph for the questions of a page.

    Raises:
        UsageError: the graph is empty, so that a name is unknown or a question has no answer.
    """
    with session.services() as services, told_if_empty(session, services):
        from trama.visualizations.page_subjects import Asker

        yield Asker(services.graph, services.limits, session.viewer(), session.language)


def _write_route(
    session: Session, words: list[str], given: Mapping[str, str], output: Path, *, linked: bool
) -> None:
    """Write the page of a case, of a victim or of the ways between two places."""
    if len(words) > 2 or (given and len(words) == 1):
        raise UsageError(
            detail=session.say(
                "Diga un caso, una víctima (sin más opciones) o dos lugares.",
                "Say a case, a victim (without more options) or two places.",
            )
        )
    with _asking(session) as asker:
        from trama.cli import page_writing
        from trama.visualizations.page_subjects import Kind, case_or_victim
        from trama.visualizations.route_page import BETWEEN, OF_VICTIM, route_page

        if len(words) == 2:
            asked = asker.ask(BETWEEN, origin=words[0], destination=words[1], **given)
            hint = page_writing.NO_WAYS
        else:
            asked = case_or_victim(asker, words[0])
            hint = page_writing.hint_for(Kind.CASE)
        if linked and asked.query.name in (BETWEEN, OF_VICTIM):
            raise page_writing.not_linked(session)
        page_writing.check_drawable(asked, hint)
        writer = page_writing.PageWriter(session, asker, output, words)
        if linked:
            writer.write_linked(asked)
            return
        # Of a case or a victim the answer itself shows whether they are invented.
        synthetic = asked.query.name == BETWEEN and page_writing.holds_synthetic(asker)
        writer.write_alone(asked, route_page, synthetic=synthetic)


def _add_suspect(group: typer.Typer, session: Session, shared: _Words) -> None:
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
    ) -> None:
        from trama.visualizations.page_subjects import Kind

        _write_subject(session, Kind.SUSPECT, person, output, linked=linked)


def _add_place(group: typer.Typer, session: Session, shared: _Words) -> None:
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
    ) -> None:
        from trama.visualizations.page_subjects import Kind

        _write_subject(session, Kind.PLACE, where, output, level, linked=linked)


def _write_subject(
    session: Session,
    kind: str,
    key: str,
    output: Path,
    level: str | None = None,
    *,
    linked: bool,
) -> None:
    """Write the page of a suspect or a place, with the pages around it if asked."""
    with _asking(session) as asker:
        from trama.cli import page_writing
        from trama.visualizations.page_subjects import Kind
        from trama.visualizations.route_page import OF_SUSPECT, route_page

        if kind == Kind.SUSPECT:
            asked = asker.ask(OF_SUSPECT, person=key)
        else:
            asked = asker.legs_of(key, level)
        page_writing.check_drawable(asked, page_writing.hint_for(Kind(kind)))
        writer = page_writing.PageWriter(session, asker, output, [key])
        if linked:
            writer.write_linked(asked)
            return
        synthetic = page_writing.holds_synthetic(asker)
        writer.write_alone(asked, route_page, synthetic=synthetic)


def _add_network(group: typer.Typer, session: Session, shared: _Words) -> None:
    @group.command(
        "network",
        help=session.say(
            "Dibuja con quiénes comparte casos un presunto tratante, y ellos con quiénes.",
            "Draws with whom a suspect shares cases, and they with whom.",
        ),
    )
    def network(
        person: Annotated[str, shared.person],
        output: Annotated[Path, shared.output],
        depth: Annotated[int, typer.Option(min=1, max=3, help=session.say("Pasos.", "Steps."))] = 2,
        movable: Annotated[bool, shared.movable] = False,
        linked: Annotated[bool, shared.linked] = False,
    ) -> None:
        hint = (
            "Nadie comparte un caso con la persona. Vea sus casos con `trama page suspect`.",
            "Nobody shares a case with the person. See the cases with `trama page suspect`.",
        )
        given = {"person": person, "depth": depth}
        form = _form(session, movable=movable, linked=linked)
        _write_network(session, "suspect_network", given, output, hint, form)


def _add_pairs(group: typer.Typer, session: Session, shared: _Words) -> None:
    @group.command(
        "pairs",
        help=session.say(
            "Dibuja los presuntos tratantes que aparecen juntos en varios casos.",
            "Draws the suspects who appear together in several cases.",
        ),
    )
    def pairs(
        output: Annotated[Path, shared.output],
        min_cases: Annotated[
            int, typer.Option(min=2, help=session.say("Casos como mínimo.", "Least cases."))
        ] = 2,
        since: Annotated[str | None, shared.since] = None,
        until: Annotated[str | None, shared.until] = None,
        movable: Annotated[bool, shared.movable] = False,
        linked: Annotated[bool, shared.linked] = False,
    ) -> None:
        hint = (
            "Pruebe con un período más largo o con menos casos (`--min-cases 2`).",
            "Try a longer period or fewer cases (`--min-cases 2`).",
        )
        given = {"min_cases": min_cases, "since": since, "until": until}
        form = _form(session, movable=movable, linked=linked)
        _write_network(session, "recurring_pairs", given, output, hint, form)


class _Form(Enum):
    """The form of a page of people: alone, with boxes that can be dragged, or among others."""

    ALONE = auto()
    MOVABLE = auto()
    LINKED = auto()


def _form(session: Session, *, movable: bool, linked: bool) -> _Form:
    if movable and linked:
        raise UsageError(
            detail=session.say(
                "--movable y --linked no van juntos: los enlaces van en un dibujo fijo.",
                "--movable and --linked exclude each other: links need a fixed drawing.",
            )
        )
    return _Form.LINKED if linked else _Form.MOVABLE if movable else _Form.ALONE


def _write_network(
    session: Session,
    name: str,
    given: Mapping[str, object],
    output: Path,
    hint: tuple[str, str],
    form: _Form,
) -> None:
    """Write the page of people who share cases."""
    with _asking(session) as asker:
        from trama.cli import page_writing
        from trama.visualizations.network_page import network_page

        asked = asker.ask(name, **given)
        page_writing.check_drawable(asked, hint)
        words = [str(given.get("person"))]
        writer = page_writing.PageWriter(session, asker, output, words)
        if form is _Form.LINKED:
            writer.write_linked(asked)
            return
        draw = partial(network_page, movable=form is _Form.MOVABLE)
        synthetic = page_writing.holds_synthetic(asker)
        writer.write_alone(asked, draw, synthetic=synthetic)


def _add_places(group: typer.Typer, session: Session, shared: _Words) -> None:
    say = session.say

    @group.command(
        "places",
        help=say(
            "Dibuja los tramos más frecuentes sobre el mapa del Perú.",
            "Draws the most frequent legs on the map of Peru.",
        ),
    )
    def places(
        output: Annotated[Path, shared.output],
        level: Annotated[str, shared.level] = "department",
        since: Annotated[str | None, shared.since] = None,
        until: Annotated[str | None, shared.until] = None,
        limit: Annotated[
            int, typer.Option(min=1, max=5000, help=say("Cuántos tramos.", "How many legs."))
        ] = 100,
    ) -> None:
        with _asking(session) as asker:
            from trama.cli import page_writing
            from trama.visualizations.places_page import QUERY, places_page

            asked = asker.ask(QUERY, level=level, limit=limit, since=since, until=until)
            hint = (
                "Pruebe con un período más largo u otro nivel (`--level country`).",
                "Try a longer period or another level (`--level country`).",
            )
            page_writing.check_drawable(asked, hint)
            synthetic = page_writing.holds_synthetic(asker)
            writer = page_writing.PageWriter(session, asker, output)
            writer.write_alone(asked, places_page, synthetic=synthetic)

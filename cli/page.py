"""`trama page`: write pages that open offline: routes, suspects, networks, places, the map."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
    """Open the graph for the questions of a page."""
    with session.services() as services:
        from trama.visualizations.page_subjects import Asker

        yield Asker(services.graph, services.limits, session.viewer(), session.language)


def _not_linked(session: Session) -> UsageError:
    return UsageError(
        detail=session.say(
            "--linked vale para un caso, un presunto tratante o un lugar.",
            "--linked serves for a case, a suspect or a place.",
        )
    )


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
    if linked and len(words) == 2:
        raise _not_linked(session)
    with _asking(session) as asker:
        from trama.cli import page_writing
        from trama.visualizations.page_subjects import Kind, Subject, case_or_victim
        from trama.visualizations.route_page import BETWEEN, OF_CASE, route_page

        if len(words) == 2:
            asked = asker.ask(BETWEEN, origin=words[0], destination=words[1], **given)
            page_writing.check_drawable(asked, _NO_WAYS)
        else:
            asked = case_or_victim(asker, words[0])
            page_writing.check_drawable(asked, page_writing.hint_for(Kind.CASE))
        if linked and asked.query.name != OF_CASE:
            raise _not_linked(session)
        if linked:
            subject = Subject(Kind.CASE, str(asked.answer.parameters["case"]))
            page_writing.write_linked(session, asker, subject, output)
            return
        # Of a case or a victim the answer itself shows whether they are invented.
        synthetic = asked.query.name == BETWEEN and page_writing.holds_synthetic(asker)
        page_writing.write_drawn(session, asker, asked, output, route_page, synthetic=synthetic)


_NO_WAYS = (
    "Pruebe un período más largo, lugares más grandes (`--level country`) o `trama page places`.",
    "Try a longer period, larger places (`--level country`), or `trama page places`.",
)


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
        from trama.visualizations.page_subjects import Kind, Subject, level_of
        from trama.visualizations.route_page import OF_PLACE, OF_SUSPECT, route_page

        if kind == Kind.SUSPECT:
            asked = asker.ask(OF_SUSPECT, person=key)
        else:
            asked = asker.ask(OF_PLACE, place=key, level=level or level_of(key))
            key = str(asked.answer.parameters["place"])
        page_writing.check_drawable(asked, page_writing.hint_for(Kind(kind)))
        if linked:
            page_writing.write_linked(session, asker, Subject(Kind(kind), key), output)
            return
        synthetic = page_writing.holds_synthetic(asker)
        page_writing.write_drawn(session, asker, asked, output, route_page, synthetic=synthetic)


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
    ) -> None:
        hint = (
            "Nadie comparte un caso con la persona. Vea sus casos con `trama page suspect`.",
            "Nobody shares a case with the person. See the cases with `trama page suspect`.",
        )
        given = {"person": person, "depth": depth}
        _write_network(session, "suspect_network", given, output, hint, movable=movable)


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
    ) -> None:
        hint = (
            "Pruebe con un período más largo o con menos casos (`--min-cases 2`).",
            "Try a longer period or fewer cases (`--min-cases 2`).",
        )
        given = {"min_cases": min_cases, "since": since, "until": until}
        _write_network(session, "recurring_pairs", given, output, hint, movable=movable)


def _write_network(
    session: Session,
    name: str,
    given: Mapping[str, object],
    output: Path,
    hint: tuple[str, str],
    *,
    movable: bool,
) -> None:
    with _asking(session) as asker:
        from trama.cli import page_writing
        from trama.visualizations.network_page import network_page

        asked = asker.ask(name, **given)
        page_writing.check_drawable(asked, hint)
        draw = partial(network_page, movable=movable)
        synthetic = page_writing.holds_synthetic(asker)
        page_writing.write_drawn(session, asker, asked, output, draw, synthetic=synthetic)


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
                "Pruebe con un período más largo; si el grafo está vacío, cargue con `trama load`.",
                "Try a longer period; if the graph is empty, load with `trama load`.",
            )
            page_writing.check_drawable(asked, hint)
            synthetic = page_writing.holds_synthetic(asker)
            page_writing.write_drawn(
                session, asker, asked, output, places_page, synthetic=synthetic
            )

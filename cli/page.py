"""`trama page`: write pages that open offline: routes, suspects, networks, places, the map."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from trama.cli.networks_kept import is_kept, write_page
from trama.cli.overlap_page import add_page
from trama.core.errors import UsageError
from trama.terminal.page_options import PageOptions, asking
from trama.terminal.session import Session


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
    _add_network(group, session, words)
    _add_pairs(group, session, words)
    _add_place(group, session, words)
    _add_places(group, session, words)
    add_page(group, session, words)


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
        limit: Annotated[int | None, shared.limit] = None,
        linked: Annotated[bool, shared.linked] = False,
        pages: Annotated[int, shared.pages] = 60,
    ) -> None:
        given: dict[str, object] = {"level": level, "since": since, "until": until}
        pages = pages if linked else 0
        if len(words) == 1 and not any(given.values()):
            _write(session, output, "", {"limit": limit}, words, pages=pages)
            return
        if len(words) != 2:
            raise UsageError(
                detail=say(
                    "Diga un caso, una víctima (sin nivel ni período) o dos lugares.",
                    "Say a case, a victim (without level or period) or two places.",
                )
            )
        given |= {"origin": words[0], "destination": words[1], "limit": limit}
        _write(session, output, "routes_between", given, words, pages=pages)


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
        *,
        limit: Annotated[int | None, shared.limit] = None,
        linked: Annotated[bool, shared.linked] = False,
        pages: Annotated[int, shared.pages] = 60,
    ) -> None:
        given = {"person": person, "limit": limit}
        _write(session, output, "cases_of_suspect", given, [person], pages=pages if linked else 0)


def _add_network(group: typer.Typer, session: Session, shared: PageOptions) -> None:
    @group.command(
        "network",
        help=session.say(
            "Dibuja una red guardada (N-1): personas, casos, tramos y cambios. O con quiénes "
            "comparte casos un presunto tratante, y ellos con quiénes.",
            "Draws a stored network (N-1): people, cases, legs and changes. Or with whom a suspect "
            "shares cases, and they with whom.",
        ),
    )
    def network(  # noqa: PLR0913 - the options of a command
        subject: Annotated[
            str,
            typer.Argument(
                metavar=session.say("RED|PERSONA", "NETWORK|PERSON"),
                help=session.say(
                    "Una red (N-1), o el seudónimo X-… de la persona.",
                    "A network (N-1), or the pseudonym X-… of the person.",
                ),
            ),
        ],
        output: Annotated[Path, shared.output],
        *,
        depth: Annotated[int, shared.depth] = 2,
        include_excluded: Annotated[bool, shared.include_excluded] = False,
        limit: Annotated[int | None, shared.limit] = None,
        movable: Annotated[bool, shared.movable] = False,
        linked: Annotated[bool, shared.linked] = False,
        pages: Annotated[int, shared.pages] = 60,
    ) -> None:
        if is_kept(subject):
            write_page(session, subject.upper(), output)
            return
        given = {"person": subject, "depth": depth, "include_excluded": include_excluded}
        given["limit"] = limit
        pages = pages if linked else 0
        _write(session, output, "suspect_network", given, [subject], pages=pages, movable=movable)


def _add_pairs(group: typer.Typer, session: Session, shared: PageOptions) -> None:
    @group.command(
        "pairs",
        help=session.say(
            "Dibuja los presuntos tratantes que aparecen juntos en varios casos.",
            "Draws the suspects who appear together in several cases.",
        ),
    )
    def pairs(  # noqa: PLR0913 - the options of a command
        output: Annotated[Path, shared.output],
        *,
        min_cases: Annotated[int, shared.least_shared] = 2,
        since: Annotated[str | None, shared.since] = None,
        until: Annotated[str | None, shared.until] = None,
        include_excluded: Annotated[bool, shared.include_excluded] = False,
        limit: Annotated[int | None, shared.limit] = None,
        movable: Annotated[bool, shared.movable] = False,
        linked: Annotated[bool, shared.linked] = False,
        pages: Annotated[int, shared.pages] = 60,
    ) -> None:
        given = {"min_cases": min_cases, "since": since, "until": until, "limit": limit}
        given["include_excluded"] = include_excluded
        pages = pages if linked else 0
        _write(session, output, "recurring_pairs", given, pages=pages, movable=movable)


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
        *,
        level: Annotated[str | None, shared.level] = None,
        limit: Annotated[int | None, shared.limit] = None,
        linked: Annotated[bool, shared.linked] = False,
        pages: Annotated[int, shared.pages] = 60,
    ) -> None:
        given = {"place": where, "level": level, "limit": limit}
        _write(session, output, "legs_of_place", given, [where], pages=pages if linked else 0)


def _add_places(group: typer.Typer, session: Session, shared: PageOptions) -> None:
    @group.command(
        "places",
        help=session.say(
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
        min_cases: Annotated[int, shared.least_cases] = 1,
        limit: Annotated[int, shared.limit] = 100,
        linked: Annotated[bool, shared.linked] = False,
        pages: Annotated[int, shared.pages] = 60,
    ) -> None:
        given = {"level": level, "since": since, "until": until, "min_cases": min_cases}
        given["limit"] = limit
        _write(session, output, "frequent_legs", given, pages=pages if linked else 0)


def _write(  # noqa: PLR0913 - the options of a command and what its query is asked
    session: Session,
    output: Path,
    query: str,
    given: Mapping[str, object],
    words: Sequence[str] = (),
    *,
    pages: int,
    movable: bool = False,
) -> None:
    """Write the page of a query with the parameters ``given``, and ``pages`` linked pages if any.

    ``words`` are what the caller named. Without a ``query`` their word is a case or a victim.
    """
    if movable and pages:
        raise UsageError(
            detail=session.say(
                "--movable y --linked no van juntos: los enlaces van en un dibujo fijo.",
                "--movable and --linked exclude each other: links need a fixed drawing.",
            )
        )
    with asking(session) as asker:
        from trama.terminal.page_writing import PageWriter, check_drawable
        from trama.visualizations.page_subjects import case_or_victim

        asked = asker.ask(query, **given) if query else case_or_victim(asker, words[0], **given)
        check_drawable(asked)
        writer = PageWriter(session, asker, output, words)
        if pages:
            writer.write_linked(asked, pages)
        else:
            writer.write_alone(asked, movable=movable)

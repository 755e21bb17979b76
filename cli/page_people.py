"""`trama page network` and `trama page pairs`: the pages of people who share cases."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from trama.cli.page_options import PageOptions, asking
from trama.cli.session import Session
from trama.core.errors import UsageError


def add_network(group: typer.Typer, session: Session, shared: PageOptions) -> None:
    """Add the command for the network of a suspect."""

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
        pages: Annotated[int, shared.pages] = 60,
    ) -> None:
        given = {"person": person, "depth": depth}
        _checked(session, movable=movable, linked=linked)
        pages = pages if linked else 0
        _write_network(session, "suspect_network", given, output, pages, movable=movable)


def add_pairs(group: typer.Typer, session: Session, shared: PageOptions) -> None:
    """Add the command for the pairs of suspects."""

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
        min_cases: Annotated[
            int, typer.Option(min=2, help=session.say("Casos como mínimo.", "Least cases."))
        ] = 2,
        since: Annotated[str | None, shared.since] = None,
        until: Annotated[str | None, shared.until] = None,
        movable: Annotated[bool, shared.movable] = False,
        linked: Annotated[bool, shared.linked] = False,
        pages: Annotated[int, shared.pages] = 60,
    ) -> None:
        given = {"min_cases": min_cases, "since": since, "until": until}
        _checked(session, movable=movable, linked=linked)
        pages = pages if linked else 0
        _write_network(session, "recurring_pairs", given, output, pages, movable=movable)


def _checked(session: Session, *, movable: bool, linked: bool) -> None:
    if movable and linked:
        raise UsageError(
            detail=session.say(
                "--movable y --linked no van juntos: los enlaces van en un dibujo fijo.",
                "--movable and --linked exclude each other: links need a fixed drawing.",
            )
        )


def _write_network(
    session: Session,
    name: str,
    given: Mapping[str, object],
    output: Path,
    pages: int,
    *,
    movable: bool,
) -> None:
    """Write the page of people who share cases, with ``pages`` linked pages if any."""
    with asking(session) as asker:
        from trama.cli import page_hints, page_writing
        from trama.visualizations.network_page import network_page
        from trama.visualizations.page_subjects import Kind

        asked = asker.ask(name, **given)
        kind = Kind.NETWORK if "person" in given else Kind.PAIRS
        page_writing.check_drawable(asked, page_hints.hint_for(kind))
        words = [str(given.get("person"))]
        writer = page_writing.PageWriter(session, asker, output, words)
        if pages:
            writer.write_linked(asked, pages)
            return
        draw = partial(network_page, movable=movable)
        synthetic = page_writing.holds_synthetic(asker)
        writer.write_alone(asked, draw, synthetic=synthetic)

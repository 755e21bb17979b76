"""The words of a study in a terminal: its highest rates, its factors, and its files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trama.study.describing import Describing, zones
from trama.terminal.session import Session

_SHOWN = 8  # departments in the table


def show_study(session: Session, figures: Mapping[str, Any], folder: Path) -> None:
    """Show what a study found, and where its reports are."""
    telling = Describing(dict(figures), session.language, "", "")
    part = figures["departments"]
    titles = ["department", "victims", "rate", "between"]
    session.table(
        session.say("víctimas por 100 000 habitantes y año", "victims for 100,000 people and year"),
        [telling.say(f"columns.{name}") for name in titles],
        [
            (
                place["name"],
                session.number(place["victims"]),
                session.number(place["rate"], 1),
                f"{session.number(place['low'], 1)} – {session.number(place['high'], 1)}",
            )
            for place in part["places"][:_SHOWN]
        ],
    )
    for effect in figures["model"]["effects"]:
        if effect["verdict"] != "none":
            session.line(telling.effect(effect))
    session.line(zones(telling))
    session.line(telling.say(f"units.{figures['source']}"))
    session.line(f"{folder / 'resumen.pdf'} · {folder / 'anexo.pdf'} · {folder / 'annex.pdf'}")

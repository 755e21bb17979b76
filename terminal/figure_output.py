"""The recipes of a published number, on a terminal."""

from typing import Any

from trama.terminal.session import Session


def show_figure(session: Session, found: dict[str, Any]) -> None:
    """Write the recipes: for each what the sentence should have said, and what chance gives."""
    say = session.say
    session.line(found["verdict"])
    for position, row in enumerate(found["rows"], 1):
        session.line("")
        session.line(f"{position}. {row['sentence']}")
        for note in filter(None, (row["instead"], *row["notes"], _worth(session, row))):
            session.line(f"   · {note}")
    if not found["rows"]:
        session.line(say("Ninguna receta da esta cifra.", "No recipe gives this number."))
    session.line("")
    for note in found["notes"]:
        session.line(note)


def _worth(session: Session, row: dict[str, Any]) -> str:
    """Return by how much a recipe misses the number, and how many as simple chance gives."""
    chance = session.number(row["chance"], 2)
    missed = ""
    if row["miss"] and row["part"] is None:
        more = session.number(abs(row["miss"]))
        missed = session.say(
            f"Da {more} {'más' if row['miss'] > 0 else 'menos'}. ",
            f"Gives {more} {'more' if row['miss'] > 0 else 'less'}. ",
        )
    return missed + session.say(
        f"Recetas tan simples que dan por azar una cifra así: {chance}.",
        f"Recipes as simple that give such a number by chance: {chance}.",
    )

"""The terminal's account of a release, and of its audit."""

from dataclasses import asdict

from trama.bank.publish import Published
from trama.bank.publish_check import Checked
from trama.terminal.session import Session


def tell_published(session: Session, made: Published) -> None:
    """Tell what was published. The number withheld is for the publisher alone: it is in no file."""
    if session.as_json:
        document = asdict(made) | {"folder": str(made.folder)}
        session.json(document)
        return
    tables, cells = made.checked.tables, session.number(made.checked.cells)
    session.line(
        session.say(
            f"Publicación {made.number} en {made.folder}: {tables} tablas, {cells} celdas, en "
            "personas.",
            f"Release {made.number} in {made.folder}: {tables} tables, {cells} cells, in people.",
        )
    )
    _tell_audit(session, made.checked)
    if made.withheld:
        withheld = session.number(made.withheld)
        session.notes.print(
            session.say(
                f"{withheld} celdas repiten su número anterior: muy pocas personas entraron o "
                "salieron de ellas. No diga cuáles: no está en ningún archivo.",
                f"{withheld} cells repeat their former number: too few people entered or left "
                "them. Do not tell which: it is in no file.",
            )
        )


def tell_checked(session: Session, checked: Checked) -> None:
    """Tell what an audit without a finding looked at."""
    if session.as_json:
        session.json(asdict(checked))
    else:
        _tell_audit(session, checked)


def _tell_audit(session: Session, checked: Checked) -> None:
    groups = session.number(checked.groups)
    session.line(
        session.say(
            f"Revisada: ninguno de {groups} grupos (celdas y restas de celdas) queda en 1 a 9 "
            "personas.",
            f"Audited: none of {groups} groups (cells and differences of cells) is left with 1 to "
            "9 people.",
        )
    )

"""The parts of a route's answer that no saved query has: what recurs, changed or is missing."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.routes.answer import RouteAnswer

_MISSING = {
    "stage": ("una etapa intermedia", "a stage between"),
    "date": ("la fecha", "the date"),
    "age": ("la edad", "the age"),
    "sex": ("el sexo", "the sex"),
    "transport": ("el medio de transporte", "the transport"),
    "recruitment": ("la forma de captación", "the recruitment"),
    "purpose": ("la finalidad", "the purpose"),
    "means": ("el medio empleado", "the means"),
    "provision": ("el artículo", "the article"),
}
_SHOWN = 10  # rows of a table of patterns; JSON has twenty


def tell_gaps(session: Session, answer: "RouteAnswer") -> None:
    """Say how many victims the pattern might fit, but for a value that is not known."""
    if not answer.gaps:
        return
    told = ", ".join(
        f"{session.number(gap['victims'])} ({session.say(*_MISSING[gap['missing']])})"
        for gap in answer.gaps
    )
    session.line(
        session.say(
            f"No contadas, pues falta saber algo de ellas: {told}.",
            f"Not counted, since something is not known of them: {told}.",
        )
    )


def tell_patterns(session: Session, answer: "RouteAnswer") -> None:
    """Draw the tables of what recurs and of what changed, as far as they were asked for."""
    say, found = session.say, answer.patterns
    if "subroutes" in found:
        _draw(session, say("Subrutas que se repiten", "Sub-routes that recur"), found["subroutes"])
    for level, legs in found.get("flows", {}).items():
        title = say(f"Tramos por {level.lower()}", f"Legs by {level.lower()}")
        _draw(session, title, legs)
    if "shifts" in found:
        _tell_shifts(session, found["shifts"])


def _draw(session: Session, title: str, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        session.table(
            title,
            [session.say(*words) for words in (_PLACES, _VICTIMS, _CASES)],
            [(_way(session, row), row["victims"], row["cases"]) for row in rows[:_SHOWN]],
        )


def _tell_shifts(session: Session, found: Mapping[str, Any]) -> None:
    say, number = session.say, session.number
    for name, words in _CHANGES.items():
        if rows := found[name]:
            session.table(
                say(*words).format(day=found["day"]),
                [say(*title) for title in (_PLACES, _BEFORE, _SINCE, _EXPECTED, _FALSE)],
                [
                    (
                        _way(session, row),
                        row["before"],
                        row["since"],
                        number(row["expected"], 1),
                        session.percent(row["rate"], 1),
                    )
                    for row in rows[:_SHOWN]
                ],
            )
    before, since, open_ = (number(found[f"cases_{side}"]) for side in _SIDES)
    session.line(
        say(
            f"Casos: {before} antes de {found['day']}, {since} desde entonces, {open_} sin fecha "
            "que lo diga. «Esperados»: desde entonces, si nada hubiera cambiado. «Falsas»: parte "
            "que da el azar entre las filas tan claras; sobre 5 % no es un cambio probado.",
            f"Cases: {before} before {found['day']}, {since} since, {open_} without a date that "
            "tells. “Expected”: since then, had nothing changed. “False”: the part that chance "
            "gives among rows as clear; above 5% it is no proven change.",
        )
    )


def _way(session: Session, row: Mapping[str, Any]) -> str:
    from trama.visualizations.signs import place_text

    return " → ".join(place_text(place, session.language) for place in row["places"])


_PLACES, _VICTIMS, _CASES = ("lugares", "places"), ("víctimas", "victims"), ("casos", "cases")
_BEFORE, _SINCE = ("casos antes", "cases before"), ("casos desde", "cases since")
_EXPECTED, _FALSE = ("esperados", "expected"), ("falsas", "false")
_SIDES = ("before", "since", "undecided")
_CHANGES = {
    "new": ("Rutas sin casos antes de {day}", "Routes without cases before {day}"),
    "rose": ("Tramos que subieron", "Legs that rose"),
    "fell": ("Tramos que bajaron", "Legs that fell"),
}

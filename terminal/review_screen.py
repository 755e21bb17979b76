"""A pair on the screen: two columns, a sign where they differ, and the score in sentences."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from trama.core.safe_cells import visible
from trama.review.review_words import GUARDS, KEYS, KIND, VERDICTS
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.review.pair_view import ModelRow, PairView, Side
    from trama.review.sides import FieldRow
    from trama.review.surroundings import Neighbour, Surroundings

WIDEST = 120  # characters: longer lines of two columns are hard to follow
_TITLE = 20  # characters of the headings of fields at most
_RESERVED = ("(reservado)", "(reserved)")
_NAMELESS = ("(sin nombre)", "(no name)")
_BITS = 6  # characters of a weight: -12.3
_AROUND = 8  # characters between the four columns and at the edges


def draw_pair(session: Session, view: "PairView", heading: str) -> None:
    """Draw both sides, what differs, and the explanation."""
    kind = session.say(*KIND[view.kind.value])
    session.out.rule(visible(f"{kind} · {heading}"), style="dim")
    say = session.say
    one, other = say("uno", "one"), say("otro", "other")
    session.line(f"{one}: {_side(session, view.one)}")
    session.line(f"{other}: {_side(session, view.other)}")
    _draw_fields(session, view.fields, one, other)
    if view.judged:
        word = session.say(*VERDICTS.get(view.judged.verdict, (view.judged.verdict,) * 2))
        told = session.say("Ya juzgado", "Judged already")
        at = session.moment(view.judged.at)
        session.line(f"{told}: {word} ({view.judged.by}, {at}).")
    _draw_explanation(session, view)


def draw_surroundings(session: Session, around: "Surroundings", history: Iterable[str]) -> None:
    """Draw both cases, the people of each, and the judgements about both sides."""
    say = session.say
    _draw_fields(
        session, around.fields, say("caso de uno", "case of one"), say("del otro", "other")
    )
    for title, people in (
        (say("En el caso de uno", "In the case of one"), around.one),
        (say("En el caso del otro", "In the case of the other"), around.other),
    ):
        session.line(f"{title}:")
        for person in people:
            session.line(f"  - {_neighbour(session, person)}")
    lines = list(dict.fromkeys(history))  # a judgement of both sides comes with either
    session.line(say("Historia:", "History:") if lines else say("Sin historia.", "No history."))
    for line in lines:
        session.line(f"  - {line}")


def keys_line(session: Session) -> str:
    """Return the line that names the keys."""
    return "  ".join(f"[{key}] {word}" for key, (_, word) in KEYS[session.language].items())


def _draw_fields(session: Session, rows: Sequence["FieldRow"], one: str, other: str) -> None:
    width = min(session.out.width, WIDEST)
    column = (width - _TITLE - 1 - _AROUND) // 2
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", width=width, pad_edge=False)
    table.add_column(session.say("campo", "field"), overflow="fold", width=_TITLE)
    table.add_column(visible(one), overflow="fold", width=column)
    table.add_column("", width=1)
    table.add_column(visible(other), overflow="fold", width=column)
    hidden = session.say(*_RESERVED)
    for row in rows:
        texts = [hidden if text is None else visible(text) or "—" for text in (row.one, row.other)]
        style = "bold" if row.mark == "≠" else None
        table.add_row(visible(row.title), texts[0], row.mark.value, texts[1], style=style)
    session.out.print(table)
    meaning = session.say(
        "= igual   ≠ difiere   · solo uno lo dice",
        "= the same   ≠ differs   · only one says it",
    )
    session.out.print(meaning, style="dim")


def _side(session: Session, side: "Side") -> str:
    named = side.key or side.pseudonym or session.say(*_RESERVED)
    case = f"{side.registry}:{side.case}" if side.case else side.registry
    count = session.say(f"{side.records} registros", f"{side.records} records")
    shown = named if named == case else f"{case} {named}"
    return f"{shown} ({count})" if side.records > 1 else shown


def _draw_explanation(session: Session, view: "PairView") -> None:
    say = session.say
    if view.row:
        _tell_row(session, view.row)
    explanation = view.explanation
    if view.row is None or not view.row.at_hand:
        probability = session.number(explanation.probability)
        session.line(
            say(
                f"Con el modelo presente ({explanation.model}): {probability}.",
                f"By the model at hand ({explanation.model}): {probability}.",
            )
        )
    session.out.print(
        say(
            "Pesos en bits: un bit a favor dobla la ventaja de «mismo», un bit en contra la "
            "parte en dos.",
            "Weights in bits: a bit for doubles the odds of “same”, a bit against halves them.",
        )
    )
    lines = Table.grid(padding=(0, 1))
    lines.add_column(justify="right", width=_BITS)
    lines.add_column(overflow="fold")
    start = say("De entrada, para un par candidato.", "To begin with, for a candidate pair.")
    lines.add_row(_bits(session, explanation.start), start)
    for line in explanation.lines:
        lines.add_row(_bits(session, line.bits), visible(f"{line.title}: {line.sentence}"))
    session.out.print(lines)


def _tell_row(session: Session, row: "ModelRow") -> None:
    say = session.say
    score = "—" if row.score is None else session.number(row.score)
    session.line(
        say(
            f"Probabilidad de que sean el mismo: {score} (modelo {row.model}).",
            f"Probability that both are the same: {score} (model {row.model}).",
        )
    )
    if row.reason:
        why = say(*GUARDS.get(row.reason, (row.reason, row.reason)))
        session.line(say(f"No se unió solo: {why}.", f"It was not joined by itself: {why}."))
    if not row.at_hand:
        session.line(
            say(
                "Ese modelo no es el presente; la explicación es del presente.",
                "That model is not the one at hand; the explanation is by the one at hand.",
            )
        )


def _bits(session: Session, bits: float | None) -> str:
    if bits is None:
        return "·"
    written = session.number(abs(bits), 1)
    if not written.strip("0,."):
        return written
    return ("-" if bits < 0 else "+") + written


def _neighbour(session: Session, person: "Neighbour") -> str:
    from trama.ontology.codelists import code_name

    kind = session.say(*KIND[person.kind.value])
    name = person.name or session.say(*(_RESERVED if person.name is None else _NAMELESS))
    sex = code_name("sex", person.sex, session.language) if person.sex else ""
    age = None if person.age is None else session.number(person.age)
    years = session.say(f"{age} años", f"{age} years") if age else ""
    return ", ".join(text for text in (kind, name, sex, years) if text)

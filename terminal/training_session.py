"""The conversation of an exercise in a terminal: question, answer, hint, and why."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from trama.core.errors import TramaError
from trama.core.safe_cells import visible
from trama.terminal.session import Session
from trama.training.judging import (
    Answered,
    Verdict,
    judge_answer,
    judge_choices,
    judge_column,
    judge_mend,
    judge_query,
)

if TYPE_CHECKING:
    from trama.training.exercises import Exercise
    from trama.training.judging import Ask

_HINT, _SHOW, _LEAVE = "?", "=", "q"
_SHOWN_ROWS = 4
_PARAMETER = re.compile(r"(?:^|\s)(\w+)=")  # a value may have blanks: origin=Madre de Dios level=…
Judge = Callable[[str], Verdict]


class TrainingSession:
    """One exercise with one learner. ``wrong`` counts wrong tries; ``shown`` says if help was."""

    def __init__(self, session: Session, exercise: "Exercise") -> None:
        self._session = session
        self._exercise = exercise
        self._hints = 0
        self.wrong = 0
        self.shown = False

    def run(self, ask: "Ask | None") -> None:
        """Do the exercise to its end. ``ask`` asks the twin's graph, for analysts.

        Raises:
            EOFError: the learner leaves, or the input ends.
        """
        declared, language = self._exercise.declared, self._session.language
        say, out = self._session.say, self._session.out
        out.print(f"\n{visible(declared.title.text(language))}", style="bold")
        out.print(visible(self._exercise.story(language)))
        out.print(
            say(
                f"{_HINT} pista · {_SHOW} ver la respuesta · {_LEAVE} salir",
                f"{_HINT} hint · {_SHOW} show the answer · {_LEAVE} leave",
            ),
            style="dim",
        )
        if ask is None:
            self._mend_form()
        else:
            self._ask_and_doubt(ask)
        out.print(f"\n✓ {visible(declared.why.text(language))}")
        source = visible(declared.source.text(language))
        out.print(say(f"Fuente: {source}", f"Source: {source}"), style="dim")

    def _mend_form(self) -> None:
        exercise, say = self._exercise, self._session.say
        shown = exercise.shown()
        titles = ["", say("Columna", "Column"), say("Dice", "Says")]
        self._session.table("", titles, [(n, *cells) for n, cells in enumerate(shown, 1)])
        column = str(exercise.fault.column)
        question = say("¿Qué columna está mal?", "Which column is wrong?")
        self._until_right(question, lambda text: judge_column(exercise, text), column)
        right = exercise.form.cells[column] if exercise.form else ""
        question = say(f"¿Qué debe decir {column}?", f"What must {column} say?")
        self._until_right(question, lambda text: judge_mend(exercise, text), right)

    def _ask_and_doubt(self, ask: "Ask") -> None:
        exercise, say, language = self._exercise, self._session.say, self._session.language
        question = say("¿Qué consulta lo responde?", "Which query answers it?")
        self._until_right(question, lambda text: judge_query(exercise, text), exercise.query)
        given = exercise.declared.parameters
        wanted = ask(exercise.query, given)
        if given:
            names = ", ".join(given)
            self._until_right(
                say(
                    f"¿Con qué parámetros ({names})? nombre=valor …",
                    f"With which parameters ({names})? name=value …",
                ),
                lambda text: self._judge_parameters(ask, wanted, text),
                " ".join(f"{name}={value}" for name, value in given.items()),
            )
        self._tell(wanted)
        choices = exercise.declared.not_said
        for number, choice in enumerate(choices, 1):
            self._session.out.print(f"  {number}. {visible(choice.text(language))}")
        right = " ".join(str(n) for n, choice in enumerate(choices, 1) if choice.right)
        question = say(
            "¿Qué NO dice esta respuesta? Los números:",
            "What does this answer NOT say? The numbers:",
        )
        self._until_right(question, lambda text: judge_choices(exercise, text), right)

    def _judge_parameters(self, ask: "Ask", wanted: Answered, text: str) -> Verdict:
        """Return the verdict on parameters, from the answer that the twin gives to them."""
        begin, *pairs = _PARAMETER.split(text)
        if begin.strip() or not pairs:
            es = "Escriba nombre=valor, separados por blancos."
            return Verdict(right=False, es=es, en="Write name=value, parted by blanks.")
        given = {name: value.strip() for name, value in zip(pairs[::2], pairs[1::2], strict=True)}
        try:
            mine = ask(self._exercise.query, given)
        except TramaError as error:
            return Verdict(right=False, es=error.message("es"), en=error.message("en"))
        return judge_answer(mine, wanted)

    def _tell(self, answered: Answered) -> None:
        rows = answered.rows[:_SHOWN_ROWS]
        self._session.table("", list(answered.titles), rows)
        if more := len(answered.rows) - len(rows):
            self._session.out.print(self._session.say(f"… y {more} más", f"… and {more} more"))

    def _until_right(self, question: str, judge: Judge, right: str) -> None:
        """Ask until the answer is right, or is shown."""
        say, out = self._session.say, self._session.out
        while True:
            out.print(f"\n{question}", style="bold")
            text = self._line()
            if text == _HINT:
                out.print(self._hint())
                continue
            if text == _SHOW:
                self.shown = True
                out.print(say(f"La respuesta: {right}", f"The answer: {right}"))
                return
            verdict = judge(text)
            if verdict.right:
                out.print(say("✓ Bien.", "✓ Right."), style="green")
                return
            self.wrong += 1
            self._session.line(f"✗ {say(verdict.es, verdict.en)}")

    def _hint(self) -> str:
        hints = self._exercise.declared.hints
        hint = hints[min(self._hints, len(hints) - 1)]
        self._hints += 1
        return f"→ {visible(hint.text(self._session.language))}"

    def _line(self) -> str:
        """Return a line that the learner types, without blanks around it."""
        while True:
            text = input("> ").strip()
            if text.lower() == _LEAVE:
                raise EOFError
            if text:
                return text

"""The review of a queue at a terminal: a pair, a key, the next pair; each answer stored at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from trama.core.errors import BadParameter, PairChanged, UnknownName
from trama.core.home import Home
from trama.review.key_presses import Ask
from trama.review.review_words import KEYS, VERDICTS, Key
from trama.terminal.review_screen import draw_pair, draw_surroundings, keys_line
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.queries.lookups.lookup import Lookup
    from trama.review.deciding import Decided
    from trama.review.pair_view import PairView

PairKey = tuple[str, str]


class Source(Protocol):
    """The pairs to ask about, in their order."""

    def __len__(self) -> int: ...

    def next(self) -> PairKey | None:
        """Return the next pair. Return None after the last."""

    def skip(self, key: PairKey) -> None:
        """Ask about a pair after all others."""

    def refresh(self, key: PairKey) -> None:
        """Read a pair anew: it was judged, undone or changed."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """The reviewer: what they look up with, the installation, their name, and how they read.

    ``blind`` reviewers give a second reading, and never see the first.
    """

    lookup: "Lookup"
    home: Home
    by: str
    blind: bool


class Review:
    """One review. ``judged`` counts the answers that it stored and did not take back."""

    def __init__(self, session: Session, reviewer: Reviewer, source: Source, ask: Ask) -> None:
        self.judged = 0
        self._session = session
        self._reviewer = reviewer
        self._source = source
        self._ask = ask
        self._asking = False

    def run(self, limit: int | None = None) -> None:
        """Ask until the queue is empty, ``limit`` answers are stored, or the reviewer ends.

        Raises:
            KeyboardInterrupt: the reviewer pressed Ctrl-C. The session has told what stayed.
        """
        try:
            while (limit is None or self.judged < limit) and (key := self._source.next()):
                if not self._pair(key):
                    break
        except KeyboardInterrupt:
            self._tell(*(_UNANSWERED if self._asking else _PERHAPS_STORED))
            raise
        finally:
            count, left = map(self._session.number, (self.judged, len(self._source)))
            self._tell(f"Guardados: {count}. Quedan: {left}.", f"Stored: {count}. Left: {left}.")

    def _pair(self, key: PairKey) -> bool:
        """Ask about one pair until it is answered or skipped. Return whether to go on."""
        view = self._drawn(key)
        while view is not None:
            answer = self._answer()
            if answer is None or answer is Key.QUIT:
                return False
            if answer is Key.UNDO:
                return self._undo()
            if answer is Key.MORE:
                self._more(view, key)
                continue
            if answer is Key.SKIP:
                self._source.skip(key)
                return True
            if self._store(key, answer.value, view.state):
                return True
            view = self._drawn(key)  # the pair is another now: it is shown anew
        return True

    def _drawn(self, key: PairKey) -> "PairView | None":
        """Show a pair. Return None if the graph no longer holds it."""
        from trama.review.pair_view import view_pair

        reviewer, session = self._reviewer, self._session
        secret = reviewer.home.pseudonym_key()
        try:
            ends = self._ends(key)
            view = view_pair(*ends, reviewer.lookup, secret, session.language, blind=reviewer.blind)
        except UnknownName:
            self._tell(
                "Una carga quitó ese par; sigue otro.", "A load removed that pair; the next."
            )
            self._source.skip(key)
            self._source.refresh(key)
            return None
        left = session.number(len(self._source))
        draw_pair(session, view, session.say(f"quedan {left}", f"{left} left"))
        return view

    def _answer(self) -> Key | None:
        """Return what the reviewer chose. Return None if no answer can come."""
        keys = KEYS[self._session.language]
        while True:
            self._asking = True
            pressed = self._ask(lambda: self._session.line(keys_line(self._session)))
            self._asking = False
            if pressed is None:
                return None
            if pressed in keys:
                return keys[pressed][0]

    def _store(self, key: PairKey, verdict: str, seen: str) -> bool:
        """Store a verdict. Return False if the pair is no longer what the reviewer saw."""
        try:
            made = self._decide(key, verdict, seen)
        except (PairChanged, UnknownName) as error:
            self._session.line(error.message(self._session.language))
            return False
        except BadParameter as error:  # two readers disagree: a supervisor decides
            self._session.line(error.message(self._session.language))
            self._source.skip(key)
            return True
        self.judged += 1
        word, cases = self._session.say(*VERDICTS[verdict]), self._session.number(made.cases)
        self._tell(
            f"Guardado: {word}. Casos rehechos: {cases}.",
            f"Stored: {word}. Cases derived anew: {cases}.",
        )
        self._source.refresh(key)
        return True

    def _undo(self) -> bool:
        """Take back the reviewer's last judgement, also one of an earlier session; ask again.

        Return whether to go on.
        """
        from trama.review.deciding import last_own_pair

        reviewer, session = self._reviewer, self._session
        pair = last_own_pair(reviewer.lookup, reviewer.by, blind=reviewer.blind)
        if pair is None:
            self._tell("No hay nada suyo que deshacer.", "There is nothing of yours to undo.")
            return True
        try:
            self._decide(pair, "withdrawn")
        except (UnknownName, BadParameter) as error:
            session.line(error.message(session.language))
            return True
        self.judged = max(self.judged - 1, 0)
        self._tell("Deshecho: su último juicio.", "Undone: your last judgement.")
        self._source.refresh(pair)
        return self._pair(pair)

    def _more(self, view: "PairView", key: PairKey) -> None:
        from trama.review.surroundings import surroundings

        ends, secret = self._ends(key), self._reviewer.home.pseudonym_key()
        around = surroundings(*ends, self._reviewer.lookup, secret, self._session.language)
        draw_surroundings(self._session, around, self._history(view))

    def _decide(self, key: PairKey, verdict: str, seen: str | None = None) -> "Decided":
        from trama.linkage.judgements import Verdict
        from trama.review.deciding import Beside, decide

        ends, reviewer = self._ends(key), self._reviewer
        beside = Beside(seen=seen, blind=reviewer.blind)
        return decide(
            ends, Verdict(verdict), reviewer.lookup, reviewer.home, by=reviewer.by, beside=beside
        )

    def _ends(self, key: PairKey) -> tuple[str, str]:
        """Return the ends of a pair as everybody may name them, also who may know no record."""
        from trama.review.ends import handle_ends

        return handle_ends(key, self._reviewer.home.pseudonym_key())

    def _history(self, view: "PairView") -> Iterator[str]:
        """Yield the judgements about both sides; a blind reader sees none."""
        from trama.review.listing import list_judgements

        if view.blind:
            yield self._session.say("no se muestra a ciegas", "not shown to a blind reader")
            return
        for side in (view.one, view.other):
            if named := side.key or side.pseudonym:
                for row in list_judgements(self._reviewer.lookup, named).judgements:
                    word = self._session.say(*VERDICTS.get(row.verdict, (row.verdict,) * 2))
                    pair, who = f"{row.one.text} {row.other.text}", row.model or row.by
                    yield f"{pair}: {word}, {who}, {self._session.moment(row.at)}"

    def _tell(self, spanish: str, english: str) -> None:
        self._session.line(self._session.say(spanish, english))


_UNANSWERED = (
    "Lo que respondió está guardado; el par en pantalla quedó sin responder.",
    "Your answers are stored; the pair on the screen was not answered.",
)
_PERHAPS_STORED = (
    "Lo respondido está guardado; la última respuesta, quizá: trama review list lo dice.",
    "Your answers are stored; the last one perhaps: trama review list tells.",
)

"""The words under a load about standing questions: which have news, failed, or must wait."""

from typing import TYPE_CHECKING

from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.api.services import Services
    from trama.standing.rounds import Round
    from trama.standing.standing_questions import StandingQuestion


def ask_after_load(session: Session, services: "Services") -> None:
    """Ask the standing questions after a load, link or rebuild, and say which have news.

    The command that they follow has done its work, also if they fail.
    """
    from trama.core.errors import TramaError
    from trama.standing.asking import Asking
    from trama.standing.rounds import AFTER_LOAD_SECONDS, run_all

    try:
        asking = Asking.of(session.settings, services.graph)
        done = run_all(asking, AFTER_LOAD_SECONDS, again=False)
    except Exception as error:  # noqa: BLE001 - the load is done; a message may hold a name
        why = error.message(session.language) if isinstance(error, TramaError) else ""
        _note(
            session,
            f"Las preguntas permanentes no se hicieron. {why}",
            f"The standing questions were not asked. {why}",
        )
        return
    tell_round(session, done)


def tell_round(session: Session, done: "Round") -> None:
    """Say on standard error what became of the questions; nothing if there are none.

    Titles are for the owners: others are counted.
    """
    for fault in done.faults:
        session.notes.print(fault.message(session.language), style="yellow", soft_wrap=True)
    if not done.asked:
        return
    fresh = [one for one in done.ran if open_news(one)]
    _note(
        session,
        f"Preguntas permanentes: {len(done.ran)} hechas, {len(fresh)} con algo por revisar, "
        f"{len(done.failed)} fallidas, {len(done.late)} sin turno, {len(done.same)} sin cambios.",
        f"Standing questions: {len(done.ran)} asked, {len(fresh)} with something to review, "
        f"{len(done.failed)} failed, {len(done.late)} not in time, {len(done.same)} unchanged.",
    )
    if done.late:
        _note(
            session,
            "Las que no tuvieron turno irán primero la próxima vez; o ahora: trama standing run",
            "Those not in time come first the next time; or now: trama standing run",
        )
    if fresh:
        _note(session, "Sigue: trama standing list", "Next: trama standing list")


def open_news(question: "StandingQuestion") -> int:
    """Return the number of rows that wait for a judgement."""
    from trama.standing.known_rows import counts

    return sum(counts(question.known).values())


def _note(session: Session, spanish: str, english: str) -> None:
    session.notes.print(session.say(spanish, english).strip(), soft_wrap=True)

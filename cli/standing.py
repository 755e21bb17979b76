"""`trama standing`: questions that are asked again after each load, and what is new in them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from trama.terminal.driver import import_driver
from trama.terminal.session import Session, as_parameters
from trama.terminal.standing_output import tell_round

if TYPE_CHECKING:
    from trama.standing.standing_questions import StandingQuestion, StandingStore

_GROUP = (
    "Preguntas permanentes: se repiten tras cada carga y dicen qué es nuevo.",
    "Standing questions: they are asked again after each load, and say what is new.",
)
_ADD = (
    "Hace permanente una consulta o una ruta; lo que hay ahora queda como conocido.",
    "Makes a query or a route a standing question; what there is now counts as known.",
)
_LIST = ("Lista sus preguntas y lo que está por revisar.", "Lists your questions and their news.")
_RUN = ("Hace ahora una pregunta, o todas.", "Asks one question now, or all.")
_SHOW = ("Muestra lo nuevo de una pregunta.", "Shows the news of a question.")
_JUDGE = (
    "Dice si una novedad importa; deja de estar por revisar.",
    "Says whether news matter; they are no longer to be reviewed.",
)
_REMOVE = ("Quita una pregunta.", "Removes a question.")


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help=session.say(*_GROUP))
    app.add_typer(group, name="standing")
    _add_add(group, session)
    _add_list(group, session)
    _add_run(group, session)
    _add_show(group, session)
    _add_judge(group, session)
    _add_remove(group, session)


def _add_add(group: typer.Typer, session: Session) -> None:
    say = session.say
    pair = say("nombre=valor", "name=value")

    @group.command("add", help=say(*_ADD))
    def add(
        title: Annotated[str, typer.Argument(metavar=say("TÍTULO", "TITLE"))],
        query: Annotated[str | None, typer.Argument(metavar=say("[CONSULTA]", "[QUERY]"))] = None,
        *,
        parameters: Annotated[
            list[str] | None,
            typer.Option("-p", "--parameter", metavar=pair, help=say("Parámetro.", "Parameter.")),
        ] = None,
        route: Annotated[
            str | None, typer.Option(help=say("Una ruta, en vez de consulta.", "A route instead."))
        ] = None,
    ) -> None:
        import_driver()
        from trama.core.errors import UsageError
        from trama.standing.asking import ROUTE, Asking
        from trama.standing.rounds import make

        if (query is None) == (route is None):
            raise UsageError(
                detail=say("Diga una consulta o --route, y no las dos.", "Give a query or --route.")
            )
        given: dict[str, Any] = dict(
            as_parameters(parameters or [], lambda written: _complain(pair, written))
        )
        given |= {} if route is None else {ROUTE: route}
        with session.services() as services:
            asking = Asking.of(session.settings, services.graph)
            owner = session.owner(), session.viewer()
            made = make(_titled(title), query or ROUTE, given, owner, asking)
        _tell_one(session, made)


def _add_list(group: typer.Typer, session: Session) -> None:
    @group.command("list", help=session.say(*_LIST))
    def list_() -> None:
        session.viewer().admit_explorer()
        questions, faults = _store(session).all()
        for fault in faults:
            session.notes.print(fault.message(session.language), style="yellow", soft_wrap=True)
        mine = [one for one in questions if one.owner == session.owner()]
        if session.as_json:
            session.json([_document(session, one) for one in mine])
        elif mine:
            _table(session, mine)
        else:
            say = session.say("No tiene preguntas permanentes.", "You have no standing questions.")
            session.notes.print(say)


def _add_run(group: typer.Typer, session: Session) -> None:
    @group.command("run", help=session.say(*_RUN))
    def run(id_: Annotated[str | None, typer.Argument(metavar="[ID]")] = None) -> None:
        import_driver()
        from trama.standing.asking import Asking
        from trama.standing.rounds import Round, run_all, run_one

        session.viewer().admit_explorer()
        if id_ is not None:
            _own(session, id_)
        with session.services() as services:
            asking = Asking.of(session.settings, services.graph)
            if id_ is None:
                done = run_all(asking)
            else:
                after = run_one(id_, asking)
                done = Round(failed=[after]) if after.error else Round(ran=[after])
        asked = [*done.ran, *done.failed]
        mine = [one for one in asked if one.owner == session.owner()]
        tell_round(session, done)
        if session.as_json:
            session.json([_document(session, one) for one in mine])
        elif mine:
            _table(session, mine)
        if done.failed:
            raise typer.Exit(1)


def _add_show(group: typer.Typer, session: Session) -> None:
    @group.command("show", help=session.say(*_SHOW))
    def show(id_: Annotated[str, typer.Argument(metavar="ID")]) -> None:
        import_driver()
        from trama.standing.asking import Asking
        from trama.standing.news import news_of

        viewer, question = session.viewer(), _own(session, id_)
        with session.services() as services:
            found = news_of(question, viewer, Asking.of(session.settings, services.graph))
        if session.as_json:
            session.json(found.as_document())
            return
        say, language = session.say, session.language
        names = [column.title(language) for column in found.query.columns.values()]
        own = ["", say("novedad", "news"), say("desde", "since"), say("juicio", "judgement")]
        rows = [
            (told["news"], _word(session, told), session.moment(told["since"]),
             _worth(session, told["judged"]), *row.values())
            for told, row in zip(found.told, found.answer.rows, strict=True)
        ]  # fmt: skip
        session.table(question.title, [*own, *names], rows)
        if not rows:
            session.notes.print(say("No hay nada nuevo.", "There is nothing new."))
        if found.outdated:
            words = "El grafo cambió: trama standing run", "The graph changed: trama standing run"
            session.notes.print(say(*words))


def _add_judge(group: typer.Typer, session: Session) -> None:
    say = session.say
    key = typer.Argument(metavar=say("NOVEDAD", "NEWS"))
    worth = typer.Argument(help=say("Si importa o no.", "Whether it matters."))

    @group.command("judge", help=say(*_JUDGE))
    def judge(
        id_: Annotated[str, typer.Argument(metavar="ID")],
        news: Annotated[str, key],
        verdict: Annotated[Literal["relevant", "not_relevant"], worth],
        *,
        why: Annotated[str, typer.Option(help=say("Motivo.", "Reason."))] = "",
    ) -> None:
        from trama.standing.known_rows import Judged, Worth
        from trama.standing.news import judge_news
        from trama.standing.rounds import now

        session.viewer().admit_explorer()
        _own(session, id_)
        judged = Judged(Worth(verdict), session.who(), now(), why)
        judge_news(_store(session), id_, news, judged)
        session.notes.print(say("Guardado.", "Stored."))


def _add_remove(group: typer.Typer, session: Session) -> None:
    @group.command("remove", help=session.say(*_REMOVE))
    def remove(id_: Annotated[str, typer.Argument(metavar="ID")]) -> None:
        viewer = session.viewer()
        viewer.admit_explorer()
        if not viewer.settles:
            _own(session, id_)
        _store(session).remove(id_)
        session.notes.print(session.say("Quitada.", "Removed."))


def _store(session: Session) -> "StandingStore":
    from trama.core.home import Home
    from trama.standing.standing_questions import StandingStore

    return StandingStore(Home(session.settings.home))


def _own(session: Session, id_: str) -> "StandingQuestion":
    """Return the question of whoever types.

    Raises:
        AccessDenied: their role keeps none. UnknownName: it is not theirs, or does not exist.
    """
    session.viewer().admit_explorer()
    return _store(session).own(id_, session.owner())


def _titled(title: str) -> str:
    from trama.core.errors import BadParameter
    from trama.standing.standing_questions import LONGEST_TITLE

    if not 0 < len(title) <= LONGEST_TITLE:
        raise BadParameter(
            name="title",
            why_es=f"tiene de 1 a {LONGEST_TITLE} letras",
            why_en=f"it has 1 to {LONGEST_TITLE} letters",
        )
    return title


def _document(session: Session, question: "StandingQuestion") -> dict[str, Any]:
    from trama.standing.known_rows import counts

    error = question.error
    return {
        "id": question.id,
        "title": question.title,
        "query": question.query,
        "parameters": dict(question.parameters),
        "sentence": question.sentence[session.language],
        "ran_at": question.ran_at or None,
        "rows": question.rows,
        "cut": question.cut,
        **{str(news): count for news, count in counts(question.known).items()},
        "error": (error.en if session.language == "en" else error.es) if error else None,
    }


def _tell_one(session: Session, question: "StandingQuestion") -> None:
    if session.as_json:
        session.json(_document(session, question))
        return
    session.line(question.id)
    session.notes.print(question.sentence[session.language], soft_wrap=True)
    rows = session.number(question.rows)
    session.notes.print(
        session.say(
            f"Ahora hay {rows} filas, que cuentan como conocidas.",
            f"There are {rows} rows now, which count as known.",
        )
    )
    if question.cut:
        _tell_cut(session)


def _tell_cut(session: Session) -> None:
    session.notes.print(
        session.say(
            "La respuesta tiene más filas de las que se leen: de esas no se dirá nada.",
            "The answer has more rows than are read: nothing will be told of those.",
        ),
        soft_wrap=True,
    )


def _table(session: Session, questions: "list[StandingQuestion]") -> None:
    say = session.say
    columns = [
        "id",
        say("título", "title"),
        say("hecha", "asked"),
        say("filas", "rows"),
        say("nuevas", "new"),
        say("cambiaron", "changed"),
        say("ya no están", "gone"),
        say("problema", "problem"),
    ]
    rows = []
    for question in questions:
        told = _document(session, question)
        asked = session.moment(question.ran_at) if question.ran_at else ""
        rows.append(
            (question.id, question.title, asked, told["rows"], told["new"], told["changed"],
             told["gone"], told["error"])
        )  # fmt: skip
    session.table("", columns, rows)
    if any(question.cut for question in questions):
        _tell_cut(session)


def _word(session: Session, told: Mapping[str, Any]) -> str:
    words = {
        "new": session.say("nueva", "new"),
        "changed": session.say("cambió", "changed"),
        "gone": session.say("ya no está", "gone"),
    }
    return words[told["status"]]


def _worth(session: Session, judged: str | None) -> str:
    words = {
        "relevant": session.say("relevante", "relevant"),
        "not_relevant": session.say("no relevante", "not relevant"),
    }
    return words[judged] if judged else session.say("por revisar", "to review")


def _complain(form: str, written: str) -> None:
    raise typer.BadParameter(f"-p {form}: {written}")

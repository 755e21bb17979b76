"""The tables of `trama overlap`, and the sentences under them."""

from collections.abc import Mapping, Sequence
from typing import Any

from trama.overlap.answers.overlap_words import step_code
from trama.overlap.waterfall import Step
from trama.terminal.session import Session

Document = Mapping[str, Any]

_CHANGED = (("enlaces cambiados", "links changed"), ("enlace cambiado", "link changed"))
_UNITS_SHOWN = 30  # rows of a breakdown of lost cases on a screen; --json has all


def show_ledger(session: Session, document: Document) -> None:
    """Draw the ledger, and say below where its intervals come from and what would overturn it."""
    say, question = session.say, document["question"]
    lines = [*document["rows"], document["total"]]
    elsewhere = any(
        row[name]["decided"] or row[name]["high"]
        for row in lines
        for name in ("both_elsewhere_reta", "both_elsewhere_sistra")
    )
    columns = [
        question["by_name"] or "",
        "RETA",
        "SISTRA",
        say("solo RETA", "only RETA"),
        say("solo SISTRA", "only SISTRA"),
        say("ambos", "both"),
    ]
    if elsewhere:
        columns += [
            say("ambos, otra clave en SISTRA", "both, other key in SISTRA"),
            say("ambos, otra clave en RETA", "both, other key in RETA"),
        ]
    columns += [
        say("sin decidir RETA", "undecided RETA"),
        say("sin decidir SISTRA", "undecided SISTRA"),
    ]
    year = f" · {question['year']}" if question["year"] else ""
    title = f"{question['kind_name']}{year}"
    session.table(title, columns, [_ledger_row(session, row, elsewhere=elsewhere) for row in lines])
    _say_ledger(session, document)


def _ledger_row(session: Session, row: Document, *, elsewhere: bool) -> list[object]:
    figures = ["only_reta", "only_sistra", "both"]
    figures += ["both_elsewhere_reta", "both_elsewhere_sistra"] if elsewhere else []
    return [
        row["name"],
        number(session, row["in_reta"]),
        number(session, row["in_sistra"]),
        *(figure(session, row[name]) for name in figures),
        number(session, row["undecided_reta"]),
        number(session, row["undecided_sistra"]),
    ]


def number(session: Session, value: int | None) -> str:
    """Return a count; ``<10`` stands for one that the viewer may not see."""
    return "<10" if value is None else session.number(value)


def figure(session: Session, count: Document) -> str:
    """Return what is decided, and the interval if it is wider: ``120 (118–131)``."""
    low, high = count["low"], count["high"]
    if (low is None and high is None) or low == high == count["decided"]:
        return number(session, count["decided"])
    return f"{number(session, count['decided'])} ({number(session, low)}–{number(session, high)})"


def _say_ledger(session: Session, document: Document) -> None:
    say, line = session.say, session.line
    low, high = (number(session, document["distinct"][end]) for end in ("low", "high"))
    span = low if low == high else f"{low}–{high}"
    line(say(f"Distintos en ambos registros: {span}.", f"Distinct over both registries: {span}."))
    _say_interval(session, document["interval"])
    pairs = document["pairs"]
    if pairs is not None:
        told = {name: session.number(count) for name, count in pairs.items()}
        line(
            say(
                f"Enlaces seguros: {told['certain']}; de un modelo: {told['by_model']}; pares "
                f"abiertos: {told['open']}.",
                f"Certain links: {told['certain']}; by a model: {told['by_model']}; open pairs: "
                f"{told['open']}.",
            )
        )
        if pairs["within_one_registry"]:
            within = told["within_one_registry"]
            line(
                say(
                    f"Pares sin decidir dentro de un registro: {within}; lo decidido los cuenta "
                    "aparte; el intervalo, con su duda.",
                    f"Pairs left open within one registry: {within}; what is decided counts them "
                    "apart, and the interval has their doubt.",
                )
            )
    if document["overturn"] is not None:
        _say_overturn(session, document["overturn"])
    for published in document.get("published", ()):
        line(published["sentence"])
    if document["unseen"] is not None:
        neither = document["unseen"]["neither"]
        span = f"{session.number(neither['low'])}–{session.number(neither['high'])}"
        line(say(f"En ningún registro: {span}.", f"In neither registry: {span}."))
        line(document["unseen"]["warning"])
    if "replicates" in document:
        made = document["replicates"]
        line(
            say(
                f"Réplicas en {made['folder']}; para repetir las cifras: python3 repeat.py allí.",
                f"Replicates in {made['folder']}; to repeat the figures: python3 repeat.py there.",
            )
        )


def _say_interval(session: Session, interval: Document) -> None:
    """Say where the intervals come from, and why a figure lies outside its own."""
    for sentence in filter(None, (interval["sentence"], interval["outside"])):
        session.line(sentence)


def _say_overturn(session: Session, overturn: Document) -> None:
    amount = session.number(overturn["more_than"])
    told = []
    for name, words in (("down", ("menos", "fewer")), ("up", ("más", "more"))):
        change, word = overturn[name], session.say(*words)
        if change is None:
            told.append(
                session.say(
                    f"ningún cambio de enlaces da más de {amount} {word}",
                    f"no change of links gives over {amount} {word}",
                )
            )
        else:
            links, changed = session.number(change["links"]), _CHANGED[change["links"] == 1]
            told.append(
                session.say(
                    f"con {links} {changed[0]}, más de {amount} {word} en ambos",
                    f"with {links} {changed[1]}, over {amount} {word} in both",
                )
            )
    heading = session.say("Lo que cambiaría la cifra", "What would overturn it")
    session.line(f"{heading}: {'; '.join(told)}.")


def show_waterfall(session: Session, document: Document) -> None:
    """Draw the steps from RETA's count to SISTRA's."""
    say = session.say
    columns = [
        say("paso", "step"),
        "",
        say("salen de RETA", "leave RETA"),
        say("entran de SISTRA", "come from SISTRA"),
        say("queda", "left"),
    ]
    rows: list[list[object]] = [["RETA", "", "", "", number(session, document["reta"])]]
    for step in document["steps"]:
        leaving = figure(session, step["leaving"]) if step["registry"] != "SISTRA" else ""
        coming = figure(session, step["coming"]) if step["registry"] != "RETA" else ""
        after = "" if step["after"] is None else session.number(step["after"])
        code = step_code(Step(step["step"]), session.language)
        rows.append([code, step["name"], leaving, coming, after])
    rows.append(["SISTRA", "", "", "", number(session, document["sistra"])])
    question = document["question"]
    year = f" · {question['year']}" if question["year"] else ""
    session.table(f"{question['kind_name']}{year}", columns, rows)
    _say_interval(session, document["interval"])
    session.line(
        say(
            "Los registros de un paso: --step PASO (con los mismos --year, --kind, --date).",
            "The records of a step: --step STEP (with the same --year, --kind, --date).",
        )
    )


def show_step(session: Session, document: Document) -> None:
    """Draw the entries of a step."""
    say, rows = session.say, document["rows"]
    if not rows:
        session.notes.print(say("Nadie está en ese paso.", "Nobody is in that step."))
        return
    columns = [
        say("registro", "record"),
        say("persona", "person"),
        say("caso", "case"),
        say("fecha", "date"),
        say("hecho desde", "fact since"),
        say("dependencia", "unit"),
    ]
    names = ("record", "person", "case", "registered_on", "fact_since", "unit")
    dates = ("registered_on", "fact_since")
    session.table(
        "",
        columns,
        [
            [session.day(row[name]) if name in dates else row[name] for name in names]
            for row in rows
        ],
    )
    _say_more(session, document)


def show_lost(session: Session, document: Document) -> None:
    """Draw the lost cases, and their numbers by unit and fiscal district."""
    say = session.say
    rows = document["rows"]
    if rows:
        columns = [
            say("caso", "case"),
            say("fecha", "date"),
            say("días", "days"),
            say("perdido de verdad", "truly missing"),
            say("dependencia", "unit"),
            say("distrito fiscal", "fiscal district"),
            say("por qué", "why"),
            say("candidatos", "candidates"),
        ]
        session.table("", columns, [_lost_row(session, row) for row in rows])
    _by(session, say("dependencia", "unit"), document["by_unit"])
    _by(session, say("distrito fiscal", "fiscal district"), document["by_district"])
    count, missing = map(session.number, (document["count"], document["expected_missing"]))
    day = session.day(document["as_of"]) or "—"
    session.line(
        say(
            f"Casos: {count}. Perdidos de verdad, se espera: {missing}. Edad al {day}.",
            f"Cases: {count}. Expected to be truly missing: {missing}. Age on {day}.",
        )
    )
    _say_more(session, document)
    if rows:
        session.line(
            say(
                "Para cerrar uno: trama review judge RETA:… SISTRA:… same (o different).",
                "To close a case: trama review judge RETA:… SISTRA:… same (or different).",
            )
        )


def _lost_row(session: Session, row: Document) -> list[object]:
    candidates = [
        f"{one['case']} {session.percent(one['probability'])}" for one in row["candidates"]
    ]
    return [
        row["case"],
        session.day(row["registered_on"]),
        "" if row["days"] is None else session.number(row["days"]),
        session.percent(row["missing"]),
        row["unit"],
        row["fiscal_district"],
        row["why_name"],
        candidates,
    ]


def _by(session: Session, heading: str, rows: Sequence[Document]) -> None:
    if not rows:
        return
    say = session.say
    columns = [
        heading,
        say("casos", "cases"),
        say("perdidos esperados", "missing, expected"),
        say("más antiguo, días", "oldest, days"),
    ]
    shown = [
        [
            row["name"] or "—",
            *(session.number(row[name]) for name in ("cases", "expected_missing", "oldest_days")),
        ]
        for row in rows[:_UNITS_SHOWN]
    ]
    session.table("", columns, shown)
    if len(rows) > len(shown):
        more = session.number(len(rows) - len(shown))
        session.notes.print(say(f"Hay {more} más: --json.", f"{more} more: --json."))


def _say_more(session: Session, document: Document) -> None:
    if document["count"] > len(document["rows"]):
        more = session.number(document["count"] - len(document["rows"]))
        session.notes.print(
            session.say(f"Hay {more} más: suba --limit.", f"{more} more: raise --limit.")
        )

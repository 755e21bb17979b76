"""The tables of `trama overlap`, and the sentences under them."""

from collections.abc import Mapping, Sequence
from typing import Any

from trama.cli.session import Session

Document = Mapping[str, Any]

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
    session.table(title, columns, [_ledger_row(row, elsewhere=elsewhere) for row in lines])
    _say_ledger(session, document)


def _ledger_row(row: Document, *, elsewhere: bool) -> list[object]:
    figures = ["only_reta", "only_sistra", "both"]
    figures += ["both_elsewhere_reta", "both_elsewhere_sistra"] if elsewhere else []
    return [
        row["name"],
        number(row["in_reta"]),
        number(row["in_sistra"]),
        *(figure(row[name]) for name in figures),
        number(row["undecided_reta"]),
        number(row["undecided_sistra"]),
    ]


def number(value: int | None) -> str:
    """Return a count; ``<10`` stands for one that the viewer may not see."""
    return "<10" if value is None else f"{value}"


def figure(count: Document) -> str:
    """Return what is decided, and the interval if it is wider: ``120 (118–131)``."""
    low, high = count["low"], count["high"]
    if (low is None and high is None) or low == high == count["decided"]:
        return number(count["decided"])
    return f"{number(count['decided'])} ({number(low)}–{number(high)})"


def _say_ledger(session: Session, document: Document) -> None:
    say, line = session.say, session.line
    distinct = document["distinct"]
    span = f"{number(distinct['low'])}–{number(distinct['high'])}"
    line(say(f"Distintos en ambos registros: {span}.", f"Distinct over both registries: {span}."))
    line(document["interval"]["sentence"])
    pairs = document["pairs"]
    if pairs is not None:
        line(
            say(
                f"Enlaces seguros: {pairs['certain']}; de un modelo: {pairs['by_model']}; pares "
                f"abiertos: {pairs['open']}.",
                f"Certain links: {pairs['certain']}; by a model: {pairs['by_model']}; open pairs: "
                f"{pairs['open']}.",
            )
        )
        if pairs["within_one_registry"]:
            line(
                say(
                    f"Pares sin decidir dentro de un registro: {pairs['within_one_registry']}; "
                    "aquí cuentan aparte.",
                    f"Pairs left open within one registry: {pairs['within_one_registry']}; here "
                    "they count apart.",
                )
            )
    if document["overturn"] is not None:
        _say_overturn(session, document["overturn"])
    for published in document.get("published", ()):
        line(published["sentence"])
    if document["unseen"] is not None:
        neither = document["unseen"]["neither"]
        span = f"{neither['low']}–{neither['high']}"
        line(say(f"En ningún registro: {span}.", f"In neither registry: {span}."))
        line(document["unseen"]["warning"])
    if "replicates" in document:
        made = document["replicates"]
        line(
            say(
                f"Réplicas en {made['folder']}; para comprobarlas: sha256sum -c SHA256SUMS.",
                f"Replicates in {made['folder']}; to check them: sha256sum -c SHA256SUMS.",
            )
        )


def _say_overturn(session: Session, overturn: Document) -> None:
    amount = overturn["more_than"]
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
            told.append(
                session.say(
                    f"con {change['links']} enlaces cambiados, más de {amount} {word} en ambos",
                    f"with {change['links']} links changed, over {amount} {word} in both",
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
    rows: list[list[object]] = [["RETA", "", "", "", number(document["reta"])]]
    for step in document["steps"]:
        leaving = figure(step["leaving"]) if step["registry"] != "SISTRA" else ""
        coming = figure(step["coming"]) if step["registry"] != "RETA" else ""
        after = "" if step["after"] is None else step["after"]
        rows.append([step["step"], step["name"], leaving, coming, after])
    rows.append(["SISTRA", "", "", "", number(document["sistra"])])
    question = document["question"]
    year = f" · {question['year']}" if question["year"] else ""
    session.table(f"{question['kind_name']}{year}", columns, rows)
    session.line(document["interval"]["sentence"])
    session.line(
        say(
            "Los registros de un paso: --step PASO (con los mismos --year, --kind, --date).",
            "The records of a step: --step STEP (with the same --year, --kind, --date).",
        )
    )


def show_step(session: Session, document: Document) -> None:
    """Draw the entries of a step."""
    say, rows = session.say, document["rows"]
    columns = [
        say("registro", "record"),
        say("persona", "person"),
        say("caso", "case"),
        say("fecha", "date"),
        say("hecho desde", "fact since"),
        say("dependencia", "unit"),
    ]
    names = ("record", "person", "case", "registered_on", "fact_since", "unit")
    session.table("", columns, [[row[name] for name in names] for row in rows])
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
        session.table("", columns, [_lost_row(row) for row in rows])
    _by(session, say("dependencia", "unit"), document["by_unit"])
    _by(session, say("distrito fiscal", "fiscal district"), document["by_district"])
    count, missing, day = document["count"], document["expected_missing"], document["as_of"] or "—"
    session.line(
        say(
            f"{count} casos; perdidos de verdad, se espera: {missing}. Edad al {day}.",
            f"{count} cases; expected to be truly missing: {missing}. Age on {day}.",
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


def _lost_row(row: Document) -> list[object]:
    candidates = [f"{one['case']} {one['probability']:.0%}" for one in row["candidates"]]
    return [
        row["case"],
        row["registered_on"],
        "" if row["days"] is None else row["days"],
        f"{row['missing']:.0%}",
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
        say("perdidos (esperado)", "missing expected"),
        say("más antiguo, días", "oldest, days"),
    ]
    shown = [
        [row["name"] or "—", row["cases"], row["expected_missing"], row["oldest_days"]]
        for row in rows[:_UNITS_SHOWN]
    ]
    session.table("", columns, shown)
    if (more := len(rows) - len(shown)) > 0:
        session.notes.print(say(f"Hay {more} más: --json.", f"{more} more: --json."))


def _say_more(session: Session, document: Document) -> None:
    if (more := document["count"] - len(document["rows"])) > 0:
        session.notes.print(
            session.say(f"Hay {more} más: suba --limit.", f"{more} more: raise --limit.")
        )

"""The help of a saved query: what it answers, how to ask it, what its columns mean."""

import shlex

from trama.cypher.header import Example, Parameter, ParameterType
from trama.ontology.codelists import code_list
from trama.queries.catalog import SavedQuery
from trama.terminal.session import Session

_LEVELS = {
    "district": "distrito",
    "province": "provincia",
    "department": "departamento",
    "country": "país",
}
_MOST_CODES = 12  # codes that the help lists; a longer list has a page of its own
_TYPES = {
    ParameterType.STRING: ("texto", "text"),
    ParameterType.INTEGER: ("número entero", "whole number"),
    ParameterType.BOOLEAN: ("sí o no", "yes or no"),
    ParameterType.PARTIAL_DATE: ("fecha: 2020, 03/2020, 15/03/2020", "date: 2020, 2020-03-15"),
    ParameterType.PLACE: ("lugar: nombre o código", "place: name or code"),
    ParameterType.CASE: ("caso: su número", "case: its number"),
    ParameterType.PERSON: ("persona: nombre o clave X-…", "person: name or key X-…"),
    ParameterType.REGISTRY: ("registro: RETA, SISTRA u otro", "registry: RETA, SISTRA or another"),
    ParameterType.NETWORK: ("red guardada: N-1", "stored network: N-1"),
    ParameterType.CODE: ("código", "code"),
    ParameterType.LEVEL: ("nivel", "level"),
    ParameterType.NODE: ("clave de una respuesta", "key of an answer"),
    ParameterType.NODES: ("claves con comas", "keys with commas"),
    ParameterType.STRINGS: ("valores con comas", "values with commas"),
    ParameterType.PROPERTIES: ("nombres con comas", "names with commas"),
}


def show_query(session: Session, query: SavedQuery, *, cypher: bool) -> None:
    """Print the help of a query; ``cypher`` adds its text."""
    say, language, header = session.say, session.language, query.header
    session.out.print(f"{header.titles[language]} — {query.name}", style="bold")
    session.out.print(header.questions[language])
    session.out.print("\n" + say("Cómo se pide:", "How to ask:"))
    for example in header.examples:
        session.out.print(f"  {_command(query, example)}")
        session.out.print(f"    {example.title(language)}", style="dim")
    if query.parameters:
        session.table(
            say("Parámetros", "Parameters"),
            [
                say("nombre", "name"),
                say("qué es", "what it is"),
                say("se escribe", "written as"),
                "",
            ],
            [
                (
                    parameter.name,
                    parameter.title(language),
                    _form(parameter, session),
                    _default(parameter, session, query),
                )
                for parameter in query.parameters.values()
            ],
        )
    session.table(
        say("Columnas de la respuesta", "Columns of the answer"),
        [say("se lee", "reads"), say("nombre en CSV y JSON", "name in CSV and JSON")],
        [(column.title(language), column.name) for column in query.columns.values()],
    )
    if header.notes:
        session.out.print(header.notes[language])
    if cypher:
        session.out.print("\n" + query.text.strip())
    else:
        session.notes.print(
            say(
                f"El texto Cypher (versión {query.version}): "
                f"trama query show {query.name} --cypher",
                f"The Cypher text (version {query.version}): "
                f"trama query show {query.name} --cypher",
            ),
            style="dim",
        )


def _command(query: SavedQuery, example: Example) -> str:
    words = (shlex.quote(f"{name}={value}") for name, value in example.parameters.items())
    return " ".join(["trama query run", query.name, *words])


def _form(parameter: Parameter, session: Session) -> str:
    """Return how a value is written: its type, and its bounds or its only values."""
    form = session.say(*_TYPES[parameter.type])
    if parameter.among:
        words = parameter.words
        named = (
            words[one].title(session.language).lower() if one in words else one
            for one in parameter.among
        )
        return ", ".join(named)
    if parameter.type is ParameterType.LEVEL:
        return session.say(
            "distrito, provincia, departamento, país", "district, province, department, country"
        )
    if parameter.type is ParameterType.CODE and parameter.of:
        names = [code.name(session.language) for code in code_list(parameter.of).codes.values()]
        more = " …" if len(names) > _MOST_CODES else ""
        return ", ".join(names[:_MOST_CODES]) + more
    if parameter.max is not None:
        return f"{form} ({parameter.min}–{parameter.max})"
    return form


def _default(parameter: Parameter, session: Session, query: SavedQuery) -> str:
    if parameter.required:
        return session.say("obligatorio", "required")
    default = parameter.default
    if default is None:
        return ""
    if isinstance(default, list):
        return ", ".join(map(str, default))
    if isinstance(default, bool):
        return session.say("sí", "yes") if default else session.say("no", "no")
    told = session.say(_LEVELS.get(str(default), str(default)), str(default))
    if any(place.level == parameter.name for place in query.parameters.values()):
        told += session.say(", o el del lugar más fino", ", or that of the finest place")
    return told

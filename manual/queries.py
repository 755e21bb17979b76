"""The reference page of the saved queries, from their own headers."""

from collections.abc import Iterator

from trama.api.descriptions import reach
from trama.core.errors import Language
from trama.cypher.header import Column, Parameter
from trama.manual.markdown import notice, table
from trama.queries.catalog import TOPICS, SavedQuery, catalog


def queries_page() -> str:
    """Return the page of the saved queries."""
    lines = [
        "# Consultas guardadas / Saved queries\n",
        "`trama query run NOMBRE -p parámetro=valor` · `POST /api/v1/queries/NOMBRE/run`\n",
    ]
    for topic, (spanish, english) in TOPICS.items():
        lines.append(f"## {spanish} / {english}\n")
        for query in catalog().of_topic(topic):
            lines += _query(query)
    return notice("the headers of the queries") + "\n" + "\n".join(lines).rstrip() + "\n"


def queries_table(language: Language) -> str:
    """Return the table of topics and the names of their queries, for a README."""
    names = [
        (title[0 if language == "es" else 1], ", ".join(f"`{one.name}`" for one in queries))
        for topic, title in TOPICS.items()
        if (queries := catalog().of_topic(topic))
    ]
    heads = ("tema", "consultas") if language == "es" else ("topic", "queries")
    return "\n".join(table(heads, names))


def _query(query: SavedQuery) -> Iterator[str]:
    header = query.header
    yield f"### `{query.name}` (v{query.version}, Trama {header.since_version})\n"
    yield f"{header.titles['es']}. **{header.questions['es']}**\n"
    yield f"*{header.titles['en']}. {header.questions['en']}*\n"
    for language in ("es", "en"):
        if header.notes.get(language):
            yield f"{header.notes[language]}\n"
    yield "{}. *{}.*\n".format(*reach(query))
    yield "| parámetro | tipo | por defecto | |"
    yield "|---|---|---|---|"
    yield from map(_parameter, query.parameters.values())
    yield "\n| columna | tipo | |"
    yield "|---|---|---|"
    yield from map(_column, query.columns.values())
    yield ""
    for example in header.examples:
        words = " ".join(f"-p {name}={value}" for name, value in example.parameters.items())
        yield f"- {example.es}: `trama query run {query.name} {words}`"
    yield ""


def _parameter(one: Parameter) -> str:
    default = "obligatorio" if one.required else "" if one.default is None else f"`{one.default}`"
    bounds = f" {one.min}–{one.max}" if one.max is not None else ""
    of = f" `{one.of}`" if one.of else ""
    return f"| `{one.name}` | {one.type}{of}{bounds} | {default} | {one.es} / *{one.en}* |"


def _column(one: Column) -> str:
    of = f" `{one.of}`" if one.of else ""
    return f"| `{one.name}` | {one.type}{of} | {one.es} / *{one.en}* |"

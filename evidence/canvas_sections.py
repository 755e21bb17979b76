"""The sections of a report about what lay on the canvas: nodes, relationships, notes, pictures."""

from collections.abc import Iterator, Mapping
from typing import Any

from trama.access.node_handles import PREFIX
from trama.core.errors import Language
from trama.core.written_dates import day_text
from trama.drawings.ontology_words import OF_ANSWERS
from trama.evidence.investigated import Investigated
from trama.evidence.report_words import WORDS
from trama.reports.report import Block, Paragraph, Picture, Section, Table, cell
from trama.visualizations.signs import code_text, codes_text, label_text

_MOST_ROWS = 150  # nodes or relationships that a report shows


def picture_sections(found: Investigated) -> Iterator[Section]:
    """Yield the section of the pictures, if there are any."""
    words = WORDS[found.about.language]
    if found.pictures:
        blocks: list[Block] = [Paragraph(words["pictures_are"], small=True)]
        for number, one in enumerate(found.pictures, 1):
            name = words["picture"].format(number=number)
            caption = f"{name}. {one.caption}" if one.caption else name
            blocks.append(Picture(caption, one.png, one.width, one.height))
        yield Section(words["pictures"], blocks)


def canvas_sections(found: Investigated) -> Iterator[Section]:
    """Yield the sections of nodes, relationships, groups and notes."""
    language, items = found.about.language, found.items
    words = WORDS[language]
    if not items.nodes:
        yield Section(words["canvas"], [Paragraph(words["empty"])])
        return
    yield Section(words["canvas"], [Paragraph(_counted(found))])
    yield Section(words["nodes"], [_node_table(found)], 2)
    if items.edges:
        yield Section(words["edges"], [_edge_table(found)], 2)
    labels = _labels(found)
    if items.groups:
        told = [
            Paragraph(f"{group['label']}: {'; '.join(labels[key] for key in group['members'])}")
            for group in items.groups
        ]
        yield Section(words["groups"], [Paragraph(words["free"], small=True), *told], 2)
    if items.notes:
        told = [Paragraph(f"{labels[note['key']]}: {note['text']}") for note in items.notes]
        yield Section(words["notes"], [Paragraph(words["free"], small=True), *told], 2)


def _counted(found: Investigated) -> str:
    """Return how many nodes of each type there are: ``Caso: 12, Teléfono: 3.``."""
    language = found.about.language
    counts: dict[str, int] = {}
    for node in found.items.nodes:
        counts[node["type"]] = counts.get(node["type"], 0) + 1
    return ", ".join(f"{label_text(type_, language)}: {n}" for type_, n in counts.items()) + "."


def _node_table(found: Investigated) -> Table:
    language, nodes = found.about.language, found.items.nodes
    words = WORDS[language]
    rows = [
        [
            cell(_name(node, language)),
            label_text(node["type"], language),
            ", ".join(label_text(role, language) for role in node["roles"]),
            "" if node["key"].startswith(PREFIX) else node["key"],
        ]
        for node in nodes[:_MOST_ROWS]
    ]
    titles = [words[name] for name in ("node", "type", "roles", "node_key")]
    return Table(titles, rows, _left_out(len(nodes), language))


def _edge_table(found: Investigated) -> Table:
    language, edges = found.about.language, found.items.edges
    words = WORDS[language]
    labels = {node["key"]: cell(_name(node, language)) for node in found.items.nodes}
    rows = [
        [
            labels[edge["source"]],
            _relation(edge["type"], language),
            labels[edge["target"]],
            _when(edge["properties"], language),
            codes_text("registry", edge["properties"].get("registries"), language),
            words["yes"] if edge["properties"].get("doubtful") else "",
        ]
        for edge in edges[:_MOST_ROWS]
    ]
    names = ("from", "relation", "to", "when", "who_says", "doubtful")
    return Table([words[name] for name in names], rows, _left_out(len(edges), language))


def _name(node: Mapping[str, Any], language: Language) -> str:
    """Return the label of a node; a stage has none, and goes by its phase and date."""
    if node["label"]:
        return str(node["label"])
    told = node["properties"]
    phase = code_text("phase", told.get("phase"), language)
    texts = (phase, _when(told, language))
    return ", ".join(filter(None, texts)) or label_text(node["type"], language)


def _relation(type_: str, language: Language) -> str:
    if type_ not in OF_ANSWERS:
        return label_text(type_, language)
    (es, en), _ = OF_ANSWERS[type_]
    return es if language == "es" else en


def _when(properties: Mapping[str, Any], language: Language) -> str:
    day = properties.get("date") or properties.get("since")
    return day_text(str(day), language) if day else ""


def _left_out(count: int, language: Language) -> str:
    if count <= _MOST_ROWS:
        return ""
    return WORDS[language]["more_items"].format(shown=_MOST_ROWS, all=count)


def _labels(found: Investigated) -> Mapping[str, str]:
    """Return what nodes and edges are called, by key or id."""
    language, items = found.about.language, found.items
    labels = {node["key"]: _name(node, language) for node in items.nodes}
    for edge in items.edges:
        ends = (labels[edge["source"]], labels[edge["target"]])
        labels[edge["id"]] = f"{ends[0]} – {label_text(edge['type'], language)} – {ends[1]}"
    return labels

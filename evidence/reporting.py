"""The report of an investigation: title page, what to read first, then canvas and questions."""

from collections.abc import Iterator

from trama.evidence.canvas_sections import canvas_sections, picture_sections
from trama.evidence.investigated import Investigated
from trama.evidence.question_sections import question_sections
from trama.evidence.report_words import WORDS
from trama.reports.report import Facts, Paragraph, Report, Section
from trama.visualizations.signs import codes_text, label_text, place_text


def report_of(found: Investigated, *, packed: bool) -> Report:
    """Return the report. ``packed`` says whether it stands in a pack, beside the data."""
    about = found.about
    words = WORDS[about.language]
    sections = [
        *_first(found),
        *picture_sections(found),
        *canvas_sections(found),
        *question_sections(found, packed=packed),
    ]
    if packed:
        told = ("verify_trama", "verify_hand", "verify_key")
        texts = [Paragraph(words[name].format(key=found.key)) for name in told]
        sections.append(Section(words["verify"], texts))
    return Report(
        title=about.title,
        kind=words["kind"],
        mark=words["mark"] if about.synthetic else "",
        facts=_facts(found),
        sections=sections,
        foot=about.id,
        language=about.language,
        contents=words["contents"],
        page=words["page"],
    )


def _facts(found: Investigated) -> Facts:
    about = found.about
    words = WORDS[about.language]
    role = words["role"].format(role=words[about.made_by.role])
    held = words["held"].format(
        nodes=len(found.items.nodes),
        edges=len(found.items.edges),
        questions=len(found.asked),
        pictures=len(found.pictures),
    )
    rows = [
        (words["id"], about.id),
        (words["by"], f"{about.made_by.name} ({role})" if about.made_by.name else role),
        (words["at"], about.made_at),
        (words["workspace"], about.workspace or ""),
        (words["trama"], about.trama),
        (words["state"], about.state[-1]),
        (words["key"], found.key),
        (words["holds"], held),
    ]
    return Facts([(title, text) for title, text in rows if text])


def _first(found: Investigated) -> Iterator[Section]:
    """Yield what a reader must know before anything else."""
    about, items = found.about, found.items
    words = WORDS[about.language]
    told = [Paragraph(words["synthetic"], warning=True)] if about.synthetic else []
    if about.state[0] != about.state[1]:
        told.append(Paragraph(words["moved"], warning=True))
    doubt = words["doubt"].format(edges=len(items.edges), doubtful=items.doubtful)
    sees = words["sees"].format(role=words[about.made_by.role])
    texts = (words["innocent"], doubt, sees, words["free"])
    yield Section(words["first"], [*told, *map(Paragraph, texts)])
    unshown = [*_unshown(found)] or [words["all"]]
    yield Section(words["unshown"], [Paragraph(text) for text in unshown], 2)


def _unshown(found: Investigated) -> Iterator[str]:
    words, items = WORDS[found.about.language], found.items
    counts = {
        "hidden": items.hidden,
        "gone": items.gone,
        "withheld": items.withheld,
        "notes_of_gone": items.notes_of_gone,
        "not_asked_n": len(found.not_asked),
    }
    for name, count in counts.items():
        if count:
            yield words[name].format(n=count)
    for one in found.asked:
        if one.answer.truncated:
            yield words["truncated"].format(number=one.number, rows=len(one.answer.rows))
    if filtered := "; ".join(_filter(found)):
        yield words["filter"].format(filter=filtered)


def _filter(found: Investigated) -> Iterator[str]:
    """Yield what the filter of the canvas left out, in words."""
    language, set_ = found.about.language, found.filter
    words = WORDS[language]
    items = {
        "types_off": ", ".join(label_text(name, language) for name in set_.types_off),
        "relations_off": ", ".join(label_text(name, language) for name in set_.relations_off),
        "registries_off": codes_text("registry", set_.registries_off, language),
        "places": ", ".join(place_text(uid, language) for uid in set_.places),
        "since": set_.since,
        "until": set_.until,
        "text": set_.text,
    }
    for name, told in items.items():
        if told:
            yield words[name].format(items=told)
    if not set_.doubtful:
        yield words["doubtful_off"]

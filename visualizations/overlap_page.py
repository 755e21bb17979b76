"""The page of the overlap: bars by year, the waterfall of a year, and the cases lost between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trama.core.errors import Language
from trama.core.written_dates import day_text
from trama.core.written_numbers import number_text
from trama.visualizations import overlap_charts as charts
from trama.visualizations.overlap_charts import Chart
from trama.visualizations.page_words import page_words
from trama.visualizations.shell import Cell, Heading, LegendEntry, Page, Part, render, static

Document = Mapping[str, Any]
_FIGURES = ("only_reta", "only_sistra", "both", "both_elsewhere_reta", "both_elsewhere_sistra")
_RECORD = ("case", "record", "person", "registered_on", "fact_since", "unit")
_ENDS = ("low", "high")
_COUNTS = ("in_reta", "in_sistra", *_FIGURES, "undecided_reta", "undecided_sistra")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a figure; ``said`` stands below it, ``anchor`` is where links to it lead."""

    title: str
    columns: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]
    said: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A part of the page: its title, sentences, chart, and the same data as a table.

    ``opened`` are the records behind its bars, each in a list that unfolds.
    """

    title: str
    said: Sequence[str]
    chart: Chart | None
    table: Table
    opened: Sequence[Table] = ()
    opened_title: str = ""


@dataclass(frozen=True, slots=True)
class Overlap:
    """The documents that the page draws: the ledger by year, the waterfall, the lost cases."""

    years: Document
    waterfall: Document
    lost: Document


def overlap_page(given: Overlap, language: Language, *, synthetic: bool) -> str:
    """Return the HTML of the page. It opens from a file, and runs no script to be drawn.

    The table at its end holds the figures of the years; each other figure has a table of its own.
    """
    words = page_words("overlap")[language]
    years, question = given.years, given.years["question"]
    asked = words["asked_fact" if question["date"] == "fact" else "asked"]
    subtitle = asked.format(kind=question["kind_name"].capitalize())
    figures = [
        _years(years, words, language),
        _waterfall(given.waterfall, words, language),
    ]
    if given.lost["rows"]:
        figures.append(_lost(given.lost, words, language))
    columns = [Heading(words["year"]), *(Heading(words[name], True) for name in _COUNTS)]
    total = {**years["total"], "name": words["total"]}
    page = Page(
        title=words["title"],
        subtitle=subtitle,
        legend=_legend(words),
        columns=columns,
        rows=[_ledger_row(row, language) for row in (*years["rows"], total)]
        if years["rows"]
        else [],
        notes=[
            years["interval"]["sentence"],
            *(one["sentence"] for one in given.waterfall.get("published", ())),
            words["repeat"].format(seed=question["seed"], draws=question["draws"]),
        ],
        warning=page_words("page")[language]["synthetic"] if synthetic else "",
        language=language,
    )
    return render("overlap.html", page, [static("tips.js"), static("still.js")], figures=figures)


def _legend(words: Mapping[str, str]) -> list[LegendEntry]:
    colours = (
        ("only_reta", charts.RETA),
        ("only_sistra", charts.SISTRA),
        ("both", charts.BOTH),
        ("elsewhere", charts.ELSEWHERE),
        ("undecided", charts.UNDECIDED),
        ("missing", charts.MISSING),
    )
    return [LegendEntry(words[name], colour, "square") for name, colour in colours]


def _years(years: Document, words: Mapping[str, str], language: Language) -> Figure:
    distinct = years["distinct"]
    low, high = (_count(distinct[end], language) for end in _ENDS)
    name = "distinct_one" if low == high else "distinct"
    said = [words[name].format(low=low, high=high), words["whisker"]]
    said += filter(None, [years["interval"]["outside"]])
    row = [_text(words["distinct_row"]), *(_number(distinct[end], language) for end in _ENDS)]
    columns = [Heading(words["what"]), *(Heading(words[end], True) for end in _ENDS)]
    table = Table(words["distinct_row"], columns, [row])
    return Figure(words["years"], said, charts.year_chart(years["rows"], words, language), table)


def _waterfall(document: Document, words: Mapping[str, str], language: Language) -> Figure:
    year = document["question"]["year"]
    title = words["waterfall"] + (f" · {year}" if year else "")
    opened = _records(document, words, language)
    names = ("step", "leaving", "coming", "left")
    columns = [Heading(words[name], name != "step") for name in names]
    rows = [
        [
            Cell([Part(step["name"], charts.record_address(document, step))]),
            _figure_cell(step["leaving"], language) if step["registry"] != "SISTRA" else _text(""),
            _figure_cell(step["coming"], language) if step["registry"] != "RETA" else _text(""),
            _number(step["after"], language) if step["after"] is not None else _text(""),
        ]
        for step in document["steps"]
    ]
    first = [_text("RETA"), _text(""), _text(""), _number(document["reta"], language)]
    last = [_text("SISTRA"), _text(""), _text(""), _number(document["sistra"], language)]
    table = Table(title, columns, [first, *rows, last])
    chart = charts.waterfall_chart(document, words, language)
    told = (words["entries"], document["interval"]["outside"], words["open"] if opened else "")
    said = [sentence for sentence in told if sentence]
    return Figure(title, said, chart, table, opened, words["records"])


def _records(document: Document, words: Mapping[str, str], language: Language) -> list[Table]:
    """Return the records behind each step as tables: case, person, days, unit."""
    names = {step_key(step): step["name"] for step in document["steps"]}
    columns = {name: Heading(words[name]) for name in _RECORD}
    question = document["question"]
    which = f" --year {question['year']}" if question["year"] else ""
    which += " --date fact" if question["date"] == "fact" else ""
    found = []
    for own in document.get("records", ()):
        rows, sides = own["rows"], (own["out"], own["into"])
        count = sum(sides)
        kept = [name for name in _RECORD if any(row[name] for row in rows)]
        cells = [[_record_cell(name, row[name], language) for name in kept] for row in rows]
        said = words["first_rows"].format(
            shown=number_text(len(rows), language),
            count=number_text(count, language),
            year=which,
            step=own["step"],
            registry=f" --registry {own['registry']}" if own["registry"] else "",
            limit=count,
        )
        named = names[step_key(own)]
        if own["registry"]:
            title = f"{named} · {number_text(count, language)}"
        else:
            title = f"{named} · RETA {sides[0]}, SISTRA {sides[1]}"
        found.append(
            Table(
                title,
                [columns[name] for name in kept],
                cells,
                said if count > len(rows) else "",
                charts.step_anchor(own),
            )
        )
    return found


def step_key(step: Document) -> tuple[str, str]:
    """Return the step and the registry, which together name a step."""
    return step["step"], step["registry"]


def _record_cell(name: str, value: object, language: Language) -> Cell:
    text = str(value or "")
    if name in ("registered_on", "fact_since"):
        return Cell([Part(day_text(text, language))], kind="whole", sort=text)
    return _text(text)


def _lost(document: Document, words: Mapping[str, str], language: Language) -> Figure:
    groups = document["by_unit"]
    columns = [
        Heading(words["unit"]),
        *(Heading(words[name], True) for name in ("cases", "missing", "oldest")),
    ]
    rows = [
        [
            _text(group["name"] or words["unnamed"]),
            _number(group["cases"], language),
            Cell([Part(number_text(group["expected_missing"], language))], kind="number"),
            _number(group["oldest_days"], language),
        ]
        for group in [*groups, _all_groups(document, words)]
    ]
    said = [
        words["expected"].format(
            count=number_text(document["count"], language),
            missing=number_text(document["expected_missing"], language),
        ),
        words["as_of"].format(day=day_text(document["as_of"] or "—", language)),
    ]
    chart = charts.lost_chart(groups, words, language)
    return Figure(words["lost"], said, chart, Table(words["lost"], columns, rows))


def _all_groups(document: Document, words: Mapping[str, str]) -> Document:
    """Return the row of all units together."""
    return {
        "name": words["total"],
        "cases": document["count"],
        "expected_missing": document["expected_missing"],
        "oldest_days": max(group["oldest_days"] for group in document["by_unit"]),
    }


def _ledger_row(row: Document, language: Language) -> list[Cell]:
    cells = [
        _figure_cell(row[name], language) if name in _FIGURES else _number(row[name], language)
        for name in _COUNTS
    ]
    return [_text(str(row["name"])), *cells]


def _figure_cell(figure: Document, language: Language) -> Cell:
    count, low, high = (figure[name] for name in ("decided", "low", "high"))
    told = _count(count, language)
    if not ((low is None and high is None) or low == high == count):
        told += f" ({_count(low, language)}–{_count(high, language)})"
    return Cell([Part(told)], kind="number", sort=str(count or 0))


def _number(count: int | None, language: Language) -> Cell:
    return Cell([Part(_count(count, language))], kind="number", sort=str(count or 0))


def _count(count: int | None, language: Language) -> str:
    return "<10" if count is None else number_text(count, language)


def _text(text: str) -> Cell:
    return Cell([Part(text)])

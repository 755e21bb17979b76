"""The page of the overlap: bars by year, the waterfall of a year, and the cases lost between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trama.core.errors import Language
from trama.core.written_dates import day_text
from trama.core.written_numbers import number_text
from trama.visualizations import overlap_charts as charts
from trama.visualizations.overlap_charts import Chart
from trama.visualizations.shell import Cell, Heading, LegendEntry, Page, Part, render, static

Document = Mapping[str, Any]
_FIGURES = ("only_reta", "only_sistra", "both", "both_elsewhere_reta", "both_elsewhere_sistra")
_COUNTS = ("in_reta", "in_sistra", *_FIGURES, "undecided_reta", "undecided_sistra")

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "es": {
        "title": "Cruce RETA–SISTRA: ¿cuántas víctimas son las mismas?",
        "asked": "{kind}, por el año en que cuenta cada registro.",
        "asked_fact": "{kind}, por el año del hecho.",
        "years": "Cada registro, año por año",
        "waterfall": "De lo que cuenta RETA a lo que cuenta SISTRA",
        "lost": "Derivados a la Fiscalía y sin carpeta, por unidad policial",
        "year": "Año",
        "total": "Total",
        "in_reta": "RETA",
        "in_sistra": "SISTRA",
        "only_reta": "solo RETA",
        "only_sistra": "solo SISTRA",
        "both": "en ambos",
        "elsewhere": "en ambos, otro año en el otro registro",
        "both_elsewhere_reta": "en ambos, otro año en SISTRA",
        "both_elsewhere_sistra": "en ambos, otro año en RETA",
        "undecided": "sin decidir",
        "undecided_reta": "sin decidir, RETA",
        "undecided_sistra": "sin decidir, SISTRA",
        "cases": "casos",
        "missing": "perdidos de verdad (esperado)",
        "days": "días",
        "oldest": "más antiguo, días",
        "unit": "Unidad",
        "unnamed": "sin unidad",
        "step": "Paso",
        "leaving": "salen de RETA",
        "coming": "entran de SISTRA",
        "left": "queda",
        "small": "Los conteos menores de 10 no se muestran y los demás se redondean a decenas.",
        "distinct": "Personas distintas en los dos registros: {low} a {high}.",
        "distinct_one": "Personas distintas en los dos registros: {low}.",
        "as_of": "La cifra junto a la barra: casos · días del más antiguo al {day}.",
        "whisker": "Línea negra: intervalo de quienes están en ambos.",
        "expected": "{count} registros; se espera que {missing} falten de verdad.",
        "entries": "Los pasos cuentan víctimas de registros y carpetas del año: quien vuelve "
        "cuenta otra vez. Arriba cada persona cuenta en su primer año.",
        "repeat": "Se repite con: trama overlap --by year --seed {seed} --draws {draws}.",
        "synthetic": "SINTETICO: personas y casos inventados",
    },
    "en": {
        "title": "Overlap of RETA and SISTRA: how many victims are the same?",
        "asked": "{kind}, by the year in which each registry counts.",
        "asked_fact": "{kind}, by the year of the fact.",
        "years": "Each registry, year by year",
        "waterfall": "From RETA's count to SISTRA's",
        "lost": "Handed over to the prosecutors without a carpeta, by police unit",
        "year": "Year",
        "total": "Total",
        "in_reta": "RETA",
        "in_sistra": "SISTRA",
        "only_reta": "only RETA",
        "only_sistra": "only SISTRA",
        "both": "in both",
        "elsewhere": "in both, another year in the other registry",
        "both_elsewhere_reta": "in both, another year in SISTRA",
        "both_elsewhere_sistra": "in both, another year in RETA",
        "undecided": "undecided",
        "undecided_reta": "undecided, RETA",
        "undecided_sistra": "undecided, SISTRA",
        "cases": "cases",
        "missing": "truly missing (expected)",
        "days": "days",
        "oldest": "oldest, days",
        "unit": "Unit",
        "unnamed": "no unit",
        "step": "Step",
        "leaving": "leave RETA",
        "coming": "come from SISTRA",
        "left": "left",
        "small": "Counts under 10 are not shown, and others are rounded down to tens.",
        "distinct": "Distinct people over both registries: {low} to {high}.",
        "distinct_one": "Distinct people over both registries: {low}.",
        "as_of": "The figures beside a bar: cases · days of the oldest, on {day}.",
        "whisker": "Black line: interval of those who stand in both.",
        "expected": "{count} registrations; {missing} are expected to be truly missing.",
        "entries": "The steps count victims of registrations and carpetas of the year: whoever "
        "comes back counts again. Above, each person counts in their first year.",
        "repeat": "To repeat it: trama overlap --by year --seed {seed} --draws {draws}.",
        "synthetic": "SINTETICO: invented people and cases",
    },
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a figure."""

    title: str
    columns: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A part of the page: its title, sentences, chart, and the same data as a table."""

    title: str
    said: Sequence[str]
    chart: Chart | None
    table: Table | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """The documents that the page draws: the ledger by year, the waterfall, the lost cases.

    ``lost`` is None for a viewer who sees totals only; ``public`` says that counts are rounded.
    """

    years: Document
    waterfall: Document
    lost: Document | None
    public: bool


def overlap_page(given: Overlap, language: Language, *, synthetic: bool) -> str:
    """Return the HTML of the page. It opens from a file, and runs no script to be drawn."""
    words = _WORDS[language]
    years, question = given.years, given.years["question"]
    asked = words["asked_fact" if question["date"] == "fact" else "asked"]
    subtitle = asked.format(kind=question["kind_name"].capitalize())
    figures = [
        _years(years, words, language),
        _waterfall(given.waterfall, words, language, public=given.public),
    ]
    if given.lost is not None and given.lost["rows"]:
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
            *([words["small"]] if given.public else []),
            *(one["sentence"] for one in given.waterfall.get("published", ())),
            words["repeat"].format(seed=question["seed"], draws=question["draws"]),
        ],
        warning=words["synthetic"] if synthetic else "",
        language=language,
    )
    return render("overlap.html", page, [static("still.js")], figures=figures)


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
    low, high = (_count(distinct[end], language) for end in ("low", "high"))
    name = "distinct_one" if low == high else "distinct"
    said = [words[name].format(low=low, high=high), words["whisker"]]
    return Figure(words["years"], said, charts.year_chart(years["rows"], words, language), None)


def _waterfall(
    document: Document, words: Mapping[str, str], language: Language, *, public: bool
) -> Figure:
    year = document["question"]["year"]
    title = words["waterfall"] + (f" · {year}" if year else "")
    names = ("step", "leaving", "coming", "left")
    columns = [Heading(words[name], name != "step") for name in names]
    rows = [
        [
            _text(step["name"]),
            _figure_cell(step["leaving"], language) if step["registry"] != "SISTRA" else _text(""),
            _figure_cell(step["coming"], language) if step["registry"] != "RETA" else _text(""),
            _number(step["after"], language) if step["after"] is not None else _text(""),
        ]
        for step in document["steps"]
    ]
    first = [_text("RETA"), _text(""), _text(""), _number(document["reta"], language)]
    last = [_text("SISTRA"), _text(""), _text(""), _number(document["sistra"], language)]
    table = Table(title, columns, [first, *rows, last])
    # A public reader gets rounded counts: bars that should add up would not.
    chart = None if public else charts.waterfall_chart(document, words, language)
    return Figure(title, [words["entries"]], chart, table)


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
        for group in groups
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

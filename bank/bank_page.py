"""The page of the databank: maps, pyramid, series and tables in one file that opens offline.

It runs no script. Place and level are chosen with buttons that the style alone follows.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from trama.bank.bank_answer import question_document
from trama.bank.cube import Question
from trama.bank.dimensions import DIMENSIONS, LEVELS, Dimension, known_codes
from trama.bank.microdata import PLACES
from trama.charts.boundaries import DRAWN, Drawn
from trama.charts.choropleth import Map, choropleth
from trama.charts.drawing import bars_svg, map_svg, outlines_svg, series_svg, style
from trama.charts.pyramid import pyramid
from trama.charts.series import series
from trama.core.errors import Language
from trama.core.html_templates import templates_of
from trama.core.safe_yaml import load
from trama.core.written_dates import day_text
from trama.core.written_numbers import number_text
from trama.places.macroregions import region_of_department

_SPEAKS = {"es": 0, "en": 1}
_DRAWN: Mapping[str, Drawn] = {**DRAWN, "macroregion": "DEPARTAMENTO"}
"""The places whose outlines show the values of a level."""


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a page's cells: ``answer`` returns the document that answers a question.

    ``places`` and ``levels`` are those it can be asked for, levels from the finest.
    """

    answer: Callable[[Question], Mapping[str, Any]]
    places: Sequence[str] = PLACES
    levels: Sequence[str] = tuple(LEVELS)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map with its table, for one place and one level."""

    place: str
    level: str
    title: str
    map: Markup
    said: Sequence[str]
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """A chart with its table; the first ``texts`` columns are texts, the others numbers."""

    title: str
    chart: Markup
    said: Sequence[str]
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    texts: int = 1


@cache
def _words() -> Mapping[str, Mapping[Language, str]]:
    file = files("trama.bank") / "data" / "page_of_bank.yaml"
    words: Mapping[str, Mapping[Language, str]] = load(file.read_text(encoding="utf-8"))
    return words


@dataclass(frozen=True, slots=True)
class _Maker:
    """The source of a page's cells, the question that keeps its rows, and the language."""

    source: Source
    question: Question
    language: Language

    def word(self, name: str, **facts: object) -> str:
        """Return a text of the page."""
        return _words()[name][self.language].format(**facts)

    def number(self, value: float) -> str:
        """Return a number as people read it."""
        return number_text(value, self.language)

    def cells(self, *by: str, level: str = "macroregion") -> Mapping[str, Any]:
        """Return the cells by these dimensions; every source has the level of macro-regions."""
        dimensions = tuple(DIMENSIONS[name] for name in by)
        return self.source.answer(replace(self.question, by=dimensions, level=LEVELS[level][0]))

    def sheet(self, place: Dimension, level: str) -> Sheet:
        """Return the map and the table of a place on a level."""
        document = self.cells(place.name, level=level)
        values = {row[place.name]: row["count"] for row in document["rows"] if row[place.name]}
        unknown = sum(row["count"] for row in document["rows"] if not row[place.name])
        title = (
            f"{place.title[_SPEAKS[self.language]]} · {LEVELS[level][1][_SPEAKS[self.language]]}"
        )
        drawn = self._map(values, title, level)
        said = [self.word("shades")]
        if drawn.left_out:
            said.append(self.word("left_out", places=self.number(drawn.left_out)))
        if unknown:
            said.append(self.word("unknown_place", count=self.number(unknown)))
        ordered = sorted(document["rows"], key=lambda row: (-row["count"], row[place.name] or ""))
        rows = [(row[f"{place.name}_name"], self.number(row["count"])) for row in ordered]
        return Sheet(place.name, level, title, map_svg(drawn, shared=True), said, rows)

    def _map(self, values: Mapping[str, float], title: str, level: str) -> Map:
        region = region_of_department().get if level == "macroregion" else None
        return choropleth(values, title, self.language, region=region, level=_DRAWN[level])

    def ages(self) -> Part:
        """Return the pyramid of sex and age."""
        rows = self.cells("age", "sex")["rows"]
        values: dict[str, dict[str, float]] = {"F": {}, "M": {}}
        unknown = 0
        for row in rows:
            if row["sex"] in values and row["age"]:
                values[row["sex"]][row["age"]] = row["count"]
            else:
                unknown += row["count"]
        own = _SPEAKS[self.language]
        bands = [(code, names[own]) for code, names in known_codes(DIMENSIONS["age"])]
        told = {row["age"]: row["age_name"] for row in rows if row["age"]}
        if not told.keys() <= dict(bands).keys():  # a release may have two bands only
            bands = list(told.items())
        names = {code: name[own] for code, name in known_codes(DIMENSIONS["sex"])}
        sides = [(names[sex], values[sex]) for sex in ("F", "M")]
        drawn = pyramid(bands, sides, self.word("who"), self.language)
        said = [self.word("unknown_age", count=self.number(unknown))] if unknown else []
        columns = [DIMENSIONS["age"].title[own], names["F"], names["M"]]
        table = [
            [name, *(self._shown(values[sex].get(code)) for sex in ("F", "M"))]
            for code, name in bands
        ]
        return Part(self.word("who"), bars_svg(drawn), said, columns, table)

    def years(self) -> Part:
        """Return the series of years, a line for each registry; years before it are said."""
        rows = [row for row in self.cells("registry", "year")["rows"] if row["year"]]
        before = [row for row in rows if not row["year"].isdecimal()]
        named: dict[str, dict[int, float]] = {}
        for row in rows:
            if row in before:
                continue
            named.setdefault(row["registry_name"], {})[int(row["year"])] = row["count"]
        drawn = series(list(named.items()), self.word("when"), self.language)
        years = sorted({year for values in named.values() for year in values})
        table = [
            [str(year), *(self._shown(values.get(year)) for values in named.values())]
            for year in years
        ]
        columns = [DIMENSIONS["year"].title[_SPEAKS[self.language]], *named]
        said = [self.word("year_note")]
        said += [
            f"{row['year_name']}: {row['registry_name']}, {self.number(row['count'])}."
            for row in before
        ]
        return Part(self.word("when"), series_svg(drawn), said, columns, table)

    def purposes(self) -> Part:
        """Return the purposes as a table, those of most people first."""
        document = self.cells("purpose")
        rows = sorted(document["rows"], key=lambda row: (-row["count"], row["purpose"] or ""))
        table = [[row["purpose_name"], self.number(row["count"])] for row in rows]
        own = _SPEAKS[self.language]
        unit = document["question"]["unit_name"].partition(" (")[0]
        return Part(
            self.word("purposes"), Markup(), [], [DIMENSIONS["purpose"].title[own], unit], table
        )

    def _shown(self, value: float | None) -> str:
        return "" if value is None else self.number(value)


def bank_page(
    source: Source, question: Question, language: Language, *, synthetic: bool, command: str
) -> str:
    """Return the HTML of the page; ``question`` keeps rows and names the unit, its level is unused.

    Raises:
        NotForPublic: the source is a release, and has no such cells.
    """
    make = _Maker(source, question, language)
    own = _SPEAKS[language]
    places, levels = source.places, source.levels[::-1]
    whole = make.cells()
    sheets = [make.sheet(DIMENSIONS[place], level) for place in places for level in levels]
    told = question_document(question, language)
    template = templates_of("trama.bank").get_template("bank_page.html")
    return template.render(
        words={name: texts[language] for name, texts in _words().items()},
        language=language,
        # Files of ours and no data: the template does not escape them.
        style=Markup(style() + _style()),  # noqa: S704 - see the line above
        rules=Markup(_rules(sheets)),  # noqa: S704 - names of dimensions and levels
        outlines=outlines_svg(dict.fromkeys(_DRAWN[level] for level in ("department", *levels))),
        told=_told(make, told, whole),
        synthetic=synthetic,
        places=[(name, DIMENSIONS[name].title[own]) for name in places],
        levels=[(name, LEVELS[name][1][own]) for name in levels],
        sheets=sheets if whole["total"] else [],
        unit=told["unit_name"].partition(" (")[0],
        parts=[make.ages(), make.years(), make.purposes()],
        notes=[*whole["notes"], make.word("again", command=command)],
    )


def _style() -> str:
    return (files("trama.bank") / "data" / "page_of_bank.css").read_text(encoding="utf-8")


def _rules(sheets: Sequence[Sheet]) -> str:
    """Return the rules that show the sheet of the buttons that are pressed."""
    return "".join(
        f".where:has(#p-{one.place}:checked):has(#l-{one.level}:checked) "
        f".s-{one.place}-{one.level}{{display:grid}}\n"
        for one in sheets
    )


def _told(make: _Maker, question: Mapping[str, Any], whole: Mapping[str, Any]) -> list[str]:
    unit, total = question["unit_name"], whole["total"]
    if total is None:
        lines = [make.word("small_total", unit=unit)]
    else:
        lines = [make.word("counted", unit=unit, total=make.number(total))]
    if question["where"]:
        conditions = [
            f"{DIMENSIONS[one['dimension']].title[_SPEAKS[make.language]]}: {one['name']}"
            for one in question["where"]
        ]
        lines.append(make.word("only", conditions="; ".join(conditions)))
    if question["as_of"]:
        lines.append(make.word("as_of", day=day_text(question["as_of"], make.language)))
    return lines

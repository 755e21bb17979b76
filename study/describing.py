"""The report of a study as blocks: a summary of two pages, and the annex of a statistician."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from trama.charts.boundaries import Drawn
from trama.charts.choropleth import choropleth
from trama.charts.drawing import map_file
from trama.core.errors import Language
from trama.core.written_numbers import number_text, percent_text
from trama.reports.report import Block, Facts, Paragraph, Picture, Report, Section, Table
from trama.study.factors import OWN
from trama.study.pictures import picture
from trama.study.publishing import Figures
from trama.study.rates import PER
from trama.study.study_words import every, say

TOP = 8
"""Provinces in the table of the summary."""

LITTLE_KNOWN = 0.6
"""The share of victims with a known province below which a department's provinces look too low."""

_MAP_WIDTH = 300.0  # points on paper
_LEVELS: dict[str, Drawn] = {"departments": "DEPARTAMENTO", "provinces": "PROVINCIA"}


class Describing:
    """The figures of a study and the language in which they are told.

    ``mark`` is the word that stands on every page if the data are invented.
    """

    def __init__(self, figures: Figures, language: Language, mark: str, foot: str) -> None:
        self.figures = figures
        self.language = language
        self.mark = mark
        self.foot = foot

    def say(self, key: str, **facts: object) -> str:
        """Return a sentence in the language of the report."""
        return say(key, self.language, **facts)

    def number(self, value: float | None, decimals: int | None = None) -> str:
        """Return a number as people read it; None is a count that is too small to show."""
        if value is None:
            return self.say("fewer")
        return number_text(value, self.language, decimals)

    def chance(self, value: float | None) -> str:
        """Return a p-value with three decimals, or that it is smaller."""
        if value is None:
            return "—"
        return f"< {self.number(0.001)}" if value < 0.001 else self.number(value, 3)

    def factor_name(self, code: str) -> str:
        """Return the name of a factor."""
        return code.removeprefix(OWN) if code.startswith(OWN) else self.say(f"factors.{code}")

    def short_name(self, code: str) -> str:
        """Return the name of a factor for the head of a narrow column."""
        return code.removeprefix(OWN) if code.startswith(OWN) else self.say(f"factors_short.{code}")

    def step(self, code: str) -> str:
        """Return the step of a factor in words: poverty is 10 points higher."""
        if code.startswith(OWN):
            return self.say("own_step", name=code.removeprefix(OWN))
        return self.say(f"steps.{code}")

    def effect(self, effect: Mapping[str, Any]) -> str:
        """Return the sentence of a factor that goes with the rates."""
        ratio = effect["ratio"]
        ends = sorted(abs(effect[end] - 1) for end in ("low", "high"))
        low, high = (percent_text(end, self.language) for end in ends)
        told = self.say(
            "more" if ratio > 1 else "less",
            step=self.step(effect["factor"]),
            percent=percent_text(abs(ratio - 1), self.language),
            low=low,
            high=high,
        )
        return told + (self.say("lead") if effect["verdict"] == "lead" else "")

    def report(self, kind: str, title: str, sections: Sequence[Section]) -> Report:
        """Return sections as a report, under the facts that every one of them needs."""
        return Report(
            title=self.say(title),
            kind=self.say(kind),
            mark=self.mark,
            facts=self.facts(),
            sections=sections,
            foot=self.foot,
            language=self.language,
            contents=self.say("contents"),
            page=self.say("page"),
        )

    def facts(self) -> Facts:
        """Return the source, the unit of count and the years."""
        code = self.figures["source"]
        departments, provinces = self.figures["departments"], self.figures["provinces"]
        years = {
            f"{letter}{at}": year
            for letter, part in (("d", departments), ("p", provinces))
            for at, year in enumerate(part["years"])
        }
        told = {
            "source": self.say(f"sources.{code}"),
            "unit": self.say(f"units.{code}"),
            "years": self.say("years", **years),
            "people": self.say("people"),
            "shown": self.say(f"shown.{code}"),
        }
        return Facts([(self.say(f"fact_titles.{name}"), text) for name, text in told.items()])


def summary(telling: Describing) -> Report:
    """Return the summary for somebody who decides in a municipality."""
    sections = [
        Section(telling.say("main"), [*_main(telling), rate_map(telling, "departments")]),
        Section(telling.say("top"), [_top(telling)]),
        Section(telling.say("beside"), list(_beside(telling))),
        Section(telling.say("limits"), list(limits(telling))),
        Section(telling.say("how_to_use"), [_list(telling.say(one) for one in every("use"))]),
    ]
    return telling.report("summary", "title", sections)


def _list(lines: Iterator[str] | Sequence[str]) -> Paragraph:
    return Paragraph("\n".join(f"• {line}" for line in lines))


def _main(telling: Describing) -> Iterator[Block]:
    part = telling.figures["departments"]
    if part["places"]:
        first = part["places"][0]
        mean = PER * part["placed"] / part["population"] / part["exposure"]
        yield Paragraph(
            telling.say(
                "counted",
                first=part["years"][0],
                last=part["years"][1],
                victims=telling.number(part["victims"]),
                name=first["name"],
                mean=telling.number(mean, 1),
                **{key: telling.number(first[key], 1) for key in ("rate", "low", "high")},
            )
        )
    yield Paragraph(telling.say("smoothed"))
    yield Paragraph(zones(telling))


def zones(telling: Describing) -> str:
    """Return a sentence about neighbouring provinces with high rates."""
    found = telling.figures["clusters"]
    if found["shown"]:
        names = {place["uid"]: place["name"] for place in telling.figures["provinces"]["places"]}
        return telling.say("some_clusters", names=", ".join(names[uid] for uid in found["shown"]))
    return telling.say("only_whole" if found["p"] < 0.05 else "no_clusters")


def rate_map(telling: Describing, name: Literal["departments", "provinces"]) -> Picture:
    """Return the map of places in shades of their rates; those without a victim are grey."""
    part = telling.figures[name]
    values = {place["uid"]: place["rate"] for place in part["places"] if place["victims"]}
    title = telling.say(f"maps.{name}", first=part["years"][0], last=part["years"][1])
    drawn = choropleth(
        values,
        title,
        telling.language,
        write=lambda value: telling.number(value, 1),
        level=_LEVELS[name],
        unknown=telling.say("nobody" if telling.figures["public"] else "fewer"),
    )
    return picture(title, map_file(drawn), _MAP_WIDTH)


def _top(telling: Describing) -> Table:
    part = telling.figures["provinces"]
    titles = [
        telling.say(f"columns.{n}") for n in ("place", "rate", "between", "victims", "department")
    ]
    rows = [
        [
            place["name"],
            telling.number(place["rate"], 1),
            between(telling, place),
            telling.number(place["victims"]),
            place["department"],
        ]
        for place in part["places"][:TOP]
    ]
    note = telling.say(
        "top_note",
        first=part["years"][0],
        last=part["years"][1],
        victims=telling.number(part["victims"]),
        placed=telling.number(part["placed"]),
    )
    return Table(titles, rows, note)


def between(telling: Describing, place: Mapping[str, Any]) -> str:
    """Return the interval of a rate."""
    return f"{telling.number(place['low'], 1)} – {telling.number(place['high'], 1)}"


def _beside(telling: Describing) -> Iterator[Block]:
    effects = telling.figures["model"]["effects"]
    found = [effect for effect in effects if effect["verdict"] != "none"]
    lines = [telling.effect(effect) for effect in found]
    others = [effect["factor"] for effect in effects if effect["verdict"] == "none"]
    if others:
        told = ", ".join(_small(telling.factor_name(code)) for code in others)
        lines.append(telling.say("nothing", factors=told))
    yield _list(lines)
    poverty = next((e for e in found if e["factor"] == "poverty" and e["ratio"] < 1), None)
    if telling.figures["source"] == "open_data" and poverty:
        yield Paragraph(telling.say("poverty_here"), warning=True)
    yield Paragraph(telling.say("no_cause"))


def _little_known(telling: Describing) -> Iterator[str]:
    """Yield a sentence about the departments whose provinces come out too low."""
    coverage = telling.figures["coverage"]
    names = {place["uid"]: place["name"] for place in telling.figures["departments"]["places"]}
    shares = {
        uid: told["placed"] / told["victims"] for uid, told in coverage.items() if told["victims"]
    }
    little = sorted((share, uid) for uid, share in shares.items() if share < LITTLE_KNOWN)
    if little:
        of = telling.say("of")
        told = (f"{names[uid]} ({in_province(coverage[uid], of)})" for _, uid in little)
        yield telling.say("little_known", names=", ".join(told))


def in_province(covered: Mapping[str, int], of: str) -> str:
    """Return the victims of known province and all of a department: 16 of 78."""
    return f"{covered['placed']} {of} {covered['victims']}"


def _small(name: str) -> str:
    """Return a name as it stands within a sentence."""
    return name[:1].lower() + name[1:]


def limits(telling: Describing) -> Iterator[Block]:
    """Yield what the data of the source cannot say."""
    part = telling.figures["provinces"]
    unplaced = (part["victims"] or 0) - (part["placed"] or 0)
    facts = {
        "empty": len([place for place in part["places"] if place["victims"] == 0]),
        "provinces": part["together"]["places"] + len(part["places"]),
        "unplaced": telling.number(unplaced),
    }
    own = "limits_open" if telling.figures["source"] == "open_data" else "limits_graph"
    yield _list([telling.say(one, **facts) for one in every(own)] + list(_little_known(telling)))
    if part["left_out"]:
        yield Paragraph(telling.say("no_population", names=", ".join(part["left_out"])))

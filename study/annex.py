"""The annex of a study: everything that a statistician needs to check it."""

import json
from collections.abc import Iterator
from importlib.resources import files

from trama.charts.drawing import intervals_file
from trama.charts.intervals import Measured, intervals
from trama.core.written_numbers import percent_text
from trama.reports.report import Block, Paragraph, Picture, Report, Section, Table
from trama.study.describing import Describing, between, in_province, limits, rate_map
from trama.study.pictures import picture
from trama.study.publishing import Figures
from trama.study.study_words import every, literature

SHOWN = 40
"""Provinces in the table of the annex."""

_CHART_WIDTH = 440.0  # points on paper
_MARKS = {"found": " **", "lead": " *", "none": ""}


def annex(telling: Describing) -> Report:
    """Return the annex."""
    figures = telling.figures
    sections = [
        Section(telling.say("data"), [_by_year(telling)]),
        Section(telling.say("method"), [Paragraph(text) for text in _methods(telling)]),
        Section(telling.say("departments"), list(_rates(telling, figures["departments"], 25))),
        Section(
            telling.say("provinces"),
            [*_rates(telling, figures["provinces"], SHOWN), rate_map(telling, "provinces")],
        ),
        Section(telling.say("clusters"), [Paragraph(_moran(telling))]),
        Section(telling.say("model"), [_model(telling), _forest(telling)]),
        Section(telling.say("sensitivity"), [_sensitivity(telling)]),
        Section(telling.say("reliability"), [Paragraph(_reliability(telling))]),
        Section(telling.say("limits"), list(limits(telling))),
        Section(telling.say("receipt"), [Paragraph(telling.say("receipt_text"))]),
        Section(telling.say("literature"), [Paragraph(text, small=True) for text in literature()]),
    ]
    return telling.report("annex", "annex_title", sections)


def _titles(telling: Describing, *names: str) -> list[str]:
    return [telling.say(f"columns.{name}") for name in names]


def _by_year(telling: Describing) -> Table:
    rows = [
        [
            str(row["year"]),
            *(telling.number(row[name]) for name in ("victims", "department", "province")),
        ]
        for row in telling.figures["by_year"]
    ]
    titles = _titles(telling, "year", "victims", "of_department", "of_province")
    return Table(titles, rows, telling.say("data_note"))


def _methods(telling: Describing) -> Iterator[str]:
    figures = telling.figures
    names = ", ".join(map(telling.factor_name, figures["dropped"]))
    facts = {
        "d": telling.number(figures["departments"]["exposure"]),
        "p": telling.number(figures["provinces"]["exposure"]),
        "draws": telling.number(figures["draws"]),
        "dropped": telling.say("dropped", names=names) if names else "",
    }
    yield from (telling.say(one, **facts) for one in every("methods"))


def _rates(telling: Describing, part: Figures, most: int) -> Iterator[Block]:
    public = telling.figures["public"]
    names = ["place", "department", "victims", "crude", "rate", "between"]
    names += ["local"] if public else []
    names += ["in_province"] if public and part is telling.figures["departments"] else []
    names += ["kind"] if any(place.get("kind") for place in part["places"]) else []
    if part is telling.figures["departments"]:
        names.remove("department")
    places = [place for place in part["places"] if place["victims"]]
    rows = [[_cell(telling, place, name) for name in names] for place in places[:most]]
    note = ""
    if len(places) > most:
        note = telling.say("provinces_note", shown=most, all=len(places))
    if "in_province" in names:
        years = telling.figures["provinces"]["years"]
        note = telling.say("in_province_note", first=years[0], last=years[1])
    yield Table(_titles(telling, *names), rows, note)
    together = part["together"]
    if together["places"]:
        told = telling.number(together["victims"])
        yield Paragraph(telling.say("together", places=together["places"], victims=told))


def _cell(telling: Describing, place: Figures, name: str) -> str:
    if name == "between":
        return between(telling, place)
    if name == "in_province":
        covered = telling.figures["coverage"].get(place["uid"])
        return in_province(covered, telling.say("of")) if covered else "—"
    if name == "kind":
        return telling.say("kinds." + place["kind"]) if place["kind"] else ""
    value = place["name" if name == "place" else name]
    return (
        value if isinstance(value, str) else telling.number(value, None if name == "victims" else 2)
    )


def _moran(telling: Describing) -> str:
    found = telling.figures["clusters"]
    names = {place["uid"]: place["name"] for place in telling.figures["provinces"]["places"]}
    return telling.say(
        "moran",
        moran=telling.number(found["moran"], 3),
        expected=telling.number(found["expected"], 3),
        p=telling.chance(found["p"]),
        hot=", ".join(names[uid] for uid in found["shown"]) or telling.say("none"),
    )


def _step(telling: Describing, code: str) -> str:
    return f"{telling.factor_name(code)} ({telling.step(code)})"


def _model(telling: Describing) -> Table:
    model = telling.figures["model"]
    rows = [
        [
            _step(telling, effect["factor"]),
            telling.number(effect["ratio"], 2),
            f"{telling.number(effect['low'], 2)} – {telling.number(effect['high'], 2)}",
            telling.chance(effect["p"]),
            telling.chance(effect["q"]),
            f"{telling.number(effect['check_z'], 2)} ({telling.chance(effect['check_p'])})",
            telling.say("verdicts." + effect["verdict"]),
        ]
        for effect in model["effects"]
    ]
    note = telling.say(
        "model_note",
        places=model["places"],
        alpha=telling.number(model["alpha"], 2),
        eigenvectors=model["eigenvectors"],
        before=telling.chance(model["moran_before"]),
        after=telling.chance(model["moran_after"]),
        spatial=telling.number(model["spatial_error"], 2),
    )
    titles = _titles(telling, "factor", "ratio", "between", "p", "q", "check", "verdict")
    return Table(titles, rows, note)


def _forest(telling: Describing) -> Picture:
    measured = [
        Measured(
            telling.factor_name(effect["factor"]),
            effect["ratio"],
            effect["low"],
            effect["high"],
            strong=effect["verdict"] != "none",
        )
        for effect in telling.figures["model"]["effects"]
    ]
    title = telling.say("forest")
    chart = intervals(measured, title, telling.language)
    return picture(title, intervals_file(chart), _CHART_WIDTH)


def _sensitivity(telling: Describing) -> Table:
    """Return a row for each variant and a column for each factor that some variant has."""
    base = {"code": "", "victims": telling.figures["provinces"]["placed"]}
    variants = [
        {**base, "effects": telling.figures["model"]["effects"]},
        *telling.figures["variants"],
    ]
    codes = list(
        dict.fromkeys(
            effect["factor"] for variant in variants for effect in variant["effects"] or ()
        )
    )
    rows = []
    for variant in variants:
        name = telling.say("variants." + variant["code"] if variant["code"] else "base")
        effects = {effect["factor"]: effect for effect in variant["effects"] or ()}
        cells = [
            telling.number(effects[code]["ratio"], 2) + _MARKS[effects[code]["verdict"]]
            if code in effects
            else "—"
            for code in codes
        ]
        rows.append([name, telling.number(variant["victims"]), *cells])
    titles = [*_titles(telling, "variant", "victims"), *map(telling.short_name, codes)]
    return Table(titles, rows, telling.say("sensitivity_note"))


def _reliability(telling: Describing) -> str:
    """Return how often the method is right, as benchmarks/study.py measured it."""
    file = files("trama.study") / "data" / "reliability.json"
    measured = json.loads(file.read_text(encoding="utf-8"))

    def share(value: float) -> str:
        return percent_text(value, telling.language, 1)

    planted, empty = measured["three_planted"], measured["none_planted"]
    return telling.say(
        "reliable",
        worlds=measured["worlds"],
        discovery=share(planted["found"]["discovery"]),
        fdr=share(planted["found"]["false_discovery_rate"]),
        null=share(empty["found"]["worlds_with_a_false_one"]),
        lead_discovery=share(planted["lead_or_found"]["discovery"]),
        lead_fdr=share(planted["lead_or_found"]["false_discovery_rate"]),
        lead_null=share(empty["lead_or_found"]["worlds_with_a_false_one"]),
    )

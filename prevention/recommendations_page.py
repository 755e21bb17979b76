"""Recommendations as one HTML page: it opens offline, runs nothing and asks for nothing."""

from functools import cache
from importlib.resources import files

from markupsafe import Markup

from trama.charts.boundaries import DRAWN
from trama.charts.choropleth import Map, choropleth
from trama.charts.drawing import map_svg, style
from trama.core.errors import Language
from trama.core.html_templates import source_hash, templates_of
from trama.prevention.teller import Document, Teller
from trama.prevention.telling import sections_of


def recommendations_page(document: Document, language: Language, *, synthetic: bool) -> str:
    """Return the page of an answer; ``synthetic`` marks it as made of invented cases."""
    teller = Teller(language)
    css = _style()
    return (
        templates_of("trama.prevention")
        .get_template("recommendations.html")
        .render(
            say=teller.say,
            language=language,
            title=teller.say("Recomendaciones de prevención", "Recommendations for prevention"),
            sections=sections_of(document, language),
            map=map_svg(_map(document, teller)),
            asked=_asked(document, teller),
            receipt=document["receipt"],
            synthetic=synthetic,
            # A file of ours and no data: the template does not escape it.
            style=Markup(css),  # noqa: S704 - see the line above
            policy=_policy(css),
        )
    )


@cache
def _style() -> str:
    own = files("trama.prevention") / "static" / "recommendations.css"
    return own.read_text(encoding="utf-8") + style()


def _policy(css: str) -> str:
    # A swatch of the map's legend has its colour in an attribute; no other style can get in.
    return (
        f"default-src 'none'; style-src {source_hash(css)}; style-src-attr 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'"
    )


def _map(document: Document, teller: Teller) -> Map:
    values = {row["place"]: float(row["victims"]) for row in document["places"]}
    title = teller.say("Víctimas por lugar", "Victims by place")

    level = document["question"]["level"]
    return choropleth(values, title, teller.language, level=DRAWN[level])


def _asked(document: Document, teller: Teller) -> list[tuple[str, str]]:
    """Return what was asked, for the head of the page."""
    say, asked = teller.say, document["question"]
    since, until = asked["since"], asked["until"]
    whole = say("todo", "all")
    rows = [
        (say("Nivel", "Level"), asked["level_name"]),
        (say("Período", "Period"), f"{since or '…'} – {until or '…'}" if since or until else whole),
        (say("Lugares elegidos", "Places chosen"), teller.number(asked["most"])),
    ]
    if asked["within_name"]:
        rows.insert(1, (say("Dentro de", "Within"), asked["within_name"]))
    return rows

"""Charts as markup: SVG from templates that escape every text, and the style that they share."""

from collections.abc import Iterable
from importlib.resources import files

from markupsafe import Markup

from trama.charts.boundaries import Drawn, areas
from trama.charts.choropleth import Map
from trama.charts.intervals import Intervals
from trama.charts.pyramid import Bars
from trama.charts.series import Series
from trama.core.html_templates import templates_of


def style() -> str:
    """Return the CSS of the charts; a page writes it once."""
    return (files("trama.charts") / "data" / "charts.css").read_text(encoding="utf-8")


def map_svg(drawn: Map, *, shared: bool = False) -> Markup:
    """Return a map with its legend as a ``figure`` element.

    ``shared``: the page has the outlines of the places once (`outlines_svg`).
    """
    return _markup("map.html", drawn, shared=shared)


def map_file(drawn: Map) -> str:
    """Return a map with its legend as an SVG file of its own, which needs no style sheet."""
    return _text("map.svg", drawn)


def intervals_file(drawn: Intervals) -> str:
    """Return a chart of intervals as an SVG file of its own."""
    return _text("intervals.svg", drawn)


def outlines_svg(levels: Iterable[Drawn] = ("DEPARTAMENTO",)) -> Markup:
    """Return the outlines of the places of some levels, for the maps of a page that shares them."""
    return _markup("outlines.html", [area for level in levels for area in areas(level)])


def bars_svg(drawn: Bars) -> Markup:
    """Return a pyramid with its legend as a ``figure`` element."""
    return _markup("bars.html", drawn)


def series_svg(drawn: Series) -> Markup:
    """Return series of years with their legend as a ``figure`` element."""
    return _markup("series.html", drawn)


def _markup(name: str, chart: object, **more: object) -> Markup:
    return Markup(_text(name, chart, **more))  # noqa: S704 - the template escapes every text


def _text(name: str, chart: object, **more: object) -> str:
    return templates_of("trama.charts").get_template(name).render(chart=chart, **more)

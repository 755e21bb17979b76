"""The page of the map: the legs of an answer of `frequent_legs` over the departments of Peru."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trama.core.errors import Language
from trama.queries.catalog import SavedQuery
from trama.queries.run import QueryAnswer
from trama.values.places.gazetteer import HOME, gazetteer
from trama.visualizations import signs, tables
from trama.visualizations.map_drawing import (
    ABROAD,
    Arc,
    Dot,
    Drawing,
    arc,
    departments,
    project,
    within_frame,
)
from trama.visualizations.map_names import named
from trama.visualizations.shell import LegendEntry, Page, render, static

QUERY = "frequent_legs"
WIDEST_LEG, LARGEST_DOT = 9.0, 9.0
# Opacity of the palest leg and of the leg with most victims: a few legs should stand out.
PALEST, DARKEST = 0.25, 0.8
_ONLY_FOR_MAPS = ("origin_name", "destination_name")


def places_page(
    query: SavedQuery, answer: QueryAnswer, language: Language, *, synthetic: bool = False
) -> str:
    """Return the HTML of the page that draws the legs of an answer of `frequent_legs`.

    ``synthetic`` says that the data is invented: the rows of this query do not show it.
    """
    spots = _spots(answer)
    drawing = Drawing(departments(), _dots(spots, language), _arcs(answer, spots, language))
    missing = sum(_ends(row, spots) is None for row in answer.rows)
    kept = tables.with_values(tables.without(query, _ONLY_FOR_MAPS), answer)
    written = tables.rows(kept, answer, language)
    page = Page(
        title=query.header.titles[language],
        subtitle=f"{query.header.questions[language]} {_asked(answer, language)}",
        legend=_legend(language),
        columns=tables.titles(kept, language),
        rows=written,
        notes=[
            *_missing(missing, language),
            *tables.notes(query, answer, written, language),
            _boundaries(language),
        ],
        warning=tables.warning(answer, language, synthetic=synthetic),
        language=language,
    )
    return render("map.html", page, [static("still.js")], map=drawing)


def _asked(answer: QueryAnswer, language: Language) -> str:
    """Return a sentence with the level and the period of the question."""
    asked = answer.parameters
    level = signs.code_text("place_level", asked.get("level"), language).lower()
    since, until = asked.get("since"), asked.get("until")
    words = ("Por", "desde", "hasta") if language == "es" else ("By", "since", "until")
    said = [level, since and f"{words[1]} {since}", until and f"{words[2]} {until}"]
    return f"{words[0]} {', '.join(part for part in said if part)}." if level else ""


@dataclass(frozen=True, slots=True)
class _Spot:
    """The point and size of a place, with the victims who came from it or to it."""

    x: float
    y: float
    radius: float
    victims: int


def _spots(answer: QueryAnswer) -> dict[str, _Spot]:
    """Return the spots of the places that have coordinates, most victims first.

    The map shows Peru: a place in another country is drawn as that country.
    """
    victims: dict[str, int] = {}
    for row in answer.rows:
        for uid in {_drawn(row["origin"]), _drawn(row["destination"])}:
            victims[uid] = victims.get(uid, 0) + row["victims"]
    most = max(victims.values(), default=1) or 1
    spots = {}
    for uid in sorted(victims, key=lambda uid: (-victims[uid], uid)):
        degrees = gazetteer().coordinates(uid)
        if degrees is not None:
            point, _ = within_frame(project(*degrees))
            radius = round(2.5 + LARGEST_DOT * (victims[uid] / most) ** 0.5, 1)
            spots[uid] = _Spot(*point, radius, victims[uid])
    return spots


def _drawn(uid: str) -> str:
    """Return the uid of the place that the map draws in its stead."""
    around = gazetteer().within(uid)
    return uid if not around or around[-1] == HOME else around[-1]


def _ends(row: Mapping[str, Any], spots: Mapping[str, _Spot]) -> tuple[_Spot, _Spot] | None:
    """Return the ends of a leg on the map. Return None if an end has no coordinates."""
    start, end = spots.get(_drawn(row["origin"])), spots.get(_drawn(row["destination"]))
    return None if start is None or end is None or start is end else (start, end)


def _dots(spots: Mapping[str, _Spot], language: Language) -> list[Dot]:
    """Return the dots of the places; a name that does not fit appears under the pointer."""
    dots = [
        Dot(
            spot.x,
            spot.y,
            spot.radius,
            name=_short(uid, language),
            text=f"{signs.place_text(uid, language)}: "
            f"{signs.counted(spot.victims, 'victim', language)}",
            kind=ABROAD if uid != HOME and gazetteer().within(uid) == (uid,) else "inside",
        )
        for uid, spot in spots.items()
    ]
    return named(dots)


def _arcs(answer: QueryAnswer, spots: Mapping[str, _Spot], language: Language) -> list[Arc]:
    """Return the legs, narrow legs last, so that they lie over wide ones."""
    most = max((row["victims"] for row in answer.rows), default=1) or 1
    arcs = []
    for row in answer.rows:
        ends = _ends(row, spots)
        if ends is not None:
            start, end = ends
            path = arc((start.x, start.y), (end.x, end.y), gap=end.radius + 1)
            share = row["victims"] / most
            width = round(1 + WIDEST_LEG * share, 1)
            opacity = round(PALEST + (DARKEST - PALEST) * share, 2)
            arcs.append(Arc(path, width, opacity, _leg_text(row, language)))
    return arcs


def _leg_text(row: Mapping[str, Any], language: Language) -> str:
    ends = (signs.place_text(row[name], language) for name in ("origin", "destination"))
    counts = (
        signs.counted(row["victims"], "victim", language),
        signs.counted(row["cases"], "case", language),
    )
    return f"{' → '.join(ends)}: {', '.join(counts)}"


def _short(uid: str, language: Language) -> str:
    place = gazetteer().get(uid)
    if place is None:
        return uid
    return place.name if language == "es" else place.name_en


def _legend(language: Language) -> list[LegendEntry]:
    spanish = language == "es"
    leg = (
        "Tramo, en la dirección de la flecha; más ancho, más víctimas"
        if spanish
        else "Leg, in the direction of the arrow; the wider, the more victims"
    )
    place = (
        "Lugar; más grande, más víctimas llegaron o salieron"
        if spanish
        else "Place; the larger, the more victims came or left"
    )
    abroad = (
        "Otro país, en su dirección cuando queda fuera del mapa"
        if spanish
        else "Another country, in its direction where it is off the map"
    )
    return [
        LegendEntry(place, "#0b7285"),
        LegendEntry(abroad, "#6741d9"),
        LegendEntry(leg, signs.LEG, "line"),
    ]


def _missing(legs: int, language: Language) -> list[str]:
    if not legs:
        return []
    return [
        f"Tramos sin dibujar: {legs} (dentro de otro país o de un lugar sin coordenadas); "
        "la tabla los tiene."
        if language == "es"
        else f"Legs not drawn: {legs} (inside another country, or of a place without "
        "coordinates); the table has them."
    ]


def _boundaries(language: Language) -> str:
    source = "juaneladio/peru-geojson (MPL 2.0), INEI 2007"
    return f"Límites: {source}." if language == "es" else f"Boundaries: {source}."

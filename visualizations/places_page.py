"""The page of the map: the legs of the answer of `frequent_legs` over the departments of Peru."""

from collections.abc import Mapping
from typing import Any

from trama.graph.errors import Language
from trama.graph.gazetteer import gazetteer
from trama.queries.catalog import SavedQuery
from trama.queries.run import QueryAnswer
from trama.visualizations import signs, tables
from trama.visualizations.map_shapes import (
    ABROAD,
    Arc,
    Dot,
    Drawing,
    arc,
    departments,
    project,
    within_frame,
)
from trama.visualizations.shell import LegendEntry, Page, render, static

QUERY = "frequent_legs"
WIDEST_LEG, LARGEST_DOT = 9.0, 9.0
# Names of more places than these would lie over one another; the others show when pointed at.
MOST_NAMES = 30
_ONLY_FOR_MAPS = ("origin_name", "destination_name")


def places_page(
    query: SavedQuery, answer: QueryAnswer, language: Language, *, synthetic: bool = False
) -> str:
    """Returns the HTML of the page that draws the legs of an answer of `frequent_legs`.

    ``synthetic`` says that the data is invented, which the rows of this query cannot tell.
    """
    spots = _spots(answer)
    drawing = Drawing(departments(), _dots(answer, spots, language), _arcs(answer, spots, language))
    missing = sum(
        row["origin"] not in spots or row["destination"] not in spots for row in answer.rows
    )
    kept = tables.without(query, _ONLY_FOR_MAPS)
    page = Page(
        title=query.header.titles[language],
        subtitle=query.header.questions[language],
        legend=_legend(language),
        columns=tables.titles(kept, language),
        rows=tables.rows(kept, answer, language),
        notes=[
            *_missing(missing, language),
            *tables.notes(query, answer, language, synthetic=synthetic),
            _boundaries(language),
        ],
        language=language,
    )
    return render("map.html", page, [static("map.js")], map=drawing)


Spot = tuple[tuple[float, float], bool]


def _spots(answer: QueryAnswer) -> dict[str, Spot]:
    """Returns where each place is drawn and whether it was moved to the frame."""
    spots = {}
    for row in answer.rows:
        for uid in (row["origin"], row["destination"]):
            degrees = gazetteer().coordinates(uid)
            if degrees is not None:
                spots[uid] = within_frame(project(*degrees))
    return spots


def _dots(answer: QueryAnswer, spots: Mapping[str, Spot], language: Language) -> list[Dot]:
    """Returns the places, those that most victims came from or to first."""
    victims: dict[str, int] = {}
    for row in answer.rows:
        for uid in (row["origin"], row["destination"]):
            victims[uid] = victims.get(uid, 0) + row["victims"]
    most = max(victims.values(), default=1) or 1
    ordered = sorted(spots, key=lambda uid: (-victims[uid], uid))
    return [
        Dot(
            *spots[uid][0],
            radius=round(2.5 + LARGEST_DOT * (victims[uid] / most) ** 0.5, 1),
            name=_short(uid, language) if number < MOST_NAMES else "",
            text=f"{signs.place_text(uid, language)}: "
            f"{signs.counted(victims[uid], 'victim', language)}",
            kind=ABROAD if spots[uid][1] else "inside",
        )
        for number, uid in enumerate(ordered)
    ]


def _arcs(answer: QueryAnswer, spots: Mapping[str, Spot], language: Language) -> list[Arc]:
    """Returns the legs, the narrow ones last so that they lie over the wide ones."""
    most = max((row["victims"] for row in answer.rows), default=1) or 1
    return [
        Arc(
            arc(spots[row["origin"]][0], spots[row["destination"]][0]),
            round(1 + WIDEST_LEG * row["victims"] / most, 1),
            _leg_text(row, language),
        )
        for row in answer.rows
        if row["origin"] in spots and row["destination"] in spots
    ]


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
    abroad = "Fuera del mapa, en su dirección" if spanish else "Off the map, in its direction"
    return [
        LegendEntry(place, "#0b7285"),
        LegendEntry(abroad, "#6741d9"),
        LegendEntry(leg, signs.LEG, "line"),
    ]


def _missing(legs: int, language: Language) -> list[str]:
    if not legs:
        return []
    return [
        f"{legs} tramos no se dibujan porque un lugar no tiene coordenadas; la tabla los tiene."
        if language == "es"
        else f"{legs} legs are not drawn, a place has no coordinates; the table has them."
    ]


def _boundaries(language: Language) -> str:
    source = "juaneladio/peru-geojson (MPL 2.0), INEI 2007"
    return f"Límites: {source}." if language == "es" else f"Boundaries: {source}."

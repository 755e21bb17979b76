"""The page of the map: the legs of an answer of `frequent_legs` over the departments of Peru."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trama.charts.boundaries import departments, project
from trama.core.errors import Language
from trama.core.written_numbers import number_text
from trama.places.gazetteer import HOME, gazetteer
from trama.queries.catalog import SavedQuery
from trama.queries.run import QueryAnswer
from trama.visualizations import page_table, signs, tables
from trama.visualizations.around import NOTHING_AROUND, Around, leg_key
from trama.visualizations.map_drawing import (
    ABROAD,
    FIRST_LEGS,
    Arc,
    Dot,
    Drawing,
    bent,
    within_frame,
)
from trama.visualizations.map_names import labelled
from trama.visualizations.shell import Cell, Heading, LegendEntry, Page, Part, render, static

QUERY = "frequent_legs"
WIDEST_LEG, LARGEST_DOT = 9.0, 9.0
# Opacity of the palest leg and of the leg with most victims: a few legs should stand out.
PALEST, DARKEST = 0.45, 0.85
# Legs that bear their number: more hide the map.
NUMBERED = 12
# Units between the edges of two dots: nobody sees a shorter leg without zooming.
SHORTEST = 6.0
# Rows of a place under the pointer.
MOST_TIP = 10
_ONLY_FOR_MAPS = ("origin_name", "destination_name")


def places_page(
    query: SavedQuery,
    answer: QueryAnswer,
    language: Language,
    *,
    synthetic: bool = False,
    around: Around = NOTHING_AROUND,
) -> str:
    """Return the HTML of the page that draws the legs of an answer of `frequent_legs`.

    The map begins with the strongest legs and says so; a slider adds the others. ``synthetic`` says
    that the data is invented: the rows of this query do not show it.
    """
    spots = _spots(answer)
    links, told = around.links, (answer, spots, language, around.links)
    dots, arcs = labelled(_dots(*told), _arcs(*told))
    shown = min(FIRST_LEGS, len(arcs))
    # Narrow legs last, so that they lie over wide legs.
    drawing = Drawing(departments(), dots, arcs, shown)
    kept = tables.with_values(tables.without(query, _ONLY_FOR_MAPS), answer)
    headings, written = _with_ways(
        page_table.headings(kept, language),
        page_table.cells(kept, answer, language, links, around.names),
        answer,
        language,
        links,
    )
    page = Page(
        title=query.header.titles[language],
        subtitle=tables.asked(query, answer, language),
        legend=_legend(language),
        columns=headings,
        rows=written,
        notes=[
            *tables.notes(query, answer, page_table.texts(written), language),
            _boundaries(language),
        ],
        alerts=[
            *around.alerts,
            *page_table.cut(answer, language),
            *_strongest(shown, len(arcs), language),
            *_unseen(answer, len(arcs), spots, language),
        ],
        links=around.pages,
        commands=around.commands,
        warning=tables.warning(answer, language, synthetic=synthetic),
        language=language,
    )
    scripts = ["tips.js", "picture.js", "map.js"] if answer.rows else ["still.js"]
    return render("map.html", page, [static(name) for name in scripts], map=drawing)


def _with_ways(
    headings: Sequence[Heading],
    written: Sequence[Sequence[Cell]],
    answer: QueryAnswer,
    language: Language,
    links: Mapping[str, str],
) -> tuple[Sequence[Heading], Sequence[Sequence[Cell]]]:
    """Return the table with a last column that leads to the ways of each leg, if any has a page."""
    addresses = [links.get(leg_key(row, answer.parameters), "") for row in answer.rows]
    if not any(addresses):
        return headings, written
    title, text = ("Sus caminos", "ver") if language == "es" else ("Its ways", "see")
    return [*headings, Heading(title)], [
        [*row, Cell([Part(text if href else "", href)], kind="whole")]
        for row, href in zip(written, addresses, strict=True)
    ]


def _strongest(shown: int, legs: int, language: Language) -> list[str]:
    if shown == legs:
        return []
    return [
        f"El mapa empieza con los {shown} tramos con más víctimas, de {legs}; el control sobre el "
        "mapa añade los demás."
        if language == "es"
        else f"The map begins with the {shown} legs with most victims, of {legs}; the slider above "
        "the map adds the others."
    ]


@dataclass(frozen=True, slots=True)
class _Spot:
    """The point and size of a place, and the rank of its strongest leg in the answer, from 0."""

    x: float
    y: float
    radius: float
    rank: int


def _spots(answer: QueryAnswer) -> dict[str, _Spot]:
    """Return the spots of the places that have coordinates, those of the strongest legs first.

    The size is that of the strongest leg: victims of several legs may be the same people, so
    nobody adds them up. The map shows Peru: a place in another country is drawn as that country.
    """
    strongest: dict[str, tuple[int, int]] = {}
    for rank, row in enumerate(_by_strength(answer)):
        for uid in (_drawn(row["origin"]), _drawn(row["destination"])):
            strongest.setdefault(uid, (row["victims"], rank))
    most = max((victims for victims, _ in strongest.values()), default=1) or 1
    spots = {}
    for uid, (victims, rank) in strongest.items():
        degrees = gazetteer().coordinates(uid)
        if degrees is not None:
            point, _ = within_frame(project(*degrees))
            radius = round(2.5 + LARGEST_DOT * (victims / most) ** 0.5, 1)
            spots[uid] = _Spot(*point, radius, rank)
    return spots


def _by_strength(answer: QueryAnswer) -> list[Mapping[str, Any]]:
    """Return the rows, most victims first."""
    return sorted(answer.rows, key=lambda row: -row["victims"])


def _drawn(uid: str) -> str:
    """Return the uid of the place that the map draws in its stead."""
    around = gazetteer().within(uid)
    return uid if not around or around[-1] == HOME else around[-1]


def _ends(row: Mapping[str, Any], spots: Mapping[str, _Spot]) -> tuple[_Spot, _Spot] | None:
    """Return the ends of a leg on the map. Return None if an end has no coordinates."""
    start, end = spots.get(_drawn(row["origin"])), spots.get(_drawn(row["destination"]))
    return None if start is None or end is None or start is end else (start, end)


def _dots(
    answer: QueryAnswer,
    spots: Mapping[str, _Spot],
    language: Language,
    links: Mapping[str, str],
) -> list[Dot]:
    """Return the dots of the places; under the pointer appear the rows of a place."""
    rows: dict[str, list[str]] = {}
    for row in _by_strength(answer):
        for uid in dict.fromkeys((_drawn(row["origin"]), _drawn(row["destination"]))):
            rows.setdefault(uid, []).append(_leg_text(row, language))
    return [
        Dot(
            spot.x,
            spot.y,
            spot.radius,
            name=_short(uid, language),
            text="\n".join([signs.place_text(uid, language), *_some(rows[uid])]),
            kind=ABROAD if uid != HOME and gazetteer().within(uid) == (uid,) else "inside",
            rank=spot.rank,
            href=links.get(uid, ""),
        )
        for uid, spot in spots.items()
    ]


def _some(texts: Sequence[str]) -> list[str]:
    """Return the first texts, and a sign that there are more: the table has all."""
    return [*texts[:MOST_TIP], *(["…"] if len(texts) > MOST_TIP else [])]


def _arcs(
    answer: QueryAnswer,
    spots: Mapping[str, _Spot],
    language: Language,
    links: Mapping[str, str],
) -> list[Arc]:
    """Return the legs that have both ends on the map, the strongest first."""
    most = max((row["victims"] for row in answer.rows), default=1) or 1
    arcs: list[Arc] = []
    turns: Counter[tuple[_Spot, _Spot]] = Counter()
    for row in _by_strength(answer):
        ends = _ends(row, spots)
        if ends is None:
            continue
        start, end = ends
        share = row["victims"] / most
        width = round(1.2 + WIDEST_LEG * share, 1)
        line = bent((start.x, start.y), (end.x, end.y), width, end.radius + 1, turns[ends])
        turns[ends] += 1
        arcs.append(
            Arc(
                line.path,
                line.head,
                width,
                round(PALEST + (DARKEST - PALEST) * share, 2),
                _leg_text(row, language),
                rank=len(arcs),
                spots=line.spots,
                number=number_text(row["victims"], language) if len(arcs) < NUMBERED else "",
                href=links.get(leg_key(row, answer.parameters), ""),
            )
        )
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
        "Tramo, en la dirección de la flecha; más ancho, más víctimas. El número son sus víctimas"
        if spanish
        else "Leg, in the direction of the arrow; the wider, the more victims (the number)"
    )
    place = (
        "Lugar; más grande, más víctimas en su mayor tramo"
        if spanish
        else "Place; the larger, the more victims on its strongest leg"
    )
    abroad = (
        "Otro país, en su dirección cuando queda fuera del mapa; un tramo por cada región suya"
        if spanish
        else "Another country, in its direction if off the map; a leg for each of its regions"
    )
    return [
        LegendEntry(place, "#0b7285"),
        LegendEntry(abroad, "#6741d9"),
        LegendEntry(leg, signs.LEG, "line"),
    ]


def _unseen(
    answer: QueryAnswer, drawn: int, spots: Mapping[str, _Spot], language: Language
) -> list[str]:
    """Return how many legs are not drawn, and how many are too short to be seen."""
    return [
        *_missing(len(answer.rows) - drawn, language),
        *_too_short(answer, spots, language),
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


def _too_short(answer: QueryAnswer, spots: Mapping[str, _Spot], language: Language) -> list[str]:
    """Return how many legs join places so near one another that their dots hide the leg."""
    ends = filter(None, (_ends(row, spots) for row in answer.rows))
    legs = sum(
        math.dist((one.x, one.y), (other.x, other.y)) < one.radius + other.radius + SHORTEST
        for one, other in ends
    )
    if not legs:
        return []
    return [
        f"Tramos tan cortos que sus lugares los tapan: {legs}. Acerque el mapa (+) para verlos; "
        "la tabla los tiene."
        if language == "es"
        else f"Legs so short that their places hide them: {legs}. Zoom in (+) to see them; "
        "the table has them."
    ]


def _boundaries(language: Language) -> str:
    source = "juaneladio/peru-geojson (MPL 2.0), INEI 2007"
    return f"Límites: {source}." if language == "es" else f"Boundaries: {source}."

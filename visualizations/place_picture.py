"""The picture of the ways between two places: a lane for each way, as wide as its victims."""

from collections.abc import Sequence
from dataclasses import dataclass

from trama.core.errors import Language
from trama.graph.ontology.canonical_layer import Location
from trama.visualizations.network_drawing import DrawnEdge, DrawnNode, Subgraph
from trama.visualizations.signs import ENDS, LEG, colour_of, counted, place_text

# Units of the drawing: about a pixel each before the drawing is fitted to the window.
COLUMN, LANE, ASIDE = 340.0, 96.0, 120.0
WIDEST = 9.0
# Lanes: nobody tells more apart on a screen, and the table holds every way.
MOST_WAYS = 11


@dataclass(frozen=True, slots=True)
class Way:
    """A way that victims took: the uids of its places in order, its cases and victims."""

    places: Sequence[str]
    cases: int
    victims: int


def place_picture(ways: Sequence[Way], language: Language) -> Subgraph:
    """Return the drawing of the first ways: origin left, destination right, a lane for each way.

    ``left_out`` counts the other ways. Several places where ways begin or end (the states of a
    country) stand one under the other.
    """
    drawn = _by_lanes(ways[:MOST_WAYS])
    length = max((len(way.places) for way in drawn), default=2) - 1
    width = COLUMN * max(length, 2)
    most = max((way.victims for way in drawn), default=1)
    firsts, lasts = ([way.places[end] for way in drawn] for end in (0, -1))
    several = len({*firsts, *lasts}) > 2
    ends = {uid: (0.0, y) for uid, y in _column(firsts).items()}
    ends |= {uid: (width, y) for uid, y in _column(lasts).items()}
    nodes = [_node(uid, uid, spot, language) for uid, spot in ends.items()]
    edges: list[DrawnEdge] = []
    for number, way in enumerate(drawn):
        names = _names(way, number)
        step = width / (len(way.places) - 1)
        lane = _height(number, len(drawn) if several else 0)
        # Arrows of direct ways cross the lanes there and carry their numbers in the middle.
        aside = ASIDE if several and len(way.places) % 2 else 0.0
        nodes += [
            _node(name, uid, (step * column + aside, lane), language, between=True)
            for column, (name, uid) in enumerate(zip(names, way.places, strict=True))
            if name not in ends
        ]
        edges += _arrows(way, names, 1.5 + WIDEST * way.victims / most, language)
    return Subgraph(nodes, edges, len(ways) - len(drawn))


def _by_lanes(ways: Sequence[Way]) -> list[Way]:
    """Return the ways in the order of their lanes, with the ways of one origin side by side.

    A way without a place in between comes first among the ways of its origin and destination: it
    is a straight arrow, so it takes the middle lane.
    """
    origins = [way.places[0] for way in ways]
    return sorted(ways, key=lambda way: (origins.index(way.places[0]), len(way.places) > 2))


def _column(uids: Sequence[str]) -> dict[str, float]:
    """Return the height of each place at one end of the ways, evenly apart."""
    places = list(dict.fromkeys(uids))
    room = LANE * max(len(uids) / len(places), 1) if places else 0.0
    return {uid: (rank - (len(places) - 1) / 2) * room for rank, uid in enumerate(places)}


def _names(way: Way, number: int) -> list[str]:
    between = [f"w{number}.{place}" for place in range(1, len(way.places) - 1)]
    return [way.places[0], *between, way.places[-1]]


def _height(number: int, of: int) -> float:
    """Return the distance of a lane from the middle.

    Several ends (``of``) go from above down; one end goes outwards: 0, one up, one down, two up.
    """
    if of:
        return (number - (of - 1) / 2) * LANE
    away = (number + 1) // 2 * LANE
    return -away if number % 2 else away


def _arrows(way: Way, names: Sequence[str], width: float, language: Language) -> list[DrawnEdge]:
    victims, cases = counted(way.victims, "victim", language), counted(way.cases, "case", language)
    labels = [f"{victims}\n{cases}", *[""] * (len(names) - 2)]
    legs = zip(names, names[1:], labels, strict=False)
    return [DrawnEdge(start, end, label, width, colour=LEG) for start, end, label in legs]


def _node(
    name: str,
    uid: str,
    spot: tuple[float, float],
    language: Language,
    *,
    between: bool = False,
) -> DrawnNode:
    text = place_text(uid, language)
    return DrawnNode(
        name, text, text, colour_of(Location) if between else ENDS, "box", *spot, pale=between
    )

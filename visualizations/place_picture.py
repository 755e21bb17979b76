"""The picture of the ways between two places: a lane for each way, as wide as its victims."""

from collections.abc import Sequence
from dataclasses import dataclass

from trama.graph.canonical_layer import Location
from trama.graph.errors import Language
from trama.visualizations.network_shapes import DrawnEdge, DrawnNode, Subgraph
from trama.visualizations.signs import ENDS, LEG, colour_of, counted, place_text

# Units of the drawing: about a pixel each before it is fitted to the window.
COLUMN, LANE = 340.0, 96.0
WIDEST = 9.0
# More lanes than these cannot be told apart on a screen; the table has them all.
MOST_WAYS = 11


@dataclass(frozen=True, slots=True)
class Way:
    """A way that victims took: the uids of its places in order, how many cases and victims."""

    places: Sequence[str]
    cases: int
    victims: int


def place_picture(ways: Sequence[Way], language: Language) -> Subgraph:
    """Returns the drawing of the first ways: origin left, destination right, a lane a way.

    ``left_out`` counts the ways that are not drawn. A way without a place in between keeps the
    middle lane, since it is drawn as a straight arrow.
    """
    drawn = sorted(ways[:MOST_WAYS], key=lambda way: len(way.places) > 2)
    length = max((len(way.places) for way in drawn), default=2) - 1
    width = COLUMN * max(length, 2)
    most = max((way.victims for way in drawn), default=1)
    ends = {way.places[0]: 0.0 for way in drawn} | {way.places[-1]: width for way in drawn}
    nodes = [_node(uid, uid, (x, 0.0), language) for uid, x in ends.items()]
    edges: list[DrawnEdge] = []
    for number, way in enumerate(drawn):
        names = _names(way, number)
        step = width / (len(way.places) - 1)
        nodes += [
            _node(name, uid, (step * column, _height(number)), language, between=True)
            for column, (name, uid) in enumerate(zip(names, way.places, strict=True))
            if name not in ends
        ]
        edges += _arrows(way, names, 1.5 + WIDEST * way.victims / most, language)
    return Subgraph(nodes, edges, len(ways) - len(drawn))


def _names(way: Way, number: int) -> list[str]:
    between = [f"w{number}.{place}" for place in range(1, len(way.places) - 1)]
    return [way.places[0], *between, way.places[-1]]


def _height(number: int) -> float:
    """Returns how far from the middle a lane lies: 0, one up, one down, two up, ..."""
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

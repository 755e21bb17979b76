"""The routes of a graph made by hand, counted as a load counts them."""

from scanned import OF_ROUTES, scanned_routes

from trama.graph.engine import Graph
from trama.graph.store.fence import Fence
from trama.graph.store.route_gains import Leg
from trama.graph.store.routes import note_stale, rebuild_routes


def recount_routes(graph: Graph) -> None:
    """Count every leg of the stages of a graph made by hand, and every route that it has."""
    legs = {
        Leg(*key.split(" "))
        for key in {*scanned_routes(graph), *(row["uid"] for row in graph.stream(OF_ROUTES))}
    }
    graph.write(lambda transaction: note_stale(transaction, legs))
    rebuild_routes(graph, Fence(graph))

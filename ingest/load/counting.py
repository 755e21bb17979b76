"""The counts at the end of a load: the routes, tallies and names of what the load changed."""

from trama.canonical.name_index import index_names
from trama.core.time_spent import Part, spending
from trama.graph.engine import Graph
from trama.graph.store.fence import Fence
from trama.graph.store.routes import rebuild_routes
from trama.graph.store.tallies import count_tallies
from trama.ingest.load.progress import Meter, Phase, Watcher


def count_again(graph: Graph, fence: Fence, progress: Watcher | None) -> int:
    """Count routes and tallies anew where a load changed them; return the number of routes.

    The index of names follows too.

    Raises:
        LoadInterrupted: another load took the turn, and counts what is left.
        EngineError: the engine failed.
    """
    meter = Meter(progress, Phase.ROUTES)

    def notify(done: int, total: int) -> None:
        meter.total, meter.done = total, done
        meter.notify()

    with spending(Part.ROUTES):
        routes = rebuild_routes(graph, fence, notify)
        count_tallies(graph, fence)
        index_names(graph, fence)
    return routes

"""Step 6: the values in brief of cases, ways and routes, which a rebuild derives."""

from trama.graph.engine import Graph

NUMBER = 6


def content() -> str:
    """Return the version of what is derived; another version, and the graph is rebuilt."""
    return (
        "gaps, provisions, superseded, conflicts, counted, latest_day, handed_over with its day, "
        "unmatched_reports, lacks, place; stages, way, missing, without_place, counted, "
        "every_recruitment, every_means, every_purpose, days_held, chain; known_by; recent"
    )


def run(graph: Graph) -> None:
    """Do nothing: the rebuild of the whole graph that comes before this step has derived them."""

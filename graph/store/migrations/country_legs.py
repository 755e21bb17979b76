"""Step 3: the legs between countries, for stages of versions that had no such legs."""

import hashlib

from trama.graph.engine import Graph, Transaction
from trama.graph.store.route_gains import Leg
from trama.graph.store.routes import note_stale
from trama.ontology.canonical_layer import Stage
from trama.ontology.classes import label_of

# leg_district joins the finest places known. It crosses a border if their countries differ: the
# first two letters of their uids.
_LEGS = f"""
MATCH (s:{label_of(Stage)})
WHERE s.leg_district IS NOT NULL AND s.leg_country IS NULL
WITH s, left(s.leg_district, 2) AS origin, left(split(s.leg_district, '>')[1], 2) AS destination
WHERE origin <> destination
SET s.leg_country = origin + '>' + destination
RETURN DISTINCT s.leg_country AS leg
"""


def content() -> str:
    """Return the digest of the statement."""
    return hashlib.sha256(_LEGS.encode()).hexdigest()


def run(graph: Graph) -> None:
    """Give each stage reached over a border its leg. The next load counts the routes."""

    def work(transaction: Transaction) -> None:
        legs = {Leg("PAIS", str(row["leg"])) for row in transaction.run(_LEGS).data()}
        note_stale(transaction, legs)

    graph.write(work)

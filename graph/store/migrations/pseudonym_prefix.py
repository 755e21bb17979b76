"""Step 4: the prefix X- of pseudonyms. Before, pseudonyms and uids both began with P-."""

import hashlib

from trama.graph.engine import Graph, Transaction
from trama.ontology.canonical_layer import Person
from trama.ontology.classes import label_of

# The engines hold the nodes of one transaction in memory.
_AT_A_TIME = 5_000  # nodes

_RENAME = f"""
MATCH (p:{label_of(Person)})
WHERE p.pseudonym STARTS WITH 'P-'
WITH p LIMIT {_AT_A_TIME}
SET p.pseudonym = 'X-' + substring(p.pseudonym, 2)
RETURN count(p) AS renamed
"""


def content() -> str:
    """Return the digest of the statement."""
    return hashlib.sha256(_RENAME.encode()).hexdigest()


def run(graph: Graph) -> None:
    """Give each pseudonym its new prefix; the keyed letters stay."""

    def work(transaction: Transaction) -> int:
        (row,) = transaction.run(_RENAME).data()
        return int(row["renamed"])

    while graph.write(work):
        pass

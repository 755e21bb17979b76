"""The answers of the page of a network: their queries, and the person whom they ask about."""

from trama.queries.run import QueryAnswer

NETWORK, PAIRS = "suspect_network", "recurring_pairs"


def asked_person(answer: QueryAnswer) -> str:
    """Return the pseudonym of the person of the question, whom the caller may name by uid."""
    said = str(answer.parameters.get("person", ""))
    for row in answer.rows:
        for end in ("one", "other"):
            if said in (row[end]["pseudonym"], row[end].get("uid")):
                return str(row[end]["pseudonym"])
    return said

"""The reading of values that a load keeps in brief: properties and tallies derived from others."""

from trama.cypher.pattern_names import ANYTHING, Patterns
from trama.cypher.vocabulary import Vocabulary


def reads_kept_values(patterns: Patterns, words: Vocabulary) -> bool:
    """Return whether a text reads a tally, or a property that the ontology declares as derived.

    A property of a variable without a label counts if any label or type has a derived property of
    that name.

    Example: ``MATCH (c:Case) WHERE c.gaps > 0`` reads ``Case.gaps``, which is derived.
    """
    if any(name.text in words.tallies for name in (*patterns.labels, *patterns.types)):
        return True
    for access in patterns.accesses:
        owners = {*access.of, *access.maybe}
        if ANYTHING in owners or not owners:
            owners = {*words.properties}
        found = (words.property(f"{owner}.{access.name.text}") for owner in owners)
        if any(declared and declared.derived_from for declared in found):
            return True
    return False

"""The constraints and indexes that the engines keep, generated from the ontology's shapes."""

from trama.graph.ontology.lookup import indexed, unique_keys


def schema_statements() -> tuple[str, ...]:
    """Returns the statements that make every constraint and index, in a fixed order.

    Each may be run again without effect. A property that a label shares with a parent label
    (Victim and Suspect with Person) is kept once, on the parent: their nodes carry that label too.
    """
    wanted = dict.fromkeys(unique_keys(), True) | dict.fromkeys(indexed(), False)
    return tuple(
        _statement(label, name, unique=unique) for (label, name), unique in sorted(wanted.items())
    )


def _statement(label: str, name: str, *, unique: bool) -> str:
    known_as = f"{label}_{name}".lower()
    if unique:
        return (
            f"CREATE CONSTRAINT {known_as} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{name} IS UNIQUE"
        )
    return f"CREATE INDEX {known_as} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"

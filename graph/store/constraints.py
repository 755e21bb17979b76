"""The constraints and indexes that the engines keep, generated from the ontology."""

from trama.ontology.lookup import indexed, unique_keys


def schema_statements() -> tuple[str, ...]:
    """Return the statements that make every constraint and index, in a fixed order.

    Each statement may run again without effect. A property that Victim and Suspect share with
    Person has one index, on Person: every victim and suspect carries that label too.
    """
    wanted = dict.fromkeys(unique_keys(), True) | dict.fromkeys(indexed(), False)
    return tuple(
        statement(label, name, unique=unique) for (label, name), unique in sorted(wanted.items())
    )


def statement(label: str, name: str, *, unique: bool) -> str:
    """Return the statement that makes the constraint or the index of one property."""
    index = f"{label}_{name}".lower()
    if unique:
        return f"CREATE CONSTRAINT {index} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{name} IS UNIQUE"
    return f"CREATE INDEX {index} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"

"""The constraints and indexes that the engines keep, generated from the ontology."""

from dataclasses import dataclass

from trama.ontology.lookup import indexed, unique_keys


@dataclass(frozen=True, slots=True, order=True)
class Index:
    """The index of one property; ``unique`` makes it a constraint."""

    label: str
    key: str
    unique: bool

    @property
    def name(self) -> str:
        """The name under which the engines keep it."""
        return f"{self.label}_{self.key}".lower()

    @property
    def statement(self) -> str:
        """The statement that makes it, which may run again without effect."""
        if self.unique:
            return (
                f"CREATE CONSTRAINT {self.name} IF NOT EXISTS "
                f"FOR (n:{self.label}) REQUIRE n.{self.key} IS UNIQUE"
            )
        return f"CREATE INDEX {self.name} IF NOT EXISTS FOR (n:{self.label}) ON (n.{self.key})"


def indexes() -> tuple[Index, ...]:
    """Return every constraint and index, in a fixed order.

    A property that Victim and Suspect share with Person has one index, on Person: every victim and
    suspect carries that label too.
    """
    wanted = dict.fromkeys(unique_keys(), True) | dict.fromkeys(indexed(), False)
    return tuple(Index(label, name, unique) for (label, name), unique in sorted(wanted.items()))

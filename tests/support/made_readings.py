"""Graphs and readings made at random, of the constructs that the saved queries use.

`Reading.other_forms` says the same in other words: an engine must give the same rows for each.
"""

import random
from dataclasses import dataclass

from trama.cypher.cypher_tokens import tokens
from trama.cypher.early_filters import early_filters
from trama.graph.engine import Graph

# start, type, end
EDGES = (
    ("Suspect", "SUSPECT_IN", "Case"),
    ("Victim", "VICTIM_IN", "Case"),
    ("Stage", "PART_OF", "Case"),
    ("Stage", "OF_VICTIM", "Victim"),
    ("Stage", "AT", "Location"),
    ("Location", "WITHIN", "Location"),
)
LABELS = ("Suspect", "Victim", "Case", "Stage", "Location")
WORDS = ("a", "b", "Ñ", "")
LONG = "-[:WITHIN*2]->"


def write_graph(graph: Graph, seed: int) -> None:
    """Write a graph of some thirty nodes, whose values may be missing."""
    made = random.Random(seed)
    nodes = []
    for label in LABELS:
        for number in range(made.randint(3, 8)):
            told: dict[str, object] = {"uid": f"{label[0]}{number}", "label": label}
            known = {
                "n": made.randint(-1, 3),
                "word": made.choice(WORDS),
                "flag": made.random() < 0.5,
            }
            known["words"] = made.choices(WORDS, k=made.randint(0, 3))
            nodes.append(told | {"told": {k: v for k, v in known.items() if made.random() < 0.8}})
    of = {label: [node["uid"] for node in nodes if node["label"] == label] for label in LABELS}
    for label in LABELS:
        graph.write_rows(
            f"UNWIND $nodes AS one CREATE (n:{label} {{uid: one.uid}}) SET n += one.told",
            nodes=[node for node in nodes if node["label"] == label],
        )
    for start, type_, end in EDGES:
        pairs = {(made.choice(of[start]), made.choice(of[end])) for _ in range(made.randint(2, 14))}
        kept = sorted((one, other, made.randint(0, 2)) for one, other in pairs if one != other)
        graph.write_rows(
            f"UNWIND $pairs AS one MATCH (a:{start} {{uid: one[0]}}), (b:{end} {{uid: one[1]}}) "
            f"CREATE (a)-[:{type_} {{k: one[2]}}]->(b)",
            pairs=[list(pair) for pair in kept],
        )


@dataclass(frozen=True)
class Reading:
    """A reading in parts: a MATCH with its WHERE, its variables, an OPTIONAL MATCH, a RETURN."""

    matched: str
    names: tuple[str, ...]
    optional: str
    returned: str
    parameters: dict[str, object]

    @property
    def text(self) -> str:
        """Return the reading as it is first said."""
        return f"{self.matched} {self.optional} {self.returned}"

    def other_forms(self) -> dict[str, str]:
        """Return texts that must give the same rows, by what was done to the reading."""
        carried = ", ".join(self.names)
        packed = ", ".join(f"{name}: {name}" for name in self.names)
        unpacked = ", ".join(f"one.{name} AS {name}" for name in self.names)
        rest = f"{self.optional} {self.returned}"
        nothing = f"OPTIONAL MATCH ({self.names[0]})-[:NO_SUCH]->(nobody)"
        forms = {
            "a WITH between": f"{self.matched} WITH {carried} {rest}",
            "collected and unwound": f"{self.matched} WITH collect({{{packed}}}) AS every "
            f"UNWIND every AS one WITH {unpacked} {rest}",
            "an OPTIONAL MATCH that adds nothing": f"{self.matched} {nothing} {rest}",
        }
        if LONG in self.matched:
            split = self.matched.replace(LONG, "-[:WITHIN]->(:Location)-[:WITHIN]->")
            forms["a long pattern split in two"] = f"{split} {rest}"
        return forms


def reading(seed: int) -> Reading:
    """Return the reading of a seed."""
    made = random.Random(seed)
    labels = [made.choice(LABELS)]
    pattern = f"(x0:{labels[0]})"
    for number in range(1, made.randint(2, 4)):
        step, label = _step(made, labels[-1])
        labels.append(label)
        pattern += f"{step}(x{number}:{label})"
    names = tuple(f"x{number}" for number in range(len(labels)))
    parameters = {"least": made.randint(-1, 2), "word": made.choice(WORDS), "some": ["a", "Ñ"]}
    said = [_condition(made, *made.choice(list(zip(names, labels, strict=True)))) for _ in "ab"]
    matched = f"MATCH {pattern} WHERE {made.choice([' AND ', ' OR ']).join(said)}"
    if any(early_filters(tokens(f"{matched} OPTIONAL MATCH (x0)"))):  # no query may say it
        matched = f"MATCH {pattern} WHERE {' AND '.join(said)}"
    optional, seen = "", names
    if made.random() < 0.6:
        at = made.randrange(len(names))
        step, label = _step(made, labels[at])
        optional = f"OPTIONAL MATCH ({names[at]}){step}(y:{label}) WHERE y.n >= $least"
        seen = (*names, "y")
    return Reading(matched, names, optional, _returned(made, seen), parameters)


def _step(made: random.Random, label: str) -> tuple[str, str]:
    """Return a relationship from a label in either direction, and the label at its other end."""
    start, type_, end = made.choice([edge for edge in EDGES if label in (edge[0], edge[2])])
    if type_ == "WITHIN" and made.random() < 0.5:
        return LONG, "Location"
    if label == start and (label != end or made.random() < 0.5):
        return f"-[:{type_}]->", end
    return f"<-[:{type_}]-", start


def _condition(made: random.Random, name: str, label: str) -> str:
    step, other = _step(made, label)
    return made.choice(
        [
            f"{name}.n >= $least",
            f"NOT {name}.n = $least",
            f"{name}.n IS NULL",
            f"{name}.word IN $some",
            f"{name}.word STARTS WITH $word",
            f"coalesce({name}.flag, false)",
            f"{name}.flag <> ({name}.n > $least)",
            f"size(coalesce({name}.words, [])) > 1",
            f"any(one IN coalesce({name}.words, []) WHERE one = $word)",
            f"EXISTS {{ MATCH ({name}){step}(other:{other}) WHERE other.n > $least }}",
            f"COUNT {{ ({name}){step}(:{other}) }} > 1",
            f"({name}){step}(:{other})",
        ]
    )


def _returned(made: random.Random, names: tuple[str, ...]) -> str:
    one, other = made.choice(names), made.choice(names)
    if made.random() < 0.5:
        distinct = made.choice(["", "DISTINCT "])
        return (
            f"RETURN {distinct}{names[0]}.uid AS a, {one}.n AS b, "
            f"coalesce({other}.word, '?') AS c, "
            f"CASE WHEN {one}.n > $least THEN 'more' WHEN {one}.n IS NULL THEN 'unknown' "
            f"ELSE 'less' END AS d, [w IN {other}.words WHERE w <> $word | w + '!'] AS e"
        )
    return (
        f"WITH {names[0]}.word AS a, count(*) AS b, count(DISTINCT {one}.uid) AS c, "
        f"min({one}.n) AS d, sum({other}.n) AS e, collect(DISTINCT {other}.word) AS f "
        f"WHERE b > 1 OR c = 1 RETURN a, b, c, d, e, f ORDER BY b DESC, a"
    )

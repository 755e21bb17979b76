"""The index of names as a graph keeps it, and as a scan of its people gives it."""

from collections import defaultdict
from typing import Any

from trama.core.text import fold
from trama.graph.engine import Graph

Values = dict[str, dict[str, Any]]


def kept_names(graph: Graph) -> Values:
    """Return what the index of names lists, by group and word: all lists of a word together."""
    found: Values = {}
    for row in graph.stream("MATCH (n:NameBeginning) RETURN properties(n) AS n"):
        group, letters = row["n"]["uid"].split(" ")
        for word, size in zip(row["n"]["words"], row["n"]["sizes"], strict=True):
            assert word[:2] == letters
            found[f"{group} {word}"] = {"size": size, "bearers": []}
    for row in graph.stream("MATCH (n:NameBearers) RETURN n.uid AS uid, n.bearers AS bearers"):
        key = row["uid"].rpartition(" ")[0]
        assert 0 < len(row["bearers"]) < 600
        found[key]["bearers"] = sorted(found[key]["bearers"] + row["bearers"])
    return found


def scanned_names(graph: Graph) -> Values:
    """Return the words of the names and nicknames of all people, victims apart."""
    found: Values = defaultdict(lambda: {"size": 0, "bearers": []})
    for row in graph.stream("MATCH (p:Person) RETURN p:Victim AS victim, properties(p) AS p"):
        person, group = row["p"], "V" if row["victim"] else "S"
        told = [(group, person["name_key"])] if "name_key" in person else []
        told += [(f"{group}N", nickname) for nickname in person.get("nicknames", ())]
        for kind, name in told:
            for word in set(fold(name).split()):
                found[f"{kind} {word}"]["size"] += 1
                found[f"{kind} {word}"]["bearers"].append(f" {name}\t{person['uid']}")
    for listed in found.values():
        listed["bearers"].sort()
    return dict(found)

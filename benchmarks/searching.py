"""Measures the search for what somebody knows: a name, document, phone, number of a case, place.

For each kind of text the p50 and p95 of answers, each text asked once, and the engine's processor
time for an answer, on the embedded engine with the default heap. The home is loaded before (`trama
twin`, `trama load`), and nobody else uses it:

    .venv/bin/python benchmarks/searching.py HOME [HOME …] [--texts 20]

The texts are drawn from the graph with a fixed seed, so that each is found but the last.
"""

import argparse
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from support import engine_seconds, machine, percentile

from trama.access.policy import Role, Viewer
from trama.core.home import Home
from trama.core.settings import read_settings
from trama.graph.engine import Graph, open_graph
from trama.queries.lookups.lookup import Lookup
from trama.queries.search.finding import find

GOAL_MS = 300
SEED = 29
LONGEST = 60  # seconds: a slow answer is measured, and is no error
DRAWN = 5_000  # names from which the texts are drawn

_NAMES = """
MATCH (p:Person) WHERE p.name_key IS NOT NULL
RETURN p.name_key AS text ORDER BY p.uid LIMIT $drawn
"""
_DOCUMENTS = """
MATCH (r:Record) WHERE r.document_key IS NOT NULL
RETURN r.document_key AS text ORDER BY r.uid LIMIT $drawn
"""
_PHONES = "MATCH (m:Phone) RETURN m.name AS text ORDER BY m.uid LIMIT $drawn"
_CASES = """
MATCH (c:Case) WHERE c.numbers IS NOT NULL
RETURN c.numbers[0] AS text ORDER BY c.uid LIMIT $drawn
"""
_PLACES = "MATCH (l:Location) RETURN l.name AS text ORDER BY l.uid LIMIT $drawn"


def _whole(name: str) -> str:
    return name


def _short(name: str) -> str:
    """Return the first surname and the last given name: ROSA QUISPE."""
    words = name.split()
    return f"{words[-1]} {words[0]}"


def _second(name: str) -> str:
    """Return the second surname alone, which no index holds."""
    words = name.split()
    return words[1] if len(words) > 2 else words[-1]


def _given(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1]


def _misspelt(name: str) -> str:
    """Return the first surname and the last given name with a letter of each doubled."""
    return " ".join(word[:2] + word[1] + word[2:] for word in _short(name).split())


def _nobody(name: str) -> str:
    """Return words that begin like a name and go on like none."""
    return " ".join(f"{word[:1]}XQZW" for word in name.split()[:2])


KINDS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "document": (_DOCUMENTS, _whole),
    "phone": (_PHONES, _whole),
    "case number": (_CASES, _whole),
    "place": (_PLACES, _whole),
    "whole name": (_NAMES, _whole),
    "first surname and given name": (_NAMES, _short),
    "second surname": (_NAMES, _second),
    "given name": (_NAMES, _given),
    "misspelt name": (_NAMES, _misspelt),
    "nobody's name": (_NAMES, _nobody),
}


def drawn(graph: Graph, kind: str, texts: int) -> Sequence[str]:
    """Return texts of a kind, the same each time for the same graph."""
    statement, made = KINDS[kind]
    known = [str(row["text"]) for row in graph.stream(statement, drawn=DRAWN) if row["text"]]
    chosen = random.Random(SEED).sample(known, min(texts, len(known)))
    return [made(text) for text in chosen]


def measured(home: Path, texts: int) -> None:
    """Search a home for texts of each kind, and print a line a kind."""
    with open_graph(read_settings({"TRAMA_HOME": str(home)})) as graph:
        (row,) = graph.stream("MATCH (p:Person) RETURN count(p) AS people")
        print(f"\n{home.name}: {row['people']:,} people\n")
        print(f"| text | p50 ms | p95 ms | goal {GOAL_MS} ms | processor ms | found |")
        print("|---|---|---|---|---|---|")
        key = Home(home).pseudonym_key()
        lookup = Lookup(graph, Viewer(Role.INVESTIGATOR), LONGEST, key)
        find("ROSA", lookup)  # plans and pages are read
        for kind in KINDS:
            seconds, found, used = [], 0, engine_seconds(str(home))
            for text in drawn(graph, kind, texts):
                begun = monotonic()
                found += bool(find(text, lookup).hits)
                seconds.append(monotonic() - begun)
            if not seconds:
                print(f"| {kind} | — | — | — | — | there is none |")
                continue
            processor = 1e3 * (engine_seconds(str(home)) - used) / len(seconds)
            p50, p95 = (1e3 * percentile(seconds, share) for share in (50, 95))
            met = "met" if p95 < GOAL_MS else "missed"
            cells = f"{p50:,.0f} | {p95:,.0f} | {met} | {processor:,.0f}"
            print(f"| {kind} | {cells} | {found} of {len(seconds)} |", flush=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("homes", nargs="+", type=Path)
    asked.add_argument("--texts", type=int, default=20)
    given = asked.parse_args()
    print(machine())
    for home in given.homes:
        measured(home.absolute(), given.texts)


if __name__ == "__main__":
    main()

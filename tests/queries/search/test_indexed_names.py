"""The search by the index of names finds what a scan of all people finds. A SINTETICO twin."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from engines import EngineUnderTest

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, load
from trama.queries.lookups.lookup import Lookup
from trama.queries.search.finding import MOST_HITS, find
from trama.queries.search.hits import Found
from trama.twin import DirtRates, TwinOptions, write_twin

OPTIONS = TwinOptions(cases=120, seed=31, dirt=replace(DirtRates.none(), law_outdated=0.2))
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NAMES = """
MATCH (p:Person) WHERE p.name_key IS NOT NULL
RETURN DISTINCT p.name_key AS name ORDER BY name
"""
NICKNAMES = "MATCH (p:Person) UNWIND p.nicknames AS told RETURN DISTINCT told ORDER BY told"
HOW = "MATCH (n:TalliesCounted {uid: 'names'}) RETURN n.how AS how"
MARK = "MATCH (n:TalliesCounted {uid: 'names'}) SET n.how = $how"


def misspelt(word: str, drawn: random.Random) -> str:
    """Return the word with a letter left out, doubled, swapped or wrong; some stay as they are."""
    at = drawn.randrange(len(word))
    return drawn.choice(
        [
            word,
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
            word[:at] + drawn.choice(LETTERS) + word[at + 1 :],
        ]
    )


def asked_for(name: str, drawn: random.Random) -> str:
    """Return a name as somebody remembers it: some of its words, in any order, misspelt."""
    words = name.split()
    kept = drawn.sample(words, drawn.randint(1, len(words)))
    return " ".join(misspelt(word, drawn) for word in kept)


def found_by(graph: Graph, texts: Sequence[str], role: Role) -> Mapping[str, Found]:
    lookup = Lookup(graph, Viewer(role), seconds=60)
    return {text: find(text, lookup, MOST_HITS) for text in texts}


@pytest.mark.slow
@pytest.mark.every_engine
def test_200_misspelt_names_find_by_the_index_what_they_find_by_a_scan(
    engine: EngineUnderTest, tmp_path: Path
) -> None:
    graph = engine.as_migrated()
    write_twin(tmp_path / "twin", OPTIONS)
    assert not load([tmp_path / "twin"], graph, LoadOptions(key=b"k" * 32)).failed
    drawn = random.Random(5)
    names = [row["name"] for row in graph.stream(NAMES)]
    told = [row["told"] for row in graph.stream(NICKNAMES)]
    texts = [asked_for(drawn.choice(names), drawn) for _ in range(200)]
    texts = [text for text in texts if text.strip()]
    texts += drawn.sample(names, 10) + drawn.sample(told, min(10, len(told)))
    roles = (Role.INVESTIGATOR, Role.ANALYST)
    (marked,) = graph.stream(HOW)

    by_index = {role: found_by(graph, texts, role) for role in roles}
    graph.write_rows(MARK, how="of an older version")
    by_scan = {role: found_by(graph, texts, role) for role in roles}

    graph.write_rows(MARK, how=marked["how"])
    for role in roles:
        assert sum(bool(found.hits) for found in by_scan[role].values()) > 50
        assert by_index[role] == by_scan[role]
    engine.empty()

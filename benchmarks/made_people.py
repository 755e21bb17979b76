"""Makes a home with a million people, SINTETICO, through the engine's own door for graphs.

    .venv/bin/python benchmarks/made_people.py HOME [--people 1000000]

Each has a name of two surnames and one or two given names, of which few are frequent and many rare
(Zipf): the words of the twin, and words made of syllables. One in seven is a suspect, each has a
record with a document, four are in a case, and some have a phone. All else that a load derives is
absent.
"""

import argparse
import csv
import random
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate, product
from pathlib import Path

from trama.canonical.name_index import index_names
from trama.canonical.relationships import (
    CASE_ATTESTED,
    PERSON_ATTESTED,
    SUSPECT_IN,
    USES,
    VICTIM_IN,
)
from trama.core.settings import read_settings
from trama.core.text import fold
from trama.graph.engine import open_graph
from trama.graph.store.batch_writer import BatchWriter
from trama.graph.store.changes import Changes, Edge
from trama.graph.store.first_load import unmark
from trama.graph.store.schema import migrate
from trama.graph.store.writer import Writer
from trama.ontology.canonical_layer import Phone

SEED = 29
SURNAMES, GIVEN = 20_000, 8_000  # distinct words: some 30,000 in all
_IN_A_CASE = 4
_SYLLABLES = (
    "CA",
    "CHU",
    "HUA",
    "LLA",
    "MA",
    "NI",
    "PO",
    "QUI",
    "RI",
    "SA",
    "TI",
    "VE",
    "YU",
    "ZE",
)
_NAMES = Path(__file__).parents[1] / "twin" / "data" / "names.csv"


class Names:
    """Words of names by frequency: the n-th as frequent as 1 / (n + 3)."""

    def __init__(self, kinds: Sequence[str], number: int, ending: str) -> None:
        with _NAMES.open(encoding="utf-8", newline="") as file:
            known = [fold(row["name"]) for row in csv.DictReader(file) if row["kind"] in kinds]
        made = ("".join(one) + ending for one in product(_SYLLABLES, repeat=4))
        words = dict.fromkeys(word for name in known for word in name.split())
        while len(words) < number:
            words[next(made)] = None
        self._words = list(words)
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(1, len(words) + 1)))

    def draw(self, drawn: random.Random) -> str:
        return drawn.choices(self._words, cum_weights=self._weights)[0]


def cases(people: int) -> Iterator[Changes]:
    """Yield the changes of each case with its people."""
    drawn = random.Random(SEED)
    surnames = Names(("surname",), SURNAMES, "")
    given = Names(("female", "male"), GIVEN, "N")
    for number in range(people // _IN_A_CASE):
        changes = Changes()
        case, key = f"C-{number:024x}", f"SINT-{2010 + number % 16}-{number:06d}"
        changes.created["Case",].append({"uid": case, "numbers": [f"RETA:{key}"], "aliases": []})
        record = {"uid": f"R-{number:024x}", "registry": "RETA", "kind": "case", "case_key": key}
        changes.created["Record",].append(record)
        changes.connect([Edge(CASE_ATTESTED, case, record["uid"])])
        for own in range(_IN_A_CASE):
            serial = number * _IN_A_CASE + own
            words = [surnames.draw(drawn), surnames.draw(drawn), given.draw(drawn)]
            words += [given.draw(drawn)] if drawn.random() < 0.5 else []
            _person(serial, case, " ".join(words), changes, suspect=serial % 7 == 0)
        yield changes


def _person(serial: int, case: str, name: str, changes: Changes, *, suspect: bool) -> None:
    # As scattered as digests are.
    uid = f"P-{serial * 2654435761 % 2**32:08x}{serial:016x}"
    document = f"DNI:{90_000_000 + serial}"
    person = {
        "uid": uid,
        "pseudonym": f"X-{serial:010d}".translate(str.maketrans("0123456789", "ABCDEFGHIJ")),
        "name": name,
        "name_key": name,
        "document_key": document,
        "sex": "F",
        "aliases": [],
    }
    record = f"R-p{serial:023x}"
    changes.created["Person", "Suspect" if suspect else "Victim"].append(person)
    changes.created["Record",].append(
        {"uid": record, "registry": "RETA", "kind": "victim", "document_key": document}
    )
    changes.connect(
        [
            Edge(PERSON_ATTESTED, uid, record),
            Edge(SUSPECT_IN if suspect else VICTIM_IN, uid, case),
        ]
    )
    if suspect:
        phone = f"519{serial:08d}"
        changes.created["Phone",].append({"uid": f"Phone:{phone}", "name": f"+{phone}"})
        changes.connect([Edge(USES[Phone], uid, f"Phone:{phone}")])


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("home", type=Path)
    asked.add_argument("--people", type=int, default=1_000_000)
    given = asked.parse_args()
    begun = time.monotonic()
    with open_graph(read_settings({"TRAMA_HOME": str(given.home.absolute())})) as graph:
        migrate(graph)
        writer = Writer(graph)
        door = BatchWriter(graph, writer)
        for changes in cases(given.people):
            door.write(changes)
        door.flush()
        unmark(graph)
        made = time.monotonic()
        print(f"{given.people:,} people in {made - begun:,.0f} s", flush=True)
        index_names(graph, writer.fence)
        print(f"names indexed in {time.monotonic() - made:,.0f} s")


if __name__ == "__main__":
    main()

"""The databank over a loaded home: its cells, what was known, why cells changed, a small load.

Run with TRAMA_HOME set to a home with a loaded twin, which it changes: copy it first.

    TRAMA_HOME=COPY python benchmarks/bank.py

The cells are compared with the saved query `bank_cells`, which counts in the engine; following a
load of some 100 records is compared with reading all microdata again.
"""

import csv
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from trama.access.policy import Role, Viewer
from trama.bank.bank_answer import ask, changes_document
from trama.bank.cube import count, question_of
from trama.bank.keeper import Keeper, follow
from trama.bank.known import microdata_on
from trama.bank.microdata import microdata
from trama.core.home import Home
from trama.core.settings import read_settings
from trama.graph.engine import Graph, open_graph
from trama.ingest.load.loader import LoadOptions, load
from trama.queries.run import Limits, run
from trama.twin import TwinOptions, write_twin

ANALYST = Viewer(Role.ANALYST)
BY = "birth,year,sex,age"
Result = TypeVar("Result")


def timed(name: str, work: Callable[[], Result]) -> tuple[Result, float]:
    begun = time.monotonic()
    result = work()
    took = time.monotonic() - begun
    print(f"{took:7.2f} s  {name}", flush=True)
    return result, took


def main() -> None:
    settings = read_settings()
    with open_graph(settings) as graph:
        timed("the first read: the engine starts, pages are cold", lambda: microdata(graph))
        frame, reading = timed("microdata of all episodes", lambda: microdata(graph))
        print(f"           {len(frame)} episodes, {frame['person'].nunique()} people")
        question = question_of(BY, "department", "person")
        _, counting = timed(f"cells by {BY}, of microdata at hand", lambda: count(frame, question))
        _, cells = timed(f"trama bank --by {BY}", lambda: ask(graph, question, ANALYST))
        given = {"by_sex": True, "by_age": True, "limit": 10_000}
        _, engine = timed(
            "bank_cells, the same cells counted in the engine",
            lambda: run("bank_cells", given, graph, ANALYST, Limits(120, 10_000)),
        )
        print(f"           ratio to the saved query: {cells / engine:.2f}")
        for day in ("2018-12-31", "2025-06-30"):
            on = date.fromisoformat(day)
            timed(f"microdata as of {day}", lambda on=on: microdata_on(graph, on))
        asked = question_of("registry,year", "department", "episode")
        timed(
            "why cells changed since 2025-06-30",
            lambda: changes_document(graph, asked, "2025-06-30", ANALYST, "es"),
        )
        follows_a_load(graph, Home(settings.home).pseudonym_key(), reading + counting)


def follows_a_load(graph: Graph, key: bytes, whole: float) -> None:
    keeper = Keeper(graph, None)
    keeper.frame()
    with TemporaryDirectory() as folder:
        numbers = load_hundred(graph, key, Path(folder))
    fresh, following = timed("microdata after a load of some 100 records", keeper.frame)
    print(f"           {len(numbers)} new cases; ratio to reading all: {following / whole:.2f}")
    assert fresh.equals(microdata(graph)), "the microdata do not follow the load"
    _, again = timed(
        "the same, without the state of the graph", lambda: follow(graph, fresh, numbers)
    )
    print(f"           {again / max(len(numbers), 1) * 1000:.1f} ms a case")


def load_hundred(graph: Graph, key: bytes, folder: Path) -> list[str]:
    """Load the registrations of a small twin under numbers that no home has; return them."""
    write_twin(folder, TwinOptions(cases=45, seed=int(time.time()) % 100_000))
    source = next(path for path in folder.iterdir() if path.name.upper().startswith("RETA"))
    text = source.read_text(encoding="cp1252").replace("SINT-", f"SINT-{int(time.time())}-")
    source.write_text(text, encoding="cp1252")
    report = load([source], graph, LoadOptions(key=key))
    assert not report.failed
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    return sorted({row["NRO_REGISTRO"] for row in rows if row.get("NRO_REGISTRO")})


if __name__ == "__main__":
    main()

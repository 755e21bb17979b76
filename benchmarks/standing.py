"""The time that standing questions add to a load: fifty of them, of all kinds, on a loaded home.

Run with TRAMA_HOME set to a home with a loaded twin: ``python benchmarks/standing.py``. The
questions are removed at the end.
"""

import time
from dataclasses import replace

from trama.access.policy import Role, Viewer
from trama.access.tokens import LOCAL
from trama.core.settings import read_settings
from trama.graph.engine import open_graph
from trama.standing.asking import ROUTE, Asking
from trama.standing.rounds import AFTER_LOAD_SECONDS, make, run_all
from trama.standing.standing_questions import StandingStore

QUESTIONS: tuple[tuple[str, dict[str, object]], ...] = (
    ("recurring_pairs", {"min_cases": 2}),
    ("recurring_suspects", {"min_cases": 2}),
    ("shared_means", {}),
    ("suspects_in_both_registries", {}),
    ("repeated_victimisation", {}),
    ("frequent_legs", {"level": "province"}),
    ("origin_transit_destination", {}),
    ("incomplete_routes", {}),
    ("archived_with_open", {}),
    ("border_crossings", {}),
    *(("legs_of_place", {"place": f"PE-{code:02}"}) for code in range(1, 16)),
    *(("capture_places", {"place": f"PE-{code:02}"}) for code in range(1, 16)),
    *((ROUTE, {ROUTE: f"captar en PE-{code:02} > recibir"}) for code in range(1, 11)),
)


def main() -> None:
    settings = read_settings()
    with open_graph(settings) as graph:
        asking = Asking.of(settings, graph)
        store = StandingStore(asking.home)
        made = []
        try:
            for name, given in QUESTIONS:
                begun = time.monotonic()
                made.append(make("SINTETICO", name, given, (LOCAL, Viewer(Role.ANALYST)), asking))
                print(f"{time.monotonic() - begun:6.2f} s {made[-1].rows:5} rows {name} {given}")
            for one in made:
                with store.changing(one.id) as change:
                    change.after = replace(change.before, of_state="another")
            for seconds in (None, AFTER_LOAD_SECONDS, AFTER_LOAD_SECONDS):
                begun = time.monotonic()
                done = run_all(asking, seconds, again=seconds is None)
                took = time.monotonic() - begun
                counted = [len(part) for part in (done.ran, done.failed, done.late, done.same)]
                print(f"bound {seconds}: {took:.1f} s; ran, failed, late, same: {counted}")
                for one in made:
                    with store.changing(one.id) as change:
                        change.after = replace(change.before, of_state="another")
        finally:
            for one in made:
                store.remove(one.id)


if __name__ == "__main__":
    main()

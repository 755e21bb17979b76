"""A graph that is linked in a test: loads, links, and what stands afterwards."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from trama.access.pseudonyms import pseudonym
from trama.canonical.judging import Opinion, judge
from trama.canonical.rebuild import Deriving
from trama.canonical.rules import shipped_rules
from trama.graph.engine import Graph
from trama.graph.store.fingerprint import fingerprint
from trama.graph.store.judgement_rows import read_judgements
from trama.ingest.load.loader import LoadOptions, load
from trama.linkage.judgements import Subject, Verdict, standing
from trama.linkage.model.shipped import NAME, shipped_model
from trama.linkage.model.weights import Model
from trama.linking.link_report import LinkReport
from trama.linking.linker import LinkOptions, link
from trama.linking.pair_engine import Opened, this_machine
from trama.linking.steps import Watcher, nobody

KEY = b"k" * 32
LATER = "2026-11-29T00:00:00+00:00"
State = tuple[str, list[tuple[object, ...]]]
"""The fingerprint of a graph, and what stands in it."""

DERIVING = Deriving(shipped_rules(), partial(pseudonym, key=KEY))


@dataclass
class Linked:
    """A graph, and the home folder of who links it."""

    graph: Graph
    home: Path
    model: Model = field(default_factory=shipped_model)
    engine: Opened = this_machine

    def load(self, *folders: Path) -> None:
        assert not load([*folders], self.graph, LoadOptions(key=KEY)).failed

    def link(
        self, watcher: Watcher = nobody, *, dry_run: bool = False, home: Path | None = None
    ) -> LinkReport:
        home = home or self.home
        options = LinkOptions(
            self.model, NAME, DERIVING, home, KEY, LATER, dry_run, engine=self.engine
        )
        return link(self.graph, options, watcher)

    def judge(self, one: str, other: str, verdict: Verdict) -> None:
        said = Opinion(Subject.PERSON, one, other, verdict, by="SINTETICA", at=LATER)
        judge(self.graph, [said], DERIVING, None)

    def rows(self) -> list[tuple[object, ...]]:
        """Return what stands: ends, verdict, score, reason and model."""
        return sorted(
            (row.one, row.other, row.verdict, row.score, row.reason, row.model)
            for row in standing(read_judgements(self.graph))
        )

    def ended_as(self, expected: State) -> None:
        """Check the state, that all rows are followed, and that a rerun is idle."""
        assert self.state() == expected
        assert all(row.applied for row in read_judgements(self.graph))
        again = self.link()
        assert (again.compared, again.decided, dict(again.stored)) == (0, 0, {})

    def state(self) -> State:
        """Return the fingerprint and what stands."""
        return fingerprint(self.graph), self.rows()

    def same_people(self) -> list[tuple[str, str]]:
        """Return the pairs of people that the model joined."""
        return [
            (str(row[0]), str(row[1]))
            for row in self.rows()
            if row[2] == Verdict.SAME and str(row[0]).startswith("R-")
        ]

"""The networks that the graph keeps: answers of saved queries, and what they rest on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from trama.access.policy import Viewer
from trama.core.errors import UnknownName
from trama.graph.engine import Graph
from trama.networks.kept import last_search, search_now
from trama.ontology.declare import Sensitivity
from trama.queries.catalog import saved_query
from trama.queries.lookups.lookup import Lookup
from trama.queries.lookups.numbers import cases_in, numbers_of
from trama.queries.run import Limits, QueryAnswer, run

PARTS: Mapping[str, str] = {
    "network": "recurring_networks",
    "members": "network_members",
    "cases": "network_cases",
    "routes": "network_routes",
    "bridges": "bridges_between_networks",
    "changes": "network_changes",
}
"""The parts of what is known of one network, each with the saved query that answers it."""

_FIRST = (
    "Calcúlelas y guárdelas con: trama networks find --write",
    "Calculate and store them with: trama networks find --write",
)
_WHICH = ("Las que hay: trama networks show", "Those that there are: trama networks show")


@dataclass(frozen=True, slots=True)
class KeptNetworks:
    """The kept networks of a graph, for one viewer."""

    graph: Graph
    viewer: Viewer
    limits: Limits

    def basis(self) -> dict[str, Any] | None:
        """Return when networks were calculated, and how many files and judgements came since.

        Return None if nobody has written networks yet.

        Raises:
            AccessDenied: the viewer may not see accusations. EngineError: the engine failed.
        """
        self.viewer.admit(Sensitivity.RESTRICTED)
        last = last_search(self.graph)
        if last is None:
            return None
        now = search_now(self.graph)
        return {
            "calculated": last.at,
            "draws": last.draws,
            "seed": last.seed,
            "files_since": now.files - last.files,
            "judgements_since": now.judgements - last.judgements,
        }

    def all(self, *, ended: bool = False) -> QueryAnswer:
        """Return the networks that live, or all that ever did."""
        return self._ask("recurring_networks", ended=ended)

    def one(self, uid: str) -> Mapping[str, QueryAnswer]:
        """Return the answers about one network, by part.

        Raises:
            UnknownName: there is no such network; the hint says what to do.
        """
        found = self._ask(PARTS["network"], network=uid, ended=True)
        if not found.rows:
            hint = _WHICH if self.basis() else _FIRST
            raise UnknownName(kind=("red", "network"), name=uid, hint=hint)
        rest = {part: name for part, name in PARTS.items() if part != "network"}
        return {"network": found} | {
            part: self._ask(name, network=uid) for part, name in rest.items()
        }

    def changes(self, since: str | None = None) -> QueryAnswer:
        """Return the changes that were calculated since a date, the latest first."""
        return self._ask("network_changes", **({"since": since} if since else {}))

    def numbers(self, answers: Iterable[QueryAnswer]) -> Mapping[str, str]:
        """Return the numbers of the cases that answers name, by uid."""
        lookup = Lookup(self.graph, self.viewer, self.limits.seconds)
        cases = {
            uid
            for answer in answers
            for uid in cases_in(saved_query(answer.query).columns.values(), answer.rows)
        }
        return numbers_of(cases, lookup)

    def _ask(self, name: str, **given: object) -> QueryAnswer:
        most = saved_query(name).parameters["limit"].max
        return run(name, {"limit": most, **given}, self.graph, self.viewer, self.limits)

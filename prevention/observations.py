"""All that recommendations read of a graph, so that nothing is read while ranks are computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trama.prevention.carriers import Carriers, read_companies, read_terminals, without
from trama.prevention.episodes import Episode, PlaceRole, Scope, in_period, observed, read_clusters
from trama.prevention.question import Question
from trama.prevention.reasons import Group, Key, read_groups
from trama.prevention.state_way import StateRecords, read_state_records
from trama.queries.hidden.collecting import Asked
from trama.queries.hidden.weighing import hidden_texts
from trama.queries.lookups.lookup import Lookup


@dataclass(frozen=True, slots=True)
class Observations:
    """The content of a graph for one question.

    ``episodes`` are those of the period asked for, ``of_all_years`` all of them; ``inside`` are
    those of the period with a place of the scope, in any role. Carriers and ``records`` are those
    of the cases inside; a carrier that the viewer may not know is not among them.
    """

    episodes: Sequence[Episode]
    of_all_years: Sequence[Episode]
    inside: Sequence[Episode]
    clusters: Mapping[str, int]
    groups: Mapping[Key, Group]
    companies: Carriers
    terminals: Carriers
    records: StateRecords


def inside_of(scope: Scope, episodes: Sequence[Episode]) -> list[Episode]:
    """Return the episodes with a place of a scope, in any role."""
    return [one for one in episodes if observed(one, PlaceRole.ANY, scope)]


def read_observations(
    of_all_years: Sequence[Episode], question: Question, lookup: Lookup
) -> Observations:
    """Return what a graph says of a question, beside its episodes.

    Raises:
        EngineError: the engine failed.
    """
    graph = lookup.graph
    episodes = in_period(of_all_years, question.since, question.until)
    inside = inside_of(question.scope, episodes)
    clusters = read_clusters(graph, episodes)
    return Observations(
        episodes,
        of_all_years,
        inside,
        clusters,
        read_groups(graph),
        _shown(read_companies(graph, inside, clusters), "Organisation.name", lookup),
        _shown(read_terminals(graph, inside, clusters), "Establishment.name", lookup),
        read_state_records(graph, {one.case for one in inside}),
    )


def _shown(carriers: Carriers, declared: str, lookup: Lookup) -> Carriers:
    """Return the carriers but those whose names identify people whom the viewer may not know.

    The people of the cases are weighed by two words of a name: a company may bear their surnames.
    """
    names = {one.name for one in carriers.by_key.values()}
    cases = {one.case for one in carriers.sightings}
    asked = Asked(texts=names, declared={declared}, cases=cases)
    hidden, _ = hidden_texts(asked, lookup.graph, lookup.viewer, lookup.seconds)
    return without(carriers, hidden)

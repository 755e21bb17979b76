"""The calculation that is kept: networks written to the graph, each under the uid that it had."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from trama.graph.engine import Graph
from trama.graph.store.fence import Fence
from trama.graph.store.turns import turn
from trama.networks.calculation import USUAL_DRAWS, USUAL_SEED, Calculated, calculate
from trama.networks.continuity import Continuity, Group, follow
from trama.networks.incidence import Incidence
from trama.networks.kept import (
    Found,
    Held,
    Member,
    Tie,
    Ties,
    prepare,
    read_held,
    search_now,
    write_networks,
    write_ties,
)
from trama.networks.of_graph import Accused, Period
from trama.networks.projection import parts_of, recency_of, weights
from trama.networks.recurrence import RecurrentNetwork, Watcher
from trama.ontology.internal_layer import NetworkSearch
from trama.ontology.network_layer import Network, NetworkChange

DORMANT_AFTER = timedelta(days=2 * 365)
"""The time without a fact after which a network is dormant. It is counted back from the latest fact
of the graph, whose exports may be years old."""

_DIGITS = 4


def keep_networks(
    graph: Graph,
    lock: Path | None = None,
    draws: int = USUAL_DRAWS,
    seed: int = USUAL_SEED,
    watcher: Watcher | None = None,
) -> Calculated:
    """Calculate the networks of the whole graph, and write them to it.

    1. Take the turn: no load changes the graph until the end, and one that tries waits.
    2. Calculate the networks, and find which network of the last calculation each one is.
    3. Write the ties between suspects that differ, then networks, members and changes at once.

    Raises:
        LoadInterrupted: a load of another installation took the turn; networks stay as they were.
        EngineError: the engine failed.
    """
    with turn(lock):
        prepare(graph)
        fence = Fence(graph)
        calculated = calculate(graph, Period(), draws, seed, watcher)
        held = read_held(graph)
        search = search_now(
            graph,
            at=datetime.now(UTC).date().isoformat(),
            named=held.search.named,
            draws=draws,
            seed=seed,
        )
        write_ties(graph, fence, _ties(calculated.accused))
        write_networks(fence, _found(calculated, held, search))
    return calculated


def _ties(accused: Accused) -> Ties:
    """Return the ties of suspects who share a case; cases that may be one count once.

    People of two files of one case are not tied by it: nobody has yet said that it is one.
    """
    incidence, filed = accused.incidence, weights(accused.filed).pairs
    names = accused.filed.suspects
    together = {
        (names[one], names[other])
        for one, other in zip(filed.one.tolist(), filed.other.tolist(), strict=True)
    }
    last_day = {case: accused.days(case)[1] for case in incidence.cases}
    ties = weights(incidence, parts_of(incidence, accused.roles), recency_of(incidence, last_day))
    suspects, pairs = incidence.suspects, ties.pairs
    return {
        (suspects[one], suspects[other]): Tie(shared, round(weight, _DIGITS))
        for one, other, shared, weight in zip(
            pairs.one.tolist(),
            pairs.other.tolist(),
            pairs.shared.tolist(),
            ties.weight.tolist(),
            strict=True,
        )
        if (suspects[one], suspects[other]) in together
    }


def _found(calculated: Calculated, held: Held, search: NetworkSearch) -> Found:
    networks, accused = calculated.found.networks, calculated.accused
    days = [_days(network, accused) for network in networks]
    groups = [
        Group(frozenset(network.members), until)
        for network, (_, until) in zip(networks, days, strict=True)
    ]
    followed = follow(held.networks, groups, search.named, _dormant_before(accused))
    told = [
        Network(
            uid=uid,
            state=state,
            members=len(network.members),
            cases=len(network.cases),
            since=since,
            until=until,
            expected=round(network.expected, _DIGITS),
            rate=round(network.rate, _DIGITS),
            survives=round(standing, _DIGITS),
            overturned_by=len(network.overturned_by),
            people=network.members,
        )
        for network, uid, state, (since, until), standing in zip(
            networks, followed.uids, followed.states, days, calculated.survives, strict=True
        )
    ]
    named = max([search.named, *(int(uid.removeprefix("N-")) for uid in followed.uids)])
    return Found(
        networks=told,
        members=_members(networks, followed.uids, accused.incidence),
        ended=[(uid, state, into) for uid, (state, into) in followed.ended.items()],
        changes=_changes(followed, told, held, search.at),
        search=replace(search, named=named),
    )


def _days(network: RecurrentNetwork, accused: Accused) -> tuple[str | None, str | None]:
    days = [accused.days(case) for case in network.cases]
    since = min((first for first, _ in days if first), default=None)
    return since, max((last for _, last in days if last), default=None)


def _dormant_before(accused: Accused) -> str:
    """Return the day before which a last fact makes a network dormant; "" if no fact has a day."""
    latest = max((one.since for one in accused.known.values() if one.since), default=None)
    return (date.fromisoformat(latest) - DORMANT_AFTER).isoformat() if latest else ""


def _members(
    networks: Sequence[RecurrentNetwork], uids: Sequence[str], incidence: Incidence
) -> list[Member]:
    """Return the people of all networks, each with the cases of the network in which they stand."""
    people = sorted({one for network in networks for one in network.members})
    numbers = np.searchsorted(incidence.suspects, people)
    cases_of: dict[str, set[str]] = defaultdict(set)
    for at in np.flatnonzero(np.isin(incidence.suspect, numbers)):
        cases_of[incidence.suspects[incidence.suspect[at]]].add(incidence.cases[incidence.case[at]])
    return [
        Member(one, uid, len(cases_of[one].intersection(network.cases)))
        for network, uid in zip(networks, uids, strict=True)
        for one in network.members
    ]


def _changes(
    followed: Continuity, told: Sequence[Network], held: Held, at: str
) -> list[NetworkChange]:
    """Return the changes as nodes, each with the next number of its network."""
    now = {network.uid: network for network in told}
    number = Counter(held.changes)
    changes = []
    for change in followed.changes:
        number[change.network] += 1
        network = now.get(change.network)
        changes.append(
            NetworkChange(
                uid=f"{change.network}/{number[change.network]}",
                network=change.network,
                number=number[change.network],
                change=change.kind,
                at=at,
                members=network.members if network else 0,
                cases=network.cases if network else 0,
                gained=change.gained,
                lost=change.lost,
                until=network.until if network else None,
                others=change.others,
            )
        )
    return changes

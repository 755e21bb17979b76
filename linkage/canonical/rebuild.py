"""The changes that follow from changed records: one transaction's worth."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trama.graph.records import CaseKey
from trama.graph.store.changes import Changes, Edge, NodeUpdate
from trama.linkage.canonical.affected_cases import AffectedCases, ChangedCase
from trama.linkage.canonical.cases import derive_cases
from trama.linkage.canonical.known import Known
from trama.linkage.canonical.people import DerivedPerson, derive_person
from trama.linkage.canonical.relationships import CASE, PERSON, STAGE
from trama.linkage.canonical.rules import Rules
from trama.linkage.canonical.shared_nodes import Shared
from trama.linkage.identity import Cluster


@dataclass(frozen=True, slots=True)
class Deriving:
    """What deriving needs beside records: the closed lists, and a pseudonym for each uid."""

    rules: Rules
    pseudonym: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Succession:
    """How persons before become persons after.

    ``kept`` maps the uid of a person after to the one before whose node it goes on with: there it
    hangs on cases that are not derived anew.
    """

    before: tuple[Cluster, ...]
    after: tuple[Cluster, ...]
    kept: dict[str, Cluster]


def rebuild_affected(
    changed: Mapping[CaseKey, ChangedCase], known: Known, deriving: Deriving, changes: Changes
) -> None:
    """Adds to ``changes`` what the canonical layer must become.

    Touched cases are removed with their stages and derived anew; persons who also hang on other
    cases keep their node. Where persons part or join, all cases they hang on are touched too.
    """
    around = AffectedCases(known, changed)
    succession = _succession(around)
    rules = deriving.rules
    before = derive_cases(around.before, around.touched, succession.before, rules)
    after = derive_cases(around.after, around.touched, succession.after, rules)
    changes.removed[CASE] += sorted(case.uid for case in before)
    changes.removed[STAGE] += sorted(str(one["uid"]) for case in before for one in case.stages)
    loose: set[Shared] = {shared for case in before for shared in case.shared}
    held: set[Shared] = {shared for case in after for shared in case.shared}
    for case in after:
        changes.created[CASE,].append(case.properties)
        changes.created[STAGE,] += case.stages
        changes.connect(case.edges)
    for case in (*before, *after):
        changes.stale |= case.legs
    _plan_persons(succession, deriving, changes, (loose, held))
    for shared in held:
        changes.share(shared.label, shared.properties())
    for shared in loose - held:
        changes.loosened[shared.label].add(shared.uid)


def _succession(around: AffectedCases) -> _Succession:
    """Touches cases until no person on untouched cases parts or joins with another."""
    while True:
        before, after = around.persons()
        kept, more = _kept(before, after, around.touched)
        if not more:
            return _Succession(before, after, kept)
        around.expand(more)


def _kept(
    before: tuple[Cluster, ...], after: tuple[Cluster, ...], touched: set[CaseKey]
) -> tuple[dict[str, Cluster], set[CaseKey]]:
    """Which nodes go on, and the cases that must be touched because theirs cannot."""
    was = {person.uid: cluster for cluster in before for person in cluster.members}
    kept: dict[str, Cluster] = {}
    more: set[CaseKey] = set()
    for cluster in after:
        anchored = {one.uid for one in cluster.members if one.case not in touched}
        if not anchored:
            continue
        origins = {was[uid].uid: was[uid] for uid in anchored}
        origin = next(iter(origins.values()))
        whole = len(origins) == 1 and _anchored(origin, touched) == anchored
        if whole and not _swaps_role(origin, cluster):
            kept[cluster.uid] = origin
        else:
            for one in (cluster, *origins.values()):
                more |= {person.case for person in one.members} - touched
    return kept, more | _colliding(kept, touched)


def _swaps_role(before: Cluster, after: Cluster) -> bool:
    """Whether the person loses one role and gains another, which no engine does to a node."""
    was, now = ({one.kind for one in cluster.members} for cluster in (before, after))
    return bool(was - now and now - was)


def _colliding(kept: Mapping[str, Cluster], touched: set[CaseKey]) -> set[CaseKey]:
    """Cases of persons whose new uid is what another kept node is still called."""
    now = {origin.uid for origin in kept.values()}
    return {
        person.case
        for uid, origin in kept.items()
        if uid != origin.uid and uid in now
        for person in origin.members
    } - touched


def _anchored(cluster: Cluster, touched: set[CaseKey]) -> set[str]:
    return {person.uid for person in cluster.members if person.case not in touched}


def _plan_persons(
    succession: _Succession,
    deriving: Deriving,
    changes: Changes,
    shared: tuple[set[Shared], set[Shared]],
) -> None:
    loose, held = shared
    lasting = {origin.uid for origin in succession.kept.values()}
    was = {
        cluster.uid: derive_person(cluster, deriving.rules, deriving.pseudonym)
        for cluster in succession.before
    }
    for person in was.values():
        loose |= person.shared
        if person.uid not in lasting:
            changes.removed[PERSON].append(person.uid)
    for cluster in succession.after:
        person = derive_person(cluster, deriving.rules, deriving.pseudonym)
        held |= person.shared
        origin = succession.kept.get(cluster.uid)
        if origin is None:
            changes.created[PERSON, *person.labels].append(person.properties)
            changes.connect(person.edges)
        else:
            _plan_kept(was[origin.uid], person, changes)


def _plan_kept(was: DerivedPerson, person: DerivedPerson, changes: Changes) -> None:
    """Changes a node in place: uid, labels and properties, and the relationships that differ."""
    if (was.properties, was.labels) != (person.properties, person.labels):
        gained = tuple(label for label in person.labels if label not in was.labels)
        lost = tuple(label for label in was.labels if label not in person.labels)
        changes.updated.append(NodeUpdate(PERSON, was.uid, person.properties, gained, lost))
    had = {(edge.kind, edge.end) for edge in was.edges}
    has = {(edge.kind, edge.end) for edge in person.edges}
    for kind, end in sorted(had - has):
        changes.cut[kind].append(Edge(kind, was.uid, end))
    changes.connect(Edge(kind, person.uid, end) for kind, end in sorted(has - had))

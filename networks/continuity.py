"""The identity of networks over time: which network of the last calculation a group of now is.

A group and a network are *kin* if they share two people or more, and these are at least half of the
people of one of the two. The group with most shared people keeps the network's uid.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

SHARED = 2  # people: one person alone is no network, and carries none on


class State(StrEnum):
    """The state of a network (`ontology/codes/network_state.yaml`)."""

    ACTIVE = "ACTIVA"
    DORMANT = "INACTIVA"
    MERGED = "UNIDA"
    DISSOLVED = "DISUELTA"

    @property
    def lives(self) -> bool:
        """Return whether the network was found in the last calculation."""
        return self in (State.ACTIVE, State.DORMANT)


class ChangeKind(StrEnum):
    """The kind of a change of a network (`ontology/codes/network_change.yaml`)."""

    NEW = "NUEVA"
    GREW = "CRECIO"
    SHRANK = "SE_REDUJO"
    SPLIT = "SE_DIVIDIO"
    MERGED = "SE_UNIO"
    DORMANT = "INACTIVA"
    RETURNED = "VOLVIO"
    DISSOLVED = "DISUELTA"


@dataclass(frozen=True, slots=True)
class KnownNetwork:
    """A network of earlier calculations, with the people whom it had when it was last found."""

    uid: str
    people: frozenset[str]
    state: State


@dataclass(frozen=True, slots=True)
class Group:
    """A recurrent group of now: its people, and the last day of its facts (ISO)."""

    people: frozenset[str]
    until: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of a network: how many people it gained and lost, and the other networks in it."""

    network: str
    kind: ChangeKind
    gained: int = 0
    lost: int = 0
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Continuity:
    """The uid and the state of each group, the networks that ended, and all changes.

    ``ended`` holds for each network that lives no more its state and the network that took it up.
    """

    uids: tuple[str, ...]
    states: tuple[State, ...]
    ended: Mapping[str, tuple[State, str | None]]
    changes: tuple[Change, ...]


def follow(
    known: Sequence[KnownNetwork], groups: Sequence[Group], named: int, dormant_before: str
) -> Continuity:
    """Return which network each group is, and what changed.

    1. Pair each group with a network that is kin to it: networks that live before those that ended,
       then by the number of shared people. The group keeps the network's uid.
    2. A group without a network gets a new uid, after the ``named`` ones that were ever given. It
       has split off from the kin of it that live, or is new.
    3. A network that lives and has no group has merged into the group that is kin to it, or is
       dissolved.
    4. A group whose last fact was before the day ``dormant_before`` is dormant.

    Example: N-1 had A, B, C and D. The groups of now are {A, B, C, E} and {F, G}. The first is N-1,
    which grew by E and shrank by D. The second is new: N-2.
    """
    kin = _kin(known, groups)
    network_of = _paired(known, groups, kin)
    uids = []
    for at in range(len(groups)):
        if at not in network_of:
            named += 1
        uids.append(network_of[at].uid if at in network_of else f"N-{named}")
    states = tuple(
        State.DORMANT if (group.until or "") < dormant_before else State.ACTIVE for group in groups
    )
    follower = _Follower(known, groups, kin, network_of, uids)
    changes = [*follower.changes_of_groups(states)]
    ended = follower.ended()
    changes += (
        Change(network=uid, kind=ChangeKind.MERGED, others=(into,))
        if into
        else Change(network=uid, kind=ChangeKind.DISSOLVED)
        for uid, (_, into) in ended.items()
    )
    return Continuity(tuple(uids), states, ended, tuple(changes))


Kin = Mapping[int, Mapping[int, int]]
"""The number of shared people, by the place of a group and of a network that is kin to it."""


def _kin(known: Sequence[KnownNetwork], groups: Sequence[Group]) -> Kin:
    places: dict[str, list[int]] = defaultdict(list)
    for at, network in enumerate(known):
        for person in network.people:
            places[person].append(at)
    kin: dict[int, dict[int, int]] = defaultdict(dict)
    for at, group in enumerate(groups):
        shared: dict[int, int] = defaultdict(int)
        for person in group.people:
            for place in places[person]:
                shared[place] += 1
        for place, number in shared.items():
            least = min(len(group.people), len(known[place].people))
            if number >= SHARED and 2 * number >= least:
                kin[at][place] = number
    return kin


def _paired(
    known: Sequence[KnownNetwork], groups: Sequence[Group], kin: Kin
) -> dict[int, KnownNetwork]:
    """Return the network of each group that carries one on."""
    claims = sorted(
        (not known[place].state.lives, -number, place, sorted(groups[at].people), at)
        for at, places in kin.items()
        for place, number in places.items()
    )
    paired: dict[int, KnownNetwork] = {}
    taken: set[int] = set()
    for *_, place, _people, at in claims:
        if at not in paired and place not in taken:
            paired[at] = known[place]
            taken.add(place)
    return paired


@dataclass(slots=True)
class _Follower:
    """The telling of what changed, once each group has its uid."""

    known: Sequence[KnownNetwork]
    groups: Sequence[Group]
    kin: Kin
    network_of: Mapping[int, KnownNetwork]
    uids: Sequence[str]
    _carried: set[str] = field(init=False)

    def __post_init__(self) -> None:
        """Note which networks go on."""
        self._carried = {network.uid for network in self.network_of.values()}

    def changes_of_groups(self, states: Sequence[State]) -> Iterable[Change]:
        """Yield the changes of each group's network."""
        for at, group in enumerate(self.groups):
            network = self.network_of.get(at)
            if network is None:
                yield self._begun(at)
                continue
            if not network.state.lives:
                yield self._change(at, ChangeKind.RETURNED)
                continue
            taken_up = self._taken_up(at)
            if taken_up:
                yield self._change(at, ChangeKind.MERGED, taken_up)
            elif group.people - network.people:
                yield self._change(at, ChangeKind.GREW)
            parts = self._parts(network, at)
            if parts:
                yield self._change(at, ChangeKind.SPLIT, parts)
            elif network.people - group.people:
                yield self._change(at, ChangeKind.SHRANK)
            if states[at] is not network.state:
                dormant = states[at] is State.DORMANT
                yield self._change(at, ChangeKind.DORMANT if dormant else ChangeKind.RETURNED)

    def ended(self) -> dict[str, tuple[State, str | None]]:
        """Return the networks that live no more, each with the network that took it up or None."""
        ended: dict[str, tuple[State, str | None]] = {}
        for place, network in enumerate(self.known):
            if not network.state.lives or network.uid in self._carried:
                continue
            taker = self._taker(place)
            ended[network.uid] = (State.MERGED if taker else State.DISSOLVED), taker
        return ended

    def _begun(self, at: int) -> Change:
        """Return the first change of a network: split off from others, or new."""
        others = self._living_kin(at)
        kind = ChangeKind.SPLIT if others else ChangeKind.NEW
        return Change(
            network=self.uids[at], kind=kind, gained=len(self.groups[at].people), others=others
        )

    def _change(self, at: int, kind: ChangeKind, others: tuple[str, ...] = ()) -> Change:
        before, now = self.network_of[at].people, self.groups[at].people
        return Change(
            network=self.uids[at],
            kind=kind,
            gained=len(now - before),
            lost=len(before - now),
            others=others,
        )

    def _living_kin(self, at: int) -> tuple[str, ...]:
        networks = (self.known[place] for place in self.kin.get(at, ()))
        return tuple(sorted(network.uid for network in networks if network.state.lives))

    def _taken_up(self, at: int) -> tuple[str, ...]:
        """Return the networks that live no more, because this group took them up."""
        return tuple(
            sorted(
                self.known[place].uid
                for place in self.kin[at]
                if self.known[place].state.lives
                and self.known[place].uid not in self._carried
                and self._taker(place) == self.uids[at]
            )
        )

    def _taker(self, place: int) -> str | None:
        """Return the network of the group that shares most people with a network that ended."""
        shared = [(-places[place], at) for at, places in self.kin.items() if place in places]
        return self.uids[min(shared)[1]] if shared else None

    def _parts(self, network: KnownNetwork, at: int) -> tuple[str, ...]:
        """Return the new networks that split off from a network."""
        place = self.known.index(network)
        begun = (
            other
            for other, places in self.kin.items()
            if other != at and other not in self.network_of and place in places
        )
        return tuple(sorted(self.uids[other] for other in begun))

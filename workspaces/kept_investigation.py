"""The investigation as it is stored: addresses for keys, and who wrote each text for whom.

The models read files of the home folder: a file that differs from them is broken.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from trama.access.policy import Viewer
from trama.ontology.declare import Sensitivity


class Kept(BaseModel):
    """A part of a stored workspace, which never changes: a save makes another."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Words(Kept):
    """A text that somebody wrote, and the clearance under which they did: it may name anybody."""

    text: str
    clearance: Sensitivity
    by: str
    at: str

    def shown_to(self, viewer: Viewer) -> bool:
        """Return whether the viewer may read what its author may have known."""
        return viewer.sees(self.clearance)


class KeptEdge(Kept):
    """An edge of an answer; ``rest`` tells it from others, by a hash of the question."""

    source: str
    target: str
    type: Literal["LEG", "TOGETHER"]
    rest: str
    clearance: Sensitivity


class KeptPin(Kept):
    """The place of a node on the canvas."""

    node: str
    x: float
    y: float


class KeptNote(Kept):
    """The note of a node: one part by each author, in the order in which they wrote."""

    node: str
    parts: tuple[Words, ...]


class KeptGroup(Kept):
    """Nodes that are drawn as one; ``about`` is the address in its id, '' if it has none."""

    id: str
    about: str
    label: Words | None
    by: Literal["place", "case", "network", "role", "selection"]
    members: tuple[str, ...]


class KeptFilter(Kept):
    """The filter of all views."""

    types_off: tuple[str, ...] = ()
    relations_off: tuple[str, ...] = ()
    registries_off: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    doubtful: bool = True
    text: Words | None = None


class KeptQuestion(Kept):
    """A question that was asked; ``nodes`` has the addresses of parameters that name nodes."""

    query: str
    title: Words
    parameters: dict[str, Any]
    nodes: dict[str, tuple[str, ...] | str]
    open: bool
    """True if no parameter is a free text or names a person: then every reader may know them."""

    receipt: dict[str, str | int] | None


class KeptInvestigation(Kept):
    """A stored investigation; each field is as in :class:`InvestigationForm`."""

    keys: tuple[str, ...] = ()
    edges: tuple[KeptEdge, ...] = ()
    relations: tuple[str, ...] | None = None
    hidden: tuple[str, ...] = ()
    pinned: tuple[KeptPin, ...] = ()
    notes: tuple[KeptNote, ...] = ()
    groups: tuple[KeptGroup, ...] = ()
    filter: KeptFilter = KeptFilter()
    questions: tuple[KeptQuestion, ...] = ()

    def addresses(self) -> frozenset[str]:
        """Return the addresses of all nodes that are named anywhere."""
        return frozenset(self._addresses()) - {""}

    def _addresses(self) -> Iterator[str]:
        yield from self.keys
        yield from self.hidden
        yield from self.filter.places
        yield from (pin.node for pin in self.pinned)
        yield from (note.node for note in self.notes)
        for edge in self.edges:
            yield from (edge.source, edge.target)
        for group in self.groups:
            yield from (group.about, *group.members)
        for question in self.questions:
            for named in question.nodes.values():
                yield from ([named] if isinstance(named, str) else named)

    def renamed(self, now: Mapping[str, str]) -> "KeptInvestigation":
        """Return the investigation with other addresses; nodes that became one are one.

        An address that ``now`` lacks stays.
        """
        if all(old == new for old, new in now.items()):
            return self

        def at(address: str) -> str:
            return now.get(address, address)

        def all_at(addresses: Iterable[str]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(map(at, addresses)))

        return KeptInvestigation(
            keys=all_at(self.keys),
            edges=tuple(
                edge.model_copy(update={"source": at(edge.source), "target": at(edge.target)})
                for edge in self.edges
            ),
            relations=self.relations,
            hidden=all_at(self.hidden),
            pinned=tuple(
                {
                    at(pin.node): pin.model_copy(update={"node": at(pin.node)})
                    for pin in self.pinned
                }.values()
            ),
            notes=joined_notes(
                note.model_copy(update={"node": at(note.node)}) for note in self.notes
            ),
            groups=tuple(
                group.model_copy(
                    update={"about": at(group.about), "members": all_at(group.members)}
                )
                for group in self.groups
            ),
            filter=self.filter.model_copy(update={"places": all_at(self.filter.places)}),
            questions=tuple(_question_at(question, at) for question in self.questions),
        )


def joined_notes(notes: Iterable[KeptNote]) -> tuple[KeptNote, ...]:
    """Return one note a node, with the parts of all its notes, each once."""
    parts: dict[str, dict[Words, None]] = {}
    for note in notes:
        parts.setdefault(note.node, {}).update(dict.fromkeys(note.parts))
    return tuple(KeptNote(node=node, parts=tuple(told)) for node, told in parts.items())


def _question_at(question: KeptQuestion, at: Callable[[str], str]) -> KeptQuestion:
    moved = {
        name: at(named) if isinstance(named, str) else tuple(map(at, named))
        for name, named in question.nodes.items()
    }
    return question.model_copy(update={"nodes": moved})

"""A sent investigation made a stored one, without losing what its sender may not see.

1. A thing that the sender saw and did not send back was taken away.
2. A thing that the sender may not see stays: nodes, texts, parts of notes, questions.
3. A text that did not change keeps its author; a text added below a note is a part of its own.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from trama.workspaces.actor import Actor
from trama.workspaces.as_seen import BETWEEN_PARTS, Seen, note_text
from trama.workspaces.asked_parameters import kept_parameters, keys_asked
from trama.workspaces.investigation import (
    InvestigationEdge,
    InvestigationForm,
    InvestigationGroup,
    InvestigationQuestion,
)
from trama.workspaces.kept_investigation import (
    KeptEdge,
    KeptFilter,
    KeptGroup,
    KeptInvestigation,
    KeptNote,
    KeptPin,
    KeptQuestion,
    Words,
)
from trama.workspaces.node_addresses import NodeView, addresses_of

Item = TypeVar("Item")

NOTHING_SEEN = Seen(KeptInvestigation(), NodeView({}, frozenset()))
"""The investigation before the first save."""


def keep(sent: InvestigationForm, seen: Seen, actor: Actor, at: str) -> KeptInvestigation:
    """Return what is stored of an investigation that the actor sends at a moment.

    ``seen`` is what is stored, as the actor saw it.

    Raises:
        EngineError: a look-up failed; then nothing is stored.
    """
    addresses = addresses_of(_keys(sent), actor)
    return _Keeping(seen, addresses, actor, at).keep(sent)


def _keys(sent: InvestigationForm) -> Iterable[str]:
    yield from sent.keys
    yield from sent.hidden
    yield from sent.filter.places
    yield from (pin.key for pin in sent.pinned)
    yield from (note.key for note in sent.notes)
    for edge in sent.edges:
        yield from (edge.source, edge.target)
    for group in sent.groups:
        yield from (_about(group.id), *group.members)
    for question in sent.questions:
        yield from keys_asked(question)


def _about(group_id: str) -> str:
    """Return the key in the id of a group (``case:C-…``), or the whole id."""
    return group_id.partition(":")[2] or group_id


@dataclass(frozen=True, slots=True)
class _Keeping:
    """The save of one investigation; ``addresses`` has those of all keys in it."""

    seen: Seen
    addresses: Mapping[str, str]
    actor: Actor
    at: str

    def keep(self, sent: InvestigationForm) -> KeptInvestigation:
        """Return what is stored."""
        before = self.seen.kept
        return KeptInvestigation(
            keys=self._nodes(sent.keys, before.keys),
            edges=self._edges(sent.edges),
            relations=None if sent.relations is None else tuple(sent.relations),
            hidden=self._nodes(sent.hidden, before.hidden),
            pinned=_with_unseen(
                (KeptPin(node=self.addresses[pin.key], x=pin.x, y=pin.y) for pin in sent.pinned),
                (pin for pin in before.pinned if self._unseen(pin.node)),
                lambda pin: pin.node,
            ),
            notes=self._notes(sent),
            groups=self._groups(sent.groups),
            filter=self._filter(sent),
            questions=self._questions(sent.questions),
        )

    def _unseen(self, address: str) -> bool:
        return address not in self.seen.nodes.keys

    def _nodes(self, sent: Iterable[str], before: Iterable[str]) -> tuple[str, ...]:
        unseen = filter(self._unseen, before)
        return tuple(dict.fromkeys([*(self.addresses[key] for key in sent), *unseen]))

    def _words(self, text: str | None, before: Words | None) -> Words | None:
        """Return a text with its author: that of the same text before, else the sender.

        A text that the sender may not read stays.
        """
        if before is not None and not before.shown_to(self.actor.viewer):
            return before
        if text is None or (before is not None and text == before.text):
            return before
        return self._own(text) if text else None

    def _own(self, text: str) -> Words:
        clearance = self.actor.viewer.clearance
        return Words(text=text, clearance=clearance, by=self.actor.id, at=self.at)

    def _edges(self, sent: Iterable[InvestigationEdge]) -> tuple[KeptEdge, ...]:
        unseen = (
            edge
            for edge in self.seen.kept.edges
            if self._unseen(edge.source) or self._unseen(edge.target)
        )
        return tuple(dict.fromkeys([*map(self._edge, sent), *unseen]))

    def _edge(self, sent: InvestigationEdge) -> KeptEdge:
        if sent.id in self.seen.edges:
            return self.seen.edges[sent.id]
        return KeptEdge(
            source=self.addresses[sent.source],
            target=self.addresses[sent.target],
            type=sent.type,
            rest=sent.id.removeprefix(f"{sent.type}|{sent.source}|{sent.target}|"),
            clearance=self.actor.viewer.clearance,
        )

    def _notes(self, sent: InvestigationForm) -> tuple[KeptNote, ...]:
        told = {self.addresses[note.key]: note.text for note in sent.notes}
        before = {note.node: note.parts for note in self.seen.kept.notes}
        nodes = dict.fromkeys([*before, *told])
        parts = {
            # What nobody showed the sender is not the sender's to take away.
            node: before[node]
            if node in before and self._unseen(node)
            else self._parts(told.get(node, ""), before.get(node, ()))
            for node in nodes
        }
        return tuple(KeptNote(node=node, parts=of) for node, of in parts.items() if of)

    def _parts(self, text: str | None, before: tuple[Words, ...]) -> tuple[Words, ...]:
        viewer = self.actor.viewer
        if text is None or text == note_text(before, viewer):
            return before
        kept: list[Words] = []
        rest = text
        for part in before:
            begins = rest == part.text or rest.startswith(part.text + BETWEEN_PARTS)
            if not part.shown_to(viewer):
                kept.append(part)
            elif begins:
                kept.append(part)
                rest = rest[len(part.text) :].removeprefix(BETWEEN_PARTS)
        return (*kept, *([self._own(rest)] if rest.strip() else []))

    def _groups(self, sent: Iterable[InvestigationGroup]) -> tuple[KeptGroup, ...]:
        shown = {id(group) for group in self.seen.groups.values()}
        unseen = (group for group in self.seen.kept.groups if id(group) not in shown)
        return (*map(self._group, sent), *unseen)

    def _group(self, sent: InvestigationGroup) -> KeptGroup:
        before = self.seen.groups.get(sent.id)
        about = self.addresses[_about(sent.id)]
        label = self._words(sent.label, before.label if before else None)
        members = self._nodes(sent.members, before.members if before else ())
        if before:
            return before.model_copy(update={"label": label, "by": sent.by, "members": members})
        named = "" if about.startswith(":") else about
        return KeptGroup(
            id="" if named else _about(sent.id),
            about=named,
            label=label,
            by=sent.by,
            members=members,
        )

    def _filter(self, sent: InvestigationForm) -> KeptFilter:
        told, before = sent.filter, self.seen.kept.filter
        return KeptFilter(
            types_off=tuple(told.types_off),
            relations_off=tuple(told.relations_off),
            registries_off=tuple(told.registries_off),
            places=self._nodes(told.places, before.places),
            since=told.since,
            until=told.until,
            as_of=told.as_of,
            doubtful=told.doubtful,
            text=self._words(told.text, before.text),
        )

    def _questions(self, sent: Iterable[InvestigationQuestion]) -> tuple[KeptQuestion, ...]:
        """Return the questions; one that came without title or parameters is what was withheld."""
        shown = list(self.seen.questions)
        kept = []
        for question in sent:
            at = next((n for n, (told, _) in enumerate(shown) if told == question), None)
            if at is not None:
                kept.append(shown.pop(at)[1])
            elif question.title is not None and question.parameters is not None:
                kept.append(self._question(question))
        withheld = (
            before for told, before in shown if told.title is None or told.parameters is None
        )
        return (*kept, *withheld)

    def _question(self, sent: InvestigationQuestion) -> KeptQuestion:
        parameters, nodes, is_open = kept_parameters(sent, self.addresses)
        return KeptQuestion(
            query=sent.query,
            title=self._own(sent.title or ""),
            parameters=parameters,
            nodes=nodes,
            open=is_open,
            receipt=sent.receipt,
        )


def _with_unseen(
    sent: Iterable[Item], unseen: Iterable[Item], node_of: Callable[[Item], str]
) -> tuple[Item, ...]:
    """Return what was sent and what is unseen, one of each node: that which was sent."""
    return tuple({node_of(one): one for one in (*unseen, *sent)}.values())

"""A stored investigation as one reader may have it, and the count of what is withheld from them.

A node that the reader may not know is left out, wherever it stands. A text belongs to the clearance
under which it was written: a note of an investigator may name a victim.
"""

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from trama.access.policy import Viewer
from trama.access.sealing import letters_of
from trama.cypher.vocabulary import vocabulary
from trama.workspaces.actor import Actor
from trama.workspaces.investigation import (
    InvestigationEdge,
    InvestigationFilter,
    InvestigationForm,
    InvestigationGroup,
    InvestigationNote,
    InvestigationQuestion,
    PinnedNode,
)
from trama.workspaces.kept_investigation import (
    KeptEdge,
    KeptGroup,
    KeptInvestigation,
    KeptNote,
    KeptQuestion,
    Words,
)
from trama.workspaces.node_addresses import NodeView, is_known, renamed_nodes, view_nodes

BETWEEN_PARTS = "\n\n"
"""The blank line between the parts of a note that several people wrote."""

_TAG = 9  # bytes of a hash in place of a text: 72 bits, twelve letters


@dataclass(slots=True)
class Seen:
    """An investigation for one reader, and what was left out of it.

    ``kept`` is the stored investigation at the addresses of today. ``withheld`` counts, by kind,
    what the role may not see. ``gone`` is the number of nodes that the graph has no longer, and
    ``gone_notes`` are their notes. ``edges``, ``groups`` and ``questions`` lead from what the
    reader sees to what is stored.
    """

    kept: KeptInvestigation
    nodes: NodeView
    investigation: InvestigationForm = field(default_factory=InvestigationForm)
    withheld: Counter[str] = field(default_factory=Counter)
    gone: int = 0
    gone_notes: list[str] = field(default_factory=list)
    edges: dict[str, KeptEdge] = field(default_factory=dict)
    groups: dict[str, KeptGroup] = field(default_factory=dict)
    questions: list[tuple[InvestigationQuestion, KeptQuestion]] = field(default_factory=list)


def see(stored: KeptInvestigation, actor: Actor) -> Seen:
    """Return a stored investigation as the actor may have it.

    Raises:
        EngineError: a look-up failed; then nothing is seen.
    """
    now = renamed_nodes(stored.addresses(), actor)
    kept = stored.renamed(now)
    nodes = view_nodes(kept.addresses(), frozenset(now.values()), actor)
    seen = Seen(kept, nodes)
    _Reading(seen, actor.viewer, actor.key).read()
    return seen


def note_text(parts: Iterable[Words], viewer: Viewer) -> str:
    """Return the parts of a note that a viewer may read, as one text."""
    return BETWEEN_PARTS.join(part.text for part in parts if part.shown_to(viewer))


@dataclass(frozen=True, slots=True)
class _Reading:
    """The reading of one investigation; ``secret`` keys the hashes that stand for a text."""

    seen: Seen
    viewer: Viewer
    secret: bytes

    def read(self) -> None:
        """Fill in the investigation and the counts."""
        kept, seen = self.seen.kept, self.seen
        seen.gone = sum(one in seen.nodes.gone for one in kept.keys)
        shown = self._known(kept.keys)
        self._withhold("nodes", len(kept.keys) - len(shown) - seen.gone)
        seen.investigation = InvestigationForm(
            keys=shown,
            edges=self._edges(),
            relations=None if kept.relations is None else list(kept.relations),
            hidden=self._known(kept.hidden),
            pinned=[
                PinnedNode(key=key, x=pin.x, y=pin.y)
                for pin in kept.pinned
                if (key := seen.nodes.keys.get(pin.node))
            ],
            notes=[told for note in kept.notes if (told := self._note(note))],
            groups=[drawn for group in kept.groups if (drawn := self._group(group))],
            filter=self._filter(),
            questions=[self._question(question) for question in kept.questions],
        )

    def _known(self, addresses: Iterable[str]) -> list[str]:
        keys = self.seen.nodes.keys
        return [keys[address] for address in addresses if address in keys]

    def _withhold(self, what: str, number: int = 1) -> None:
        if number:
            self.seen.withheld[what] += number

    def _tag(self, text: str) -> str:
        digest = hmac.new(self.secret, b"workspace " + text.encode(), hashlib.sha256).digest()
        return letters_of(digest[:_TAG])

    def _edges(self) -> list[InvestigationEdge]:
        told = []
        for edge in self.seen.kept.edges:
            ends = self._known((edge.source, edge.target))
            if len(ends) == 2:
                # The rest is a hash of parameters: whoever guesses them could check the guess.
                open_ = self.viewer.sees(edge.clearance)
                rest = edge.rest if open_ else self._tag(edge.rest)
                id_ = "|".join((edge.type, *ends, rest))
                self.seen.edges[id_] = edge
                told.append(
                    InvestigationEdge(id=id_, source=ends[0], target=ends[1], type=edge.type)
                )
        return told

    def _note(self, note: KeptNote) -> InvestigationNote | None:
        key = self.seen.nodes.keys.get(note.node)
        text = note_text(note.parts, self.viewer)
        withheld = any(not part.shown_to(self.viewer) for part in note.parts)
        if withheld:
            self._withhold("notes")
        if key is None:
            lost = note.node in self.seen.nodes.gone
            if text and lost:
                self.seen.gone_notes.append(text)
            elif text and not withheld:
                self._withhold("notes")  # of a node that the reader may not know
            return None
        # Notes of people who were merged may be longer together than a note that is sent.
        return InvestigationNote.model_construct(key=key, text=text or None)

    def _group(self, group: KeptGroup) -> InvestigationGroup | None:
        members = self._known(group.members)
        label = self._words(group.label, "labels")
        if not members:
            return None
        id_ = self._group_id(group)
        self.seen.groups[id_] = group
        return InvestigationGroup(id=id_, label=label, by=group.by, members=members)

    def _group_id(self, group: KeptGroup) -> str:
        if key := self.seen.nodes.keys.get(group.about):
            return f"{group.by}:{key}"
        if group.id in vocabulary().labels:  # a group of victims: its id names nobody
            return f"{group.by}:{group.id}"
        return f"{group.by}:{self._tag(group.about + group.id)}"

    def _words(self, words: Words | None, what: str) -> str | None:
        """Return a text, or None if it is withheld, and count that."""
        if words is None or words.shown_to(self.viewer):
            return words.text if words else ""
        self._withhold(what)
        return None

    def _filter(self) -> InvestigationFilter:
        kept = self.seen.kept.filter
        return InvestigationFilter(
            types_off=list(kept.types_off),
            relations_off=list(kept.relations_off),
            registries_off=list(kept.registries_off),
            places=self._known(kept.places),
            since=kept.since,
            until=kept.until,
            as_of=kept.as_of,
            doubtful=kept.doubtful,
            text=self._words(kept.text, "filters"),
        )

    def _question(self, kept: KeptQuestion) -> InvestigationQuestion:
        """Return a question; its title and its receipt go with the clearance of whoever asked.

        Its parameters are withheld as one if the reader may not know them all.
        """
        mine = kept.title.shown_to(self.viewer)
        parameters = self._parameters(kept) if mine or kept.open else None
        if parameters is None or not mine:
            self._withhold("questions")
        told = InvestigationQuestion(
            query=kept.query,
            title=kept.title.text if mine else None,
            parameters=parameters,
            receipt=kept.receipt if mine else None,
        )
        self.seen.questions.append((told, kept))
        return told

    def _parameters(self, kept: KeptQuestion) -> dict[str, Any] | None:
        keys = self.seen.nodes.keys
        told: dict[str, Any] = dict(kept.parameters)
        for name, named in kept.nodes.items():
            addresses = [named] if isinstance(named, str) else list(named)
            # A question about a node that is gone, or hidden, would be another question.
            if not all(is_known(one) and one in keys for one in addresses):
                return None
            told[name] = keys[named] if isinstance(named, str) else [keys[one] for one in addresses]
        return told

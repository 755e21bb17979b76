"""Two workspaces side by side, and the one that both make together.

Both are taken as the reader has them: what is withheld goes into no comparison and no other
workspace.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trama.workspaces.actor import Actor
from trama.workspaces.as_seen import Seen, see
from trama.workspaces.investigation import InvestigationQuestion
from trama.workspaces.kept_investigation import (
    KeptEdge,
    KeptGroup,
    KeptInvestigation,
    KeptNote,
    KeptQuestion,
    Words,
)
from trama.workspaces.workspace_store import Opened, WorkspaceStore


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two workspaces as one reader has them."""

    here: Seen
    there: Seen

    def document(self) -> dict[str, Any]:
        """Return keys of both and of one only, notes that differ, and questions."""
        here, there = self.here.investigation, self.there.investigation
        notes = tuple({note.key: note.text for note in one.notes} for one in (here, there))
        keys = dict.fromkeys([*notes[0], *notes[1]])
        return {
            "both": [key for key in here.keys if key in set(there.keys)],
            "here": [key for key in here.keys if key not in set(there.keys)],
            "there": [key for key in there.keys if key not in set(here.keys)],
            "notes": [
                {"key": key, "here": notes[0].get(key), "there": notes[1].get(key)}
                for key in keys
                if notes[0].get(key) != notes[1].get(key)
            ],
            "questions": _questions(here.questions, there.questions),
            "withheld": {"here": dict(self.here.withheld), "there": dict(self.there.withheld)},
        }


def compare(store: WorkspaceStore, actor: Actor, id_: str, other: str) -> Comparison:
    """Return two workspaces side by side.

    Raises:
        AccessDenied, UnknownName, BrokenWorkspace, EngineError: nothing is told.
    """
    one, two = (store.stored(actor, named).investigation for named in (id_, other))
    return Comparison(see(one, actor), see(two, actor))


def merge(store: WorkspaceStore, actor: Actor, id_: str, other: str, title: str) -> Opened:
    """Store what two workspaces hold together as a new workspace of the actor.

    Notes of one node stay one under the other, each with its author and day where they differ.

    Raises:
        AccessDenied, UnknownName, WorkspaceTooLarge, TooManyWorkspaces, EngineError: nothing is
            stored.
    """
    compared = compare(store, actor, id_, other)
    here, there = (_shown(seen, actor) for seen in (compared.here, compared.there))
    event = {"did": "merged", "of": [id_, other]}
    made = store.add(actor, title, _together(here, there, store.names()), event)
    for named in (id_, other):
        store.note(actor, named, "merged")
    return made


def _questions(
    here: Sequence[InvestigationQuestion], there: Sequence[InvestigationQuestion]
) -> dict[str, list[InvestigationQuestion]]:
    def same(one: InvestigationQuestion, others: Sequence[InvestigationQuestion]) -> bool:
        return any((one.query, one.parameters) == (two.query, two.parameters) for two in others)

    return {
        "both": [one for one in here if same(one, there)],
        "here": [one for one in here if not same(one, there)],
        "there": [one for one in there if not same(one, here)],
    }


def _shown(seen: Seen, actor: Actor) -> KeptInvestigation:
    """Return the part of a stored investigation that the actor may know, with its authors."""
    kept, keys, viewer = seen.kept, seen.nodes.keys, actor.viewer

    def known(addresses: Iterable[str]) -> tuple[str, ...]:
        return tuple(one for one in addresses if one in keys)

    def words(text: Words | None) -> Words | None:
        return text if text is not None and text.shown_to(viewer) else None

    return KeptInvestigation(
        keys=known(kept.keys),
        edges=tuple(_edge(id_, edge, actor) for id_, edge in seen.edges.items()),
        relations=kept.relations,
        hidden=known(kept.hidden),
        pinned=tuple(pin for pin in kept.pinned if pin.node in keys),
        notes=tuple(
            KeptNote(node=note.node, parts=parts)
            for note in kept.notes
            if note.node in keys and (parts := tuple(filter(words, note.parts)))
        ),
        groups=tuple(
            group.model_copy(
                update={
                    "about": group.about if group.about in keys else "",
                    "id": group.id or ("" if group.about in keys else id_.partition(":")[2]),
                    "label": words(group.label),
                    "members": known(group.members),
                }
            )
            for id_, group in seen.groups.items()
        ),
        filter=kept.filter.model_copy(
            update={"places": known(kept.filter.places), "text": words(kept.filter.text)}
        ),
        questions=tuple(
            stored
            for told, stored in seen.questions
            if told.title is not None and told.parameters is not None
        ),
    )


def _edge(id_: str, edge: KeptEdge, actor: Actor) -> KeptEdge:
    if actor.viewer.sees(edge.clearance):
        return edge
    rest = id_.rpartition("|")[2]
    return edge.model_copy(update={"rest": rest, "clearance": actor.viewer.clearance})


def _together(
    here: KeptInvestigation, there: KeptInvestigation, names: Mapping[str, str]
) -> KeptInvestigation:
    """Return both as one. In doubt that of ``here`` holds: a place on the canvas, the filter.

    A node stays hidden if whoever has it on the canvas hides it.
    """
    hidden = {*here.hidden, *there.hidden} - (
        (set(here.keys) - set(here.hidden)) | (set(there.keys) - set(there.hidden))
    )
    pins = {pin.node: pin for pin in (*there.pinned, *here.pinned)}
    return KeptInvestigation(
        keys=tuple(dict.fromkeys((*here.keys, *there.keys))),
        edges=tuple(dict.fromkeys((*here.edges, *there.edges))),
        relations=_all_relations(here.relations, there.relations),
        hidden=tuple(one for one in dict.fromkeys((*here.hidden, *there.hidden)) if one in hidden),
        pinned=tuple(pins.values()),
        notes=_notes(here.notes, there.notes, names),
        groups=tuple(_groups(here.groups, there.groups)),
        filter=here.filter,
        questions=_once(
            (*here.questions, *there.questions), lambda one: (one.query, one.parameters, one.nodes)
        ),
    )


def _all_relations(
    here: tuple[str, ...] | None, there: tuple[str, ...] | None
) -> tuple[str, ...] | None:
    if here is None or there is None:
        return None
    return tuple(dict.fromkeys((*here, *there)))


def _once(
    questions: Iterable[KeptQuestion], asked: Callable[[KeptQuestion], object]
) -> tuple[KeptQuestion, ...]:
    """Return the questions without those that ask the same as one before."""
    kept: list[KeptQuestion] = []
    for question in questions:
        if all(asked(question) != asked(other) for other in kept):
            kept.append(question)
    return tuple(kept)


def _notes(
    here: Iterable[KeptNote], there: Iterable[KeptNote], names: Mapping[str, str]
) -> tuple[KeptNote, ...]:
    one, two = ({note.node: note.parts for note in notes} for notes in (here, there))
    return tuple(
        KeptNote(node=node, parts=_parts(one.get(node, ()), two.get(node, ()), names))
        for node in dict.fromkeys((*one, *two))
    )


def _parts(
    here: tuple[Words, ...], there: tuple[Words, ...], names: Mapping[str, str]
) -> tuple[Words, ...]:
    """Return the parts of both notes, each once, and signed if they differ."""
    if not (here and there) or here == there:
        return here or there
    return tuple(dict.fromkeys(_signed(part, names) for part in (*here, *there)))


def _signed(part: Words, names: Mapping[str, str]) -> Words:
    """Return a part of a note under the name of its author and the day, once."""
    signature = f"{names.get(part.by) or part.by} · {part.at[:10]}:\n"
    if part.text.startswith(signature):
        return part
    return part.model_copy(update={"text": signature + part.text})


def _groups(here: Iterable[KeptGroup], there: Iterable[KeptGroup]) -> Iterable[KeptGroup]:
    """Yield the groups of both; two groups about one node are one, with the members of both."""
    groups: dict[tuple[str, str, str], KeptGroup] = {}
    for group in (*here, *there):
        key = (group.by, group.id, group.about)
        before = groups.get(key)
        if before is not None:
            members = dict.fromkeys((*before.members, *group.members))
            label = before.label or group.label
            groups[key] = before.model_copy(update={"members": tuple(members), "label": label})
        else:
            groups[key] = group
    return groups.values()

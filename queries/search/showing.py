"""Hits of a search without the texts that identify somebody whom the viewer may not know.

A registry writes what it likes into a case number or the name of a bar: a name, a document. Such a
text is weighed as the texts of an answer are (``queries/hidden``). A case keeps its other numbers.
A bar or company with such a name does not exist for the viewer. Neither does a case that was found
by such a number.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from trama.access.node_handles import node_handle
from trama.core.text import fold
from trama.queries.hidden.collecting import Asked
from trama.queries.hidden.weighing import hidden_texts
from trama.queries.lookups.lookup import Lookup
from trama.queries.search.hits import Hit, HitKind, Next, Reason

_JOINT = " / "  # between the numbers of one case
_PEOPLE = frozenset({HitKind.SUSPECT, HitKind.VICTIM})
# Telephones, accounts and plates are found through people whom the viewer may name alone.
_NAMED_BY_ANYBODY = frozenset({HitKind.ESTABLISHMENT, HitKind.ORGANISATION})


def shown_numbers(
    numbers: Mapping[str, Sequence[str]], lookup: Lookup
) -> Mapping[str, Sequence[str]]:
    """Return the numbers of cases, by uid, that the viewer may see.

    Raises:
        EngineError: a look-up failed; then nothing may leave.
    """
    texts = {number for own in numbers.values() for number in own}
    hidden = _hidden(texts, set(numbers), set(), lookup)
    return {uid: [number for number in own if number not in hidden] for uid, own in numbers.items()}


def shown_hits(hits: Sequence[Hit], text: str, lookup: Lookup) -> list[Hit]:
    """Return the hits for ``text`` as the viewer may see them, in their order.

    Raises:
        EngineError: a look-up failed; then nothing may leave.
    """
    weighed = [hit for hit in hits if hit.kind is not HitKind.PLACE]
    texts = {part for hit in weighed for part in _texts(hit)}
    cases = {uid for hit in weighed for uid in hit.case_uids}
    people = {hit.uid for hit in weighed if hit.kind in _PEOPLE}
    hidden = _hidden(texts, cases, people, lookup)
    if not hidden:
        return list(hits)
    return [shown for hit in hits if (shown := _shown(hit, text, hidden, lookup.key)) is not None]


def _hidden(texts: set[str], cases: set[str], people: set[str], lookup: Lookup) -> frozenset[str]:
    asked = Asked(texts=texts, free=texts, cases=cases, people=people)
    found, _ = hidden_texts(asked, lookup.graph, lookup.viewer, lookup.seconds)
    return found


def _texts(hit: Hit) -> Iterable[str]:
    for joined in hit.cases:
        yield joined
        yield from joined.split(_JOINT)
    if hit.kind in _NAMED_BY_ANYBODY and hit.name:
        yield hit.name


def _shown(hit: Hit, text: str, hidden: Collection[str], seal: bytes) -> Hit | None:
    """Return the hit without hidden texts. Return None if the viewer may not know of it."""
    if hit.kind is HitKind.PLACE or not any(part in hidden for part in _texts(hit)):
        return hit
    if hit.kind in _NAMED_BY_ANYBODY and hit.name in hidden:
        return None
    cases = [own for joined in hit.cases if (own := _visible(joined, hidden))]
    if hit.kind is not HitKind.CASE:
        return replace(hit, cases=cases, next=_leads(hit, cases))
    if hit.reason is not Reason.IDENTIFIER and not any(_fits(text, number) for number in cases):
        return None
    key = cases[0] if cases else hit.uid
    # Graphs of answers know such a case by a handle too (queries/seen_nodes.py).
    node = node_handle("Case", hit.uid, seal)
    shown = replace(hit, key=key, name=_JOINT.join(cases) or hit.uid, cases=cases, node=node)
    return replace(shown, next=replace(hit.next, parameters={"case": key}) if hit.next else None)


def _visible(joined: str, hidden: Collection[str]) -> str:
    parts = joined.split(_JOINT)
    kept = [part for part in parts if part not in hidden]
    return "" if kept == parts and joined in hidden else _JOINT.join(kept)


def _leads(hit: Hit, cases: Sequence[str]) -> Next | None:
    """Return where the hit leads on; a means leads to its first case whose number is shown."""
    if hit.next is None or "case" not in hit.next.parameters:
        return hit.next
    if not cases:
        return None
    return replace(hit.next, parameters={"case": cases[0].split(_JOINT)[0]})


def _fits(text: str, number: str) -> bool:
    """Return whether the text asked for stands in the number, whatever signs part it."""
    asked = fold(text).replace(" ", "")
    return asked in fold(number).replace(" ", "")

"""Queued pairs as a list shows them, each end as far as the viewer may know it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from trama.graph.records import Kind
from trama.queries.lookups.lookup import Lookup
from trama.review.ends import pair_handle
from trama.review.parts import Part, ShownEnd, hidden_names, shown_ends, shown_reason
from trama.review.worth import OpenPair, PairKey

_GONE = ShownEnd(None)


@dataclass(frozen=True, slots=True)
class QueuedPair:
    """A pair to judge. ``HANDLE.1`` and ``HANDLE.2`` name its ends for whoever may not know them.

    ``score``, ``reason`` and ``model`` are of the model. ``worth`` is the variance of counts that
    an answer is expected to take away. A pair to read again has none of them.
    """

    kind: Kind
    one: ShownEnd
    other: ShownEnd
    handle: str
    score: float | None = None
    reason: str = ""
    model: str = ""
    worth: float | None = None

    def document(self) -> dict[str, Any]:
        """Return the pair as a JSON object."""
        return asdict(self)


def open_page(
    pairs: Sequence[tuple[OpenPair, float]], parts: Mapping[str, Part], lookup: Lookup, key: bytes
) -> list[QueuedPair]:
    """Return open pairs, each with its worth, as a list shows them. ``key`` makes the handles."""
    shown = shown_ends(lookup, parts)
    hidden = hidden_names(lookup, {pair.model for pair, _ in pairs})
    return [
        QueuedPair(
            pair.one.kind,
            shown.get(pair.one.key, _GONE),
            shown.get(pair.other.key, _GONE),
            pair_handle(*pair.key, key),
            pair.score,
            shown_reason(pair.reason, lookup.viewer),
            "" if pair.model in hidden else pair.model,
            round(worth, 4),
        )
        for pair, worth in pairs
    ]


def blind_page(
    pairs: Sequence[PairKey], parts: Mapping[str, Part], lookup: Lookup, key: bytes
) -> list[QueuedPair]:
    """Return pairs to read again. One pseudonym for both ends would tell the first answer."""
    shown = {name: replace(end, pseudonym=None) for name, end in shown_ends(lookup, parts).items()}
    return [
        QueuedPair(
            parts[one].kind,
            shown.get(one, _GONE),
            shown.get(other, _GONE),
            pair_handle(one, other, key),
        )
        for one, other in pairs
        if one in parts
    ]

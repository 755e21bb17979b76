"""The addresses of nodes in a stored workspace (``Person:P-…``), and the keys that a role reads.

A key depends on the role: an investigator reads the uid of a victim, an analyst her pseudonym. An
address does not. It never leaves the home folder.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trama.access.node_handles import node_handle
from trama.queries.lookups.nodes import MOST, nodes_of
from trama.queries.run import Begin, ask
from trama.workspaces.actor import Actor

_BETWEEN = ":"  # no label has it
_RENAMED = ("Person", "Case")  # the labels of nodes that keep the uids that they had before


@dataclass(frozen=True, slots=True)
class NodeView:
    """The nodes of a workspace for one viewer, by address.

    ``keys`` has those that the viewer may know, with their keys. ``gone`` are those that the graph
    has no longer; all others are hidden from the viewer.
    """

    keys: Mapping[str, str]
    gone: frozenset[str]


def addresses_of(keys: Iterable[str], actor: Actor) -> dict[str, str]:
    """Return the addresses of the nodes that some keys mean.

    A key that means nothing any longer keeps an address without a label, which is never read again.

    Raises:
        EngineError: the look-up failed.
    """
    asked = dict.fromkeys(keys)
    found = nodes_of(asked, actor.lookup)
    return {key: _BETWEEN.join(found.get(key, ("", key))) for key in asked}


def is_known(address: str) -> bool:
    """Return whether the key of an address meant a node when it was stored."""
    return not address.startswith(_BETWEEN)


def label_of(address: str) -> str:
    """Return the label of a node."""
    return address.partition(_BETWEEN)[0]


def renamed_nodes(addresses: Collection[str], actor: Actor) -> dict[str, str]:
    """Return where each address leads now; a node that is gone is left out.

    A person who was merged with another leads to the person who stands.

    Raises:
        EngineError: the look-up failed.
    """
    uids = {address: _uid_of(address) for address in addresses if is_known(address)}
    found = actor.lookup.rows("nodes_that_stand", len(uids) + 1, uids=[*uids.values()])
    standing = {row["uid"] for row in found}
    now = {address: address for address, uid in uids.items() if uid in standing}
    lost = {
        address: uid
        for address, uid in uids.items()
        if address not in now and label_of(address) in _RENAMED
    }
    if lost:
        given = [*lost.values()]
        rows = actor.lookup.rows("nodes_by_alias", 2 * len(given), uids=given)
        heirs = {
            f"{row['label']}{_BETWEEN}{alias}": f"{row['label']}{_BETWEEN}{row['uid']}"
            for row in rows
            for alias in row["aliases"]
        }
        now.update({address: heirs[address] for address in lost if address in heirs})
    return now


def view_nodes(addresses: Collection[str], standing: Collection[str], actor: Actor) -> NodeView:
    """Return the nodes as the actor may know them, by the saved query that brings nodes.

    Raises:
        EngineError: the query failed; then nothing is known.
    """
    by_uid = {_uid_of(address): address for address in addresses if address in standing}
    keys: dict[str, str] = {}
    for part in _parts([*by_uid.values()], min(MOST, actor.limits.rows)):
        handles = [node_handle(label_of(one), _uid_of(one), actor.key) for one in part]
        asked = ask(
            "nodes",
            {"keys": handles, "limit": len(part)},
            actor.graph,
            actor.viewer,
            actor.limits,
            actor.key,
        )
        for row in asked.answer(asked.part(Begin(), len(part))).rows:
            address = part[row["number"]]
            if row["node"]["type"] == label_of(address):
                keys[address] = row["node"]["key"]
    return NodeView(keys, frozenset(addresses) - frozenset(standing))


def _uid_of(address: str) -> str:
    return address.partition(_BETWEEN)[2]


def _parts(addresses: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(addresses), size):
        yield addresses[start : start + size]

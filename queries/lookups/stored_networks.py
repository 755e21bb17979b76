"""Stored networks as a caller names them."""

import re
from collections.abc import Sequence

from trama.core.errors import UnknownName
from trama.cypher.header import Parameter
from trama.queries.lookups.lookup import Lookup

NONE_FOUND = (
    "No hay ninguna: no se halló red que el azar no explique.",
    "There is none: no network was found that chance does not explain.",
)
"""The words for a graph without networks after a search for them."""

_LISTED = 6  # networks that a message lists at most
_NUMBER = re.compile(r"(?:N\s*-?\s*)?0*([1-9][0-9]{0,8})", re.IGNORECASE)


def find_network(written: str, parameter: Parameter, lookup: Lookup) -> str:
    """Return the uid of a stored network that is named by uid, such as ``N-1``, ``n1`` or ``1``.

    A network that ended, or was taken up by another, is found too: its changes are kept.

    Raises:
        UnknownName: no network is stored under that name; the hint lists some that are.
    """
    numbered = _NUMBER.fullmatch(written.strip())
    uid = f"N-{numbered[1]}" if numbered else written.strip()
    if lookup.rows("network_by_uid", 1, given=uid):
        return uid
    stored = [str(row["uid"]) for row in lookup.rows("networks", _LISTED)]
    raise UnknownName(
        kind=("red guardada", "stored network"),
        name=written,
        hint=_named(parameter, stored) if stored else _why_none(lookup),
    )


def _named(parameter: Parameter, stored: Sequence[str]) -> tuple[str, str]:
    name, listed, all_ = parameter.name, ", ".join(stored), "trama query run recurring_networks"
    return (
        f"Parámetro {name}: hay, por ejemplo, {listed}. Todas: {all_}.",
        f"Parameter {name}: there are, for example, {listed}. All of them: {all_}.",
    )


def _why_none(lookup: Lookup) -> tuple[str, str]:
    """Return why no network is stored: none was found, or nobody looked."""
    if lookup.rows("any_network_search", 1):
        return NONE_FOUND
    return (
        "No hay ninguna; se calculan y guardan con: trama networks find --write",
        "There is none; to find and store them: trama networks find --write",
    )

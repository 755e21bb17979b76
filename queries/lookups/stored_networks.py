"""Stored networks as a caller names them."""

import re

from trama.core.errors import UnknownName
from trama.cypher.header import Parameter
from trama.queries.lookups.lookup import Lookup

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
    listed = ", ".join(stored)
    raise UnknownName(
        kind=("red guardada", "stored network"),
        name=written,
        hint=(
            f"Parámetro {parameter.name}: hay, por ejemplo, {listed}. "
            "Todas: trama query run recurring_networks."
            if stored
            else "No hay ninguna; se calculan y guardan con: trama networks find --write",
            f"Parameter {parameter.name}: there are, for example, {listed}. "
            "All of them: trama query run recurring_networks."
            if stored
            else "There is none; to find and store them: trama networks find --write",
        ),
    )

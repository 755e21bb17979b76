"""Handles of nodes (``M-…``): what goes outside in place of a telephone number or a plate.

A handle is the label and the uid, sealed: only the key of this home reads it, and nobody can check
a guess. A reader without the key of a home (a notebook on a bare graph) seals with a key of its own
process, whose handles serve there alone.
"""

import secrets

from trama.access.sealing import bytes_of, letters_of, sealed, unsealed

PREFIX = "M-"
LONGEST = 1_000
"""Characters; the name of an establishment can have hundreds."""

_USE = "node"
_BETWEEN = "\0"
_KEY_OF_PROCESS = secrets.token_bytes(32)


def node_handle(label: str, uid: str, key: bytes = b"") -> str:
    """Return the handle of a node: ``M-`` and letters that need no quoting in a URL."""
    whole = sealed(f"{label}{_BETWEEN}{uid}".encode(), key or _KEY_OF_PROCESS, _USE)
    return PREFIX + letters_of(whole)


def node_of(handle: str, key: bytes = b"") -> tuple[str, str] | None:
    """Return label and uid of the node with this handle.

    Return None for a text that is no handle of this key.
    """
    if not handle.startswith(PREFIX):
        return None
    try:
        whole = bytes_of(handle[len(PREFIX) :])
    except ValueError:
        return None
    content = unsealed(whole, key or _KEY_OF_PROCESS, _USE)
    if content is None:
        return None
    label, _, uid = content.decode().partition(_BETWEEN)
    # The last letter may have bits to spare: only the letters that were given out are the handle.
    return (label, uid) if node_handle(label, uid, key) == handle else None

"""With whom a workspace can be shared: the tokens whose role explores."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from trama.access.policy import EXPLORES
from trama.access.tokens import LOCAL, TokenStore
from trama.core.errors import BadParameter
from trama.workspaces.workspace_files import Grant

MOST_GRANTS = 100
"""Tokens that may read one workspace: an office."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to whom a workspace can be granted."""

    token: str
    name: str
    role: str


def readers_of(tokens: TokenStore, now: datetime) -> list[Reader]:
    """Return to whom a workspace can be granted, the oldest token first."""
    found = [
        Reader(token.id, token.name, token.role)
        for token in tokens.standing(now).values()
        if token.role in EXPLORES
    ]
    local = tokens.role_without_token()
    return [*found, Reader(LOCAL, "", local)] if local in EXPLORES else found


def check_grants(grants: Sequence[Grant], known: Collection[str]) -> None:
    """Check that each token is there once, and is one of the known.

    Raises:
        BadParameter: it is not so.
    """
    tokens = [grant.token for grant in grants]
    if len(set(tokens)) < len(tokens):
        raise BadParameter(
            name="grants", why_es="un token está repetido", why_en="a token is repeated"
        )
    if not set(tokens) <= set(known):
        raise BadParameter(
            name="grants",
            why_es="un token no existe o su rol no explora; «readers» da los que sirven",
            why_en="a token does not exist, or its role does not explore; “readers” has the others",
        )

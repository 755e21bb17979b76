"""Workspaces over HTTP for tests: somebody new enters, makes and shares. SINTETICO."""

from collections.abc import Callable
from typing import Any

import httpx
from installation import Installation

from trama.access.policy import Role
from trama.access.tokens import TokenStore
from trama.core.home import Home

Client = Callable[..., httpx.Client]


def entered(client: Client, installation: Installation, role: Role) -> tuple[httpx.Client, str]:
    """Return a client of somebody new, and the id of their token."""
    tokens = TokenStore(Home(installation.settings.home))
    token, plain = tokens.create("prueba SINTETICO", role)
    asking = client()
    asking.headers["Authorization"] = f"Bearer {plain}"
    return asking, token.id


def document(**parts: object) -> dict[str, Any]:
    return {"version": 1, **parts}


def made(asking: httpx.Client, title: str = "SINTETICO", **parts: object) -> dict[str, Any]:
    answer = asking.post("/workspaces", json={"title": title, "investigation": document(**parts)})
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def share(owner: httpx.Client, id_: str, token: str, may: str = "read") -> None:
    answer = owner.put(f"/workspaces/{id_}/grants", json={"grants": [{"token": token, "may": may}]})
    assert answer.status_code == 200, answer.text

"""The caller of a request: its bearer token, and the viewer of the token's role. Deny by default.

These functions wait for nothing, yet are coroutines: FastAPI sends each plain function to another
thread and back.
"""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from trama.access.policy import Viewer
from trama.access.tokens import Token
from trama.api.services import Services
from trama.core.errors import TokenRefused

# auto_error is off: a missing token is answered with our own problem, in the caller's language.
_bearer = HTTPBearer(auto_error=False, description="trama token create --role …")


async def services(request: Request) -> Services:
    """Return the services of the running application."""
    found = request.app.state.services
    assert isinstance(found, Services)  # noqa: S101 - set by create_app, nowhere else
    return found


ServicesDependency = Annotated[Services, Depends(services)]


async def caller(
    request: Request,
    running: ServicesDependency,
    shown: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Token:
    """Return the record of the token that the request carries.

    Raises:
        TokenRefused: the request has no token, or a token that is unknown, revoked or expired.
    """
    if shown is None:
        raise TokenRefused
    token = running.tokens.check(shown.credentials)
    request.state.token = token
    return token


async def viewer(token: Annotated[Token, Depends(caller)]) -> Viewer:
    """Return the viewer of the caller's role."""
    return Viewer(token.role)


ViewerDependency = Annotated[Viewer, Depends(viewer)]

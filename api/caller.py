"""The caller of a request: its bearer token or browser session, and the viewer of its role.

Deny by default. A browser sends the cookie of a session by itself, also when a page of somebody
else makes it ask. So whatever changes something shows a second text beside the cookie, which only
Trama's own page can know.

These functions wait for nothing, yet are coroutines: FastAPI sends each plain function to another
thread and back.
"""

from functools import partial
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer

from trama.access.policy import Viewer
from trama.access.sessions import is_csrf_of
from trama.access.tokens import Token
from trama.api.services import Services
from trama.api.work import in_thread
from trama.core.errors import TokenRefused
from trama.core.session_errors import ForeignRequest

COOKIE = "trama_session"
CSRF_HEADER = "Trama-CSRF"
_OWN_SITES = ("same-origin", "none")  # none: typed into the address bar

# auto_error is off: a missing token is answered with our own problem, in the caller's language.
_bearer = HTTPBearer(auto_error=False, description="trama token create --role …")
_cookie = APIKeyCookie(
    name=COOKIE,
    auto_error=False,
    description=f"POST /api/v1/session; lo que no es GET lleva {CSRF_HEADER} / "
    f"whatever is not GET carries {CSRF_HEADER}",
)
CookieDependency = Annotated[str | None, Depends(_cookie)]


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
    cookie: CookieDependency,
) -> Token:
    """Return the record of the token that the request carries, or of that of its session.

    A header Authorization, even a wrong one, outranks the cookie.

    Raises:
        TokenRefused: the request has no token, or a token that is unknown, revoked or expired.
        SessionEnded: its session has ended, or never was.
        ForeignRequest: it has a session and changes something, and may be another page's.
    """
    if shown is not None:
        token = running.tokens.check(shown.credentials)
    elif cookie is None or "authorization" in request.headers:
        raise TokenRefused
    else:
        check_own_page(request, cookie)
        _, token = await in_thread(partial(running.sessions.check, cookie))
    request.state.token = token
    return token


def check_own_page(request: Request, cookie: str) -> None:
    """Check that a request with a cookie is of Trama's own page, unless it only reads.

    Raises:
        ForeignRequest: it is of another origin, or does not show the text that goes with the
            cookie.
    """
    if request.method == "GET":
        return
    check_origin(request)
    if not is_csrf_of(request.headers.get(CSRF_HEADER, ""), cookie):
        raise ForeignRequest


def check_origin(request: Request) -> None:
    """Check that no page of another origin asks.

    ``Sec-Fetch-Site`` decides, which no page can forge and no proxy changes; older browsers send
    ``Origin`` alone. A program sends neither.

    Raises:
        ForeignRequest: a page of another origin asks.
    """
    site, origin = (request.headers.get(name) for name in ("sec-fetch-site", "origin"))
    if site is not None:
        if site not in _OWN_SITES:
            raise ForeignRequest
    elif origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise ForeignRequest


async def viewer(token: Annotated[Token, Depends(caller)]) -> Viewer:
    """Return the viewer of the caller's role."""
    return Viewer(token.role)


ViewerDependency = Annotated[Viewer, Depends(viewer)]

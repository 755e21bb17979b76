"""The exceptions of browser sessions: an ended session, and a request of another page.

AccessDenied
├── SessionEnded            a session that ended, or a used code of entry         (HTTP 401)
└── ForeignRequest          a change that another page may have asked for         (HTTP 403)
"""

from trama.core.errors import AccessDenied


class SessionEnded(AccessDenied):
    """A session or a code of entry that opens nothing, for whatever reason."""

    code = "session_ended"
    status = 401
    es = "La sesión terminó o el código de entrada ya no sirve. Entre de nuevo."
    en = "The session has ended, or the code of entry no longer serves. Enter again."


class ForeignRequest(AccessDenied):
    """A change asked for with a cookie alone, or from another site, as a hostile page would."""

    code = "foreign_request"
    es = "La solicitud no viene de la página de Trama: falta Trama-CSRF o es de otro origen."
    en = "The request is not of Trama's page: Trama-CSRF is missing, or its origin is another."

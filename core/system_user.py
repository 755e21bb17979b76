"""The name that the system has for the person who types a command."""

import getpass

from trama.core.errors import BadSetting


def system_user() -> str:
    """Return the name of the user: that of LOGNAME or USER, or else the system's.

    Raises:
        BadSetting: nobody has given this user a name, as in a container that runs as a bare number.
    """
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        raise BadSetting(
            name="USER",
            why_es="el sistema no tiene nombre para quien escribe; dé el suyo: USER=nombre trama …",
            why_en="the system has no name for who types; give yours: USER=name trama …",
        ) from None

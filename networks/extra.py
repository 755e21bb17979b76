"""The extra ``networks``: the libraries that finding networks needs and other commands do not."""

from importlib.util import find_spec

from trama.core.errors import MissingPart

_LIBRARIES = ("numba", "numpy", "scipy")


def require_extra() -> None:
    """Check that the libraries of the extra are installed, before a module imports one.

    Raises:
        MissingPart: some are not.
    """
    if missing := [name for name in _LIBRARIES if find_spec(name) is None]:
        raise MissingPart(
            part=", ".join(missing),
            what_to_do_es="Instale lo que halla redes: pip install 'trama[networks]'",
            what_to_do_en="Install what finds networks: pip install 'trama[networks]'",
        )

"""The extra ``networks``: the libraries that finding networks needs and other commands do not."""

from trama.core.extras import require_libraries

_LIBRARIES = ("graspologic_native", "networkit", "numba", "numpy", "scipy")


def require_extra() -> None:
    """Check that the libraries of the extra are installed, before a module imports one.

    Raises:
        MissingPart: some are not.
    """
    require_libraries(_LIBRARIES, "networks", "halla redes", "finds networks")

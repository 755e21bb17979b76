"""The check that the libraries of the extra ``networks`` are there: draws and integer programs."""

from trama.core.extras import require_libraries


def require_extra() -> None:
    """Check that numpy and scipy are installed, before a module imports one.

    Raises:
        MissingPart: some are not.
    """
    require_libraries(("numpy", "scipy"), "networks", "recomienda", "recommends")

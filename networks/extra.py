"""The extras ``networks`` and ``i2``: libraries that other commands do not need."""

from trama.core.extras import require_libraries

_LIBRARIES = ("graspologic_native", "networkit", "numba", "numpy", "scipy")


def require_extra() -> None:
    """Check that the libraries of the extra are installed, before a module imports one.

    Raises:
        MissingPart: some are not.
    """
    require_libraries(_LIBRARIES, "networks", "halla redes", "finds networks")


def require_i2() -> None:
    """Check that the library of i2's charts is installed, before `i2_chart` is imported.

    Raises:
        MissingPart: it is not.
    """
    require_libraries(("anxwritter",), "i2", "escribe gráficos de i2", "writes charts of i2")

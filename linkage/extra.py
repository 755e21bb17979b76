"""The extra ``link`` of the package: the libraries that linking needs and other commands do not."""

from importlib.util import find_spec

from trama.core.errors import MissingPart

_LIBRARIES = ("duckdb", "numba", "numpy", "pyarrow", "splink")


def require_extra() -> None:
    """Check that the libraries of the extra are installed, before a module imports one.

    Raises:
        MissingPart: some are not.
    """
    if missing := [name for name in _LIBRARIES if find_spec(name) is None]:
        raise MissingPart(
            part=", ".join(missing),
            what_to_do_es="Instale lo que enlaza registros: pip install 'trama[link]'",
            what_to_do_en="Install what links records: pip install 'trama[link]'",
        )

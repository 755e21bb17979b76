"""The check that the libraries of an extra of Trama are installed."""

from collections.abc import Iterable
from importlib.util import find_spec

from trama.core.errors import MissingPart


def require_libraries(names: Iterable[str], extra: str, purpose_es: str, purpose_en: str) -> None:
    """Check that the libraries are installed, before a module imports one.

    ``purpose_es`` and ``purpose_en`` follow "Instale lo que" and "Install what".

    Raises:
        MissingPart: some are not; it says which extra brings them.
    """
    if missing := [name for name in names if find_spec(name) is None]:
        raise MissingPart(
            part=", ".join(missing),
            what_to_do_es=f"Instale lo que {purpose_es}: pip install 'trama[{extra}]'",
            what_to_do_en=f"Install what {purpose_en}: pip install 'trama[{extra}]'",
        )

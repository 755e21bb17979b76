"""The reference pages of settings and errors."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from trama import core
from trama.core.errors import TramaError
from trama.core.settings import SETTINGS
from trama.manual.markdown import notice, table

_SETTINGS_NOTE = """Una variable `TRAMA_…` que no está aquí es un error, para que ningún descuido
pase en silencio. *A `TRAMA_…` variable that is not here is an error.*"""
_ERRORS_NOTE = """El código no cambia entre versiones. Lo que va entre llaves se llena al ocurrir;
nunca es un valor de los datos. *Codes are stable. What stands in braces is filled in when it
happens; it is never a value of the data.*"""


def settings_page() -> str:
    """Return the page of settings."""
    rows = [(f"`{s.name}`", f"`{s.default}`" if s.default else "", s.es, s.en) for s in SETTINGS]
    return "\n".join(
        (
            notice("the settings"),
            "# Variables de entorno / Environment variables",
            "",
            _SETTINGS_NOTE,
            "",
            *table(("Variable", "Por omisión / Default", "Para qué sirve", "What it is for"), rows),
            "",
        )
    )


def errors_page() -> str:
    """Return the page of every error: its stable code, HTTP status, exit code and sentences."""
    rows = [
        (
            f"{'· ' * depth}`{error.code}`",
            str(error.status),
            str(error.exit_code),
            error.es,
            error.en,
        )
        for depth, error in _tree(TramaError)
    ]
    return "\n".join(
        (
            notice("the errors"),
            "# Errores / Errors",
            "",
            _ERRORS_NOTE,
            "",
            *table(("Código / Code", "HTTP", "Salida / Exit", "Español", "English"), rows),
            "",
        )
    )


def _modules() -> Iterator[str]:
    """Yield the modules of errors: that of the tree first, then those of its branches by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(core.__path__))
    yield "trama.core.errors"
    yield from (f"trama.core.{name}" for name in names if name.endswith("_errors"))


_OURS = {import_module(name).__name__: place for place, name in enumerate(_modules())}


def _tree(error: type[TramaError], depth: int = 0) -> Iterator[tuple[int, type[TramaError]]]:
    yield depth, error
    # A class that a test or a plug-in derives is not ours.
    ours = [child for child in error.__subclasses__() if child.__module__ in _OURS]
    # Subclasses stand in the order in which their modules happened to be imported.
    for child in sorted(ours, key=lambda one: _OURS[one.__module__]):
        yield from _tree(child, depth + 1)

"""The troubles of the embedded engine that its machine shows: a full disk, an ended process.

The engine itself names neither. With a full disk it refuses its users or fails without a reason.
"""

import errno
import shutil

from trama.core.home import Home
from trama.embedded.layout import Layout
from trama.embedded.state import read_state

# Bytes. The engine's log of one transaction takes up to 64 MiB, a state file a page.
_LEAST_FREE = 32 * 1024**2


def trouble(home: Home) -> tuple[str, str] | None:
    """Return what is wrong and what to do, in Spanish and English. Return None if nothing is."""
    layout = Layout(home.engine)
    if is_full(layout):
        return (
            f"el disco de {home.folder} está lleno; libere espacio y repita",
            f"the disk of {home.folder} is full; free some space and repeat",
        )
    state = read_state(layout)
    if state is None or not state.serves():
        again_es, again_en = "repita la orden, que lo arranca", "repeat the command, to start it"
        return (
            f"el motor embebido terminó; {again_es}; el motivo está en {layout.log}",
            f"the embedded engine ended; {again_en}; the reason is in {layout.log}",
        )
    return None


def is_full(layout: Layout) -> bool:
    """Return whether the disk with the engine's files has no room for them."""
    try:
        return shutil.disk_usage(layout.folder).free < _LEAST_FREE
    except OSError as error:
        return error.errno == errno.ENOSPC

"""The words after Ctrl-C: what a command left behind, and what to type to go on."""

import shlex
from collections.abc import Sequence

from trama.core.errors import Language

EXIT_CODE = 130
"""The exit code of a command that Ctrl-C ended: 128 and the number of the signal, 2."""

_NOTHING_CHANGED = (
    "El grafo no cambió. Para empezar de nuevo: {again}",
    "The graph did not change. To begin again: {again}",
)
_LEFT_BEHIND = {
    "load": (
        (
            "Lo que ya se guardó queda en el grafo, y ningún caso quedó a medias. "
            "Para seguir donde quedó: {again}"
        ),
        (
            "What was stored stays in the graph, and no case is half stored. "
            "To go on from there: {again}"
        ),
    ),
    "rebuild": (
        "Lo que ya se corrigió queda, y ningún caso quedó a medias. Para seguir: {again}",
        "What was corrected stays, and no case is half corrected. To go on: {again}",
    ),
    "review": (
        "Cada juicio ya guardado queda. Para seguir donde quedó: {again}",
        "Each judgement that was stored stays. To go on from there: {again}",
    ),
    "link": (
        "Lo que ya se juzgó queda, y ningún caso quedó a medias. Para seguir: {again}",
        "What was judged stays, and no case is half derived. To go on: {again}",
    ),
    "twin": (
        "Puede quedar algún archivo a medias en la carpeta. Para hacerlos de nuevo: {again}",
        "A file in the folder may be unfinished. To make them anew: {again}",
    ),
    "serve": (
        "El servicio se detuvo; no guarda nada propio. Para volver a él: {again}",
        "The service stopped; it stores nothing of its own. To return to it: {again}",
    ),
    "engine": (
        "El motor puede seguir. Véalo con: trama engine status",
        "The engine may still run. Look with: trama engine status",
    ),
}


def after_interruption(command: str, words: Sequence[str], language: Language) -> str:
    """Return what a command of these ``words`` left behind, and the line to type."""
    spanish, english = _LEFT_BEHIND.get(command, _NOTHING_CHANGED)
    start, text = ("Interrupted.", english) if language == "en" else ("Interrumpido.", spanish)
    return f"{start} {text.format(again=shlex.join(['trama', *words]))}"

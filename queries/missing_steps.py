"""The step that was not done yet on a graph, and for want of which an answer may be empty."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from trama.core.errors import Language
from trama.queries.lookups.lookup import Lookup


class StepName(StrEnum):
    """A step that fills the graph; the first that is missing is told."""

    LOAD = "load"
    LINK = "link"
    NETWORKS = "networks"


@dataclass(frozen=True, slots=True)
class MissingStep:
    """A step that was not done yet; ``es`` and ``en`` say what is missing, and what to type."""

    step: StepName
    es: str
    en: str

    def words(self, language: Language) -> str:
        """Return what is missing in a language."""
        return self.es if language == "es" else self.en


_NOT_LOADED = MissingStep(
    StepName.LOAD,
    "El grafo está vacío. Para cargar algo: trama load ARCHIVO…",
    "The graph is empty. To load something: trama load FILE…",
)
# The need that a header declares → the look-up that finds something once the step was done.
_NEEDED = {
    "links": (
        "any_links",
        MissingStep(
            StepName.LINK,
            "Ningún registro está enlazado con otro todavía, y esta consulta responde con los "
            "enlazados. Para enlazarlos: trama link",
            "No record is linked to another yet, and this query answers from linked ones. "
            "To link them: trama link",
        ),
    ),
    "networks": (
        "any_network_search",
        MissingStep(
            StepName.NETWORKS,
            "Aún no se guardó ninguna red. Para calcularlas y guardarlas: "
            "trama networks find --write",
            "No network is stored yet. To calculate and store them: trama networks find --write",
        ),
    ),
}


def missing_step(needs: Iterable[str], lookup: Lookup) -> MissingStep | None:
    """Return the first step that an empty answer lacks, None if none is missing.

    ``needs`` names what the answer is made of beside what was loaded (`Header.needs`).

    Raises:
        EngineError: the engine failed.
    """
    if not lookup.rows("anything_loaded", 1):
        return _NOT_LOADED
    needed = (_NEEDED[need] for need in needs)
    return next((step for name, step in needed if not lookup.rows(name, 1)), None)

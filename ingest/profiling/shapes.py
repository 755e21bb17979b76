"""A profile, typed: what one source's files look like and what each cell means."""

from collections.abc import Mapping
from dataclasses import dataclass

from trama.graph.canonical_layer import Indicator


@dataclass(frozen=True, slots=True)
class Profile:
    """How the files of one source are read.

    ``name`` and ``registry`` (a code of the list registry) stand on every SourceFile. ``digest``
    changes whenever the profile's text does. ``indicators`` is empty for a source of cases.
    """

    name: str
    registry: str
    es: str
    en: str
    digest: str
    indicators: Mapping[str, Indicator]

    @property
    def holds_observations(self) -> bool:
        """Whether its tables hold statistics; otherwise they hold cases."""
        return bool(self.indicators)

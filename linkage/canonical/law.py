"""What the closed lists say that deriving must know: orders, exclusions, laws in force."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

PROSECUTORS = "SISTRA"
"""The registry that knows best how a case proceeds before the law."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The closed lists, as far as deriving needs them.

    ``registries`` and ``phases`` give each code its rank; ``vague`` are codes that say less than
    any other of their list; ``excluded`` the statuses and situations of a suspect who is left out
    of recurring networks; ``in_force`` the provision that bears, on a day, what was written.
    """

    registries: Mapping[str, int]
    phases: Mapping[str, int]
    vague: frozenset[str]
    excluded: frozenset[str]
    in_force: Callable[[str, date | None], str]

    def registry_rank(self, registry: str) -> int:
        """Returns the place of a registry in the list; unlisted ones come last."""
        return self.registries.get(registry, len(self.registries))

    def phase_rank(self, phase: str) -> int:
        """Returns the place of a phase in what a victim lives; unlisted ones come last."""
        return self.phases.get(phase, len(self.phases))

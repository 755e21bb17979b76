"""Rules of derivation, from the closed lists: orders, exclusions, laws in force."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from trama.graph.ontology.codelists import code_list, code_list_names
from trama.graph.ontology.provisions import in_force

PROSECUTORS = "SISTRA"
"""The registry that knows best how a case proceeds before the law."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The closed lists, as far as derivation needs them.

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


@cache
def shipped_rules() -> Rules:
    """Returns the orders, exclusions and laws in force that the closed lists declare."""
    vague = frozenset(
        code
        for name in code_list_names()
        for code, said in code_list(name).codes.items()
        if said.extra.get("vague") or code.startswith(("OTRO", "OTRA"))
    )
    excluded = frozenset(
        code
        for name in ("procedural_status", "situation")
        for code, said in code_list(name).codes.items()
        if said.extra.get("excluded")
    )
    return Rules(
        registries=_ranks("registry"),
        phases=_ranks("phase"),
        vague=vague,
        excluded=excluded,
        in_force=in_force,
    )


def _ranks(name: str) -> dict[str, int]:
    codes = code_list(name).codes
    order = sorted(codes, key=lambda code: codes[code].extra.get("rank", len(codes)))
    return {code: rank for rank, code in enumerate(order)}

"""The rules of derivation, taken from the closed lists: ranks, exclusions, the law in force."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from trama.ontology.codelists import code_list, code_list_names
from trama.ontology.provisions import in_force

PROSECUTORS = "SISTRA"
"""The registry that knows best how a case proceeds before the law."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The closed lists, as far as derivation needs them.

    ``registries``  rank of each registry; the smallest is preferred.
    ``phases``      rank of each phase in the order in which victims live them.
    ``vague``       codes that are less precise than any other code of their list.
    ``excluded``    statuses and situations that leave a suspect out of recurring networks.
    ``in_force``    the number that an article, as written, has on a day.
    """

    registries: Mapping[str, int]
    phases: Mapping[str, int]
    vague: frozenset[str]
    excluded: frozenset[str]
    in_force: Callable[[str, date | None], str]

    def registry_rank(self, registry: str) -> int:
        """Return the rank of a registry; an unlisted registry comes last."""
        return self.registries.get(registry, len(self.registries))

    def phase_rank(self, phase: str) -> int:
        """Return the rank of a phase; an unlisted phase comes last."""
        return self.phases.get(phase, len(self.phases))


@cache
def shipped_rules() -> Rules:
    """Return the rules that the closed lists of the ontology declare."""
    vague = frozenset(
        code
        for name in code_list_names()
        for code, entry in code_list(name).codes.items()
        if entry.extra.get("vague") or code.startswith(("OTRO", "OTRA"))
    )
    excluded = frozenset(
        code
        for name in ("procedural_status", "situation")
        for code, entry in code_list(name).codes.items()
        if entry.extra.get("excluded")
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

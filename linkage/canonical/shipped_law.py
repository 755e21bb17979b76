"""What deriving must know, from the shipped closed lists."""

from functools import cache

from trama.graph.ontology.codelists import code_list, code_list_names
from trama.graph.ontology.provisions import in_force
from trama.linkage.canonical.law import Reference


@cache
def shipped_reference() -> Reference:
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
    return Reference(
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

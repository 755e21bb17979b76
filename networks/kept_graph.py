"""A stored network as a graph for other programs, from answers that are redacted already."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from trama.networks.export import NetworkEdge, NetworkGraph, NetworkNode
from trama.ontology.canonical_layer import Case, Suspect
from trama.ontology.canonical_relationships import SuspectIn
from trama.ontology.classes import label_of, type_of
from trama.ontology.network_layer import CoOffended
from trama.queries.redact import person_text
from trama.queries.run import QueryAnswer

_CASE, _SUSPECT = label_of(Case), label_of(Suspect)
_TIE, _ACCUSED = type_of(CoOffended), type_of(SuspectIn)


def kept_graph(answers: Mapping[str, QueryAnswer], numbers: Mapping[str, str]) -> NetworkGraph:
    """Return the people and cases of a network: who is accused where, and who shares cases.

    ``answers`` are those of `KeptNetworks.one`, ``numbers`` the numbers of cases by uid. A person
    has the pseudonym as key, and a name as label only if the viewer may see it.
    """
    people = [
        NetworkNode(
            key=_key(row["suspect"]),
            kind=_SUSPECT,
            label=person_text(row["suspect"]),
            role=next(iter(row["roles"]), None),
        )
        for row in answers["members"].rows
    ]
    cases = [row for row in answers["cases"].rows if row["case"]]
    nodes = [
        NetworkNode(key=row["case"], kind=_CASE, label=numbers.get(row["case"], row["case"]))
        for row in cases
    ]
    accused = [
        NetworkEdge(one=_key(one), other=row["case"], kind=_ACCUSED, shared=1, cases=(row["case"],))
        for row in cases
        for one in row["people"]
    ]
    ties = [
        NetworkEdge(
            one=one,
            other=other,
            kind=_TIE,
            shared=len(uids),
            cases=tuple(uid for uid in uids if uid),  # None: the viewer may not know the case
        )
        for (one, other), uids in sorted(shared_cases(answers["cases"]).items())
    ]
    return NetworkGraph((*people, *nodes), (*ties, *accused))


def shared_cases(cases: QueryAnswer) -> Mapping[tuple[str, str], list[str | None]]:
    """Return the cases that two people share, by their pseudonyms; None for one nobody may know."""
    shared: dict[tuple[str, str], list[str | None]] = defaultdict(list)
    for row in cases.rows:
        for pair in combinations(sorted({_key(one) for one in row["people"]}), 2):
            shared[pair].append(row["case"])
    return shared


def _key(person: Mapping[str, Any]) -> str:
    return str(person["pseudonym"])

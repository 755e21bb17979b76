"""Decisions as derivation takes them: marked fillers, and judgements that stand."""

from collections.abc import Iterable
from dataclasses import replace

from trama.canonical.fillers import Fillers
from trama.canonical.rebuild import Deriving
from trama.core.errors import BadSetting
from trama.graph.engine import Graph
from trama.graph.records import CaseKey
from trama.graph.store.filler_marks import read_marks
from trama.graph.store.judgement_rows import judgements_that_may_stand, places_of_records
from trama.linkage.judgements import Decisions, Subject, case_of_end
from trama.ontology.canonical_layer import Person
from trama.ontology.classes import label_of
from trama.ontology.internal_layer import Judgement

# Some people, as one of them may be damaged.
_PEOPLE = (
    f"MATCH (p:{label_of(Person)}) WHERE p.uid IS NOT NULL AND p.pseudonym IS NOT NULL "
    "RETURN p.uid AS uid, p.pseudonym AS pseudonym LIMIT 5"
)


def as_decided(graph: Graph, deriving: Deriving, *, renames: bool = False) -> Deriving:
    """Return the inputs of derivation with the marks and judgements that the graph holds now.

    A derivation of every person anew ``renames`` them all. Else the pseudonyms must be those of the
    graph: a person under two pseudonyms would be two people for whoever reads them.

    Raises:
        BadSetting: the key of this home is not the one that made the pseudonyms of the graph.
    """
    if not renames:
        _check_key(graph, deriving)
    return replace(
        deriving,
        fillers=Fillers.of(read_marks(graph)),
        decisions=Decisions.of(judgements_that_may_stand(graph)),
    )


def _check_key(graph: Graph, deriving: Deriving) -> None:
    people = list(graph.stream(_PEOPLE))
    if people and all(deriving.pseudonym(row["uid"]) != row["pseudonym"] for row in people):
        raise BadSetting(
            name="TRAMA_HOME",
            why_es="su pseudonym.key no es la clave de los seudónimos de este grafo; repóngala de "
            "una copia, o dé otro seudónimo a todos con `trama rebuild`",
            why_en="its pseudonym.key is not the key of this graph's pseudonyms; restore it from a "
            "copy, or give everybody another pseudonym with `trama rebuild`",
        )


def cases_of(graph: Graph, judgements: Iterable[Judgement]) -> set[CaseKey]:
    """Return the cases that judgements are about. A record that is gone has no case."""
    records: set[str] = set()
    cases: set[CaseKey] = set()
    for row in judgements:
        if row.subject == Subject.CASE:
            cases |= {case_of_end(row.one), case_of_end(row.other)}
        else:
            records |= {row.one, row.other}
    places = places_of_records(graph, records).values()
    return cases | {CaseKey(registry, number) for _, registry, number in places}

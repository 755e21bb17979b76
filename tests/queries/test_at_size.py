"""All saved queries on a twin of 20,000 cases: each answers within the limits of an API call.

Loading takes some ten minutes, so `make test-large` runs these tests, and `make test` does not.
"""

import os
from collections.abc import Iterator
from itertools import islice

import pytest
from busy_parameters import broadest, busiest, some_parameters
from engines import environment_for

from trama.access.policy import Role, Viewer
from trama.core.settings import read_settings
from trama.graph.engine import Graph, open_graph, stop_engine
from trama.graph.store.judgement_rows import put_judgements
from trama.ingest.load.loader import LoadOptions, load
from trama.linkage.judgements import Subject, Verdict
from trama.ontology.internal_layer import Judgement
from trama.queries.catalog import SavedQuery, catalog
from trama.queries.run import Limits, run
from trama.twin.options import TwinOptions
from trama.twin.write import write_twin

CASES = int(os.environ.get("TRAMA_TEST_LARGE", "0"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CASES, reason="make test-large: TRAMA_TEST_LARGE says how many cases"),
]

UNSURE_PAIRS = 10_000  # about as many open pairs as a link leaves on 20,000 cases


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Graph, Limits]]:
    folder = tmp_path_factory.mktemp("large")
    # The heap that a user has by default.
    environment = environment_for(folder / "home") | {"TRAMA_ENGINE_HEAP": "auto"}
    settings = read_settings(environment)
    write_twin(folder / "twin", TwinOptions(cases=CASES, seed=7))
    try:
        with open_graph(settings) as graph:
            report = load([folder / "twin"], graph, LoadOptions(key=b"SINTETICO", shipped=True))
            assert not report.failed
            put_judgements(graph, [judgement_of_the_busiest(graph), *open_pairs(graph)])
            yield graph, Limits.of(settings)
    finally:
        stop_engine(settings)


@pytest.mark.parametrize("broad", [False, True], ids=["as-asked", "broad"])
@pytest.mark.parametrize("query", list(catalog()), ids=lambda query: query.name)
def test_every_query_answers(query: SavedQuery, broad: bool, large: tuple[Graph, Limits]) -> None:
    graph, limits = large
    parameters = some_parameters(query, graph)
    if broad:
        parameters |= broadest(query)
    analyst, investigator = Viewer(Role.ANALYST), Viewer(Role.INVESTIGATOR)
    viewer = analyst if analyst.sees(query.header.sensitivity) else investigator
    answer = run(query.name, parameters, graph, viewer, limits)
    assert answer.rows


def judgement_of_the_busiest(graph: Graph) -> Judgement:
    """Return a judgement of two records of the suspect who stands in most cases."""
    person = busiest(graph, "(n:Suspect)-[:SUSPECT_IN]->(s)", "pseudonym")
    records = "MATCH (p:Person {pseudonym: $key})-[:ATTESTED_BY]->(r:Record) RETURN r.uid AS uid"
    one, other, *_ = sorted(row["uid"] for row in graph.stream(records, key=person))
    return Judgement(
        uid="J-SINTETICO",
        subject=Subject.PERSON,
        one=one,
        other=other,
        verdict=Verdict.SAME,
        number=1,
        applied=True,
    )


def open_pairs(graph: Graph) -> Iterator[Judgement]:
    """Yield a model's doubts about pairs of victims of the two registries, at all probabilities."""
    victims = "MATCH (r:Record {registry: $registry})<-[:ATTESTED_BY]-(:Victim) RETURN r.uid AS uid"
    by_registry = [
        sorted(row["uid"] for row in graph.stream(victims, registry=registry))
        for registry in ("RETA", "SISTRA")
    ]
    for at, pair in enumerate(islice(zip(*by_registry, strict=False), UNSURE_PAIRS)):
        one, other = sorted(pair)
        yield Judgement(
            uid=f"J-SINTETICO-{at}",
            subject=Subject.PERSON,
            one=one,
            other=other,
            verdict=Verdict.UNSURE,
            number=1,
            score=at % 99 / 100 + 0.01,
            model="sintetico@000000000000",
        )

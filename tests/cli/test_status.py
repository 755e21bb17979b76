"""The counts of a graph in `trama status`, by role."""

from trama.access.policy import Role, Viewer
from trama.cli.status import as_seen
from trama.graph.store.status import Status

FOUND = Status(
    engine="embedded",
    where="home",
    nodes={"Case": 47, "Victim": 3},
    records=[
        {"registry": "RETA", "kind": "victim", "count": 12},
        {"registry": "SISTRA", "kind": "victim", "count": 9},
    ],
    files=[{"name": "denuncia_de_ROSA_SINTETICA.csv"}],
    routes=21,
    unfinished=False,
    migrations=(),
    fingerprint="abc",
)


def test_the_public_sees_no_small_count_no_file_and_no_digest() -> None:
    seen = as_seen(FOUND, Viewer(Role.PUBLIC))

    assert seen.nodes == {"Case": 40}
    assert seen.records == [{"registry": "RETA", "kind": "victim", "count": 10}]
    assert (seen.files, seen.routes, seen.fingerprint) == ([], 20, None)


def test_an_analyst_sees_every_count() -> None:
    assert as_seen(FOUND, Viewer(Role.ANALYST)) == FOUND

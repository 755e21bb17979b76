"""An engine that is stopped in its tracks: health and what needs no graph go on answering."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from frozen_engine import frozen
from installation import Installation

from trama.access.policy import Role

Client = Callable[..., httpx.Client]

BODY = {"parameters": {"year": 2017}}
PATH = "/queries/registry_totals/run"


@pytest.mark.slow
@pytest.mark.only_on("embedded")
def test_a_frozen_engine_stops_neither_health_nor_other_routes(
    client: Client, installation: Installation
) -> None:
    stranger, asking = client(), client(Role.ANALYST)
    assert asking.post(PATH, json=BODY).status_code == 200

    with frozen(installation), ThreadPoolExecutor(80) as crowd:
        health = [crowd.submit(stranger.get, "/health/ready") for _ in range(50)]
        questions = [crowd.submit(asking.post, PATH, json=BODY) for _ in range(20)]

        for _ in range(3):
            assert stranger.get("/health/live", timeout=15).status_code == 200
            assert asking.get("/places", params={"name": "Cusco"}, timeout=15).status_code == 200
            assert asking.get("/queries", timeout=15).status_code == 200
            assert asking.get("/openapi.json", timeout=15).status_code == 200

        told = [one.result() for one in (*health, *questions)]
        late = asking.post(PATH, json=BODY)

    assert len(told) == 70
    for answer in (*told, late):
        assert answer.status_code in (429, 503)
        assert int(answer.headers["retry-after"]) > 0
        assert answer.headers["content-type"] == "application/problem+json"
    assert late.status_code == 503

    for _ in range(60):
        answer = asking.post(PATH, json=BODY)
        if answer.status_code == 200:
            break
        time.sleep(1.0)  # the circuit asks the engine once a second
    assert answer.status_code == 200
    assert stranger.get("/health/ready").status_code == 200

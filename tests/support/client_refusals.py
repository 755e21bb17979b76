"""The refusals that an integrator writes for: each is a typed Problem, by its real cause.

Run beside a generated ``trama_client``; mypy --strict reads it first. Arguments: the status, the
address, the tokens that it needs, and the two ends of a pair for 409.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

from trama_client import AuthenticatedClient
from trama_client.api.judgements import judge, review_pair, review_queue
from trama_client.api.queries import registry_totals
from trama_client.models.judgement_made import JudgementMade
from trama_client.models.judgement_stored import JudgementStored
from trama_client.models.pair_answer import PairAnswer
from trama_client.models.problem import Problem
from trama_client.models.registry_totals_parameters import RegistryTotalsParameters
from trama_client.models.registry_totals_question import RegistryTotalsQuestion
from trama_client.models.verdict import Verdict

CROWD = 24  # questions at once: more than one token may have


def opened(address: str, token: str) -> AuthenticatedClient:
    return AuthenticatedClient(base_url=address, token=token, timeout=httpx.Timeout(90))


def check(status: HTTPStatus, parsed: object, wanted: HTTPStatus, code: str) -> None:
    assert status is wanted, (status, parsed)
    assert isinstance(parsed, Problem), parsed
    assert (parsed.status, parsed.code) == (wanted.value, code), parsed
    assert parsed.title
    assert parsed.detail


def forbidden(address: str, analyst: str) -> None:
    """An analyst may not read the queue of a review."""
    told = review_queue.sync_detailed(client=opened(address, analyst))
    check(told.status_code, told.parsed, HTTPStatus.FORBIDDEN, "judging_denied")


def conflict(address: str, first: str, second: str, one: str, other: str) -> None:
    """Two reviewers read a pair; the second judges what the first has judged since."""
    reviewers = opened(address, first), opened(address, second)
    seen = [review_pair.sync(client=client, one=one, other=other) for client in reviewers]
    made: list[JudgementMade] = []
    for pair in seen:
        assert isinstance(pair, PairAnswer), pair
        made.append(JudgementMade(one=one, other=other, verdict=Verdict.UNSURE, seen=pair.state))
    stored = judge.sync(client=reviewers[0], body=made[0])
    assert isinstance(stored, JudgementStored), stored
    try:
        told = judge.sync_detailed(client=reviewers[1], body=made[1])
        check(told.status_code, told.parsed, HTTPStatus.CONFLICT, "pair_changed")
    finally:
        back = JudgementMade(one=one, other=other, verdict=Verdict.WITHDRAWN)
        judge.sync(client=reviewers[0], body=back)


def busy(address: str, token: str) -> None:
    """The engine is silent, and one caller asks more at once than a caller may."""
    client = opened(address, token)
    question = RegistryTotalsQuestion(parameters=RegistryTotalsParameters(year=2017))

    def ask(_number: int) -> "tuple[HTTPStatus, object, Mapping[str, str]]":
        told = registry_totals.sync_detailed(client=client, body=question)
        return told.status_code, told.parsed, told.headers

    with ThreadPoolExecutor(CROWD) as crowd:
        answers = list(crowd.map(ask, range(CROWD)))
    codes = {HTTPStatus.TOO_MANY_REQUESTS: "caller_busy"}
    met = {status for status, _, _ in answers}
    assert met == {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}, met
    for status, parsed, headers in answers:
        assert isinstance(parsed, Problem)
        check(status, parsed, status, codes.get(status, parsed.code))
        assert int(headers["retry-after"]) > 0


if __name__ == "__main__":
    causes: "dict[str, Callable[..., None]]" = {"403": forbidden, "409": conflict, "busy": busy}
    causes[sys.argv[1]](*sys.argv[2:])
    sys.stdout.write(f"ok {sys.argv[1]}\n")

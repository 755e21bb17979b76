"""Hostile requests on the routes of review and overlap, over a real socket: all refused in order.

No word of any of them is printed, and none is answered with another status than it should.
"""

import json
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from linked_served import Served

from trama.access.policy import Role

WORD = "QUISPESINTETICOJUANA"
"""A word that stands for a name: it appears in the requests below and may appear nowhere else."""

LONG = WORD * 2_600  # 52,000 characters
NOBODY = "R-" + "0" * 24


def sent(
    served: Served, method: str, path: str, body: bytes = b"", role: Role = Role.SUPERVISOR
) -> tuple[int, bytes]:
    """Send bytes as no client would let us. Return the status and all that comes back."""
    host, port = served.address.removeprefix("http://").removesuffix("/api/v1").split(":")
    lines = [
        f"{method} /api/v1{path} HTTP/1.1",
        f"Host: {host}",
        f"Authorization: Bearer {served.held.tokens[role]}",
        f"Content-Length: {len(body)}",
        "Content-Type: application/json",
        "Connection: close",
    ]
    said = b""
    with socket.create_connection((host, int(port)), timeout=60) as caller:
        caller.sendall("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)
        while part := caller.recv(65_536):
            said += part
    return int(said.split(b" ", 2)[1]), said


PATHS = {
    f"/judgements?of={WORD}": {404},
    f"/judgements?of={LONG}": {422},
    f"/judgements?of=%00{WORD}": {404, 422},
    f"/judgements?of=%ED%A0%80{WORD}": {404, 422},
    f"/judgements?of=%1B]0;{WORD}%07": {404, 422},
    f"/judgements?of=%3D1%2B1{WORD}": {404},
    "/judgements?limit=%D9%A3": {422},
    f"/judgements?contradictions={WORD}": {422},
    f"/judgements?of=a&of={WORD}": {422},
    f"/judgements?{WORD}=1": {422},
    f"/judgements/queue?registry={WORD}": {200},
    f"/judgements/queue?registry={LONG}": {422},
    f"/judgements/queue?kind={WORD}": {422},
    f"/judgements/queue?cursor={WORD}": {422},
    "/judgements/queue?share=nan": {422},
    "/judgements/queue?least=1e999": {422},
    "/judgements/queue?least=0.9&most=0.1": {422},
    f"/judgements/pair?one={WORD}&other={WORD}": {404},
    f"/judgements/pair?one=RETA:{WORD}&other=SISTRA:{WORD}": {404},
    f"/judgements/pair?one={NOBODY}&other={NOBODY}": {404},
    f"/judgements/pair?one=J-{'0' * 24}.1&other=J-{'0' * 24}.3": {404},
    f"/judgements/pair?one={LONG}&other=a": {422},
    f"/judgements/{WORD}": {404, 405},
    f"/overlap?by={WORD}": {422},
    f"/overlap?kind={WORD}": {422},
    "/overlap?year=99999": {422},
    "/overlap?draws=0": {422},
    "/overlap?odds=nan": {422},
    f"/overlap?date={WORD}": {422},
    f"/overlap/waterfall/{WORD}": {404},
    f"/overlap/waterfall/{LONG}": {404, 422},
    f"/overlap/waterfall/LOST?registry={WORD}": {422},
    f"/overlap/lost?unit={WORD}": {200},
    f"/overlap/lost?unit={LONG}": {422},
    f"/overlap/lost?unit=%00{WORD}&district=%FF": {200, 422},
    f"/overlap/lost?as_of={WORD}": {422},
    "/overlap/lost?as_of=2019-02-30": {422},
    f"/overlap/lost?cursor={WORD}": {422},
}


@pytest.mark.parametrize(("path", "statuses"), PATHS.items(), ids=[path[:48] for path in PATHS])
def test_a_strange_address_is_refused(served: Served, path: str, statuses: set[int]) -> None:
    status, said = sent(served, "GET", path)

    assert status in statuses
    assert WORD.encode() not in said
    assert status == 200 or b"application/problem+json" in said


BODIES = {
    "half a character in an end": r'{"one":"\ud800WORD","other":"b","verdict":"same"}',
    "half a letter in a reason": r'{"one":"H.1","other":"H.2","verdict":"same","why":"\ud83dWORD"}',
    "half a character in a name": r'{"one":"a","other":"b","verdict":"same","\udfffWORD":1}',
    "a NUL in a reason": r'{"one":"H.1","other":"H.2","verdict":"same","why":"\u0000WORD"}',
    "a sign that paints a terminal": (
        r'{"one":"H.1","other":"H.2","verdict":"same","why":"\u001b[31mWORD"}'
    ),
    "a long end": json.dumps({"one": LONG, "other": "b", "verdict": "same"}),
    "a long reason": json.dumps({"one": "H.1", "other": "H.2", "verdict": "same", "why": LONG}),
    "an unknown verdict": '{"one":"H.1","other":"H.2","verdict":"WORD"}',
    "a list of ends": '{"one":["WORD"],"other":"H.2","verdict":"same"}',
    "a number for an end": '{"one":1,"other":2,"verdict":"same"}',
    "a word for blind": '{"one":"H.1","other":"H.2","verdict":"same","blind":"WORD"}',
    "a judge": '{"one":"H.1","other":"H.2","verdict":"same","by":"WORD"}',
    "the same end twice": '{"one":"H.1","other":"H.1","verdict":"same"}',
    "a state of nothing": '{"one":"H.1","other":"H.2","verdict":"same","seen":"WORD"}',
    "an end and a case": '{"one":"H.1","other":"SINT-2017-900001","verdict":"same"}',
    "an unknown end": '{"one":"WORD","other":"H.2","verdict":"same"}',
    "an injection": '{"one":"x\'}) DETACH DELETE n //WORD","other":"H.2","verdict":"same"}',
    "a text": '"WORD"',
    "no JSON": "WORD",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_strange_judgement_is_refused_and_stores_nothing(served: Served, body: str) -> None:
    count = "MATCH (j:Judgement) RETURN count(j) AS rows"
    before = served.held.rows(count)

    text = body.replace("WORD", WORD).replace("H.", f"{served.handle}.")
    status, said = sent(served, "POST", "/judgements", text.encode())

    assert status in (400, 404, 409, 422)
    assert b"application/problem+json" in said
    assert WORD.encode() not in said
    assert served.held.rows(count) == before


def test_a_reason_that_is_a_formula_runs_in_no_spreadsheet(served: Served) -> None:
    ends = {"one": f"{served.handle}.1", "other": f"{served.handle}.2"}

    with served.client(Role.SUPERVISOR) as judging, served.client(Role.INVESTIGATOR) as reading:
        body = {**ends, "verdict": "unsure", "why": '=HYPERLINK("x")\u202e'}
        assert judging.post("/judgements", json=body).status_code == 200
        exported = reading.get("/judgements/export").text
        assert judging.post("/judgements", json={**ends, "verdict": "withdrawn"}).status_code == 200

    assert "'=HYPERLINK" in exported
    assert "\u202e" not in exported


def test_a_cursor_leads_nobody_else_on(served: Served) -> None:
    queue = {"limit": "2"}
    steps = {"limit": "1", "draws": "20"}
    with served.client(Role.SUPERVISOR) as asking:
        of_queue = asking.get("/judgements/queue", params=queue).json()["next"]
        of_step = asking.get("/overlap/waterfall/LOST", params=steps).json()["next"]
    assert of_queue
    assert of_step

    others = [
        served.client(Role.INVESTIGATOR),
        served.other_client(Role.SUPERVISOR, "otra jefa SINTETICA"),
    ]
    for asking in others:
        with asking:
            answer = asking.get("/judgements/queue", params={**queue, "cursor": of_queue})
            assert (answer.status_code, answer.json()["code"]) == (422, "bad_parameter")
    with served.client(Role.ANALYST) as asking:
        answer = asking.get("/overlap/waterfall/LOST", params={**steps, "cursor": of_step})
        assert answer.status_code == 422
        answer = asking.get("/overlap/lost", params={"limit": "1", "cursor": of_step})
        assert answer.status_code == 422


def test_of_two_reviewers_at_once_one_is_told_that_the_pair_changed(served: Served) -> None:
    ends = {"one": served.victims[3]["pseudonym"], "other": served.victims[4]["pseudonym"]}
    first = served.client(Role.INVESTIGATOR)
    second = served.other_client(Role.INVESTIGATOR, "segunda prueba")
    with first, second, ThreadPoolExecutor(2) as both:
        for verdict in ("unsure", "different"):
            seen = first.get("/judgements/pair", params=ends).json()["state"]
            body = {**ends, "verdict": verdict, "seen": seen}
            asked = [both.submit(one.post, "/judgements", json=body) for one in (first, second)]
            statuses = sorted(answer.result().status_code for answer in asked)
            assert statuses == [200, 409]
        body = {**ends, "verdict": "withdrawn"}
        assert first.post("/judgements", json=body).status_code == 200


def test_without_a_token_nobody_reads_or_judges(served: Served) -> None:
    for method, path in (("GET", "/judgements"), ("POST", "/judgements"), ("GET", "/overlap/lost")):
        tokens = {**served.held.tokens}
        served.held.tokens[Role.PUBLIC] = WORD
        try:
            status, said = sent(served, method, path, role=Role.PUBLIC)
        finally:
            served.held.tokens.update(tokens)
        assert status == 401
        assert WORD.encode() not in said


def test_nothing_of_all_this_was_printed(served: Served) -> None:
    printed = served.printed.read_text(encoding="utf-8")

    assert printed.count("trama.api.request_log") > len(PATHS) + len(BODIES)
    for secret in (WORD, "Traceback", "unexpected", " 500 ", "HYPERLINK", "R-0", "X-"):
        assert secret not in printed, secret
    names = {row["name"] for row in (*served.victims, *served.suspects)}
    assert not any(name in printed for name in names)

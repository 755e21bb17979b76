"""Hostile requests over a real socket: each is refused in order, and no word of them is printed."""

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from installation import Installation
from serve_process import serving_process

from trama.access.policy import Role

WORD = "QUISPESINTETICOROSA"
"""A word that stands for a name: it appears in every request below and may appear nowhere else."""

RUN = "/api/v1/queries/registry_totals/run"
CASE = "/api/v1/queries/route_of_case/run"
PEOPLE = "/api/v1/queries/route_of_victim/run"
BETWEEN = "/api/v1/queries/routes_between/run"


@dataclass(frozen=True)
class Process:
    """A running `trama serve`, and the file of all that it prints."""

    port: int
    printed: Path
    token: str


@pytest.fixture(scope="module")
def serving(
    installation: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Process]:
    printed = tmp_path_factory.mktemp("serving") / "printed.txt"
    with serving_process(installation.environment, printed) as port:
        yield Process(port, printed, installation.token(Role.ANALYST))


def sent(process: Process, request: bytes) -> bytes:
    """Sends bytes and returns all that comes back until the server hangs up."""
    with socket.create_connection(("127.0.0.1", process.port), timeout=60) as caller:
        caller.sendall(request)
        said = b""
        while part := caller.recv(65_536):
            said += part
    return said


def request(
    process: Process, method: str, path: str, body: bytes = b"", *headers: str
) -> tuple[int, bytes]:
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: foreign.example",
        f"Authorization: Bearer {process.token}",
        f"Content-Length: {len(body)}",
        "Content-Type: application/json",
        "Connection: close",
        *headers,
    ]
    said = sent(process, "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)
    return int(said.split(b" ", 2)[1]), said


def question(text: str) -> bytes:
    return text.replace("WORD", WORD).encode()


BODIES = {
    "half a character in a parameter's name": question(r'{"parameters":{"WORD\ud800":1}}'),
    "half a character in a field's name": question(r'{"WORD\udfff":{}}'),
    "half a character in a value": question(r'{"parameters":{"year":"WORD\ud83d"}}'),
    "a NUL": question(r'{"parameters":{"year":"WORD\u0000"}}'),
    "an unknown parameter": question('{"parameters":{"year":2017,"WORD ROSA":1}}'),
    "an unknown field": question('{"parameters":{"year":2017},"WORD ROSA":1}'),
    "a repeated name": question('{"parameters":{"year":"WORD","year":2017}}'),
    "a text": question('"WORD"'),
    "a list": question('["WORD"]'),
    "no JSON": question("WORD"),
    "not a number": question('{"parameters":{"year":NaN,"WORD":1}}'),
    "digits without end": b'{"parameters":{"year":' + b"9" * 5_000 + b"}}",
    "depth without end": b'{"parameters":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    "another encoding": question('{"parameters":{"year":"WORDÑ"}}').decode().encode("latin-1"),
    "two-byte letters": question('{"parameters":{"year":"WORD"}}').decode().encode("utf-16"),
    "a packed body": b"\x1f\x8b" + WORD.encode(),
    "a foreign cursor": question('{"parameters":{"year":2017},"cursor":"WORD"}'),
    "a strange cursor": question(r'{"parameters":{"year":2017},"cursor":"\u00f1WORD"}'),
    "a null": question('{"parameters":{"year":2017,"limit":null}}'),
    "a digit of another script": '{"parameters":{"year":"٢٠١٧"}}'.encode(),
    "nothing": b"",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_strange_body_is_refused_with_a_problem(serving: Process, body: bytes) -> None:
    status, said = request(serving, "POST", RUN, body)

    assert status in (400, 422)
    assert b"application/problem+json" in said
    assert WORD.encode() not in said


LONG = WORD * 2_700  # 51,300 characters
PATHS = {
    f"/api/v1/cases/{LONG}": 422,
    f"/api/v1/cases/RETA:{WORD}": 404,
    f"/api/v1/cases/{WORD}/route": 404,
    f"/api/v1/cases/RETA%2F{WORD}": 404,
    f"/api/v1/cases/%ED%A0%80{WORD}": 404,
    f"/api/v1/cases/%00{WORD}": 422,
    f"/api/v1/cases/%FF{WORD}": 404,
    f"/api/v1/cases/x?cursor={WORD}": 422,
    f"/api/v1/queries/{WORD}": 404,
    f"/api/v1/places/{WORD}": 404,
    f"/api/v1/places?name=Cusco&name={WORD}": 422,
    f"/api/v1/places?name=Cusco&{WORD}=1": 422,
    f"/api/v1/places?name=Cusco&limit={WORD}": 422,
    "/api/v1/places?name=Cusco&limit=1_0": 422,
    "/api/v1/places?name=Cusco&limit=%D9%A3": 422,
    "/api/v1/places?name=Cusco&limit=%201": 422,
    f"/api/v1/search?text={LONG}": 422,
    f"/api/v1/search?q={WORD}": 422,
    f"/{WORD}": 404,
    f"//{WORD}.example/api/v1/queries": 404,
    f"/api/v1/health/live?{WORD}=1": 422,
    "/api/v1/queries/": 404,
}


@pytest.mark.parametrize(("path", "status"), PATHS.items(), ids=[path[:40] for path in PATHS])
def test_a_strange_address_is_refused_with_a_problem(
    serving: Process, path: str, status: int
) -> None:
    answered, said = request(serving, "GET", path)

    assert answered == status
    assert b"application/problem+json" in said
    assert WORD.encode() not in said
    assert b"foreign.example" not in said


def test_ten_thousand_faults_are_told_by_their_first(serving: Process) -> None:
    body = json.dumps({"parameters": {f"x{number}": 1 for number in range(4_000)}}).encode()

    status, said = request(serving, "POST", RUN, body)

    assert status == 422
    assert len(said) < 6_000


OTHERS = [
    ("POST", CASE, question(json.dumps({"parameters": {"case": LONG}})), 422),
    ("POST", CASE, question(json.dumps({"parameters": {"case": WORD}})), 404),
    ("POST", PEOPLE, question('{"parameters":{"victim":"WORD"}}'), 404),
    ("POST", BETWEEN, question('{"parameters":{"origin":"WORD","destination":"Lima"}}'), 404),
    ("POST", f"{RUN}?{WORD}=1", b'{"parameters":{"year":2017}}', 422),
    ("POST", f"/api/v1/{WORD}", b"", 404),
    ("DELETE", RUN, b"", 405),
    (WORD, RUN, b"", 405),
    ("GET", f"http://foreign.example/{WORD}", b"", 404),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), OTHERS)
def test_another_strange_request_is_refused(
    serving: Process, method: str, path: str, body: bytes, status: int
) -> None:
    answered, said = request(serving, method, path, body)

    assert answered == status
    assert WORD.encode() not in said


HEADERS = [
    (f"Accept: {WORD}/x", 406),
    (f"Accept-Language: en;q=nan, {WORD};q=1e999", 200),
    (f"X-Forwarded-Host: {WORD}", 200),
    (f"Cookie: {WORD}=\xff", 200),
    (f"Origin: https://{WORD}.example", 200),
]


@pytest.mark.parametrize(("header", "status"), HEADERS)
def test_a_strange_header_changes_no_more_than_it_may(
    serving: Process, header: str, status: int
) -> None:
    answered, said = request(serving, "POST", RUN, b'{"parameters":{"year":2017}}', header)

    assert answered == status
    assert WORD.encode() not in said
    assert b"access-control" not in said.lower()


def test_nothing_of_all_this_was_printed(serving: Process) -> None:
    sent(serving, f"{WORD}\r\n\r\n".encode())
    sent(serving, f"GET /{WORD}\xf1 HTTP/1.1\r\nHost: x\r\n\r\n".encode("latin-1"))

    printed = serving.printed.read_text(encoding="utf-8")

    assert printed.count("trama.api.request_log") > len(BODIES) + len(PATHS)
    assert "/cases/{case}" in printed
    assert WORD not in printed
    assert "foreign.example" not in printed
    assert "Traceback" not in printed
    assert "unexpected" not in printed
    assert " 500 " not in printed

"""The outermost layer: every error is answered, logged without values, and goes no further."""

import asyncio
import logging
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import BackgroundTasks, FastAPI
from fastapi.responses import StreamingResponse
from starlette.responses import Response
from starlette.types import Message

from trama.api import problems
from trama.api.request_log import RequestLog
from trama.core.errors import EngineUnavailable, UnknownName

SECRET = "QUISPE-SINTETICO-ROSA"


class Panic(BaseException):
    """An error as a library written in Rust raises it: no Exception."""


def failing_app() -> FastAPI:
    app = FastAPI()
    app.add_middleware(RequestLog)
    problems.install(app)

    @app.get("/before/{name}")
    async def before(name: str) -> None:
        raise ValueError(name)

    @app.get("/thread/{name}")
    def thread(name: str) -> None:
        raise ValueError(name)

    @app.get("/panic/{name}")
    async def panic(name: str) -> None:
        raise Panic(name)

    @app.get("/engine/{name}")
    async def engine(name: str) -> None:
        raise EngineUnavailable(where="-", why_es="x", why_en="x")

    @app.get("/unknown/{name}")
    async def unknown(name: str) -> None:
        raise UnknownName(kind=("caso", "case"), name=name)

    @app.get("/surrogate/{name}")
    async def surrogate(name: str) -> None:
        raise EngineUnavailable(where="\ud800", why_es="\ud800", why_en="\ud800")

    @app.get("/midway/{name}")
    async def midway(name: str) -> StreamingResponse:
        async def parts() -> AsyncIterator[bytes]:
            yield b"first"
            raise ValueError(name)

        return StreamingResponse(parts())

    @app.get("/background/{name}")
    async def background(name: str, tasks: BackgroundTasks) -> Response:
        async def later() -> None:
            raise ValueError(name)

        tasks.add_task(later)
        return Response("done", background=tasks)

    @app.get("/headers/{name}")
    async def headers(name: str) -> Response:
        return Response("x", headers={"X-Name": f"{name}\u2019"})

    return app


def ask(path: str, method: str = "GET") -> httpx.Response:
    """Asks the application; what passes its outermost layer is raised here."""

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(failing_app(), raise_app_exceptions=True)
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            return await client.request(method, path)

    return asyncio.run(asked())


@pytest.mark.parametrize(
    ("way", "status"),
    [
        ("before", 500),
        ("thread", 500),
        ("panic", 500),
        ("headers", 500),
        ("engine", 503),
        ("surrogate", 503),
        ("unknown", 404),
    ],
)
def test_an_error_is_answered_as_a_problem_without_values(
    way: str, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="trama")

    answer = ask(f"/{way}/{SECRET}")

    assert answer.status_code == status == answer.json()["status"]
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert SECRET not in answer.text
    assert caplog.records
    assert SECRET not in caplog.text
    assert f"/{way}/{{name}}" in caplog.text


def test_an_error_in_a_background_task_goes_no_further(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="trama")

    answer = ask(f"/background/{SECRET}")

    assert answer.text == "done"
    assert "broken off: ValueError at " in caplog.text
    assert SECRET not in caplog.text


def test_an_answer_that_fails_midway_is_never_ended(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="trama")
    sent: list[Message] = []

    async def receive() -> Message:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/midway/{SECRET}",
        "query_string": b"",
        "headers": [],
    }
    asyncio.run(failing_app()(scope, receive, send))

    # Uvicorn hangs up on an answer without its last part, so that nobody takes it for whole.
    assert [message.get("more_body") for message in sent] == [None, True]
    assert "broken off: ValueError at " in caplog.text
    assert SECRET not in caplog.text


def test_a_busy_or_silent_server_says_when_to_ask_again() -> None:
    assert int(ask("/engine/x").headers["retry-after"]) > 0


def test_a_method_that_nobody_knows_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="trama")

    answer = ask("/before/x", method="ROSASECRETA")

    assert answer.status_code == 405
    assert caplog.records
    assert "ROSASECRETA" not in caplog.text


def test_options_are_answered_with_the_methods_and_no_leave_for_other_origins() -> None:
    answer = ask("/before/x", method="OPTIONS")

    assert answer.status_code == 204
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert not [name for name in answer.headers if name.startswith("access-control")]

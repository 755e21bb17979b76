"""Browser sessions over a real socket: a strict cookie, no change that another page asks for."""

import json
import logging
from collections.abc import Callable

import httpx
import pytest
from installation import Installation
from served import served

from trama.access.policy import Role
from trama.access.tokens import TokenStore
from trama.api.app import create_app
from trama.core.home import Home

Client = Callable[..., httpx.Client]

RUN = "/queries/registry_totals/run"
QUESTION = {"parameters": {"year": 2017}}


def entered(client: Client, installation: Installation, role: Role = Role.ANALYST) -> httpx.Client:
    """A client with a session, which shows its CSRF text as the page does."""
    browser = client()
    begun = browser.post("/session", json={"token": installation.token(role)})
    assert begun.status_code == 200
    browser.headers["Trama-CSRF"] = begun.json()["csrf"]
    return browser


def test_a_session_says_who_entered_and_that_data_are_invented(
    client: Client, installation: Installation
) -> None:
    browser = client(language="en")

    begun = browser.post("/session", json={"token": installation.token(Role.INVESTIGATOR)})

    told = begun.json()
    assert (told["name"], told["role"]) == ("prueba SINTETICO", "investigator")
    assert (told["language"], told["synthetic"]) == ("en", True)
    assert browser.get("/session").json() == told


def test_the_cookie_is_strict_and_no_script_reads_it(
    client: Client, installation: Installation
) -> None:
    plain = client().post("/session", json={"token": installation.token(Role.ANALYST)})
    by_proxy = client().post(
        "/session",
        json={"token": installation.token(Role.ANALYST)},
        headers={"X-Forwarded-Proto": "https"},
    )

    cookie = plain.headers["set-cookie"]
    assert cookie.startswith("trama_session=")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert "Secure" in by_proxy.headers["set-cookie"].split("; ")


def test_a_session_answers_as_its_token_does(client: Client, installation: Installation) -> None:
    browser = entered(client, installation)

    by_session = browser.post(RUN, json=QUESTION).json()
    by_token = client(Role.ANALYST).post(RUN, json=QUESTION).json()

    assert by_session["rows"]
    assert by_session["rows"] == by_token["rows"]
    assert by_session["receipt"]["digest"] == by_token["receipt"]["digest"]


@pytest.mark.parametrize("shown", [None, "", "inventado", "ñ"])
def test_a_change_without_the_right_csrf_text_is_refused(
    client: Client, installation: Installation, shown: str | None
) -> None:
    browser = entered(client, installation)
    del browser.headers["Trama-CSRF"]
    headers = {} if shown is None else {"Trama-CSRF": shown.encode()}

    for method, path in (("POST", RUN), ("POST", "/judgements"), ("DELETE", "/session")):
        answer = browser.request(method, path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign_request"), path
    assert browser.get("/session").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://ejemplo.invalid"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_origin_changes_nothing_even_with_the_csrf_text(
    client: Client, installation: Installation, headers: dict[str, str]
) -> None:
    browser = entered(client, installation)
    entering = {"token": installation.token(Role.ANALYST)}

    for method, path, body in (
        ("POST", RUN, QUESTION),
        ("POST", "/session", entering),
        ("DELETE", "/session", None),
    ):
        answer = browser.request(method, path, json=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign_request"), path
        assert "set-cookie" not in answer.headers


def test_the_own_page_is_known_by_either_header(client: Client, installation: Installation) -> None:
    browser = entered(client, installation)
    origin = str(browser.base_url.copy_with(path="")).rstrip("/")

    for headers in ({"Origin": origin}, {"Sec-Fetch-Site": "same-origin", "Origin": "https://x"}):
        assert browser.post(RUN, json=QUESTION, headers=headers).status_code == 200


def test_leaving_ends_the_session_and_removes_the_cookie(
    client: Client, installation: Installation
) -> None:
    browser = entered(client, installation)
    cookie = browser.cookies["trama_session"]

    left = browser.delete("/session")

    assert left.status_code == 204
    assert "trama_session" not in browser.cookies
    again = client().get("/session", headers={"Cookie": f"trama_session={cookie}"})
    assert (again.status_code, again.json()["code"]) == (401, "session_ended")


def test_a_revoked_token_ends_its_session_at_once(
    client: Client, installation: Installation
) -> None:
    store = TokenStore(Home(installation.settings.home))
    token, plain = store.create("revocado SINTETICO", Role.ANALYST)
    browser = client()
    csrf = browser.post("/session", json={"token": plain}).json()["csrf"]

    store.revoke(token.id)

    answer = browser.post(RUN, json=QUESTION, headers={"Trama-CSRF": csrf})
    assert (answer.status_code, answer.json()["code"]) == (401, "session_ended")


def test_a_wrong_bearer_token_is_not_saved_by_a_cookie(
    client: Client, installation: Installation
) -> None:
    browser = entered(client, installation)

    for shown in ("Bearer trama_inventado", "Basic dXNlcjpwYXNz"):
        answer = browser.get("/queries", headers={"Authorization": shown})
        assert (answer.status_code, answer.json()["code"]) == (401, "token_refused")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"token": "trama_inventado"}, 401, "token_refused"),
        ({"entry": "inventado"}, 401, "session_ended"),
        ({}, 422, "bad_request_form"),
        ({"token": "a", "entry": "b"}, 422, "bad_request_form"),
        ({"token": ["secreto-4711"]}, 422, "bad_parameter"),
        ({"token": "x" * 201}, 422, "bad_parameter"),
    ],
)
def test_nothing_else_opens_and_no_error_repeats_what_was_sent(
    client: Client, body: dict[str, object], status: int, code: str
) -> None:
    answer = client().post("/session", json=body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert "set-cookie" not in answer.headers
    assert not any(text in answer.text for text in ("inventado", "secreto-4711", "xxx"))


def test_a_get_with_a_cookie_changes_nothing(client: Client, installation: Installation) -> None:
    browser = entered(client, installation)
    del browser.headers["Trama-CSRF"]
    description = client(Role.ANALYST).get("/openapi.json").json()
    home = Home(installation.settings.home)
    before = (home.tokens.read_bytes(), home.sessions.read_bytes())
    paths = [path for path, found in description["paths"].items() if "get" in found]
    assert len(paths) > 20

    for path in paths:
        browser.get(str(browser.base_url.copy_with(path=path.replace("{", "").replace("}", ""))))

    assert (home.tokens.read_bytes(), home.sessions.read_bytes()) == before


def test_a_code_of_entry_opens_once_and_is_not_logged(
    installation: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    store = TokenStore(Home(installation.settings.home))
    token, _ = store.create("entrada SINTETICO", Role.SUPERVISOR)
    app = create_app(installation.settings)
    code = app.state.entry_codes.make(token)
    with served(app) as base:
        first, second = (
            httpx.post(f"{base}/api/v1/session", json={"entry": code}, timeout=60) for _ in range(2)
        )

    assert first.json()["role"] == "supervisor"
    assert (second.status_code, second.json()["code"]) == (401, "session_ended")
    cookie = first.cookies["trama_session"]
    assert caplog.text
    assert not any(text in caplog.text for text in (code, cookie, first.json()["csrf"]))
    assert code not in json.dumps(second.json())

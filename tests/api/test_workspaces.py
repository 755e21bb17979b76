"""Workspaces over HTTP: kept, shared, saved by several, bounded."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from installation import Installation
from jsonschema import Draft202012Validator
from kept_over_http import document, entered, made, share

from trama.access.policy import Role
from trama.access.tokens import TokenStore
from trama.core.home import Home

Client = Callable[..., httpx.Client]


def test_a_workspace_is_kept_listed_opened_saved_and_deleted(
    client: Client, installation: Installation
) -> None:
    asking, token = entered(client, installation, Role.ANALYST)
    first = made(asking, "Ruta del sur", keys=["PE-08", "PE-15"])

    listed = asking.get("/workspaces").json()["workspaces"]
    opened = asking.get(f"/workspaces/{first['id']}").json()
    saved = asking.put(
        f"/workspaces/{first['id']}",
        json={
            "title": "Ruta del norte",
            "investigation": {**opened["investigation"], "keys": ["PE-15"]},
            "revision": opened["revision"],
        },
    ).json()

    assert [(one["id"], one["title"], one["may"], one["items"]) for one in listed] == [
        (first["id"], "Ruta del sur", "own", 2)
    ]
    assert opened["investigation"]["keys"] == ["PE-08", "PE-15"]
    assert (opened["owner"], opened["mine"], opened["state"]["changed"]) == (token, True, False)
    assert (saved["title"], saved["revision"], saved["items"]) == ("Ruta del norte", 2, 1)
    assert asking.delete(f"/workspaces/{first['id']}").status_code == 204
    gone = asking.get(f"/workspaces/{first['id']}")
    assert (gone.status_code, gone.json()["code"]) == (404, "unknown_name")
    assert asking.get("/workspaces").json() == {"workspaces": []}


def test_every_answer_is_as_the_description_says(
    client: Client, installation: Installation
) -> None:
    asking, _ = entered(client, installation, Role.INVESTIGATOR)
    one, two = (made(asking, keys=["PE-08"])["id"] for _ in range(2))
    merge = asking.post(f"/workspaces/{one}/merge", json={"other": two, "title": "Ambos"})
    answers = [
        ("/workspaces", "get", asking.get("/workspaces")),
        ("/workspaces/readers", "get", asking.get("/workspaces/readers")),
        ("/workspaces/{workspace}", "get", asking.get(f"/workspaces/{one}")),
        ("/workspaces/{workspace}/grants", "get", asking.get(f"/workspaces/{one}/grants")),
        ("/workspaces/{workspace}/log", "get", asking.get(f"/workspaces/{one}/log")),
        (
            "/workspaces/{workspace}/comparison",
            "get",
            asking.get(f"/workspaces/{one}/comparison", params={"other": two}),
        ),
        ("/workspaces/{workspace}/merge", "post", merge),
    ]

    description = asking.get("/openapi.json").json()

    for path, method, answer in answers:
        assert answer.is_success, answer.text
        operation = description["paths"][f"/api/v1{path}"][method]
        declared = operation["responses"][str(answer.status_code)]["content"]["application/json"]
        schema = {**declared["schema"], "components": description["components"]}
        assert list(Draft202012Validator(schema).iter_errors(answer.json())) == []


def test_who_has_no_grant_hears_what_a_guess_hears(
    client: Client, installation: Installation
) -> None:
    owner, _ = entered(client, installation, Role.ANALYST)
    other, token = entered(client, installation, Role.INVESTIGATOR)
    id_ = made(owner)["id"]
    share(owner, id_, token)
    assert other.get(f"/workspaces/{id_}").status_code == 200
    owner.put(f"/workspaces/{id_}/grants", json={"grants": []})

    body = {"investigation": document(), "revision": 1}
    for asked in (
        lambda named: other.get(f"/workspaces/{named}"),
        lambda named: other.get(f"/workspaces/{named}/log"),
        lambda named: other.get(f"/workspaces/{named}/grants"),
        lambda named: other.put(f"/workspaces/{named}", json=body),
        lambda named: other.delete(f"/workspaces/{named}"),
        lambda named: other.get(f"/workspaces/{named}/comparison", params={"other": named}),
        lambda named: other.post(f"/workspaces/{named}/merge", json={"other": named, "title": "t"}),
    ):
        real, guessed = asked(id_), asked("W-AAAAAAAAAAAAAAAAAAAAAAAA")
        assert (real.status_code, real.json()) == (404, guessed.json())


def test_an_expired_token_opens_no_workspace(client: Client, installation: Installation) -> None:
    owner, _ = entered(client, installation, Role.ANALYST)
    id_ = made(owner)["id"]
    tokens = TokenStore(Home(installation.settings.home))
    soon = datetime.now(UTC) + timedelta(seconds=2)
    token, plain = tokens.create("breve SINTETICO", Role.ANALYST, soon.isoformat())
    share(owner, id_, token.id)
    other = client()
    other.headers["Authorization"] = f"Bearer {plain}"

    first = other.get(f"/workspaces/{id_}")
    while datetime.now(UTC) < soon:
        other.get("/health")
    late = other.get(f"/workspaces/{id_}")

    assert first.status_code == 200
    assert (late.status_code, late.json()["code"]) == (401, "token_refused")


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.INTEGRATOR])
def test_roles_that_do_not_explore_are_refused_before_their_body_is_read(
    client: Client, role: Role
) -> None:
    asking = client(role)

    answers = [
        asking.get("/workspaces"),
        asking.get("/workspaces/readers"),
        asking.post("/workspaces", content=b"no es JSON"),
        asking.get("/workspaces/W-AAAAAAAAAAAAAAAAAAAAAAAA"),
    ]

    assert {(one.status_code, one.json()["code"]) for one in answers} == {(403, "access_denied")}


def test_a_save_of_an_old_revision_says_who_and_when(
    client: Client, installation: Installation
) -> None:
    asking, token = entered(client, installation, Role.ANALYST)
    id_ = made(asking)["id"]
    body = {"investigation": document(keys=["PE-08"]), "revision": 1}
    assert asking.put(f"/workspaces/{id_}", json=body).status_code == 200

    late = asking.put(f"/workspaces/{id_}", json=body)

    told = late.json()
    assert (late.status_code, told["code"]) == (409, "workspace_changed")
    assert (told["changed_by"], told["revision"]) == (token, 2)
    assert datetime.fromisoformat(told["changed_at"]).tzinfo is not None
    assert "prueba SINTETICO" in told["detail"]


def test_of_writers_at_once_one_wins_and_the_others_hear_of_it(
    client: Client, installation: Installation
) -> None:
    asking, _ = entered(client, installation, Role.ANALYST)
    id_ = made(asking)["id"]

    def save(number: int) -> int:
        body = {"investigation": document(keys=[f"PE-{number:02}"]), "revision": 1}
        return asking.put(f"/workspaces/{id_}", json=body).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(save, range(1, 5)))

    assert statuses == [200, 409, 409, 409]
    assert asking.get(f"/workspaces/{id_}").json()["revision"] == 2
    did = [one["did"] for one in asking.get(f"/workspaces/{id_}/log").json()["entries"]]
    assert did == ["created", "saved", "opened"]


def test_what_is_too_large_or_has_another_form_says_so(
    client: Client, installation: Installation
) -> None:
    asking, _ = entered(client, installation, Role.ANALYST)
    keys = [f"C-{number:024x}" for number in range(5_001)]

    many = asking.post("/workspaces", json={"title": "t", "investigation": document(keys=keys)})
    long = asking.post("/workspaces", json={"title": "x" * 2_100_000, "investigation": document()})
    other = asking.post(
        "/workspaces",
        json={"title": "t", "investigation": document(notes=[{"key": "a", "texto": "María"}])},
    )
    bare = asking.put("/workspaces/W-AAAAAAAAAAAAAAAAAAAAAAAA", json=[])
    token = asking.put(
        f"/workspaces/{made(asking)['id']}/grants",
        json={"grants": [{"token": "inventado", "may": "read"}]},
    )

    assert (many.status_code, many.json()["errors"][0]["pointer"]) == (
        422,
        "/body/investigation/keys",
    )
    assert "5000" in many.json()["errors"][0]["detail"].replace(".", "")
    assert (long.status_code, long.json()["code"]) == (413, "http_413")
    assert "2048 KiB" in long.json()["detail"]
    assert (other.status_code, other.json()["code"]) == (422, "bad_request_form")
    assert "María" not in other.text
    assert "parameters" not in other.json()["detail"] + bare.json()["detail"]
    assert (token.status_code, token.json()["errors"][0]["pointer"]) == (422, "/body/grants")


def test_with_a_session_a_change_needs_the_text_of_the_page(
    client: Client, installation: Installation
) -> None:
    browser = client()
    begun = browser.post("/session", json={"token": installation.token(Role.ANALYST)}).json()
    body = {"title": "t", "investigation": document()}

    without = browser.post("/workspaces", json=body)
    shown = browser.post("/workspaces", json=body, headers={"Trama-CSRF": begun["csrf"]})
    put = browser.put(f"/workspaces/{shown.json()['id']}", json={**body, "revision": 1})

    assert (without.status_code, without.json()["code"]) == (403, "foreign_request")
    assert shown.status_code == 201
    assert put.status_code == 403


def test_a_broken_file_loses_no_other(client: Client, installation: Installation) -> None:
    asking, _ = entered(client, installation, Role.ANALYST)
    well, broken = made(asking)["id"], made(asking)["id"]
    folder = Home(installation.settings.home).workspaces
    (folder / f"{broken}.json").write_text("{}", encoding="utf-8")
    try:
        listed = asking.get("/workspaces").json()["workspaces"]
        opened = asking.get(f"/workspaces/{broken}")

        assert [one["id"] for one in listed] == [well]
        assert (opened.status_code, opened.json()["code"]) == (500, "broken_workspace")
        assert str(folder) not in opened.text
    finally:
        (folder / f"{broken}.json").unlink()

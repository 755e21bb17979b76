"""Packs and reports over HTTP: what an investigator asked, asked again, written and signed."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from installation import Installation
from investigated import SECRET_IN_PICTURE, files_of, investigation, order, picture
from PIL import Image
from pypdf import PdfReader

from trama.access.policy import Role
from trama.evidence.signing import read_public
from trama.evidence.verification import verify

OpenClient = Callable[..., httpx.Client]
LEGS = ("frequent_legs", {"level": "department", "limit": 5})


def letters(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture(scope="module")
def made(address: str, installation: Installation) -> Iterator[tuple[httpx.Client, httpx.Response]]:
    headers = {"Authorization": f"Bearer {installation.token(Role.ANALYST)}"}
    asked = [
        LEGS,
        ("neighbours", {"of": "PE-08", "limit": 3}),
        ("route", {"route": "captar en Cusco > recibir"}),
    ]
    with httpx.Client(base_url=address, headers=headers, timeout=120) as asking:
        told = investigation(asking, asked)
        note = {"key": told["keys"][0], "text": "Nota SINTETICA\nde dos líneas, con ñ y <b>"}
        group = {"id": "g1", "label": "Grupo SINTETICO", "by": "selection"}
        told |= {
            "notes": [note],
            "hidden": told["keys"][-1:],
            "groups": [{**group, "members": told["keys"][:2]}],
            "filter": {"places": ["PE-08"], "doubtful": False},
        }
        response = asking.post("/evidence", json=order(told, picture()))
        assert response.status_code == 200, response.text
        yield asking, response


def test_a_pack_is_whole_and_signed_with_the_key_that_the_api_tells(
    made: tuple[httpx.Client, httpx.Response],
) -> None:
    asking, response = made
    key = asking.get("/evidence/key").json()
    public = read_public(key["pem"].encode())

    assert public is not None
    assert verify(response.content, public).problems == []
    assert verify(response.content).fingerprint == key["fingerprint"]


def test_a_pack_names_its_file_by_its_id_alone(
    made: tuple[httpx.Client, httpx.Response],
) -> None:
    response = made[1]
    named = response.headers["content-disposition"]
    manifest = json.loads(files_of(response.content)["manifest.json"])

    assert re.fullmatch(r'attachment; filename="evidencia-E-[A-Z2-9]{10}\.zip"', named)
    assert manifest["id"] in named
    assert response.headers["cache-control"] == "no-store"


def test_a_pack_holds_each_question_as_it_is_answered_now(
    made: tuple[httpx.Client, httpx.Response],
) -> None:
    asking, response = made
    files = files_of(response.content)
    for file, name, parameters in (
        ("01-frequent_legs", *LEGS),
        ("02-neighbours", "neighbours", {"of": "PE-08", "limit": 100}),
    ):
        held = json.loads(files[f"data/{file}.json"])
        path = f"/queries/{name}/run"
        now = asking.post(path, json={"parameters": {**parameters, "limit": 1_000}}).json()
        rows = list(csv.reader(io.StringIO(files[f"data/{file}.csv"].decode())))

        assert held["rows"] == now["rows"], file
        assert len(rows) == len(held["rows"]) + 1
        assert f"name: {name}" in files[f"queries/{file}.cypher"].decode()
    receipts = json.loads(files["receipts.json"])
    assert [one["query"] for one in receipts] == ["frequent_legs", "neighbours", "route"]
    assert [one["role"] for one in receipts] == ["analyst"] * 3


def test_a_pack_holds_the_items_of_the_canvas_but_what_is_hidden(
    made: tuple[httpx.Client, httpx.Response],
) -> None:
    items = json.loads(files_of(made[1].content)["items.json"])

    assert len(items["nodes"]) > 5
    assert items["edges"]
    assert items["hidden"] == 1
    assert items["gone"] == 0
    assert items["notes"][0]["text"].startswith("Nota SINTETICA")
    assert items["groups"][0]["label"] == "Grupo SINTETICO"
    keys = {node["key"] for node in items["nodes"]}
    assert {edge["source"] for edge in items["edges"]} <= keys


def test_pictures_are_written_anew(made: tuple[httpx.Client, httpx.Response]) -> None:
    files = files_of(made[1].content)
    drawn = Image.open(io.BytesIO(files["pictures/01.png"]))

    assert drawn.size == (640, 360)
    assert drawn.info == {}
    assert SECRET_IN_PICTURE.encode() in picture()
    assert [name for name, text in files.items() if SECRET_IN_PICTURE.encode() in text] == []


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_report_says_what_its_reader_must_know(
    made: tuple[httpx.Client, httpx.Response], form: str
) -> None:
    files = files_of(made[1].content)
    html = files["report.html"].decode()
    text = html if form == "html" else letters(files["report.pdf"])
    text = re.sub(r"\s+", " ", text)

    for said in (
        "Caso SINTETICO",
        "DATOS SINTÉTICOS",
        "Presunción de inocencia",
        "Vínculos dudosos",
        "Solo lo que ve el rol analista (analyst)",
        "1 nodos del lienzo estaban ocultos",
        "lugares: Cusco",
        "1. Consulta SINTETICO frequent_legs",
        "Nota SINTETICA",
        "Grupo SINTETICO",
        "Imagen 1. Lienzo 1",
        "trama evidence verify",
        json.loads(files["receipts.json"])[0]["digest"][:16],
        json.loads(files["manifest.json"])["key"],
    ):
        assert said in text, said
    assert "presuntos tratantes" in text or "presunto tratante" in text
    assert "<b>" not in html.split("Nota SINTETICA")[1][:60]


def test_each_page_of_a_pdf_has_its_number_and_the_mark(
    made: tuple[httpx.Client, httpx.Response],
) -> None:
    pages = PdfReader(io.BytesIO(files_of(made[1].content)["report.pdf"])).pages

    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert f"Página {number} de {len(pages)}" in text
        assert "SINTETICO" in text


def test_a_report_alone_comes_as_html_or_pdf(client: OpenClient) -> None:
    asking = client(Role.ANALYST)
    sent = order(investigation(asking, [LEGS]), language="en")

    html = asking.post("/evidence/report?as=html", json=sent)
    pdf = asking.post("/evidence/report?as=pdf", json=sent)

    assert html.headers["content-type"].startswith("text/html")
    assert "Presumption of innocence" in html.text
    assert "data/01" not in html.text
    assert html.headers["content-disposition"].startswith('attachment; filename="informe-E-')
    assert pdf.content.startswith(b"%PDF-")
    assert "Presumption of innocence" in letters(pdf.content)
    assert asking.post("/evidence/report?as=docx", json=sent).status_code == 422


def test_questions_that_cannot_be_asked_again_are_named_and_take_no_other_down(
    client: OpenClient,
) -> None:
    asking = client(Role.ANALYST)
    told = investigation(asking, [LEGS])
    asked = told["questions"][0]
    told["questions"] = [
        {**asked, "query": "no_such_query"},
        {**asked, "parameters": {"level": "planet"}},
        {**asked, "parameters": None},
        {**asked, "receipt": {**asked["receipt"], "role": "investigator", "text_sha256": "0" * 64}},
        {"query": "route", "title": "Ruta rota", "parameters": {"route": "volar en"}},
        asked,
    ]
    response = asking.post("/evidence", json=order(told))
    files = files_of(response.content)
    questions = json.loads(files["manifest.json"])["questions"]

    assert verify(response.content).problems == []
    assert [one["asked"] for one in questions] == [False, False, False, True, False, True]
    assert all(one["why"] for one in questions[:5])
    assert "El texto de la consulta cambió" in questions[3]["why"]
    assert "rol investigator" in questions[3]["why"]
    assert questions[5]["why"] == ""
    assert "Consultas que no se pudieron repetir" in files["report.html"].decode()
    assert {name for name in files if name.startswith("data/")} == {
        f"data/{name}.{ending}"
        for name in ("04-frequent_legs", "06-frequent_legs")
        for ending in ("json", "csv")
    }


def test_a_pack_of_nothing_is_a_pack(client: OpenClient) -> None:
    response = client(Role.ANALYST).post("/evidence", json=order({"version": 1}))

    assert response.status_code == 200, response.text
    assert verify(response.content).problems == []


def test_keys_that_bring_nothing_are_counted(client: OpenClient) -> None:
    told = {"version": 1, "keys": ["PE-08", "X-AAAAAAAAAA", "M-nothing", "P-SINTETICO"]}
    response = client(Role.ANALYST).post("/evidence", json=order(told))
    items = json.loads(files_of(response.content)["items.json"])

    assert [node["key"] for node in items["nodes"]] == ["PE-08"]
    assert items["gone"] == 3


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.INTEGRATOR])
def test_roles_that_explore_nothing_get_no_pack(client: OpenClient, role: Role) -> None:
    asking = client(role)

    assert asking.post("/evidence", json=order({"version": 1})).status_code == 403
    assert asking.post("/evidence/report", json={"not": "read"}).status_code == 403
    assert asking.get("/evidence/key").status_code == 200
    assert client().post("/evidence", json=order({"version": 1})).status_code == 401
    assert client().get("/evidence/key").status_code == 401


def test_bad_orders_say_what_is_wrong(client: OpenClient) -> None:
    asking = client(Role.ANALYST)
    tall = picture(2, 40_000)
    cut = picture(300, 300)[:-200]
    gif = io.BytesIO()
    Image.new("L", (3, 3)).save(gif, "GIF")
    for sent, status, code in (
        (order({"version": 1}, b"not a picture"), 422, "bad_picture"),
        (order({"version": 1}, gif.getvalue()), 422, "bad_picture"),
        (order({"version": 1}, cut), 422, "bad_picture"),
        (
            {**order({"version": 1}), "pictures": [{"name": "x", "png": "x"}]},
            422,
            "bad_request_form",
        ),
        (order({"version": 2}), 422, "bad_request_form"),
        ({**order({"version": 1}), "title": ""}, 422, "bad_parameter"),
        (order({"version": 1}, *[picture(2, 2)] * 21), 422, "bad_request_form"),
        (order({"version": 1}, workspace="W-NADIE"), 404, "unknown_name"),
    ):
        said = asking.post("/evidence", json=sent)
        assert (said.status_code, said.json()["code"]) == (status, code), said.text[:300]
    assert asking.post("/evidence", json=order({"version": 1}, tall)).status_code == 200


def test_a_pack_of_a_workspace_is_noted_in_its_log(client: OpenClient) -> None:
    asking, other = client(Role.ANALYST), client(Role.ANALYST)
    told = investigation(asking, [LEGS])
    kept = asking.post("/workspaces", json={"title": "Caso SINTETICO", "investigation": told})
    id_ = kept.json()["id"]

    made = asking.post("/evidence", json=order(told, workspace=id_))
    refused = other.post("/evidence", json=order(told, workspace=id_))

    assert made.status_code == 200
    assert json.loads(files_of(made.content)["manifest.json"])["workspace"] == id_
    assert asking.get(f"/workspaces/{id_}/log").json()["entries"][-1]["did"] == "exported"
    assert refused.status_code == 404

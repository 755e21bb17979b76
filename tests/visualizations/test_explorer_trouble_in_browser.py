"""The explorer where something is wrong: hostile texts, no session, no network, barriers."""

import pytest
from explorer_fixture import TOKEN, Made, explorer_fixture, made_graph
from explorer_pages import ExplorerPage
from selenium.webdriver.common.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOSTILE = (
    "<script>document.body.dataset.ran='1'</script>",
    "<img src=x onerror=\"document.body.dataset.ran='1'\">",
    "\" onload=\"document.body.dataset.ran='1'",
    "<svg/onload=document.body.dataset.ran='1'>",
    "${document.body.dataset.ran='1'}{{7*7}}",
    "javascript:document.body.dataset.ran='1'",
    "<iframe src=https://example.invalid></iframe>",
)


@pytest.fixture
def made() -> Made:
    return made_graph(40, 60)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_the_data_runs_or_leaves(page: ExplorerPage, text: str) -> None:
    made = made_graph(12, 20, "{n} " + text.replace("{", "{{").replace("}", "}}"))
    for part in (*made.nodes, *made.edges):
        part["properties"] |= {"fact_date": text, "registries": [text], "name": text}
    with explorer_fixture(made) as address:
        page.enter(address)
        page.ask()
        page.press("Leyenda", ".tabs button")
        page.press("Tabla", ".views button")
        page.press("0 ", "tbody button")
        page.wait_text(".details", "Vecinos")
        page.type("#note", text + Keys.TAB)
        page.press("Vínculos", ".kinds button")
        page.press("0 ", "tbody button")
        page.press("Árbol", ".kinds button")
        page.press("Mapa", ".views button")
        page.press("Grafo", ".views button")
        page.press("Preguntar", ".tabs button")
        page.type("input[name=text]", "0" + Keys.ENTER)
        page.wait_text(".hits", text[:12])

        assert page.run("return document.body.dataset.ran ?? null") is None
        outside = [
            one for one in page.requests() if not one.startswith((address, "data:", "blob:"))
        ]
        assert [one for one in outside if one != "about:blank"] == []


def test_an_expired_session_keeps_the_canvas(page: ExplorerPage, address: str, made: Made) -> None:
    page.enter(address)
    page.ask()
    made.answers["POST search"] = (401, {"code": "session_ended", "detail": "Venció."})
    page.type("input[name=text]", "SINTÉTICA" + Keys.ENTER)
    page.wait_text("[role=alert]", "La sesión venció")
    made.answers.clear()

    page.press("Entrar", "[role=alert] button")
    page.type("input[name=token]", TOKEN + Keys.ENTER)

    page.wait_text(".left-out", "Se muestra todo: 40 elementos.")


def test_who_leaves_leaves_nothing_to_undo(page: ExplorerPage, address: str) -> None:
    page.enter(address)
    page.ask()
    page.press("Salir")
    page.wait_text("dialog h2", "Hay cambios sin guardar")
    page.press("Descartar los cambios", "dialog button")
    page.wait_text(".entry", "Entrar al explorador")
    page.wait("return document.body.dataset.drawn === 'true'")

    page.type("input[name=token]", TOKEN + Keys.ENTER)
    page.wait_text(".view.graph", "Empiece por una pregunta")

    page.chord("z")
    assert page.run("return document.querySelectorAll('.history button').length") == 4
    assert page.run("return document.querySelectorAll('.history button:enabled').length") == 0
    assert "SINTÉTICA 1" not in str(page.run("return document.body.innerHTML"))


def test_another_who_enters_finds_nothing_of_who_was_there(
    page: ExplorerPage, address: str, made: Made
) -> None:
    page.enter(address)
    page.ask()
    made.answers["POST search"] = (401, {"code": "session_ended", "detail": "Venció."})
    page.type("input[name=text]", "SINTÉTICA" + Keys.ENTER)
    page.press("Entrar", "[role=alert] button")
    made.session["name"] = "Berta SINTÉTICA"

    page.type("input[name=token]", TOKEN + Keys.ENTER)

    page.wait_text(".head", "Berta")
    page.wait_text(".view.graph", "Empiece por una pregunta")
    assert "SINTÉTICA 1" not in str(page.run("return document.body.innerHTML"))


def test_a_lost_connection_is_told_and_can_be_tried_again(page: ExplorerPage, address: str) -> None:
    page.enter(address)
    network = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    page.driver.execute_cdp_cmd("Network.enable", {})
    page.driver.execute_cdp_cmd("Network.emulateNetworkConditions", {**network, "offline": True})
    page.type("input[name=text]", "SINTÉTICA" + Keys.ENTER)
    page.wait_text("[role=alert]", "No hay conexión con Trama")

    page.driver.execute_cdp_cmd("Network.emulateNetworkConditions", {**network, "offline": False})
    page.type("input[name=text]", Keys.ENTER)

    page.wait_text(".hits", "SINTÉTICA")
    assert page.text("[role=alert]") == ""


def test_a_refusal_says_what_the_server_says(page: ExplorerPage, address: str, made: Made) -> None:
    page.enter(address)
    problem = {"code": "query_timeout", "detail": "La consulta tardó demasiado: acote el período."}
    made.answers["POST queries/made/run"] = (504, problem)
    page.press("Red de prueba", ".queries button")
    page.press("Consultar", ".parameters button")

    page.wait_text("[role=alert]", "La consulta tardó demasiado: acote el período.")


def test_an_answer_without_a_graph_is_a_table(page: ExplorerPage, address: str, made: Made) -> None:
    page.enter(address)
    rows = [{"year": 2017, "victims": 725}]
    answer = {"query": "made", "version": 1, "parameters": {}, "columns": ["year", "victims"]}
    answer |= {"rows": rows, "truncated": False, "next": None, "receipt": {}}
    made.answers["POST queries/made/run"] = (200, answer)
    page.press("Red de prueba", ".queries button")
    page.press("Consultar", ".parameters button")

    page.wait_text("tbody", "725")
    assert "se muestra en la tabla" in page.text(".status")


def test_no_view_has_a_barrier_that_axe_finds(page: ExplorerPage, address: str) -> None:
    page.open(address)
    assert page.violations() == []
    page.enter(address, width=1920, height=1080)
    page.type("input[name=text]", "SINTÉTICA" + Keys.ENTER)
    page.wait_text(".hits", "SINTÉTICA")
    page.type("input[role=combobox]", "cap")
    page.wait_text("[role=listbox]", "captar")
    assert page.violations() == []
    page.ask()
    page.press("Leyenda", ".tabs button")
    assert page.violations() == []
    page.press("Tabla", ".views button")
    page.press("SINTÉTICA 3", "tbody button")
    page.wait_text(".neighbours", "Traer")
    assert page.violations() == []
    for kind in ("Vínculos", "Árbol", "Respuesta"):
        page.press(kind, ".kinds button")
        assert page.violations() == [], kind
    page.resize(390, 844)
    for pane in ("Preguntar", "Vista", "Leyenda", "Detalle"):
        page.press(pane, ".panes button")
        assert page.violations() == [], pane


def test_axe_finds_nothing_on_map_and_time_nor_in_english(page: ExplorerPage, address: str) -> None:
    page.enter(address)
    page.ask()
    page.press("Mapa", ".views button")
    page.wait("return Number(document.querySelector('.map-view')?.dataset.resting) > 0")
    assert page.violations() == []
    page.press("English")
    for view in ("Map", "Graph", "Table"):
        page.press(view, ".views button")
        assert page.violations() == [], view
    for pane in ("Legend", "Work", "Ask"):
        page.press(pane, ".tabs button")
        assert page.violations() == [], pane

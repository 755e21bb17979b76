"""Every panel of the explorer, full, empty and failing: no barrier, nothing wider than the page."""

from collections.abc import Callable

import pytest
from explorer_fixture import Made, explorer_fixture, made_graph
from explorer_pages import ExplorerPage
from pair_fixture import add_networks, add_pairs
from work_fixture import add_work

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZES = pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desk", "telephone"])
DOWN = (503, {"code": "engine_unavailable", "detail": "El motor no responde. Reintente."})
ASKED = ("GET workspaces", "GET standing", "GET judgements/queue", "POST search")
ASKED += ("POST queries/recurring_networks/run", "POST queries/made/run")


@pytest.fixture
def made() -> Made:
    made = made_graph(30, 40)
    add_pairs(made)
    add_networks(made)
    add_work(made, [f"Espacio SINTÉTICO {n}, de un título que es largo" for n in range(8)])
    return made


def check(page: ExplorerPage, name: str) -> None:
    """Check what stands on the page as it is."""
    page.wait("return !document.querySelector('#explorer [aria-busy=true]')")
    assert page.violations() == [], name
    width = page.run("return [document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1], name


def pane(page: ExplorerPage, name: str) -> None:
    """Show a pane: a tab beside the view, on a telephone one of all."""
    page.press(name, ".tabs button, .panes button")


def screens(page: ExplorerPage) -> list[tuple[str, Callable[[], None]]]:
    """Return the screens of the panel of work by name, each with what leads to it."""
    back, panes = ".work .back", ".tabs button, .panes button"

    def led(*presses: tuple[str, str]) -> Callable[[], None]:
        def go() -> None:
            for text, among in presses:
                page.press(text, among)

        return go

    return [
        ("home", led()),
        ("save as", led(("Guardar como…", ".work button"))),
        ("open", led(("‹", back), ("Abrir", ".work button"), ("Trabajo", panes))),
        ("share", led(("Compartir…", ".work button"))),
        ("log", led(("‹", back), ("Historial", ".work button"))),
        ("report", led(("‹", back), ("Informe y evidencia…", ".work button"))),
        ("news", led(("‹", back), ("Ver lo nuevo", ".standing button"))),
    ]  # fmt: skip


@SIZES
def test_panels_with_data(page: ExplorerPage, made: Made, size: tuple[int, int]) -> None:
    with explorer_fixture(made) as address:
        page.enter(address, width=size[0], height=size[1])
        check(page, "start")
        page.ask()
        for view in ("Grafo", "Tabla", "Mapa", "Redes", "Pares"):
            page.press(view, ".views button")
            page.wait("return !document.querySelector('.stage .hint[role=status]')")
            check(page, view)
        page.press("Tabla", ".views button")
        for kind in ("Vínculos", "Árbol", "Elementos"):
            page.press(kind, ".kinds button")
            check(page, kind)
        page.run("document.querySelector('tbody button').click()")
        if size[0] < 900:
            pane(page, "Detalle")
        page.wait_text(".details", "Vecinos")
        check(page, "details")
        pane(page, "Leyenda")
        check(page, "legend")


@SIZES
def test_the_panel_of_work(page: ExplorerPage, made: Made, size: tuple[int, int]) -> None:
    with explorer_fixture(made) as address:
        page.enter(address, width=size[0], height=size[1])
        page.ask()
        pane(page, "Trabajo")
        page.wait_text(".work", "Espacios guardados")
        for name, go in screens(page):
            go()
            if page.run("return Boolean(document.querySelector('dialog[open]'))"):
                check(page, f"{name}: dialog")
                page.press("Descartar", "dialog button")
                if name == "open":
                    page.wait_text(".mark-saved", "Guardado")
                    pane(page, "Trabajo")
            page.wait("return !document.querySelector('.work .hint')?.textContent.startsWith('…')")
            check(page, name)


@SIZES
def test_empty_panels_say_what_to_do(page: ExplorerPage, size: tuple[int, int]) -> None:
    made = made_graph(1, 0)
    nothing = {"query": "made", "version": 1, "parameters": {}, "columns": [], "rows": []}
    nothing |= {"truncated": False, "next": None, "receipt": {}}
    empty = nothing | {"graph": {"nodes": [], "edges": []}}
    made.answers |= {
        "GET workspaces": (200, {"workspaces": []}),
        "GET standing": (200, []),
        "GET judgements/queue": (200, {"pairs": [], "left": 0, "next": None}),
        "POST queries/recurring_networks/run": (200, empty),
        "POST queries/made/run": (200, empty),
        "POST search": (200, {"hits": [], "more": 0, "complete": True}),
    }
    with explorer_fixture(made) as address:
        page.enter(address, width=size[0], height=size[1])
        said = {
            "Grafo": "Empiece por una pregunta",
            "Tabla": "Busque a alguien",
            "Mapa": "No hay lugares que mostrar",
            "Redes": "trama networks find --write",
            "Pares": "No queda ningún par por juzgar",
        }
        for view, sentence in said.items():
            page.press(view, ".views button")
            page.wait_text(".stage", sentence)
            check(page, view)
        pane(page, "Leyenda")
        page.wait_text(".legend", "Aún no hay nada en el lienzo")
        check(page, "legend")
        pane(page, "Trabajo")
        page.wait_text(".work", "Aún no hay espacios guardados")
        page.wait_text(".work", "Aún no hay preguntas permanentes")
        check(page, "work")


@SIZES
def test_panels_that_fail_say_so_and_offer_a_way_on(
    page: ExplorerPage, made: Made, size: tuple[int, int]
) -> None:
    with explorer_fixture(made) as address:
        page.enter(address, width=size[0], height=size[1])
        before = dict(made.answers)
        made.answers |= dict.fromkeys(ASKED, DOWN)
        for view in ("Redes", "Pares"):
            page.press(view, ".views button")
            page.wait_text("[role=alert]", "El motor no responde")
            check(page, view)
        pane(page, "Trabajo")
        page.wait_text("[role=alert]", "El motor no responde")
        assert "Aún no hay espacios" not in page.text(".work")
        check(page, "work")
        made.answers.clear()
        made.answers |= before
        page.press("Leer de nuevo", ".work button")
        page.wait_text(".work .rows", "Espacio SINTÉTICO 7")
        page.press("Pares", ".views button")
        page.press("Reintentar", ".pair-one [role=alert] button")
        page.wait("return document.querySelector('.view.pair').dataset.pair")
        page.press("Redes", ".views button")
        page.press("Leer de nuevo", ".view.networks button")
        page.wait_text(".networks-odds", "Por azar")
        check(page, "networks again")

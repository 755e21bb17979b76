"""The pictures of the explorer in docs/img: a recurring group on the twin of the demo.

Run ``make demo`` first, or name another home that holds a SINTETICO twin. Then, with Debian's
Chromium: ``.venv/bin/python tools/picture_explorer.py [HOME]``. The tool serves the home, enters
with a token of its own that it revokes, and asks as a person would; nothing is made by hand.
"""

import base64
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from explorer_pages import ExplorerPage, explorer_page  # type: ignore[import-not-found]
from serve_process import serving_process  # type: ignore[import-not-found]

from trama.access.policy import Role
from trama.access.tokens import TokenStore
from trama.core.home import Home

FOLDER = Path("docs/img")
WIDTH, HEIGHT = 1366, 768


def main(home: Path = Path("demo/home")) -> None:
    store = TokenStore(Home(home))
    ends = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(time.time() + 3600))
    token, plain = store.create("Ana SINTETICA", Role.INVESTIGATOR, ends)
    printed = Path(tempfile.mkdtemp()) / "printed.txt"
    try:
        with (
            serving_process({"TRAMA_HOME": str(home.resolve())}, printed) as port,
            explorer_page() as page,
        ):
            for draw in (_draw, _draw_map):
                page.enter(f"http://127.0.0.1:{port}/", plain, WIDTH, HEIGHT)
                draw(page)
    finally:
        store.revoke(token.id)


def _draw(page: ExplorerPage) -> None:
    """Ask for the pairs that recur, open one of them, and take both pictures."""
    page.type("input.filter", "Parejas que se repiten")
    page.press("Parejas que se repiten", ".queries button")
    page.wait("return document.querySelector('.parameters')")
    page.run("document.querySelector('input[name=limit]').value = 60")
    page.press("Consultar", ".parameters button")
    page.wait_arranged()
    page.press("Leyenda", ".tabs button")
    page.press("Tabla", ".views button")
    page.press("", "tbody button")
    page.wait_text(".neighbours", "Traer")
    _take(page, "explorer-table.png")
    page.press("Grafo", ".views button")
    for kind in ("Etapa", "Persona"):
        page.press(kind, ".neighbours label")
    page.press("Traer", ".neighbours button")
    page.wait_text(".switches", "Caso")
    page.wait_arranged()
    _take(page, "explorer-graph.png")


def _draw_map(page: ExplorerPage) -> None:
    """Ask for the most frequent legs, and take the map."""
    page.type("input.filter", "Tramos más frecuentes")
    page.press("Tramos más frecuentes", ".queries button")
    page.wait("return document.querySelector('.parameters')")
    page.run("document.querySelector('input[name=limit]').value = 2000")
    page.press("Consultar", ".parameters button")
    page.press("Mapa", ".views button")
    page.wait("return document.querySelector('.map-view')?.dataset.flows === '40'")
    _take(page, "explorer-map.png")


def _take(page: ExplorerPage, name: str) -> None:
    time.sleep(2)  # the picture is sharp once it rests
    taken = page.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    (FOLDER / name).write_bytes(base64.b64decode(taken["data"]))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

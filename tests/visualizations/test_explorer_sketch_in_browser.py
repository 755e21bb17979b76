"""The sketch of a large graph in Chromium: it stands before sigma draws, and where sigma draws."""

from collections.abc import Iterator

import pytest
from explorer_fixture import explorer_fixture, made_graph
from explorer_pages import ExplorerPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOLD = """
window.held = [];
window.frame ??= window.requestAnimationFrame;
window.requestAnimationFrame = (call) => window.held.push(call);
"""
"""Keeps sigma from drawing, so that the sketch stays."""
RELEASE = """
window.requestAnimationFrame = window.frame;
for (const call of window.held) window.frame(call);
"""
INK = """
const done = arguments[1], image = new Image();
image.onload = () => {
  const {width, height} = image;
  const context = Object.assign(document.createElement('canvas'), {width, height}).getContext('2d');
  context.drawImage(image, 0, 0);
  const data = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  let [left, top, bottom] = [width, height, 0];
  for (let at = 0; at < data.length; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    if (data[at] === data[0] || y > height - 70) continue;
    left = Math.min(left, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  done([left, top, bottom]);
};
image.src = 'data:image/png;base64,' + arguments[0];
"""
"""The edges of what is drawn, but the right one, where names stand out; tools lie below."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with explorer_fixture(made_graph(2_100, 2_600)) as served:
        yield served


def ink(page: ExplorerPage) -> list[int]:
    edges = page.driver.execute_async_script(INK, page.canvas())  # type: ignore[no-untyped-call]
    return [int(edge) for edge in edges]


def test_a_large_graph_is_sketched_until_sigma_draws_it_in_the_same_place(
    page: ExplorerPage, address: str
) -> None:
    page.enter(address)
    page.run(HOLD)
    page.press("Red de prueba", ".queries button")
    page.press("Consultar", ".parameters button")
    page.wait("return document.querySelector('.canvas .sketch')")
    assert page.colours() > 20
    assert "Se muestra todo: 2100 elementos." in page.text(".status")
    page.run(RELEASE)
    page.wait_arranged()
    assert not page.run("return document.querySelector('.sketch')")
    assert page.colours() > 20

    page.press("Leyenda", ".tabs button")
    page.run(HOLD)
    page.press("Teléfono", ".switches label")
    page.wait("return document.querySelector('.canvas .sketch')")
    sketched = ink(page)
    page.run(RELEASE)
    page.wait("return !document.querySelector('.sketch')")

    assert ink(page) == pytest.approx(sketched, abs=12)


def test_the_wheel_a_selection_and_a_filter_work_on_the_sketch(
    page: ExplorerPage, address: str
) -> None:
    page.enter(address)
    page.run(HOLD)
    page.press("Red de prueba", ".queries button")
    page.press("Consultar", ".parameters button")
    page.wait("return document.querySelector('.canvas .sketch')")
    before = page.canvas()

    page.run(
        "document.querySelector('.sketch').dispatchEvent(new WheelEvent('wheel',"
        "{deltaY: -120, clientX: 700, clientY: 400, bubbles: true, cancelable: true}))"
    )
    transform = "return document.querySelector('.sketch').style.transform"
    assert "scale(1.3" in page.run(transform)
    page.wait(f"{transform} === ''")
    closer = page.canvas()
    assert closer != before

    page.press("Tabla", ".views button")
    page.press("SINTÉTICA 3", "tbody button")
    page.press("Grafo", ".views button")
    assert page.run("return Boolean(document.querySelector('.canvas .sketch'))")
    assert page.canvas() != closer

    # A filter while an arrangement waits to be drawn: the page still says that it is done.
    page.wait("return window.held.length > 0")
    page.press("Leyenda", ".tabs button")
    page.press("Teléfono", ".switches label")
    page.run(RELEASE)
    page.wait_arranged()

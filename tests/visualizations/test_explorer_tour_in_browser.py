"""The guided tour of the explorer, walked in Chromium: each step points at a control that works."""

import pytest
from explorer_fixture import TOKEN, Made, made_graph
from explorer_pages import ExplorerPage
from pair_fixture import add_networks, add_pairs
from selenium.webdriver.common.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def made() -> Made:
    made = made_graph(60, 90)
    add_pairs(made)
    add_networks(made)
    return made


def on_step(page: ExplorerPage, number: int) -> None:
    page.wait_text(".tour h2", f"Paso {number} de 10")
    page.wait("return document.querySelector('[data-toured]')?.offsetParent")
    assert page.run("return document.querySelectorAll('[data-toured]').length") == 1


def press_marked(page: ExplorerPage) -> None:
    page.run("document.querySelector('[data-toured]').click()")


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_the_tour_is_walked_by_pressing_what_it_marks(
    page: ExplorerPage, address: str, size: tuple[int, int]
) -> None:
    page.open(f"{address}#visita", *size)
    page.type("input[name=token]", TOKEN + Keys.ENTER)
    on_step(page, 1)
    press_marked(page)
    on_step(page, 2)
    assert page.violations() == []
    page.press("Siguiente", ".tour button")
    on_step(page, 3)
    page.wait("return !document.querySelector('[data-toured]').disabled")
    press_marked(page)
    on_step(page, 4)
    press_marked(page)
    on_step(page, 5)
    page.run("document.querySelector('[data-toured] button').click()")
    on_step(page, 6)
    page.press("Siguiente", ".tour button")
    on_step(page, 7)
    press_marked(page)
    on_step(page, 8)
    page.type(".as-of input", "2030" + Keys.ENTER)
    on_step(page, 9)
    press_marked(page)
    on_step(page, 10)
    page.press("Terminar", ".tour button")
    page.wait("return !document.querySelector('[data-toured]')")
    assert page.text(".tour h2") == ""


def test_the_tour_begins_in_the_start_pane_and_ends_by_escape(
    page: ExplorerPage, address: str
) -> None:
    page.enter(address)
    page.press("Visita guiada")
    on_step(page, 1)
    assert page.run("return document.activeElement.closest('.tour') !== null")

    page.keys(Keys.ESCAPE)

    page.wait("return !document.querySelector('[data-toured]')")

"""Drawings and tables wider than a window say so; columns out of sight make no row high."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import random_answers
from browser import Browser, browser

from trama.queries.catalog import catalog
from trama.visualizations.network_page import network_page
from trama.visualizations.overlap_page import overlap_page
from trama.visualizations.places_page import places_page
from trama.visualizations.route_page import route_page

PAGES: dict[str, Callable[[], str]] = {
    "case": lambda: route_page(catalog().get("route_of_case"), random_answers.case(9), "es"),
    "suspect": lambda: route_page(
        catalog().get("cases_of_suspect"), random_answers.suspect(2), "es"
    ),
    "ways": lambda: route_page(catalog().get("routes_between"), random_answers.ways(3), "es"),
    "place": lambda: route_page(catalog().get("legs_of_place"), random_answers.place(3), "es"),
    "map": lambda: places_page(catalog().get("frequent_legs"), random_answers.legs(3), "es"),
    "pairs": lambda: network_page(catalog().get("recurring_pairs"), random_answers.pairs(0), "es"),
    "overlap": lambda: overlap_page(random_answers.overlap(1), "es", synthetic=True),
}
# What the boxes of a page show: whether more lies to their right, and the sign of it.
BOXES = """
return [...document.querySelectorAll('.scroll')].filter(box => box.clientWidth > 0).map(box => {
  const rest = box.scrollWidth - box.clientWidth;
  return [rest > 2, getComputedStyle(box).maskImage.includes('gradient'),
          getComputedStyle(box, '::before').content];
})
"""
PHONE, DESK = (390, 844), (1400, 1000)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Browser]:
    chromium.resize(*PHONE)
    yield chromium
    chromium.resize(*DESK)


def opened(chromium: Browser, folder: Path, name: str) -> None:
    file = folder / "page.html"
    file.write_text(PAGES[name](), encoding="utf-8")
    chromium.open(file)


@pytest.mark.parametrize("name", PAGES)
def test_what_goes_on_beyond_an_edge_has_a_sign(name: str, phone: Browser, tmp_path: Path) -> None:
    opened(phone, tmp_path, name)

    boxes = phone.run(BOXES)

    # The map fits a telephone, and so may its table.
    assert boxes
    assert any(wider for wider, *_ in boxes) or name == "map"
    for wider, fades, told in boxes:
        assert fades == wider
        assert told.startswith('"Hay más a los lados') == wider


def test_the_sign_stands_at_the_side_that_hides_something(phone: Browser, tmp_path: Path) -> None:
    opened(phone, tmp_path, "case")
    box = "const box = document.getElementById('view');"
    at_the_end = "return box.matches('.before') && !box.matches('.onward')"

    begins = phone.run(f"{box} return box.matches('.onward') && !box.matches('.before')")
    phone.run(f"{box} box.scrollLeft = box.scrollWidth")

    assert begins
    assert phone.wait_for(f"return (() => {{ {box} {at_the_end} }})()")


def test_the_line_of_the_focus_is_seen_on_a_box_that_fades(phone: Browser, tmp_path: Path) -> None:
    opened(phone, tmp_path, "case")

    phone.run("document.getElementById('view').focus({focusVisible: true})")
    style = "const style = getComputedStyle(document.getElementById('view'));"
    outline, offset = phone.run(f"{style} return [style.outlineStyle, style.outlineOffset]")

    assert outline == "solid"
    assert float(offset.removesuffix("px")) <= -2


def test_a_drawing_that_is_shown_whole_has_no_sign(phone: Browser, tmp_path: Path) -> None:
    opened(phone, tmp_path, "case")

    phone.run("document.querySelector('[data-zoom=whole]').click()")

    assert phone.wait_for("return !document.querySelector('#view.wider, #view.onward')")


@pytest.mark.parametrize("name", [name for name in PAGES if name != "overlap"])
def test_on_a_telephone_a_table_is_no_higher_than_its_text(
    name: str, phone: Browser, tmp_path: Path
) -> None:
    opened(phone, tmp_path, name)

    head, *rows = phone.run(
        "const table = document.querySelector('section.table table');"
        "return [...table.rows].filter(row => row.offsetHeight).map(row => row.offsetHeight)"
    )

    assert rows
    assert head <= 40
    # A list of more than eight cases is scrolled in its cell; eight take as many lines.
    assert max(rows) <= 210

"""Pages in Debian's Chromium: drawn, silent towards the network, deaf to hostile text."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from answers import answer, pseudonym, stage
from browser import Browser, browser

from trama.queries.catalog import catalog
from trama.visualizations.around import Around
from trama.visualizations.network_page import network_page
from trama.visualizations.places_page import places_page
from trama.visualizations.route_page import route_page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOSTILE = (
    "<script>document.body.dataset.ran='1'</script>",
    "</script><script>document.body.dataset.ran='1'</script>",
    "<img src=x onerror=\"document.body.dataset.ran='1'\">",
    "\" onload=\"document.body.dataset.ran='1'",
    "<svg/onload=document.body.dataset.ran='1'>",
    "<!-- <script>",
    "${document.body.dataset.ran='1'}{{7*7}}",
    "javascript:document.body.dataset.ran='1'",
    "<b>*negrita*</b>",
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


def case_with(text: str) -> str:
    """Returns the page of a case in which every field that holds text holds ``text``."""
    suspect = {"uid": text, "pseudonym": text, "name": text}
    texts: dict[str, Any] = dict.fromkeys(
        ("phase", "date", "came_from", "place", "place_name", "level", "venue", "transport"), text
    )
    lists = {"used": [text], "used_kinds": [text], "registries": [text], "suspects": [suspect]}
    rows = [stage(victim={"pseudonym": text}, position=1) | texts | lists]
    query = catalog().get("route_of_case")
    return route_page(query, answer("route_of_case", rows, {"case": text}), "es")


def ways_with(text: str) -> str:
    rows = [{"places": [text, text + "2"], "place_names": [text], "cases": 1, "victims": 2}]
    parameters = {"origin": text, "destination": text}
    query = catalog().get("routes_between")
    return route_page(query, answer("routes_between", rows, parameters), "es")


def legs_with(text: str) -> str:
    known = {"origin": "PE-08", "destination": "PE-15", "cases": 1, "victims": 2}
    strange = {"origin": text, "destination": text, "cases": 1, "victims": 2}
    rows = [row | {"first": text, "last": text, "origin_name": text} for row in (known, strange)]
    return places_page(catalog().get("frequent_legs"), answer("frequent_legs", rows), "es")


def pairs_with(text: str, *, movable: bool = False) -> str:
    one, other = ({"uid": text, "pseudonym": text + end, "name": text} for end in "12")
    rows = [
        {"one": one, "other": other, "cases": 2, "first": text, "last": text, "case_uids": [text]}
    ]
    query = catalog().get("recurring_pairs")
    return network_page(query, answer("recurring_pairs", rows), "es", movable=movable)


def movable_with(text: str) -> str:
    return pairs_with(text, movable=True)


def write(folder: Path, page: str) -> Path:
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    return file


def case_page(*rows: dict[str, Any], around: Around | None = None) -> str:
    query = catalog().get("route_of_case")
    said = answer("route_of_case", rows, {"case": "C-1"})
    return route_page(query, said, "es", around=around or Around())


@pytest.mark.parametrize("page", [case_with, ways_with, legs_with, pairs_with, movable_with])
@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_data_is_shown_and_never_run(
    page: Callable[[str], str], text: str, chromium: Browser, tmp_path: Path
) -> None:
    file = write(tmp_path, page(text))

    seen = chromium.open(file)

    assert chromium.run("return document.body.dataset.ran") is None
    assert text.strip() in chromium.run("return document.querySelector('table').textContent")
    assert chromium.run("return document.querySelectorAll('img, table b, table svg').length") == 0
    assert seen.errors == ()
    assert seen.requests == (file.as_uri(),)


def test_signs_that_turn_or_break_the_text_are_replaced(tmp_path: Path, chromium: Browser) -> None:
    name = "A\u202eB\x1b[31mC\x07D\ud800E\u2066F"
    file = write(tmp_path, case_with(name))

    assert chromium.open(file).errors == ()

    text = chromium.run("return document.documentElement.textContent")
    assert not set(text) & set("\u202e\x1b\x07\u2066")


TIP = "return document.getElementById('tip').hidden ? '' : document.getElementById('tip').innerText"
CONTRAST = """
const rgb = (text) => text.match(/[\\d.]+/g).slice(0, 3).map(Number).map((part) => part / 255);
const light = (parts) => parts
  .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
const style = getComputedStyle(document.querySelector(arguments[0]));
const [one, other] = [style.color, style.backgroundColor].map((colour) => light(rgb(colour)));
return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
"""


def test_pointing_at_a_stage_shows_its_text_beside_the_pointer(
    chromium: Browser, tmp_path: Path
) -> None:
    chromium.open(write(tmp_path, case_with("<img src=x onerror=1>")))

    chromium.hover(".mark.stage text")

    shown = chromium.wait_for(TIP)
    assert "<img src=x onerror=1>" in shown
    assert chromium.run("return document.querySelectorAll('#tip *').length") == 0
    assert (
        chromium.run("return getComputedStyle(document.getElementById('tip')).position") == "fixed"
    )
    assert chromium.run(CONTRAST.replace("arguments[0]", "'#tip'")) >= 4.5
    near = chromium.run(
        "const tip = document.getElementById('tip').getBoundingClientRect();"
        "const mark = document.querySelector('.mark.stage').getBoundingClientRect();"
        "return tip.left < mark.right + 30 && tip.top < mark.bottom + 60"
    )
    assert near


def test_the_tooltip_of_a_movable_network_is_visible_and_plain_text(
    chromium: Browser, tmp_path: Path
) -> None:
    chromium.open(write(tmp_path, movable_with("<img src=x onerror=1>")))
    x, y = chromium.run(
        "const at = drawn.canvasToDOM(drawn.getPosition(network.nodes[0].id));"
        "const box = document.getElementById('network').getBoundingClientRect();"
        "return [at.x - box.width / 2, at.y - box.height / 2]"
    )

    chromium.point_at(x, y)

    shown = chromium.wait_for(
        "const tip = document.querySelector('.vis-tooltip');"
        "return tip && getComputedStyle(tip).visibility === 'visible' && tip.innerText"
    )
    assert "<img src=x onerror=1>" in shown
    assert chromium.run("return document.querySelectorAll('.vis-tooltip *:not(br)').length") == 0
    position = "getComputedStyle(document.querySelector('.vis-tooltip')).position"
    assert chromium.run(f"return {position}") == "absolute"
    hover = chromium.run("return network.nodes[0].color.hover.background")
    assert hover == chromium.run("return network.nodes[0].color.background")


@pytest.mark.parametrize("selector", ["th button", ".zoom button"])
def test_what_the_pointer_is_on_stays_readable(
    selector: str, chromium: Browser, tmp_path: Path
) -> None:
    chromium.open(write(tmp_path, case_with("x")))

    chromium.hover(selector)

    assert chromium.run(CONTRAST.replace("arguments[0]", f"'{selector}'")) >= 4.5


def test_letters_of_a_drawing_keep_their_contrast_under_the_pointer(
    chromium: Browser, tmp_path: Path
) -> None:
    chromium.open(write(tmp_path, case_with("x")))
    before = (
        "return [...document.querySelectorAll('#picture text')].map(t => getComputedStyle(t).fill)"
    )
    colours = chromium.run(before)

    chromium.hover(".mark.stage text")

    assert chromium.run(before) == colours
    opacity = (
        "return Math.min(...[...document.querySelectorAll('#picture text')]"
        ".map(t => getComputedStyle(t).opacity))"
    )
    assert chromium.run(opacity) == 1


def test_a_link_leads_to_the_page_beside(chromium: Browser, tmp_path: Path) -> None:
    suspect = {"pseudonym": "X-RRRRRRRRRR", "name": "QUISPE SINTETICO, RAUL"}
    row = stage(victim=pseudonym("A"), position=1, phase="CAPTACION", place="PE-080101")
    links = {"X-RRRRRRRRRR": "b.html", "PE-080101": "c.html"}
    page = case_page(row | {"suspects": [suspect]}, around=Around(links=links))

    chromium.open(write(tmp_path, page))

    hrefs = chromium.run(
        "return [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
    )
    assert sorted(set(hrefs)) == ["b.html", "c.html"]
    assert len(hrefs) == 4


def test_an_answer_without_rows_says_so_and_draws_nothing(
    chromium: Browser, tmp_path: Path
) -> None:
    asked = {"origin": "PE-08", "destination": "PE-15"}
    query = catalog().get("routes_between")
    file = write(tmp_path, route_page(query, answer("routes_between", [], asked), "es"))

    seen = chromium.open(file)

    assert "No hay nada que dibujar" in chromium.run("return document.body.innerText")
    assert chromium.run("return document.getElementById('picture')") is None
    assert seen.errors == ()

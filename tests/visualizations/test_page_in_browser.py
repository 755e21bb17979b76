"""Pages in Debian's Chromium: drawn, silent towards the network, deaf to hostile text."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import random_answers
from answers import answer, pseudonym, stage
from browser import Browser, browser
from selenium.webdriver.common.keys import Keys

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


def test_a_click_on_a_title_sorts_numbers_as_numbers(chromium: Browser, tmp_path: Path) -> None:
    rows = [
        {"places": ["PE-08", "PE-15"], "cases": cases, "victims": victims}
        for cases, victims in ((1, 10_000), (1, 9), (1, 100))
    ]
    query = catalog().get("routes_between")
    asked = {"origin": "PE-08", "destination": "PE-15"}
    chromium.open(write(tmp_path, route_page(query, answer("routes_between", rows, asked), "es")))
    titles = chromium.run("return [...document.querySelectorAll('th')].map(th => th.innerText)")
    column = next(at for at, title in enumerate(titles) if "Víctimas" in title)
    click = f"document.querySelectorAll('th button')[{column}].click();"
    read = (
        f"return [...document.querySelectorAll('tbody tr')].map(tr => tr.cells[{column}].innerText)"
    )

    assert chromium.run(click + read) == ["9", "100", "10,000"]
    sort = f"return document.querySelectorAll('th')[{column}].getAttribute('aria-sort')"
    assert chromium.run(sort) == "ascending"
    assert chromium.run(click + read) == ["10,000", "100", "9"]
    assert chromium.run(sort) == "descending"


PAGES: dict[str, Callable[[], str]] = {
    "case": lambda: route_page(catalog().get("route_of_case"), random_answers.case(9), "es"),
    "ways": lambda: route_page(catalog().get("routes_between"), random_answers.ways(3), "es"),
    "map": lambda: places_page(catalog().get("frequent_legs"), random_answers.legs(3), "es"),
    "pairs": lambda: network_page(catalog().get("recurring_pairs"), random_answers.pairs(0), "es"),
}


@pytest.mark.parametrize("name", PAGES)
def test_on_a_telephone_nothing_is_cut(name: str, chromium: Browser, tmp_path: Path) -> None:
    chromium.resize(390, 844)
    chromium.open(write(tmp_path, PAGES[name]()))

    assert chromium.run("return document.documentElement.scrollWidth") <= 390
    cut = chromium.run(
        "return [...document.querySelectorAll('header *, .legend li, footer p, .next li')]"
        ".filter(e => e.getBoundingClientRect().right > 391).map(e => e.textContent)"
    )
    assert cut == []
    wide = "const [box] = document.querySelectorAll('.table .scroll');"
    assert chromium.run(wide + "return getComputedStyle(box).overflowX") == "auto"
    chromium.resize(1400, 1000)


def test_a_network_begins_with_the_person_asked_about_in_view(
    chromium: Browser, tmp_path: Path
) -> None:
    made = random_answers.pairs(0, "suspect_network")
    chromium.resize(390, 844)
    chromium.open(write(tmp_path, network_page(catalog().get("suspect_network"), made, "es")))

    wide, inside = chromium.run(
        "const view = document.getElementById('view').getBoundingClientRect();"
        "const filled = [...document.querySelectorAll('.person path')]"
        ".find(path => path.getAttribute('fill') === path.getAttribute('stroke'));"
        "const box = filled.getBoundingClientRect();"
        "return [document.getElementById('picture').getBoundingClientRect().width > view.width,"
        "view.left <= box.left && box.right <= view.right"
        " && view.top <= box.top && box.bottom <= view.bottom]"
    )
    chromium.resize(1400, 1000)
    assert wide
    assert inside


@pytest.mark.parametrize("name", PAGES)
def test_a_print_shows_the_whole_drawing_and_table(
    name: str, chromium: Browser, tmp_path: Path
) -> None:
    # A4 landscape without its margins is 1031 CSS pixels wide.
    chromium.resize(1031, 720)
    chromium.open(write(tmp_path, PAGES[name]()))
    chromium.media("print")

    right = chromium.run(
        "return Math.max(...['#picture', 'table'].map("
        "s => document.querySelector(s).getBoundingClientRect().right))"
    )
    hidden = chromium.run(
        "return [...document.querySelectorAll('.scroll')].filter("
        "e => getComputedStyle(e).overflow !== 'visible').length"
    )
    chromium.media("")
    chromium.resize(1400, 1000)
    assert right <= 1032
    assert hidden == 0


def test_a_drawing_is_zoomed_by_buttons_and_keys(chromium: Browser, tmp_path: Path) -> None:
    chromium.open(write(tmp_path, PAGES["map"]()))
    width = "return document.getElementById('picture').getBoundingClientRect().width"
    first = chromium.run(width)

    chromium.run("document.querySelector('[data-zoom=in]').click()")
    closer = chromium.run(width)
    chromium.press("#view", "-")
    back = chromium.run(width)

    assert closer > first * 1.2
    assert back == pytest.approx(first, abs=1)


def wheel(chromium: Browser, turn: float, *, ctrl: bool) -> bool:
    """Turn a wheel over the drawing; return whether the page kept the turn to itself."""
    return bool(
        chromium.run(
            "const at = document.getElementById('view').getBoundingClientRect();"
            "const turn = new WheelEvent('wheel', {bubbles: true, cancelable: true, "
            f"deltaY: {turn}, ctrlKey: {str(ctrl).lower()}, clientX: at.left + 50, "
            "clientY: at.top + 50});"
            "document.getElementById('picture').dispatchEvent(turn);"
            "return turn.defaultPrevented"
        )
    )


def test_a_drawing_is_zoomed_by_the_wheel_with_ctrl_and_by_a_pinch(
    chromium: Browser, tmp_path: Path
) -> None:
    chromium.open(write(tmp_path, PAGES["ways"]()))
    width = "return document.getElementById('picture').getBoundingClientRect().width"
    first = chromium.run(width)

    assert not wheel(chromium, -100, ctrl=False)
    assert chromium.run(width) == first
    assert wheel(chromium, -100, ctrl=True)
    notch = chromium.run(width)
    assert notch == pytest.approx(first * 1.3, rel=0.01)
    assert wheel(chromium, 100, ctrl=True)
    assert chromium.run(width) == pytest.approx(first, rel=0.01)
    # A touch pad tells a pinch as many small turns: together they are as much as one notch.
    for _ in range(10):
        wheel(chromium, -4, ctrl=True)
    assert chromium.run(width) == pytest.approx(notch, rel=0.01)
    # On a touch screen the browser itself zooms the page, and nothing forbids it.
    told = chromium.run("return document.querySelector('meta[name=viewport]').content")
    assert "scale=1" in told
    assert not {"user-scalable", "maximum-scale"} & set(re.findall(r"[a-z-]+", told))
    touch = "return getComputedStyle(document.getElementById('view')).touchAction"
    assert chromium.run(touch) == "auto"


@pytest.mark.parametrize("key", [Keys.ENTER, Keys.SPACE])
def test_a_table_is_sorted_by_the_keyboard(key: str, chromium: Browser, tmp_path: Path) -> None:
    chromium.open(write(tmp_path, PAGES["ways"]()))
    last = "return [...document.querySelectorAll('th')].at(-1).getAttribute('aria-sort')"
    assert chromium.run(last) is None

    chromium.press("th:last-child button", key)
    assert chromium.run(last) == "ascending"
    chromium.press("th:last-child button", key)
    assert chromium.run(last) == "descending"


def test_the_tooltip_of_a_group_is_whole_and_says_how_many_more_there_are(
    chromium: Browser, tmp_path: Path
) -> None:
    rows = [
        stage(victim={"pseudonym": f"X-{number:0>10}"}, position=1, phase="CAPTACION")
        for number in range(110)
    ]
    chromium.open(write(tmp_path, case_page(*rows)))

    chromium.hover(".mark.lane text")

    shown = chromium.wait_for(TIP)
    assert shown.splitlines()[-1] == "… +96"
    assert len(shown.splitlines()) == 15
    clipped = "const t = document.getElementById('tip'); return t.scrollHeight - t.clientHeight"
    assert chromium.run(clipped) <= 0


def test_the_map_begins_with_its_strongest_legs_and_says_so(
    chromium: Browser, tmp_path: Path
) -> None:
    made = next(made for made in map(random_answers.legs, range(9)) if len(made.rows) > 90)
    chromium.open(write(tmp_path, places_page(catalog().get("frequent_legs"), made, "es")))
    shown = "return document.querySelectorAll('.leg:not([hidden])').length"

    assert chromium.run(shown) == 25
    assert "los 25 tramos con más víctimas" in chromium.run(
        "return document.querySelector('header').innerText"
    )
    most = chromium.run(
        "const s = document.getElementById('legs'); s.value = s.max;"
        "s.dispatchEvent(new Event('input')); return Number(s.max)"
    )
    assert chromium.run(shown) == most > 25


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

"""Pages in Debian's Chromium as people use them: sorted, zoomed, printed, on a telephone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import random_answers
from answers import answer, stage
from browser import Browser, browser
from selenium.webdriver.common.keys import Keys

from trama.core.written_numbers import number_text
from trama.queries.catalog import catalog
from trama.visualizations.network_page import network_page
from trama.visualizations.places_page import places_page
from trama.visualizations.route_page import route_page

TIP = "return document.getElementById('tip').hidden ? '' : document.getElementById('tip').innerText"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


def write(folder: Path, page: str) -> Path:
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    return file


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

    thousands = number_text(10_000, "es")
    assert chromium.run(click + read) == ["9", "100", thousands]
    sort = f"return document.querySelectorAll('th')[{column}].getAttribute('aria-sort')"
    assert chromium.run(sort) == "ascending"
    assert chromium.run(click + read) == [thousands, "100", "9"]
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


LEG = {
    "origin": "PE-08", "destination": "PE-15", "cases": 30, "victims": 30,
    "case_uids": [f"C-{number:024x}" for number in range(30)],
}  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        lambda: places_page(catalog().get("frequent_legs"), answer("frequent_legs", [LEG]), "es"),
        lambda: route_page(
            catalog().get("legs_of_place"), answer("legs_of_place", [LEG], {"place": "PE-15"}), "es"
        ),
    ],
    ids=["beside the map", "under the drawing"],
)
def test_a_long_list_of_cases_takes_few_lines_on_a_screen_and_is_whole_on_paper(
    page: Callable[[], str], chromium: Browser, tmp_path: Path
) -> None:
    chromium.resize(1366, 768)
    chromium.open(write(tmp_path, page()))
    heights = (
        "const list = document.querySelector('td.many .scroll');"
        "return [list.clientHeight, list.scrollHeight]"
    )

    shown, whole = chromium.run(heights)
    chromium.resize(550, 800)  # A5, where the list takes many lines
    chromium.media("print")
    printed, all_of_it = chromium.run(heights)
    chromium.media("")
    chromium.resize(1400, 1000)
    assert shown < 140 < whole
    assert printed == all_of_it


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
    asked = answer("route_of_case", rows, {"case": "C-1"})
    chromium.open(write(tmp_path, route_page(catalog().get("route_of_case"), asked, "es")))

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


def crowded(victims: int) -> str:
    """Returns the page of a case of so many victims, of three stages each."""
    rows = [
        stage(
            victim={"pseudonym": f"X-{number:0>10}"},
            position=position,
            phase="CAPTACION",
            place="PE-0807" if number == 7 else "PE-15",
        )
        for number in range(victims)
        for position in (1, 2, 3)
    ]
    asked = answer("route_of_case", rows, {"case": "C-1"})
    return route_page(catalog().get("route_of_case"), asked, "es")


ROWS = "return [...document.querySelectorAll('tbody tr')].filter(tr => tr.offsetHeight > 0).length"


def test_a_group_of_the_drawing_opens_the_list_of_its_people_and_they_their_rows(
    chromium: Browser, tmp_path: Path
) -> None:
    chromium.open(write(tmp_path, crowded(110)))
    address = chromium.run("return document.querySelector('#picture a').getAttribute('href')")
    fold = f"const fold = document.getElementById('{address[1:]}');"
    assert not chromium.run(fold + "return fold.open")

    chromium.run(
        "document.querySelector('#picture a').dispatchEvent("
        "new MouseEvent('click', {bubbles: true, cancelable: true}))"
    )

    people = chromium.wait_for(
        fold + "return fold.open && [...fold.querySelectorAll('li')].map(li => li.innerText)"
    )
    assert len(people) > 100
    chromium.run(fold + "fold.querySelector('li a').click()")
    assert chromium.wait_for(ROWS) == 3
    shown = chromium.run("return document.querySelector('tbody tr:not(.unfit)').innerText")
    assert people[0] in shown


def test_a_long_table_begins_with_fifty_rows_and_paper_has_all(
    chromium: Browser, tmp_path: Path
) -> None:
    chromium.open(write(tmp_path, crowded(110)))
    assert chromium.run(ROWS) == 50
    told = "return document.querySelector('.tools output').textContent"
    assert chromium.run(told) == "Se ven 50 de 330 filas."

    chromium.run("document.querySelector('.more button').click()")
    assert chromium.run(ROWS) == 100
    chromium.media("print")
    on_paper = chromium.run(ROWS)
    folded = chromium.wait_for(
        "return document.querySelectorAll('details:not([open])').length === 0"
    )
    chromium.media("")
    assert on_paper == 330
    assert folded
    chromium.run("document.querySelectorAll('.more button')[1].click()")
    assert chromium.run(ROWS) == 330
    assert chromium.run(told) == ""


def test_a_table_is_searched_without_accents_and_capitals(
    chromium: Browser, tmp_path: Path
) -> None:
    chromium.open(write(tmp_path, crowded(110)))

    # "Chumbivilcas", written as nobody would in a form.
    chromium.press(".tools input", "CHÚMBIVILCAS captacion")

    assert chromium.run(ROWS) == 3
    assert chromium.run("return document.querySelector('.more').hidden")

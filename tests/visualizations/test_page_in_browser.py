"""Pages in Debian's Chromium: drawn, silent towards the network, deaf to hostile text."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from answers import answer, pseudonym, stage
from browser import Browser, browser

from trama.queries.catalog import catalog
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
    lists = {"used": [text], "registries": [text], "suspects": [suspect]}
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


@pytest.mark.parametrize("page", [case_with, ways_with, legs_with])
@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_data_is_shown_and_never_run(
    page: Callable[[str], str], text: str, chromium: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(text), encoding="utf-8")

    seen = chromium.open(file)

    assert chromium.run("return document.body.dataset.ran") is None
    assert text.strip() in chromium.run("return document.querySelector('table').textContent")
    assert chromium.run("return document.querySelectorAll('img, table b, table svg').length") == 0
    assert seen.errors == ()
    assert seen.requests == (file.as_uri(),)


def test_the_names_of_nodes_are_drawn_as_they_are_written(
    chromium: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_text(case_with("<b>x</b>"), encoding="utf-8")

    chromium.open(file)

    labels = chromium.run("return drawn.body.data.nodes.get().map(node => node.label)")
    assert any("<b>x</b>" in label for label in labels)
    assert chromium.run("return drawn.body.nodes.v0.options.font.multi") is False


def test_pointing_at_a_node_shows_its_text_as_text(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(case_with("<img src=x onerror=1>"), encoding="utf-8")
    chromium.open(file)

    x, y = chromium.run(
        "const at = drawn.canvasToDOM(drawn.getPosition('s0'));"
        "const box = document.getElementById('picture').getBoundingClientRect();"
        "return [at.x - box.width / 2, at.y - box.height / 2]"
    )
    chromium.point_at(x, y)

    shown = chromium.wait_for("return document.querySelector('.vis-tooltip')?.innerText")
    assert "<img src=x onerror=1>" in shown
    assert chromium.run("return document.querySelectorAll('.vis-tooltip *:not(br)').length") == 0


def test_nodes_stand_apart_and_stages_go_from_left_to_right(
    chromium: Browser, tmp_path: Path
) -> None:
    places = ["PE-080101", "PE-210101", "PE-170101"]
    phases = ["CAPTACION", "TRANSPORTE", "EXPLOTACION"]
    rows = [
        stage(victim=pseudonym(who), position=number + 1, phase=phase, place=place, date="2017")
        | {"suspects": [{"pseudonym": f"P-{number}", "name": f"SOSPECHOSO SINTETICO {number}"}]}
        for who in "ABCD"
        for number, (phase, place) in enumerate(zip(phases, places, strict=True))
    ]
    file = tmp_path / "page.html"
    query = catalog().get("route_of_case")
    file.write_text(route_page(query, answer("route_of_case", rows), "es"), encoding="utf-8")

    chromium.open(file)

    boxes = chromium.run(
        "return drawn.body.data.nodes.getIds().map(id => [id, drawn.getBoundingBox(id)])"
    )
    overlapping = [
        (one, other)
        for index, (one, a) in enumerate(boxes)
        for other, b in boxes[index + 1 :]
        if a["left"] < b["right"]
        and b["left"] < a["right"]
        and a["top"] < b["bottom"]
        and b["top"] < a["bottom"]
    ]
    assert overlapping == []
    lefts = {name: box["left"] for name, box in boxes}
    assert lefts["v0"] < lefts["s0"] < lefts["s1"] < lefts["s2"]


@pytest.mark.parametrize("width", [1400, 400])
def test_letters_are_large_enough_to_read_on_a_screen_and_on_a_telephone(
    width: int, chromium: Browser, tmp_path: Path
) -> None:
    rows = [
        stage(victim=pseudonym("A"), position=number, place="PE-080101") for number in range(1, 9)
    ]
    file = tmp_path / "page.html"
    query = catalog().get("route_of_case")
    file.write_text(route_page(query, answer("route_of_case", rows), "es"), encoding="utf-8")

    chromium.resize(width, 800)
    chromium.open(file)

    assert chromium.run("return drawn.getScale() * 14") >= 11
    room = "document.querySelector('main').clientWidth"
    assert chromium.run(f"return document.documentElement.scrollWidth <= {room} + 60")
    left = "drawn.canvasToDOM({x: drawn.getBoundingBox('v0').left, y: 0}).x"
    assert chromium.run(f"return {left}") >= 0


def test_an_answer_without_rows_says_so_and_draws_nothing(
    chromium: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    asked = {"origin": "PE-08", "destination": "PE-15"}
    query = catalog().get("routes_between")
    file.write_text(route_page(query, answer("routes_between", [], asked), "es"), encoding="utf-8")

    seen = chromium.open(file)

    assert "No hay nada que dibujar" in chromium.run("return document.body.innerText")
    assert chromium.run("return document.getElementById('picture')") is None
    assert seen.errors == ()

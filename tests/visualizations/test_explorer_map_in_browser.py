"""The explorer's map in Chromium: what the pixels show, and the equal lists beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from browser import driver
from explorer_sources import SOURCES
from explorer_trial import WEBGL, answer, built, buttons, leg, refusals, served
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = [pytest.mark.explorer, pytest.mark.slow]

DEPARTMENTS = [f"PE-{number:02}" for number in range(1, 26)]
LEG, RISING, FALLING = "#b44d12", "#b3261e", "#1c5fa8"
# Pixels of the map that have a colour, give or take what smoothing adds to a thin line.
COUNT_PIXELS = """
const map = document.querySelector('.map-canvas canvas'), copy = document.createElement('canvas');
copy.width = map.width; copy.height = map.height;
const context = copy.getContext('2d');
context.drawImage(map, 0, 0);
const wanted = [1, 3, 5].map(at => parseInt(arguments[0].slice(at, at + 2), 16));
const {data} = context.getImageData(0, 0, copy.width, copy.height);
let found = 0;
for (let at = 0; at < data.length; at += 4)
  if (wanted.every((value, part) => Math.abs(value - data[at + part]) <= 6)) found += 1;
return found;
"""
# What of a whole page the trial's page lacks is not asked for.
RUN_AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {rules: {region: {enabled: false}, 'page-has-heading-one': {enabled: false}}})
  .then(({violations}) => done(violations.map(({id, nodes}) => [id, nodes[0].html])));
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("explorer"))


@contextmanager
def shown(page: Path, legs: list[Any], *missing: str) -> Iterator[webdriver.Chrome]:
    with served(page, set(missing)) as address, driver(*WEBGL) as chromium:
        chromium.get(address)
        until(chromium, "return document.querySelectorAll('.map-level option').length > 0")
        answer(chromium, legs)
        resting(chromium)
        yield chromium


def until(chromium: webdriver.Chrome, script: str) -> Any:  # noqa: ANN401 - what it returns
    return WebDriverWait(chromium, 30).until(lambda found: found.execute_script(script))


def resting(chromium: webdriver.Chrome) -> None:
    """Wait until the map has drawn what it was last told, and nothing is left to draw."""
    seen = "return Number(document.getElementById('map').dataset.resting ?? 0)"
    last = -1
    while last != (last := chromium.execute_script(seen)) or last == 0:
        chromium.execute_async_script("setTimeout(arguments[0], 600)")


def pixels(chromium: webdriver.Chrome, colour: str) -> int:
    resting(chromium)
    return int(chromium.execute_script(COUNT_PIXELS, colour))


def choose_districts(chromium: webdriver.Chrome) -> None:
    chromium.find_element(By.CSS_SELECTOR, ".map-level option[value=district]").click()


def told(chromium: webdriver.Chrome) -> str:
    return chromium.find_element(By.CSS_SELECTOR, ".map-told").text


def ring(victims: int = 3) -> list[Any]:
    """Return a leg from each department to the next but one, each with more victims."""
    ends = zip(DEPARTMENTS, DEPARTMENTS[2:] + DEPARTMENTS[:2], strict=True)
    return [leg(a, b, victims + at, first="2016") for at, (a, b) in enumerate(ends)]


def test_a_dense_map_draws_the_strongest_legs_and_says_what_it_leaves_out(page: Path) -> None:
    legs = [
        leg(a, b, 1 + at % 7) for at, a in enumerate(DEPARTMENTS) for b in DEPARTMENTS if a != b
    ]
    with shown(page, legs) as chromium:
        assert told(chromium).startswith("Se dibujan 40 de 600 tramos; los demás tienen 7 víctimas")
        listed = buttons(chromium, ".map-lists table:first-of-type tbody button")
        few = pixels(chromium, LEG)

        slider = chromium.find_element(By.CSS_SELECTOR, ".map-count input")
        chromium.execute_script(
            "arguments[0].value = 600; arguments[0].dispatchEvent(new Event('input'))", slider
        )

        assert len(listed) == 40
        assert told(chromium).startswith("Se dibujan los 600 tramos.")
        assert pixels(chromium, LEG) > 2 * few > 0
        assert refusals(chromium) == []


def test_what_the_store_filters_is_gone_from_the_map_and_from_its_lists(page: Path) -> None:
    with shown(page, [*ring(), leg("PE-08", "PE-17", 90, first="2019")]) as chromium:
        before = pixels(chromium, LEG)

        chromium.execute_script(
            "window.trial.store.send({type: 'filtered', change: {since: '2019', until: '2019'}})"
        )

        assert 0 < pixels(chromium, LEG) < before / 2
        assert buttons(chromium, ".map-lists table:first-of-type tbody button") == [
            "Lugar PE-08 → Lugar PE-17"
        ]


def test_the_list_isolates_a_place_by_keyboard_and_selects_it_in_the_store(page: Path) -> None:
    with shown(page, ring()) as chromium:
        every = pixels(chromium, LEG)
        place = chromium.find_element(By.CSS_SELECTOR, ".map-lists table:last-of-type tbody button")

        chromium.execute_script("arguments[0].focus()", place)

        assert 0 < pixels(chromium, LEG) < every / 2
        assert chromium.find_element(By.ID, "map").get_attribute("data-lit") == "2"
        place.send_keys("\n")
        selected = "return [...window.trial.store.state.selection]"
        assert [f"Lugar {uid}" for uid in chromium.execute_script(selected)] == [place.text]
        assert place.get_attribute("aria-pressed") == "true"
        place.send_keys("\ue00c")  # Escape
        assert pixels(chromium, LEG) > every / 2


def test_a_click_on_a_place_of_the_map_selects_it(page: Path) -> None:
    with shown(page, ring()) as chromium:
        chromium.execute_script("window.trial.store.send({type: 'selected', keys: []})")
        box = chromium.find_element(By.CSS_SELECTOR, ".map-canvas canvas")

        # The middle of the map at its first view is in the east of Peru.
        webdriver.ActionChains(chromium).move_to_element_with_offset(box, 0, 0).click().perform()

        selected = until(chromium, "return [...window.trial.store.state.selection]")
        assert selected
        assert set(selected) <= {*DEPARTMENTS, *(leg["id"] for leg in ring())}


def test_a_level_adds_up_the_finer_legs_and_says_that_this_is_the_most(page: Path) -> None:
    legs = [leg("PE-080101", "PE-170101", 3), leg("PE-080106", "PE-170102", 2)]
    with shown(page, legs) as chromium:
        assert buttons(chromium, ".map-lists table:first-of-type td")[0] == "≤ 5"
        assert "≤: suma de tramos más finos" in told(chromium)

        choose_districts(chromium)
        until(chromium, "return document.getElementById('map').dataset.level === 'district'")

        resting(chromium)
        assert buttons(chromium, ".map-lists table:first-of-type td")[0] == "3"
        assert pixels(chromium, LEG) > 0


def test_missing_boundaries_have_their_sentence_and_the_lists_stay(page: Path) -> None:
    with shown(page, ring(), "places/districts.json") as chromium:
        choose_districts(chromium)
        until(chromium, "return document.querySelector('.map-notice button') !== null")

        notice = chromium.find_element(By.CSS_SELECTOR, ".map-notice").text
        assert "Faltan los límites de este nivel (districts.json)" in notice
        assert len(buttons(chromium, ".map-lists table:first-of-type tbody button")) == 25
        assert pixels(chromium, LEG) > 0  # drawn between the departments, whose file is there


def test_two_periods_show_what_rises_and_what_falls(page: Path) -> None:
    legs = [leg("PE-08", "PE-17", 9, first="2016"), leg("PE-15", "PE-16", 9, first="2019")]
    with shown(page, legs) as chromium:
        compare = chromium.find_elements(By.CSS_SELECTOR, "#time .time-controls button")[-1]
        assert compare.text == "Comparar períodos"

        compare.click()

        assert pixels(chromium, RISING) > 0
        assert pixels(chromium, FALLING) > 0
        rows = buttons(chromium, ".map-lists table:first-of-type tbody tr")
        assert sorted(row.split()[-1] for row in rows) == ["+9", "−9"]
        assert "Antes 1 · después 1 · cambio +0" in chromium.find_element(By.ID, "time").text


def test_a_brush_over_the_strip_sets_the_period_of_every_view(page: Path) -> None:
    legs = [leg("PE-08", f"PE-{number:02}", 1, first=str(2000 + number)) for number in range(9, 19)]
    with shown(page, legs) as chromium:
        strip = chromium.find_element(By.CSS_SELECTOR, ".time-strip")
        width = strip.size["width"]

        actions = webdriver.ActionChains(chromium)
        actions.move_to_element_with_offset(strip, round(-0.45 * width), 0).click_and_hold()
        actions.move_to_element_with_offset(strip, round(-0.25 * width), 0).release().perform()

        filtered = "const {since, until} = window.trial.store.state.filter; return [since, until]"
        assert chromium.execute_script(filtered) == ["2009", "2011"]
        assert len(buttons(chromium, ".map-lists table:first-of-type tbody button")) == 3
        chromium.execute_script("window.trial.store.undo()")
        assert chromium.execute_script(filtered) == [None, None]


def test_axe_finds_nothing_to_mend_in_map_and_time(page: Path) -> None:
    axe = (SOURCES / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    with shown(page, ring()) as chromium:
        chromium.execute_script(axe)

        found = chromium.execute_async_script(RUN_AXE)

        assert found == []

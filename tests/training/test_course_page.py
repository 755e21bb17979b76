"""The page of the exercises in Chromium: by keyboard, without a request, progress kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, browser
from selenium.webdriver.common.keys import Keys

from trama.training.course_page import course_page
from trama.training.judging import Answered
from trama.training.library import find_exercise

FORM, WAY = find_exercise("edad-en-letras"), find_exercise("de-cusco-a-madre-de-dios")
HOSTILE = "</script><script>document.title='x'</script>\u202e"
SAID = "return [...document.querySelectorAll('.said')].map((one) => one.textContent)"
COUNT = "return document.getElementById('count').textContent"
TITLE = "return document.querySelector('h2').textContent"
LAST = "form:last-of-type "


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("course") / "ejercicios.html"
    answer = Answered(("Casos",), (("6",), (HOSTILE,)))
    path.write_text(course_page([FORM, WAY], {WAY.name: answer}, "es"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.mark.browser
def test_both_kinds_are_done_by_keyboard_and_stay_done(chromium: Browser, page: Path) -> None:
    seen = chromium.open(page)
    assert seen.errors == ()
    assert all(address.startswith(("file:", "about:")) for address in seen.requests)
    assert chromium.run(TITLE) == "La edad en letras"

    chromium.press("[value=SEXO_VICT]", Keys.SPACE)
    chromium.press("[value=SEXO_VICT]", Keys.ENTER)
    assert chromium.run(SAID) == ["✗ Esa se lee bien."]
    chromium.press("[value=EDAD_VICT]", Keys.SPACE)
    chromium.press("[value=EDAD_VICT]", Keys.ENTER)
    chromium.press("[name=mend]", "quince" + Keys.ENTER)
    assert chromium.run(SAID) == ["✓ Bien.", "✗ Todavía no."]
    chromium.press("[name=mend]", Keys.CONTROL + "a")
    chromium.press("[name=mend]", "16 años" + Keys.ENTER)
    assert chromium.run(COUNT) == "Hechos: 1 / 2"

    chromium.press(".why a", Keys.ENTER)
    chromium.wait_for("return document.querySelector('[name=query]')")
    assert chromium.run(TITLE) == "De Cusco a Madre de Dios"
    chromium.press("[name=query]", "routes_between" + Keys.ENTER)
    chromium.press("[name=origin]", "pe-08")
    chromium.press("[name=destination]", "PE-17" + Keys.ENTER)
    chromium.press("[name=c1]", Keys.SPACE)
    chromium.press("[name=c1]", Keys.ENTER)
    assert chromium.run(SAID)[-1] == "✗ Todavía no."
    chromium.press("[name=c3]", Keys.SPACE)
    chromium.press("[name=c3]", Keys.ENTER)
    assert chromium.run(COUNT) == "Hechos: 2 / 2"

    chromium.open(page)
    assert chromium.run(COUNT) == "Hechos: 2 / 2"
    assert chromium.run("return Object.keys(localStorage)") == ["trama-training"]
    chromium.press("#forget", Keys.ENTER)
    assert chromium.run(COUNT) == "Hechos: 0 / 2"


@pytest.mark.browser
def test_texts_of_data_are_no_markup(chromium: Browser, page: Path) -> None:
    assert "</script><script>document" not in page.read_text(encoding="utf-8")
    chromium.open(page)
    chromium.run(f"location.hash = '{WAY.name}'")
    chromium.wait_for("return document.querySelector('[name=query]')")
    for _ in range(2):
        chromium.press(f"{LAST}button:last-of-type", Keys.ENTER)

    cells = chromium.run(
        "return [...document.querySelectorAll('td')].map((one) => one.textContent)"
    )
    assert cells[1].startswith("</script>")
    assert chromium.run("return document.title") == "Ejercicios de Trama"


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 768, 375])
def test_the_page_fits_the_width_of_the_screen(chromium: Browser, page: Path, width: int) -> None:
    chromium.resize(width, 800)
    seen = chromium.open(page)

    assert seen.errors == ()
    assert chromium.run("return document.documentElement.scrollWidth") <= width

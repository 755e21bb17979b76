"""Pairs side by side, networks, and what was known on a day, in Chromium over a made server."""

import pytest
from explorer_fixture import Made, explorer_fixture, made_graph
from explorer_pages import ExplorerPage
from pair_fixture import add_networks, add_pairs
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZES = ((1366, 768), (1920, 1080), (390, 844))


@pytest.fixture
def made() -> Made:
    made = made_graph(60, 90)
    add_pairs(made)
    return made


def judged(made: Made) -> list[dict[str, object]]:
    return [sent for name, sent in made.asked if name == "POST judgements"]


def test_a_pair_is_judged_by_keyboard_alone(page: ExplorerPage, address: str, made: Made) -> None:
    page.enter(address)
    page.press("Pares", ".views button")
    page.wait_text(".pair-sides", "SINTETICA QUISPE, ROSA")
    assert "1 de 3 campos difieren" in page.text(".pair-sides caption")
    assert "su rol no lo ve" in page.text(".pair-sides")
    assert page.run("return document.activeElement.className") == "pair-sides"

    page.type(".pair-why", "d: el DNI")
    assert judged(made) == []
    page.run("document.querySelector('.pair-sides').focus()")
    page.keys("d")

    page.wait_text(".status", "Guardado: distinto. 2 casos se derivaron de nuevo.")
    (sent,) = judged(made)
    assert sent == {
        "one": "J-0.1",
        "other": "J-0.2",
        "verdict": "different",
        "why": "d: el DNI",
    } | {
        "seen": "0" * 32,
        "blind": False,
    }
    page.wait("return document.querySelector('.view.pair').dataset.pair === 'J-2'")


def test_a_refusal_to_judge_is_told_in_its_place(
    page: ExplorerPage, address: str, made: Made
) -> None:
    made.session["role"] = "analyst"
    made.answers["GET judgements/queue"] = (403, {"code": "judging_denied", "detail": "token"})
    page.enter(address)

    page.press("Pares", ".views button")

    page.wait_text(".pair-one [role=alert]", "Su rol (análisis) lee qué se juzgó")
    assert page.run("return document.querySelector('.pair-sides')") is None


def test_a_network_comes_onto_the_canvas_and_is_grouped(
    page: ExplorerPage, address: str, made: Made
) -> None:
    keys = add_networks(made)
    page.enter(address, width=1920, height=1080)
    page.press("Redes", ".views button")
    page.wait_text(".networks-presumed", "inocente")
    assert "1,2 % sean falsas" in page.text(".networks-odds")

    page.press("Poner en el lienzo")
    page.wait_arranged()
    assert page.run("return document.querySelector('.canvas').dataset.nodes") == "4"

    page.press("por red", ".details button")
    page.wait("return document.querySelector('.canvas').dataset.nodes === '2'")
    page.chord("z")
    page.chord("z")
    page.wait_text(".view.graph", "Empiece por una pregunta")
    assert len(keys) == 3


def test_what_was_known_on_a_day_leaves_out_later_cases(
    page: ExplorerPage, address: str, made: Made
) -> None:
    cases = [node for node in made.nodes if node["type"] == "Case"]
    assert len(cases) > 3
    for at, case in enumerate(cases):
        case["properties"]["registered_on"] = "2019-05-01" if at % 2 else "2016-05-01"
    page.enter(address)
    page.ask()
    page.press("Leyenda", ".tabs button")

    page.type(".as-of input", "2018" + Keys.ENTER)

    page.wait_text(".left-out", "aún sin registrar ese día")
    assert int(page.text(".left-out").split()[0]) >= len(cases) // 2
    assert "qué valores se corrigieron más tarde" in page.text(".as-of")
    page.press("Tabla", ".views button")
    page.press("Quitar el filtro")
    page.wait_text("caption", "Elementos: 60")


def test_parallel_links_are_one_line_with_its_links_in_the_details(page: ExplorerPage) -> None:
    made = made_graph(2, 0)
    ends = {"source": "K-00000", "target": "K-00001", "type": "TOGETHER"}
    made.edges += [{"id": f"T|{n}", **ends, "properties": {"date": f"201{n}"}} for n in range(4)]
    with explorer_fixture(made) as address:
        page.enter(address)
        page.ask()
        data = page.run("return {...document.querySelector('.canvas').dataset}")
        assert (data["edges"], data["lines"]) == ("4", "1")

        canvas = page.driver.find_element(By.CSS_SELECTOR, ".canvas")
        ActionChains(page.driver).move_to_element(canvas).pause(1).click().perform()

        page.wait_text(".details", "4 vínculos en una línea")
        page.press("en la misma fila", ".details .chosen button")
        page.wait_text(".details dl", "SINTÉTICA 0")


@pytest.mark.parametrize("size", SIZES)
def test_no_barrier_and_no_overflow_at_any_size(
    page: ExplorerPage, address: str, made: Made, size: tuple[int, int]
) -> None:
    add_networks(made)
    page.enter(address, width=size[0], height=size[1])
    for view, ready in (("Pares", ".pair-sides"), ("Redes", ".networks-odds")):
        page.press(view, ".views button")
        page.wait(f"return document.querySelector('{ready}')?.offsetParent")
        assert page.violations() == [], view
        wide = "return document.documentElement.scrollWidth <= window.innerWidth"
        assert page.run(wide), view


def test_no_text_of_a_pair_or_network_runs(page: ExplorerPage) -> None:
    text = "<img src=x onerror=\"document.body.dataset.ran='1'\">"
    made = made_graph(12, 20, "{n} " + text)
    add_pairs(made, text)
    add_networks(made)
    with explorer_fixture(made) as address:
        page.enter(address)
        page.press("Pares", ".views button")
        page.wait_text(".pair-sides", text)
        page.press("Redes", ".views button")
        page.wait_text(".networks-one", text)
        assert page.run("return document.body.dataset.ran ?? null") is None

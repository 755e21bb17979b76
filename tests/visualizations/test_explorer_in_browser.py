"""The explorer in Chromium, over a made graph: entering, asking, filtering, undoing, reading."""

from collections.abc import Iterator

import pytest
from explorer_fixture import TOKEN, Made, explorer_fixture, made_graph
from explorer_pages import ExplorerPage
from selenium.webdriver.common.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def made() -> Made:
    return made_graph(60, 90)


@pytest.fixture(scope="module")
def address(made: Made) -> Iterator[str]:
    with explorer_fixture(made) as served:
        yield served


def shown(page: ExplorerPage) -> tuple[int, int]:
    """Return how many nodes and edges the canvas draws."""
    data = page.run("return {...document.querySelector('.canvas').dataset}")
    return int(data["nodes"]), int(data["edges"])


def test_a_wrong_token_is_told_and_a_right_one_enters(page: ExplorerPage, address: str) -> None:
    page.open(address)
    assert page.run("return document.documentElement.lang") == "es"
    page.type("input[name=token]", "nada" + Keys.ENTER)
    page.wait_text(".entry [role=alert]", "El token no es válido")
    assert page.run("return document.querySelector('input[name=token]').value") == ""

    page.type("input[name=token]", TOKEN + Keys.ENTER)

    page.wait_text(".head", "DATOS SINTÉTICOS")
    assert "investigación" in page.text(".who")
    page.press("Salir")
    page.wait_text(".entry", "Entrar al explorador")


def test_a_query_draws_a_graph_that_is_the_same_each_time(page: ExplorerPage, address: str) -> None:
    pictures = []
    for _ in range(2):
        page.enter(address)
        page.ask()
        assert shown(page) == (60, 90)
        assert page.colours() > 20
        page.press("Guardar imagen")
        pictures.append(page.canvas())

    assert pictures[0] == pictures[1]
    assert "Se muestra todo: 60 elementos." in page.text(".status")


def test_the_legend_filters_every_view_and_the_line_tells_why(
    page: ExplorerPage, address: str, made: Made
) -> None:
    people = sum(node["type"] == "Person" for node in made.nodes)
    victims = sum("victim" in node["roles"] for node in made.nodes)
    page.enter(address)
    page.ask()
    page.press("Leyenda", ".tabs button")

    page.press("Víctima", ".switches label")

    assert shown(page)[0] == 60 - victims
    assert page.text(".left-out") == f"{victims} no se muestran: {victims} de un tipo apagado"
    page.press("Presunto tratante", ".switches label")
    assert shown(page)[0] == 60 - people
    page.press("Tabla", ".views button")
    page.wait_text("caption", f"Elementos: {60 - people}")
    page.chord("z")
    page.wait_text("caption", f"Elementos: {60 - victims}")
    page.chord("z")
    page.chord("y")
    page.press("Quitar el filtro")
    page.wait_text("caption", "Elementos: 60")


def test_a_period_keeps_what_may_lie_in_it(page: ExplorerPage, address: str, made: Made) -> None:
    late = [n for n in made.nodes if str(n["properties"].get("fact_date", "9")) < "2018"]
    assert late
    page.enter(address)
    page.ask()
    page.press("Leyenda", ".tabs button")

    page.type(".period input", "2018" + Keys.ENTER)

    page.wait_text(".left-out", "fuera del período")
    page.press("Deshacer" if page.text(".history span") else "↶", ".history button")
    page.wait_text(".left-out", "Se muestra todo")


def test_neighbours_are_counted_before_they_are_brought(
    page: ExplorerPage, address: str, made: Made
) -> None:
    page.enter(address)
    page.type("input[name=text]", "SINTÉTICA 1" + Keys.ENTER)
    page.wait_text(".hits", "mismo nombre")
    page.press("Añadir", ".hits button")
    page.wait_text(".neighbours", "Traer")
    assert shown(page) == (1, 0)
    rows = page.run("return document.querySelectorAll('.neighbours form > label.check').length - 1")
    assert rows >= 2
    made.asked.clear()

    page.run("document.querySelector('.neighbours form > label.check input').click()")
    page.press("Traer", ".neighbours button")
    page.wait_arranged()

    sent = [one["parameters"] for name, one in made.asked if name == "POST queries/neighbours/run"]
    kinds = {
        (relation, type_) for one in sent for relation in one["relations"] for type_ in one["types"]
    }
    assert sent[0]["limit"] == 100
    assert len(kinds) == rows - 1
    assert "En conflicto" in page.text(".details")
    assert "SISTRA, Ministerio Público" in page.text(".details dl")


def test_hiding_pinning_and_noting_can_be_undone(page: ExplorerPage, address: str) -> None:
    page.enter(address)
    page.ask()
    page.press("Tabla", ".views button")
    page.press("SINTÉTICA 7", "tbody button")
    page.press("Fijar", ".details button")
    page.wait_text(".details", "Soltar")
    page.type("#note", "por revisar" + Keys.TAB)
    page.press("Ocultar", ".details button")
    page.wait_text(".left-out", "1 no se muestra: 1 oculto")

    page.chord("z")

    page.wait_text(".left-out", "Se muestra todo")
    page.press("SINTÉTICA 7", "tbody button")
    assert page.run("return document.querySelector('#note').value") == "por revisar"
    page.chord("z")
    page.chord("z")
    page.wait_text(".details", "Fijar")


def test_groups_are_one_node_and_open_again(page: ExplorerPage, address: str, made: Made) -> None:
    people = sum(node["type"] == "Person" for node in made.nodes)
    page.enter(address, width=1920, height=1080)
    page.ask()

    page.press("por rol", ".details button")

    assert shown(page)[0] == 60 - people + 2
    page.press("Desagrupar", ".details button")
    assert shown(page) == (60, 90)


def test_the_tree_is_walked_by_keys_alone(page: ExplorerPage, address: str) -> None:
    page.enter(address)
    page.ask()
    page.press("Tabla", ".views button")
    page.press("Árbol", ".kinds button")
    page.run("document.querySelector('[role=treeitem][tabindex=\"0\"]').focus()")
    focused = "return document.activeElement.innerText"

    page.keys(Keys.ARROW_RIGHT)
    assert page.run("return document.activeElement.getAttribute('aria-expanded')") == "true"
    page.keys(Keys.ARROW_RIGHT)
    assert page.run("return document.activeElement.getAttribute('aria-level')") == "2"
    page.keys(Keys.ENTER)

    name = str(page.run("return document.activeElement.querySelector('strong').innerText"))
    page.wait_text(".details .subject", name)
    page.keys(Keys.ARROW_LEFT)
    assert "SINTÉTICA 0" in page.run(focused)
    page.keys(Keys.END)
    assert "SINTÉTICA 59" in page.run(focused)


def test_a_table_is_sorted_by_its_heads(page: ExplorerPage, address: str) -> None:
    page.enter(address)
    page.ask()
    page.press("Tabla", ".views button")

    page.press("Vínculos", "thead button")
    page.press("Vínculos", "thead button")

    column = "return [...document.querySelectorAll('tbody td.number')].map(one => +one.innerText)"
    links = page.run(column)
    assert len(links) == 60
    assert links == sorted(links, reverse=True)
    assert page.run("return document.querySelectorAll('th[aria-sort=descending]').length") == 1


def test_a_route_is_completed_and_read_back(page: ExplorerPage, address: str) -> None:
    page.enter(address)
    page.type("input[role=combobox]", "cap")
    page.wait_text("[role=listbox]", "captar")

    page.type("input[role=combobox]", Keys.ARROW_DOWN + Keys.ENTER)

    assert page.run("return document.querySelector('[role=combobox]').value") == "captar "
    page.wait_text(".ask", "Captar en cualquier lugar.")


def test_a_wheel_moves_the_picture_and_redraws_it_at_rest(page: ExplorerPage, address: str) -> None:
    page.enter(address)
    page.ask()
    before = page.canvas()

    page.run(
        "document.querySelector('.canvas').dispatchEvent(new WheelEvent('wheel',"
        "{deltaY: -120, clientX: 700, clientY: 400, bubbles: true, cancelable: true}))"
    )

    transform = "return document.querySelector('.canvas canvas').style.transform"
    assert "scale(1.3" in page.run(transform)
    page.wait(f"{transform} === ''")
    assert page.canvas() != before
    page.press("Ver todo", ".over button")
    page.wait("return new Promise(done => setTimeout(() => done(true), 300))")
    assert page.canvas() == before


def test_english_is_one_button_away(page: ExplorerPage, address: str) -> None:
    page.enter(address)
    page.ask()

    page.press("English")

    assert page.run("return document.documentElement.lang") == "en"
    page.wait_text(".status", "Everything is shown: 60 items.")
    page.press("Legend", ".tabs button")
    assert "Victim" in page.text(".switches")


def test_a_telephone_shows_one_pane_and_never_scrolls_sideways(
    page: ExplorerPage, address: str
) -> None:
    page.enter(address, width=390, height=844)
    page.ask()
    for pane in ("Preguntar", "Vista", "Leyenda", "Detalle"):
        page.press(pane, ".panes button")
        sizes = "return [document.documentElement.scrollWidth, innerWidth]"
        wide, window = page.run(sizes)
        assert wide <= window, pane
        panes = page.run(
            "return ['.side', '.stage', '.details']"
            ".filter(one => document.querySelector(one).offsetParent).length"
        )
        assert panes == 1, pane

"""The explorer over a real `trama serve`: what each role finds, expands and reads."""

import pytest
from explorer_pages import ExplorerPage
from linked_served import Served
from selenium.webdriver.common.keys import Keys
from serve_process import ENTRY, terminal_serving

from trama.access.policy import Role

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def find(page: ExplorerPage, text: str) -> None:
    page.press("Preguntar", ".tabs button")
    page.run("document.querySelector('input[name=text]').value = ''")
    page.type("input[name=text]", text + Keys.ENTER)
    page.wait("return document.querySelector('.hits, .ask .hint')")


def test_an_investigator_goes_from_a_name_to_cases_and_who_says_so(
    page: ExplorerPage, served: Served
) -> None:
    suspect = served.suspects[0]
    page.enter_served(served, Role.INVESTIGATOR)
    find(page, suspect["name"])
    page.press("Añadir", ".hits button")
    page.wait_text(".details .subject", suspect["name"])
    page.wait_text(".neighbours", "Traer")
    page.wait_text(".details dl", suspect["name"])

    page.press("Traer", ".neighbours button")

    page.wait_drawn("nodes", above=1)
    page.press("Leyenda", ".tabs button")
    page.wait_text(".switches", "Caso")
    page.press("Tabla", ".views button")
    page.press("Vínculos", ".kinds button")
    page.wait_text("tbody", suspect["name"])
    assert page.text("[role=alert]") == ""


def test_an_analyst_sees_no_name_of_a_victim(page: ExplorerPage, served: Served) -> None:
    victim = served.victims[0]
    page.enter_served(served, Role.ANALYST)
    find(page, victim["pseudonym"])
    page.press("Añadir", ".hits button")
    page.wait_text(".neighbours", "Traer")
    page.press("Traer", ".neighbours button")
    page.wait_drawn("nodes", above=1)

    for view in ("Tabla", "Mapa", "Grafo"):
        page.press(view, ".views button")
        source = str(page.run("return document.documentElement.outerHTML"))
        hidden = served.held.hidden_from(Role.ANALYST)
        assert len(hidden) > 10
        assert [kind for text, kind in hidden.items() if len(text) > 8 and text in source] == []
    assert victim["pseudonym"] in source


def test_the_printed_address_enters_once(page: ExplorerPage, served: Served) -> None:
    with terminal_serving(served.held.environment) as written:
        found = ENTRY.search(written)
        assert found
        page.open(found[0])
        page.wait("return document.querySelector('#explorer').dataset.entered === 'true'")
        assert "entrada" not in page.driver.current_url

        page.open(found[0])

        page.wait_text(".entry [role=alert]", "ya se usó o venció")


def test_two_people_of_a_case_are_joined_by_a_path(page: ExplorerPage, served: Served) -> None:
    (pair,) = served.held.rows(
        "MATCH (a:Victim)-[:VICTIM_IN]->(:Case)<-[r:SUSPECT_IN]-(b:Suspect) "
        "WHERE a.name IS NOT NULL AND b.name IS NOT NULL AND NOT coalesce(r.excluded, false) "
        "RETURN a.name AS one, b.name AS other ORDER BY a.pseudonym, b.pseudonym LIMIT 1"
    )
    page.enter_served(served, Role.INVESTIGATOR)
    for name in (pair["one"], pair["other"]):
        find(page, name)
        page.press("Añadir", ".hits button")
        page.wait_text(".details .subject", name)
    page.press("Tabla", ".views button")
    page.run(
        "for (const one of document.querySelectorAll('tbody button')) "
        "one.dispatchEvent(new MouseEvent('click', {bubbles: true, ctrlKey: true}))"
    )

    page.press("Camino entre los dos", ".details button")

    page.wait_text(".status", "vínculo")
    page.press("Vínculos", ".kinds button")
    page.wait_text("tbody", pair["other"])
    assert page.text("[role=alert]") == ""


def test_a_form_comes_from_the_header_and_its_answer_is_drawn(
    page: ExplorerPage, served: Served
) -> None:
    page.enter_served(served, Role.ANALYST)
    page.type("input.filter", "tramos")
    page.press("Tramos más frecuentes", ".queries button")
    page.wait_text(".parameters", "Filas")
    levels = page.run("return document.querySelector('select[name=level]').options.length")
    assert levels >= 3

    page.press("Consultar", ".parameters button")

    page.wait_drawn("edges")
    page.press("Leyenda", ".tabs button")
    page.wait_text(".switches", "tramo de una ruta")


def test_a_route_that_is_wrong_is_told_where(page: ExplorerPage, served: Served) -> None:
    page.enter_served(served, Role.ANALYST)
    page.type("input[role=combobox]", "captarr en Cusco")
    page.wait_text(".ask .wrong", "captar")
    assert "captarr" in page.text(".ask .wrong")


def test_a_role_without_the_right_is_told(page: ExplorerPage, served: Served) -> None:
    page.enter(served.address.removesuffix("api/v1"), served.held.tokens[Role.PUBLIC])
    page.press("Preguntar", ".tabs button")
    page.type("input[name=text]", "ROSA" + Keys.ENTER)
    page.wait("return document.querySelector('[role=alert], .hits, .ask .hint')")
    assert page.text(".hits") == ""

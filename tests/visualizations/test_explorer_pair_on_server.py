"""Pairs and networks in the explorer over a real `trama serve`: who judges, who reads what."""

import pytest
from explorer_pages import ExplorerPage
from linked_served import Served
from selenium.webdriver.common.keys import Keys

from trama.access.policy import Role

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def shown_pair(page: ExplorerPage) -> str:
    return str(page.wait("return document.querySelector('.view.pair').dataset.pair"))


def test_an_investigator_judges_the_first_pair_and_takes_it_back(
    page: ExplorerPage, served: Served
) -> None:
    page.enter_served(served, Role.INVESTIGATOR)
    page.press("Pares", ".views button")
    first = shown_pair(page)
    assert "SISTRA" in page.text(".pair-sides thead") or "RETA" in page.text(".pair-sides thead")
    assert "Punto de partida" in page.text(".pair-reasons")

    page.keys("n")
    page.wait_text(".status", "Guardado: no se sabe")
    with served.client(Role.INVESTIGATOR) as client:
        pair = {"one": f"{first}.1", "other": f"{first}.2"}
        stands = client.get("/judgements/pair", params=pair).json()["judged"]
        assert stands["verdict"] == "unsure"
        page.press("Deshacer el último")
        page.wait_text(".status", "Guardado: retirado")
        assert client.get("/judgements/pair", params=pair).json()["judged"] is None


def test_the_details_of_a_person_lead_to_her_pairs(page: ExplorerPage, served: Served) -> None:
    page.enter_served(served, Role.INVESTIGATOR)
    page.type("input[name=text]", served.victims[0]["pseudonym"] + Keys.ENTER)
    page.press("Añadir", ".hits button")
    page.wait_text(".details .subject", served.victims[0]["name"])

    page.press("Registros y vínculos", ".details button")

    page.wait_text(".pair-list h2", served.victims[0]["name"])
    page.wait_text(".pair-queue", "no se sabe")
    shown_pair(page)
    page.press("Ver la cola entera")
    page.wait_text(".pair-list h2", "Pares por juzgar")


def test_a_supervisor_reads_no_identity_and_an_analyst_no_pair(
    page: ExplorerPage, served: Served
) -> None:
    for role in (Role.SUPERVISOR, Role.ANALYST):
        hidden = served.held.hidden_from(role)
        assert len(hidden) > 10
        page.enter_served(served, role)
        page.press("Pares", ".views button")
        if role is Role.SUPERVISOR:
            shown_pair(page)
        else:
            page.wait_text(".pair-one [role=alert]", "investigación y supervisión")
        source = str(page.run("return document.documentElement.outerHTML"))
        assert [kind for text, kind in hidden.items() if len(text) > 8 and text in source] == []


def test_without_stored_networks_the_view_says_what_to_run(
    page: ExplorerPage, served: Served
) -> None:
    page.enter_served(served, Role.ANALYST)
    page.press("Redes", ".views button")
    page.wait_text(".networks-empty", "trama networks find --write")

"""A thousand script payloads in every panel of the explorer: none runs, none asks an outsider."""

from collections.abc import Iterator

import pytest
from explorer_fixture import Made, explorer_fixture, made_graph
from explorer_pages import ExplorerPage
from pair_fixture import add_networks, add_pairs
from script_payloads import payloads
from selenium.webdriver.common.keys import Keys
from work_fixture import add_work

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TEXTS = payloads()
WATCH = """
window.refused = 0;
document.addEventListener('securitypolicyviolation', () => { window.refused += 1; });
"""
FOREIGN = "script:not([src]), iframe, object, embed, base, video, marquee, meta[http-equiv=refresh]"


@pytest.fixture
def made() -> Made:
    made = made_graph(len(TEXTS), 1_200)
    for node, text in zip(made.nodes, TEXTS, strict=True):
        node["label"] = text
        node["properties"] |= {"name": text, "registries": [text], "fact_date": text}
    for edge, text in zip(made.edges, TEXTS, strict=False):
        edge["properties"] |= {"role": text, "registries": [text], "date": text}
    add_pairs(made)
    add_networks(made)
    add_work(made, TEXTS)
    _lists(made)
    return made


def _lists(made: Made) -> None:
    """Put payloads into the pair that is judged, the queue, and a stored network."""
    queue = made.answers["GET judgements/queue"][1]
    queue["pairs"] = [
        {**queue["pairs"][0], "handle": f"J-{n}", "one": {"key": None, "pseudonym": text}}
        | {"other": {"key": text, "pseudonym": None}}
        for n, text in enumerate(TEXTS)
    ]
    pair = made.answers["GET judgements/pair"][1]
    pair["fields"] = [
        {"field": "birth_date", "title": text, "one": text, "other": text, "mark": "≠"}
        for text in TEXTS
    ]
    pair["explanation"]["lines"] = [
        {"comparator": "n", "title": t, "level": "NEAR", "sentence": t, "bits": 1.0} for t in TEXTS
    ]
    pair["judged"] = {"verdict": TEXTS[2], "by": TEXTS[3], "at": TEXTS[4]}
    people = [{"uid": f"P-{n}", "pseudonym": f"X-{n}", "name": t} for n, t in enumerate(TEXTS)]
    rows = made.answers["POST queries/recurring_networks/run"][1]["rows"]
    rows[0]["people"] = people
    members = made.answers["POST queries/network_members/run"][1]
    members["rows"] = [
        {"suspect": one, "roles": [one["name"]], "cases": 1, "partners": 1} for one in people
    ]
    changes = made.answers["POST queries/network_changes/run"][1]["rows"]
    changes[0] |= {"calculated": TEXTS[5], "change": TEXTS[6], "others": TEXTS}


@pytest.fixture
def watched(page: ExplorerPage, made: Made) -> Iterator[ExplorerPage]:
    """A page that counts what its policy refuses; at the end nothing ran, came in or went out."""
    with explorer_fixture(made) as address:
        page.enter(address)
        page.run(WATCH)
        yield page
        assert page.run("return document.body.dataset.ran ?? null") is None
        assert page.run("return window.refused") == 0
        assert page.run(f"return document.querySelectorAll('{FOREIGN}').length") == 0
        inside = (address, "data:", "blob:", "about:blank")
        assert [one for one in page.requests() if not one.startswith(inside)] == []


def shown(page: ExplorerPage, selector: str) -> int:
    """Return how many of the texts an element shows, each as text."""
    script = (
        "return new Set([...document.querySelectorAll('%s')].flatMap(one => "
        "[...one.textContent.matchAll(/§(\\d+)§/g)].map(found => found[1]))).size"
    )
    return int(page.run(script % selector))


def wait_shown(page: ExplorerPage, selector: str, count: int = len(TEXTS)) -> None:
    page.wait(f"return document.querySelector('{selector}')?.textContent.includes('§')")
    assert shown(page, selector) == count


def test_the_texts_are_a_thousand() -> None:
    assert len(TEXTS) == len({*TEXTS}) == 1_000


def test_the_watch_sees_texts_that_are_taken_for_html(page: ExplorerPage, made: Made) -> None:
    with explorer_fixture(made) as address:
        page.enter(address)
        page.run(WATCH)
        page.driver.execute_script(  # type: ignore[no-untyped-call]
            "for (const text of arguments[0]) document.body.insertAdjacentHTML('beforeend', text)",
            [text for text in TEXTS if "&lt;" not in text and "http-equiv" not in text][::20],
        )
        page.wait("return window.refused > 5")
        assert page.run(f"return document.querySelectorAll('{FOREIGN}').length") > 3


def test_workspaces_and_standing_questions(watched: ExplorerPage) -> None:
    watched.press("Trabajo", ".tabs button")
    wait_shown(watched, ".work section:nth-of-type(2)")
    wait_shown(watched, ".work .standing")
    watched.run("document.querySelector('.standing .rows button').click()")
    wait_shown(watched, ".work .news")


def test_an_opened_workspace_its_notes_sharing_log_report_and_paper(watched: ExplorerPage) -> None:
    watched.press("Trabajo", ".tabs button")
    watched.press("Abrir", ".work button")
    watched.wait_text(".mark-saved", "§0§")
    wait_shown(watched, ".work section.open")  # the notes of what is gone
    watched.press("Compartir…", ".work button")
    wait_shown(watched, ".work form")
    watched.press("‹", ".work .back")
    watched.press("Historial", ".work button")
    wait_shown(watched, ".work .log")
    watched.press("‹", ".work .back")
    watched.press("Informe y evidencia…", ".work button")
    watched.wait_text(".work form", "§0§")
    watched.press("Paquete de evidencia", ".work button")
    watched.wait_text("[role=alert]", "§1§")
    watched.run("window.dispatchEvent(new Event('beforeprint'))")
    assert shown(watched, ".paper dl") == len(TEXTS) - 2  # the notes of two lie in a group
    assert watched.run("return document.querySelectorAll('.paper dd').length") == len(TEXTS) - 2
    watched.run("window.dispatchEvent(new Event('afterprint'))")


def test_pairs_and_networks(watched: ExplorerPage) -> None:
    watched.press("Pares", ".views button")
    wait_shown(watched, ".pair-queue")
    wait_shown(watched, ".pair-sides tbody")
    wait_shown(watched, ".pair-reasons")
    watched.press("Redes", ".views button")
    wait_shown(watched, ".view.networks")


def test_graph_table_tree_map_details_and_search(watched: ExplorerPage) -> None:
    watched.ask()
    watched.press("Tabla", ".views button")
    for _ in range(4):
        watched.press("Mostrar", ".view.table > button")
    wait_shown(watched, ".view.table tbody")
    watched.run("document.querySelector('tbody button').click()")
    watched.wait_text(".details", "Vecinos")
    watched.type("#note", TEXTS[0].split("\n")[-1] + Keys.TAB)
    watched.press("Vínculos", ".kinds button")
    watched.run("document.querySelector('tbody button').click()")
    watched.press("Árbol", ".kinds button")
    assert shown(watched, ".tree") == 300  # the roots that are drawn at once
    watched.press("Leyenda", ".tabs button")
    watched.wait("return document.querySelector('.switches')")
    watched.press("Mapa", ".views button")
    watched.press("Grafo", ".views button")
    watched.press("Preguntar", ".tabs button")
    watched.type("input[name=text]", "script" + Keys.ENTER)
    watched.wait("return document.querySelector('.hits')?.textContent.includes('§')")

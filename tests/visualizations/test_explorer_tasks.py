"""The ten tasks of docs/explorer-tasks.md, done in Chromium over `trama serve` on a linked twin.

Each takes no more steps than the page says, and less than two minutes.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import pytest
from explorer_pages import ExplorerPage
from explorer_worker import Worker
from selenium.webdriver.support.ui import WebDriverWait
from twin_served import TwinServed

from trama.access.policy import Role

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DOCUMENTED = Path(__file__).parents[2] / "docs" / "explorer-tasks.md"
LONGEST = 120
"""Seconds that a task may take: an investigator waits no longer."""

SEARCH = "input[name=text]"
PEOPLE = """
MATCH (p:Suspect)-[r:SUSPECT_IN]->(c:Case)
WHERE p.name IS NOT NULL AND NOT coalesce(r.excluded, false)
WITH p, count(c) AS cases WHERE cases > 1
RETURN p.name AS name, p.pseudonym AS pseudonym ORDER BY cases DESC, pseudonym LIMIT 20
"""
TOGETHER = """
MATCH (a:Victim)-[:VICTIM_IN]->(:Case)<-[r:SUSPECT_IN]-(b:Suspect)
WHERE a.name IS NOT NULL AND b.name IS NOT NULL AND NOT coalesce(r.excluded, false)
RETURN a.name AS one, b.name AS other ORDER BY a.pseudonym, b.pseudonym LIMIT 1
"""
WAYS = """
MATCH (s:Stage {phase: 'CAPTACION'})-[:NEXT]->(t:Stage {phase: 'RECEPCION'}),
      (s)-[:AT]->(:Location)-[:WITHIN*0..3]->(a:Location {level: 'DEPARTAMENTO'}),
      (t)-[:AT]->(:Location)-[:WITHIN*0..3]->(b:Location {level: 'DEPARTAMENTO'})
WHERE a.uid <> b.uid
RETURN a.name AS origin, b.name AS destination, count(*) AS times
ORDER BY times DESC, origin, destination LIMIT 1
"""


def documented(task: int) -> str:
    """Return the steps that the page counts for a task."""
    text = DOCUMENTED.read_text(encoding="utf-8")
    (section,) = re.findall(rf"^## {task}\. .*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    (steps,) = re.findall(r"\*\*Pasos: (.+?)\.\*\*", section)
    return str(steps)


@contextmanager
def task(page: ExplorerPage, number: int) -> Iterator[Worker]:
    """Count the steps of a task and compare them with the page's; it ends in time."""
    worker, begun = Worker(page), time.monotonic()
    yield worker
    assert time.monotonic() - begun < LONGEST
    assert worker.steps == documented(number)
    assert page.text("[role=alert]") == ""


@pytest.fixture
def entered(page: ExplorerPage, twin_served: TwinServed) -> ExplorerPage:
    page.enter_with_queries(twin_served.address, twin_served.tokens[Role.INVESTIGATOR])
    return page


def misspelled(name: str) -> str:
    """Return a name as somebody writes who only heard it."""
    return name.replace("Z", "S").replace("V", "B").replace("QU", "K").replace("H", "")


def nodes(page: ExplorerPage) -> int:
    return int(page.run("return document.querySelector('.canvas').dataset.nodes") or 0)


def test_1_somebody_is_found_by_a_misspelled_name(
    entered: ExplorerPage, twin_served: TwinServed
) -> None:
    known = [row["name"] for row in twin_served.rows(PEOPLE)]
    name = next(name for name in known if misspelled(name) != name)
    with task(entered, 1) as worker:
        worker.fill(SEARCH, misspelled(name))
        worker.click("Añadir", ".hits button")
        entered.wait_text(".details .subject", name)
        entered.wait_text(".details dl", name)
    assert re.search("RETA|SISTRA", entered.text(".details dl"))


def test_2_partners_of_a_period_are_counted_before_they_are_brought(
    entered: ExplorerPage, twin_served: TwinServed
) -> None:
    person = twin_served.rows(PEOPLE)[0]
    with task(entered, 2) as worker:
        worker.fill(SEARCH, person["pseudonym"])
        worker.click("Añadir", ".hits button")
        entered.wait_text(".neighbours", "Traer")
        worker.fill(".neighbours input[name=since]", "2013", enter=False)
        worker.click("Traer", ".neighbours button")
        entered.wait_drawn("nodes", above=1)


def test_3_a_path_explains_how_two_people_are_joined(
    entered: ExplorerPage, twin_served: TwinServed
) -> None:
    (pair,) = twin_served.rows(TOGETHER)
    with task(entered, 3) as worker:
        for name in (pair["one"], pair["other"]):
            worker.fill(SEARCH, name)
            entered.wait_text(".hits", name)
            worker.click("Añadir", ".hits button")
            entered.wait_text(".details .subject", name)
        worker.click("Tabla", ".views button")
        worker.click(pair["one"], "tbody button", holding="ctrlKey")
        worker.click("Camino entre los dos", ".details button")
        entered.wait_text(".status", "vínculo")
    entered.press("Grafo", ".views button")
    entered.wait_drawn("edges")


def test_4_a_route_is_written_and_seen_on_the_map(
    entered: ExplorerPage, twin_served: TwinServed
) -> None:
    (way,) = twin_served.rows(WAYS)
    with task(entered, 4) as worker:
        worker.fill(
            "input[role=combobox]", f"captar en {way['origin']} > recibir en {way['destination']}"
        )
        entered.wait_drawn("edges")
        worker.click("Mapa", ".views button")
        entered.wait_text(".map-lists", "Víctimas")
    assert f"{way['origin']} → {way['destination']}" in entered.text(".map-lists")


def test_5_two_periods_are_compared_on_the_map(entered: ExplorerPage) -> None:
    with task(entered, 5) as worker:
        worker.fill("input.filter", "tramos", enter=False)
        worker.click("Tramos más frecuentes", ".queries button")
        worker.click("Consultar", ".parameters button")
        entered.wait_drawn("edges")
        worker.click("Mapa", ".views button")
        worker.click("Comparar períodos", ".time button")
        entered.wait_text(".time-told", "cambio")
        entered.wait_text(".map-lists", "Cambio")


def test_6_what_was_known_on_a_day_leaves_out_later_cases(entered: ExplorerPage) -> None:
    with task(entered, 6) as worker:
        worker.click("Redes", ".views button")
        worker.click("Poner en el lienzo", ".networks-put")
        entered.wait_drawn("nodes", above=1)
        worker.click("Leyenda", ".tabs button")
        worker.fill(".as-of input", "2012")
        entered.wait_text(".status", "sin registrar ese día")


def test_7_two_records_become_one_on_the_canvas_and_part_again(
    entered: ExplorerPage, twin_served: TwinServed
) -> None:
    with twin_served.client(Role.INVESTIGATOR) as client:
        pairs = client.get("/judgements/queue", params={"kind": "suspect"}).json()["pairs"]
    first = pairs[0]
    for end, there in ((first["one"], 1), (first["other"], 2)):
        Worker(entered).fill(SEARCH, end["pseudonym"])
        entered.wait_text(".hits", "identificador")
        entered.press("Añadir", ".hits button")
        entered.wait(f"return Number(document.querySelector('.canvas').dataset.nodes) === {there}")
    with task(entered, 7) as worker:
        worker.click("Pares", ".views button")
        worker.choose(".pair-choices select", "Imputados")
        entered.wait(
            f"return document.querySelector('.view.pair').dataset.pair === '{first['handle']}'"
        )
        worker.press("m")
        entered.wait_text(".status", "Guardado: mismo")
        worker.click("Grafo", ".views button")
        entered.wait_text(".status", "1 elemento se unió con otro")
    assert nodes(entered) == 1
    entered.press("Pares", ".views button")
    entered.press("Deshacer el último")
    entered.wait_text(".status", "Guardado: retirado")
    entered.press("Grafo", ".views button")
    entered.wait_text(".status", "1 elemento se separó de otro")
    assert nodes(entered) == 2


def test_8_a_network_that_recurs_is_drawn_with_its_odds(entered: ExplorerPage) -> None:
    with task(entered, 8) as worker:
        worker.click("Redes", ".views button")
        entered.wait_text(".networks-odds", "Por azar")
        worker.click("Poner en el lienzo", ".networks-put")
        entered.wait_drawn("nodes", above=1)
        worker.click("por red", ".details button")
        entered.wait_drawn("nodes")
        entered.press("Tabla", ".views button")
        entered.wait_text("tbody", "Red N-1")


def test_9_a_workspace_is_saved_and_shared(entered: ExplorerPage, twin_served: TwinServed) -> None:
    entered.press("Redes", ".views button")
    entered.press("Poner en el lienzo", ".networks-put")
    entered.wait_drawn("nodes", above=1)
    with task(entered, 9) as worker:
        worker.click("Trabajo", ".tabs button")
        worker.click("Guardar como…", ".work button")
        worker.fill(".work input[name=title]", "Red SINTÉTICA")
        entered.wait_text(".mark-saved", "Red SINTÉTICA · Guardado")
        worker.click("Compartir…", ".work button")
        worker.choose(f'.grant select[aria-label$="{twin_served.name_of(Role.ANALYST)}"]', "leer")
        worker.click("Guardar permisos", ".work button")
        entered.wait_text(".status", "Se guardaron los permisos")
    with twin_served.client(Role.ANALYST) as client:
        listed = client.get("/workspaces").json()["workspaces"]
    assert [row["may"] for row in listed if row["items"]] == ["read"]


def test_10_what_was_found_leaves_as_signed_evidence(
    entered: ExplorerPage, twin_served: TwinServed, tmp_path: Path
) -> None:
    downloads = {"behavior": "allow", "downloadPath": str(tmp_path)}
    entered.driver.execute_cdp_cmd("Browser.setDownloadBehavior", downloads)
    with task(entered, 10) as worker:
        worker.fill("input.filter", "tramos", enter=False)
        worker.click("Tramos más frecuentes", ".queries button")
        worker.click("Consultar", ".parameters button")
        entered.wait_drawn("edges")
        worker.click("Trabajo", ".tabs button")
        worker.click("Informe y evidencia…", ".work button")
        worker.fill(".work input[name=title]", "Tramos SINTÉTICOS", enter=False)
        worker.click("Paquete de evidencia", ".work button")
        WebDriverWait(entered.driver, 60).until(lambda _: list(tmp_path.glob("*.zip")))
    (pack,) = tmp_path.glob("*.zip")
    with ZipFile(pack) as opened:
        assert any(name.endswith(".sig") or "manifest" in name for name in opened.namelist())

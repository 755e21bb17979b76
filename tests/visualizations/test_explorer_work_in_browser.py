"""Workspaces in the explorer over a real `trama serve`: saved, opened, shared, and in conflict."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from explorer_pages import ExplorerPage
from linked_served import Served
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from trama.access.policy import Role

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def ask_legs(page: ExplorerPage) -> None:
    """Ask for the most frequent legs, and wait until they stand still."""
    page.type("input.filter", "tramos")
    page.press("Tramos más frecuentes", ".queries button")
    page.wait_text(".parameters", "Filas")
    page.press("Consultar", ".parameters button")
    page.wait_drawn("edges")
    page.wait_arranged()


def save_as(page: ExplorerPage, title: str) -> None:
    page.press("Trabajo", ".tabs button")
    page.press("Guardar como…", ".work button")
    page.run("document.querySelector('.work input[name=title]').value = ''")
    page.type(".work input[name=title]", title + Keys.ENTER)
    page.wait_text(".mark-saved", f"{title} · Guardado")


def open_workspace(page: ExplorerPage, title: str) -> None:
    page.press("Trabajo", ".tabs button")
    label = f'.work button[aria-label="Abrir: {title}"]'
    page.wait(f"return document.querySelector('{label}')")
    page.press("Abrir", label)
    page.wait_text(".mark-saved", f"{title} · Guardado")


def drawing(page: ExplorerPage) -> str:
    """Return a picture of the whole graph, without the buttons over it."""
    page.press("Ver todo", ".over button")
    page.run("document.querySelector('.over').hidden = true")
    picture = page.canvas()
    page.run("document.querySelector('.over').hidden = false")
    return picture


def note_first_node(page: ExplorerPage, text: str) -> None:
    """Write a note at the first node of the table."""
    page.press("Tabla", ".views button")
    page.run("document.querySelector('tbody button').click()")
    page.wait("return document.querySelector('#note')")
    page.run("document.querySelector('#note').value = ''")
    page.type("#note", text + Keys.TAB)


def id_of(served: Served, role: Role, title: str) -> str:
    with served.client(role) as client:
        rows = client.get("workspaces").json()["workspaces"]
    return str(next(row["id"] for row in rows if row["title"] == title))


def test_a_saved_canvas_is_opened_again_as_it_was(page: ExplorerPage, served: Served) -> None:
    page.enter_served(served, Role.INVESTIGATOR)
    ask_legs(page)
    save_as(page, "Ruta SINTÉTICA")
    drawn = drawing(page)
    page.driver.refresh()
    page.wait("return document.querySelector('#explorer').dataset.entered === 'true'")
    page.wait_text(".view.graph", "Empiece por una pregunta")

    open_workspace(page, "Ruta SINTÉTICA")
    page.wait_arranged()

    assert drawing(page) == drawn
    page.press("Leyenda", ".tabs button")
    page.wait_text(".switches", "tramo de una ruta")
    page.press("Mapa", ".views button")
    page.wait_text(".map-lists", "Víctimas")  # legs came back with their counts


def test_a_change_is_unsaved_until_it_is_saved(page: ExplorerPage, served: Served) -> None:
    page.enter_served(served, Role.INVESTIGATOR)
    ask_legs(page)
    save_as(page, "Notas SINTÉTICAS")
    note_first_node(page, "por revisar")
    page.wait_text(".mark-saved", "Cambios sin guardar")
    page.press("Salir")
    page.wait_text("dialog h2", "Hay cambios sin guardar")
    page.press("Cancelar", "dialog button")
    page.chord("z")
    page.wait_text(".mark-saved", "Guardado")
    page.chord("y")
    page.press("Guardar", ".work .buttons button.primary")
    page.wait_text(".mark-saved", "Guardado")

    page.press("Historial", ".work button")

    page.wait_text(".log", "lo creó")
    assert "lo guardó" in page.text(".log")
    assert "por revisar" not in page.text(".work")


def test_two_who_save_the_same_lose_nothing(page: ExplorerPage, served: Served) -> None:
    page.enter_served(served, Role.INVESTIGATOR)
    ask_legs(page)
    save_as(page, "Disputa SINTÉTICA")
    with served.client(Role.INVESTIGATOR) as other:
        stored = f"workspaces/{id_of(served, Role.INVESTIGATOR, 'Disputa SINTÉTICA')}"
        theirs = other.get(stored).json()
        theirs["investigation"]["notes"] = [
            {"key": theirs["investigation"]["keys"][0], "text": "nota ajena"}
        ]
        sent = {name: theirs[name] for name in ("revision", "investigation")}
        assert other.put(stored, json=sent).status_code == 200
    note_first_node(page, "nota mía")
    page.press("Trabajo", ".tabs button")
    page.press("Guardar", ".work .buttons button.primary")
    page.wait_text("dialog h2", "Otra persona guardó cambios")
    assert page.violations() == []

    page.press("Unir los dos", "dialog button")

    page.wait_text(".mark-saved", "Disputa SINTÉTICA (unido) · Guardado")
    page.press("Tabla", ".views button")
    page.run("document.querySelector('tbody button').click()")
    page.wait("return document.querySelector('#note')?.value.includes('nota ajena')")
    assert "nota mía" in page.run("return document.querySelector('#note').value")


def test_an_analyst_sees_no_name_in_a_workspace_that_is_shared(
    page: ExplorerPage, served: Served
) -> None:
    victim = served.victims[0]
    page.enter_served(served, Role.INVESTIGATOR)
    page.type("input[name=text]", victim["name"] + Keys.ENTER)
    page.press("Añadir", ".hits button")
    page.wait_text(".details .subject", victim["name"])
    page.type("#note", f"Hablar con {victim['name']}" + Keys.TAB)
    save_as(page, f"Caso de {victim['name']} SINTÉTICO")
    page.press("Compartir…", ".work button")
    page.wait("return document.querySelectorAll('.grant select').length >= 1")
    page.run(
        "for (const one of document.querySelectorAll('.grant select')) one.value = 'read';"
        "document.querySelector('.work form button').click()"
    )
    page.wait_text(".status", "Se guardaron los permisos.")
    page.press("Salir")

    page.enter_served(served, Role.ANALYST)
    open_workspace(page, "(título reservado)")

    page.wait_text(".work", "Su rol no ve: 1 nota")
    hidden = served.held.hidden_from(Role.ANALYST)
    assert len(hidden) > 10
    for screen in ("Historial", "‹ Volver", "Informe y evidencia…"):
        page.press(screen, ".work button, .work .back")
        page.wait_text(".work", "Volver" if screen != "‹ Volver" else "Espacios guardados")
        source = str(page.run("return document.documentElement.outerHTML"))
        assert [kind for text, kind in hidden.items() if len(text) > 8 and text in source] == []
    assert victim["name"] not in source
    page.press("Tabla", ".views button")
    page.wait_text("tbody", victim["pseudonym"])


def test_the_last_question_becomes_a_standing_one(page: ExplorerPage, served: Served) -> None:
    page.enter_served(served, Role.INVESTIGATOR)
    ask_legs(page)
    page.press("Trabajo", ".tabs button")
    page.press("Crear", ".standing button")
    page.wait_text(".standing .rows", "nada por revisar")
    assert page.violations() == []

    page.press("Ver lo nuevo", ".standing .rows button")

    page.wait_text(".work", "No hay nada nuevo.")
    page.press("‹ Volver", ".work .back")
    page.wait_text(".standing .rows", "Hacerla ahora")
    page.press("Quitar", ".standing .rows button")
    page.wait_text(".standing", "Aún no hay preguntas permanentes.")


def test_a_pack_of_the_canvas_is_whole_and_holds_the_picture(
    page: ExplorerPage, served: Served, tmp_path: Path
) -> None:
    page.enter_served(served, Role.ANALYST)
    ask_legs(page)
    downloads = {"behavior": "allow", "downloadPath": str(tmp_path)}
    page.driver.execute_cdp_cmd("Browser.setDownloadBehavior", downloads)
    page.press("Trabajo", ".tabs button")
    page.press("Informe y evidencia…", ".work button")
    page.type(".work input[name=title]", "Tramos SINTÉTICOS")
    page.press("Paquete de evidencia", ".work button")
    page.wait_text(".status", "Se descargó evidencia-")
    WebDriverWait(page.driver, 30).until(lambda _: [*tmp_path.glob("evidencia-*.zip")])

    (pack,) = tmp_path.glob("*.zip")
    output, error = served.order(Role.ANALYST, "evidence", "verify", str(pack), "--json")

    assert error is None
    assert json.loads(output)["whole"] is True
    with ZipFile(pack) as files:
        (picture,) = [name for name in files.namelist() if name.endswith(".png")]
        assert files.read(picture).startswith(b"\x89PNG")

"""Pages in Debian's Chromium at the sizes of a laptop's window and of paper."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from answers import answer, pseudonym
from browser import Browser, browser

from trama.queries.catalog import catalog
from trama.visualizations.around import Around, leg_key
from trama.visualizations.places_page import places_page
from trama.visualizations.route_page import route_page

CASES = [f"C-{number:024x}" for number in range(10)]
NUMBERS = {
    case: f"RETA:SINT-2021-{number:06} / SISTRA:9999154505-2021-{number}-0"
    for number, case in enumerate(CASES)
}
LEG = {
    "origin": "PE-170101", "destination": "VE-A", "cases": 10, "victims": 1_234,
    "first": "2016-12-31", "last": "2025-12-31", "case_uids": CASES,
}  # fmt: skip
# A leg of few cases: its list is no long one.
FEW = LEG | {"origin": "PE-150132", "destination": "CO-VAC", "cases": 2, "case_uids": CASES[8:]}
FILES = {"PE-170101": "p.lugar.html", leg_key(LEG, {}): "p.caminos.html"}
FILES |= {case: f"p.{case}.html" for case in CASES}

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


def the_map(links: Mapping[str, str]) -> str:
    asked = answer("frequent_legs", [LEG, FEW])
    around = Around(links=links, names=NUMBERS)
    return places_page(catalog().get("frequent_legs"), asked, "es", around=around)


def of_a_suspect() -> str:
    """Return the page of a suspect whose every column holds a long value."""
    row: dict[str, Any] = {
        "victim": pseudonym("A"), "position": 1, "phase": "RECEPCION",
        "suspect": pseudonym("S"), "case": CASES[0], "role": "CAPTADOR", "situation": "NO_HABIDO",
        "case_numbers": ["RETA:SINT-2021-000302", "SISTRA:9999214505-2021-302-0"],
        "excluded": False, "date": "2021-07-30/2021-12-02", "place": "PE-150132",
        "venue": "PROSTIBULO", "transport": "BUS", "registries": ["RETA", "SISTRA"],
        "used": ["AGENCIA DE EMPLEOS DOÑA PEPA (SINTETICO)"], "used_kinds": ["Establishment"],
    }  # fmt: skip
    said = answer("cases_of_suspect", [row], {"person": "X-1"})
    return route_page(catalog().get("cases_of_suspect"), said, "es")


@pytest.mark.parametrize(
    "page",
    [lambda: the_map({}), lambda: the_map(FILES), of_a_suspect],
    ids=["map", "linked map", "suspect"],
)
def test_a_laptop_shows_every_column(
    page: Callable[[], str], chromium: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(), encoding="utf-8")
    chromium.resize(1366, 768)
    chromium.open(file)

    room, wide = chromium.run(
        "const box = document.querySelector('section.table > .scroll');"
        "return [box.clientWidth, box.scrollWidth]"
    )

    chromium.resize(1400, 1000)
    assert room > 600
    assert wide <= room


def test_on_paper_a_link_to_another_page_is_text(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(the_map(FILES), encoding="utf-8")
    chromium.open(file)
    addresses = (
        "return [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
        ".filter(href => href && !href.startsWith('#')).length"
    )
    on_screen = chromium.run(addresses)

    # A PDF would hold the path of the file on the disk of whoever printed it.
    chromium.media("print")
    on_paper = chromium.wait_for(f"return (() => {{ {addresses} }})() === 0")
    chromium.media("")

    assert on_screen > 10
    assert on_paper
    assert chromium.wait_for(f"return (() => {{ {addresses} }})() === {on_screen}")

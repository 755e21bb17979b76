"""The explorer's map and time on a page of their own, served under the explorer's policy.

The page has no server behind it: a test gives the store what an answer would.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from explorer_sources import SHIPPED, npm
from local_server import local_server
from selenium import webdriver
from selenium.webdriver.common.by import By

from trama.api.built_files import PAGE_HEADERS

# WebGL by software: there is no graphics card in a container.
WEBGL = ("--enable-unsafe-swiftshader", "--use-gl=angle", "--use-angle=swiftshader")
Properties = Mapping[str, Any]


class _Handler(SimpleHTTPRequestHandler):
    """Serves the built page, and the shipped boundaries unless a test takes one away."""

    def __init__(self, *arguments: Any, missing: set[str], **named: Any) -> None:  # noqa: ANN401 - the server's own
        self._missing = missing
        super().__init__(*arguments, **named)

    def translate_path(self, path: str) -> str:
        name = path.removeprefix("/explorer/").split("?")[0]
        if name.startswith("places/"):
            return str(SHIPPED / name) if name not in self._missing else "/nowhere"
        return str(Path(self.directory) / name)

    def end_headers(self) -> None:
        for name, value in PAGE_HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Stay silent: a test's output is its own."""


def built(folder: Path) -> Path:
    """Build the page into a folder; skip the test without Node."""
    npm("run", "--silent", "trial", TRAMA_EXPLORER_OUT=str(folder))
    return folder


@contextmanager
def served(folder: Path, missing: set[str]) -> Iterator[str]:
    """Serve the built page; yield its address. ``missing`` boundary files are not there."""
    handler = partial(_Handler, directory=str(folder), missing=missing)
    with local_server(handler) as address:
        yield f"{address}explorer/map.html"


def place(uid: str, label: str) -> Properties:
    """Return a place as an answer has it."""
    return {"key": uid, "type": "Location", "roles": [], "label": label, "properties": {}}


def leg(origin: str, destination: str, victims: int, **properties: object) -> Properties:
    """Return a leg between two places as an answer has it."""
    return {
        "id": f"LEG|{origin}|{destination}",
        "source": origin,
        "target": destination,
        "type": "LEG",
        "properties": {"victims": victims, "cases": victims, **properties},
    }


def answer(driver: webdriver.Chrome, legs: list[Properties]) -> None:
    """Give the store the legs and their places."""
    uids = sorted({leg[end] for leg in legs for end in ("source", "target")})
    nodes = [place(uid, f"Lugar {uid}") for uid in uids]
    driver.execute_script("window.trial.answer(arguments[0], arguments[1])", nodes, legs)


def buttons(driver: webdriver.Chrome, selector: str) -> list[str]:
    """Return the texts of the elements of a selector."""
    return [found.text for found in driver.find_elements(By.CSS_SELECTOR, selector)]


def refusals(driver: webdriver.Chrome) -> list[str]:
    """Return what the browser complained about since the last call."""
    entries: list[dict[str, Any]] = driver.get_log("browser")  # type: ignore[no-untyped-call]
    return [json.dumps(entry["message"]) for entry in entries if entry["level"] == "SEVERE"]

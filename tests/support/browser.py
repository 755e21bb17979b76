"""Debian's Chromium, headless and without its own background traffic."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
SECONDS = 30
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,1000",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page in a browser: ``requests`` are addresses, ``errors`` are console messages."""

    requests: tuple[str, ...]
    errors: tuple[str, ...]


class Browser:
    """A browser that opens files and logs their requests and errors."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self._driver = driver

    def open(self, path: Path) -> Seen:
        """Open a file, wait until its page is drawn, and return what was seen."""
        # The log must not contain the requests of a new tab's own page.
        self._driver.get("about:blank")
        self._log("performance")
        self._driver.get(path.as_uri())
        WebDriverWait(self._driver, SECONDS).until(
            lambda driver: driver.execute_script("return document.body.dataset.drawn === 'true'")
        )
        messages = [json.loads(entry["message"])["message"] for entry in self._log("performance")]
        requests = [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]
        return Seen(tuple(requests), tuple(entry["message"] for entry in self._log("browser")))

    def resize(self, width: int, height: int) -> None:
        """Set the size of the page in pixels, even below the smallest size of a window."""
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self._driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the script returns
        """Run ``script`` in the open page; return its result."""
        return self._driver.execute_script(script)

    def hover(self, selector: str) -> None:
        """Move the mouse to the middle of the first element of a selector."""
        element = self._driver.find_element(By.CSS_SELECTOR, selector)
        ActionChains(self._driver).move_to_element(element).perform()

    def point_at(self, x: float, y: float) -> None:
        """Move the mouse to a point of the canvas of vis-network, in pixels from its middle."""
        canvas = self._driver.find_element(By.CSS_SELECTOR, "#network canvas")
        ActionChains(self._driver).move_to_element_with_offset(canvas, round(x), round(y)).perform()

    def press(self, selector: str, key: str) -> None:
        """Send a key to the first element of a selector."""
        self._driver.find_element(By.CSS_SELECTOR, selector).send_keys(key)

    def media(self, name: str) -> None:
        """Show the page as on a medium: ``print``, or "" for a screen."""
        self._driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": name})

    def wait_for(self, script: str) -> Any:  # noqa: ANN401 - same
        """Run ``script`` until its result is true; return the result."""
        return WebDriverWait(self._driver, SECONDS).until(
            lambda driver: driver.execute_script(script)
        )

    def picture(self, path: Path) -> None:
        """Write the contents of the window as a PNG."""
        self._driver.save_screenshot(str(path))

    def _log(self, name: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self._driver.get_log(name)  # type: ignore[no-untyped-call]
        return entries


@contextmanager
def browser() -> Iterator[Browser]:
    """Yield a browser with a profile of its own; skip the test if no browser is installed.

    A machine without root cannot install Debian packages (see the Makefile), so the test does not
    fail there.
    """
    with driver() as chromium:
        yield Browser(chromium)


@contextmanager
def driver(*arguments: str) -> Iterator[webdriver.Chrome]:
    """Yield the driver of a browser with more arguments; skip the test if none is installed."""
    if not CHROMIUM.exists() or not DRIVER.exists():
        pytest.skip("Debian's chromium and chromium-driver are not installed")
    options = Options()
    options.binary_location = str(CHROMIUM)
    for argument in (*ARGUMENTS, *arguments):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options.add_argument(f"--user-data-dir={profile}")
        chromium = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
        try:
            yield chromium
        finally:
            chromium.quit()

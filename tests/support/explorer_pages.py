"""The explorer in Debian's Chromium, as a person uses it: enter, ask, look, press keys."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from browser import driver
from explorer_fixture import TOKEN
from explorer_sources import SOURCES
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from trama.access.policy import Role

if TYPE_CHECKING:
    from linked_served import Served

SECONDS = 30
# WebGL by software: there is no graphics card in a container.
WEBGL = ("--enable-unsafe-swiftshader", "--use-gl=angle", "--use-angle=swiftshader")


class ExplorerPage:
    """The explorer in a browser."""

    def __init__(self, chromium: webdriver.Chrome) -> None:
        self.driver = chromium

    def open(self, address: str, width: int = 1366, height: int = 768) -> None:
        """Open an address in a page of a size, without the session of an earlier test."""
        self.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        self.resize(width, height)
        self.driver.get("about:blank")
        self.driver.get_log("performance")  # type: ignore[no-untyped-call]
        self.driver.get(address)
        self.wait("return document.body.dataset.drawn === 'true'")

    def enter(self, address: str, token: str = TOKEN, width: int = 1366, height: int = 768) -> None:
        """Open an address and enter with a token."""
        self.open(address, width, height)
        self.type("input[name=token]", token + Keys.ENTER)
        self.wait("return document.querySelector('#explorer').dataset.entered === 'true'")

    def enter_served(self, served: "Served", role: Role) -> None:
        """Enter a real `trama serve` in a role, and wait until its queries are there."""
        self.enter_with_queries(served.address.removesuffix("api/v1"), served.held.tokens[role])

    def enter_with_queries(self, address: str, token: str) -> None:
        """Enter a server with a token, and wait until its saved queries are listed."""
        self.enter(address, token)
        self.wait("return document.querySelectorAll('.queries li').length > 10")

    def ask(self, title: str = "Red de prueba") -> None:
        """Ask the saved query of a title, and wait until its graph is drawn and arranged."""
        self.press("Preguntar", ".tabs button, .panes button")
        self.press(title, ".queries button")
        self.wait("return document.querySelector('.parameters')")
        self.press("Consultar", ".parameters button")
        self.wait_arranged()

    def wait_drawn(self, kind: str = "nodes", *, above: int = 0) -> None:
        """Wait until the canvas shows more than so many ``nodes`` or ``edges``."""
        self.wait(f"return Number(document.querySelector('.canvas').dataset.{kind}) > {above}")

    def wait_arranged(self) -> None:
        """Wait until the graph stands still."""
        self.wait("return Number(document.querySelector('.canvas').dataset.arranged) > 0")
        self.wait("return !document.querySelector('.over [role=status]')")

    def press(self, text: str, among: str = "button") -> None:
        """Click the first visible, enabled element of a selector whose text begins so."""
        script = (
            "return [...document.querySelectorAll(arguments[1])].find(one => one.offsetParent "
            "&& !one.disabled && one.textContent.trim().startsWith(arguments[0]))"
        )
        found = WebDriverWait(self.driver, SECONDS).until(
            lambda chromium: chromium.execute_script(script, text, among)  # type: ignore[no-untyped-call]
        )
        self.driver.execute_script("arguments[0].click()", found)  # type: ignore[no-untyped-call]

    def type(self, selector: str, keys: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, selector).send_keys(keys)

    def keys(self, keys: str) -> None:
        """Send keys to the element that has the focus."""
        self.driver.switch_to.active_element.send_keys(keys)

    def chord(self, key: str) -> None:
        """Press Control and a key."""
        ActionChains(self.driver).key_down(Keys.CONTROL).send_keys(key).key_up(
            Keys.CONTROL
        ).perform()

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the script returns
        return self.driver.execute_script(script)  # type: ignore[no-untyped-call]

    def wait(self, script: str) -> Any:  # noqa: ANN401 - same
        """Run ``script`` until its result is true; return the result."""
        return WebDriverWait(self.driver, SECONDS).until(lambda _: self.run(script))

    def text(self, selector: str) -> str:
        found = self.run(
            f"return [...document.querySelectorAll({json.dumps(selector)})]"
            ".filter(one => one.offsetParent).map(one => one.innerText).join('\\n')"
        )
        return str(found)

    def wait_text(self, selector: str, text: str) -> None:
        """Wait until an element of a selector shows a text."""
        WebDriverWait(self.driver, SECONDS).until(lambda _: text in self.text(selector))

    def resize(self, width: int, height: int) -> None:
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)

    def canvas(self) -> str:
        """Return a picture of the canvas."""
        return str(self.driver.find_element(By.CSS_SELECTOR, ".canvas").screenshot_as_base64)

    def colours(self) -> int:
        """Return how many colours the canvas shows."""
        png = self.canvas()
        return int(
            self.driver.execute_async_script(  # type: ignore[no-untyped-call]
                """
                const done = arguments[1], image = new Image();
                image.onload = () => {
                  const canvas = Object.assign(document.createElement('canvas'),
                    {width: image.width, height: image.height});
                  const context = canvas.getContext('2d');
                  context.drawImage(image, 0, 0);
                  const data = context.getImageData(0, 0, image.width, image.height).data;
                  done(new Set(new Uint32Array(data.buffer)).size);
                };
                image.src = 'data:image/png;base64,' + arguments[0];
                """,
                png,
            )
        )

    def violations(self) -> list[str]:
        """Return what axe-core finds on the page as it stands."""
        file = SOURCES / "node_modules" / "axe-core" / "axe.min.js"
        if not file.exists():
            pytest.skip("axe-core is missing: .ci/setup node")
        self.run(file.read_text(encoding="utf-8") + "; window.axe = axe")
        found = self.driver.execute_async_script(  # type: ignore[no-untyped-call]
            "axe.run(document).then(arguments[0])"
        )
        return [
            f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['failureSummary']}"
            for one in found["violations"]
        ]

    def requests(self) -> list[str]:
        """Return the addresses asked for since the page was opened."""
        entries = self.driver.get_log("performance")  # type: ignore[no-untyped-call]
        messages = [json.loads(entry["message"])["message"] for entry in entries]
        return [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]


@contextmanager
def explorer_page() -> Iterator[ExplorerPage]:
    """Yield a browser that can draw with WebGL; skip the test if none is installed."""
    with driver(*WEBGL) as chromium:
        yield ExplorerPage(chromium)

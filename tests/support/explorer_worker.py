"""Somebody who works in the explorer: each click, key and field that they fill is counted."""

from collections import Counter

from explorer_pages import ExplorerPage
from selenium.webdriver.common.keys import Keys

_KINDS = {"click": ("clic", "clics"), "field": ("campo", "campos"), "key": ("tecla", "teclas")}


class Worker:
    """Steps on a page, and how many of each kind there were."""

    def __init__(self, page: ExplorerPage) -> None:
        self.page = page
        self._steps: Counter[str] = Counter()

    @property
    def steps(self) -> str:
        """Return the steps as the documentation counts them: ``3 clics, 1 campo``."""
        counted = ((self._steps[kind], words) for kind, words in _KINDS.items())
        return ", ".join(f"{n} {words[n > 1]}" for n, words in counted if n)

    def click(self, text: str, among: str = "button", *, holding: str = "") -> None:
        """Click the first visible element whose text begins so; ``holding`` is ``ctrlKey``."""
        self._steps["click"] += 1
        self._steps["key"] += bool(holding)
        script = (
            "const one = [...document.querySelectorAll(%r)].find(one => one.offsetParent && "
            "!one.disabled && one.textContent.trim().startsWith(%r)); one?.focus(); one?.dispatch"
            "Event(new MouseEvent('click', {bubbles: true, cancelable: true, %s})); return !!one"
        )
        self.page.wait(script % (among, text, f"{holding}: true" if holding else ""))

    def fill(self, selector: str, text: str, *, enter: bool = True) -> None:
        """Write into a field instead of what it holds; Enter is a key more."""
        self._steps["field"] += 1
        self._steps["key"] += enter
        self.page.wait(f"return document.querySelector({selector!r})?.offsetParent")
        self.page.run(f"document.querySelector({selector!r}).value = ''")
        self.page.type(selector, text + (Keys.ENTER if enter else ""))

    def choose(self, selector: str, text: str) -> None:
        """Choose an option of a list by its text."""
        self._steps["click"] += 1
        script = (
            "const list = document.querySelector(%r); list?.focus(); "
            "const option = [...list?.options ?? []].find("
            "one => one.text.startsWith(%r)); if (option) {option.selected = true; "
            "list.dispatchEvent(new Event('change', {bubbles: true}));} return Boolean(option)"
        )
        self.page.wait(script % (selector, text))

    def press(self, key: str) -> None:
        """Press one key where the focus is."""
        self._steps["key"] += 1
        self.page.keys(key)

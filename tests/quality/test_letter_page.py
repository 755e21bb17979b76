"""Letters and their index in Chromium: they run nothing, ask for nothing and fit the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import driver
from selenium import webdriver

from trama.mapping.rereading import Flaw
from trama.quality.letter import letter
from trama.quality.letter_page import Entry, file_name, index_page, letter_page
from trama.quality.survey import Survey, UnitCounts

HOSTILE = "COMISARÍA <script>document.title='x'</script> & \u202eSINTETICA"
MINE = UnitCounts(f"RETA:{HOSTILE}", HOSTILE, "RETA")
for number in range(24):
    flaws = [Flaw("unreadable_age", "", "EDAD_VICT"), Flaw("place_guessed", "", "DIST")]
    MINE.add(f"2024-{number % 12 + 1:02}", flaws if number % 3 == 0 else [])
SURVEY = Survey("1:1:0", True, {MINE.uid: MINE})
TOLD = letter(SURVEY, MINE)


@pytest.fixture(scope="module")
def chromium() -> Iterator[webdriver.Chrome]:
    with driver() as opened:
        yield opened


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    assert TOLD is not None
    name = file_name(MINE.uid)
    entries = [Entry(MINE.name, "RETA", name, TOLD), Entry("OTRA", "RETA", "", None)]
    (tmp_path / name).write_text(letter_page(TOLD, "es"), encoding="utf-8")
    index = index_page(entries, "es", synthetic=True)
    (tmp_path / "index.html").write_text(index, encoding="utf-8")
    return [tmp_path / "index.html", tmp_path / name]


def test_no_two_units_share_a_file_and_no_name_leaves_the_folder() -> None:
    names = [
        file_name(uid) for uid in ("RETA:A B", "RETA:A-B", "RETA:../../A", f"RETA:{'Ñ' * 300}")
    ]

    assert len(set(names)) == len(names)
    assert all("/" not in name and len(name) < 100 for name in names)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 768, 375])
def test_a_letter_and_the_index_are_whole_at_three_sizes(
    chromium: webdriver.Chrome, pages: list[Path], width: int
) -> None:
    screen = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    for page in pages:
        chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        chromium.get(page.as_uri())

        assert chromium.get_log("browser") == []  # type: ignore[no-untyped-call]
        assert chromium.execute_script("return document.documentElement.scrollWidth") <= width
        assert "SINTÉTICO" in chromium.execute_script("return document.body.textContent")
        assert chromium.title != "x"


@pytest.mark.browser
def test_the_index_leads_to_the_letter(chromium: webdriver.Chrome, pages: list[Path]) -> None:
    chromium.get(pages[0].as_uri())
    chromium.execute_script("document.querySelector('a').click()")

    heading = chromium.execute_script("return document.querySelector('h1').textContent")
    bars = chromium.execute_script(
        "return [...document.querySelectorAll('.bar')].map((bar) => bar.getBBox().width)"
    )
    assert heading.startswith("COMISARÍA <script>")
    assert "\u202e" not in heading
    assert len(bars) == 4 + 12  # quarters, and months
    assert all(width > 0 for width in bars[:4])

"""Random answers in one Chromium: no letter over another or cut, no line through a foreign box, and
no number that no row holds."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import random_answers
from browser import Browser, browser

from trama.queries.catalog import catalog
from trama.queries.run import QueryAnswer
from trama.visualizations.network_page import network_page
from trama.visualizations.overlap_page import overlap_page
from trama.visualizations.places_page import places_page
from trama.visualizations.route_page import route_page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

READINGS, TOOLTIPS = (
    (Path(random_answers.__file__).parent / name).read_text(encoding="utf-8")
    for name in ("readings.js", "tooltips.js")
)
PAGES = {
    "frequent_legs": places_page,
    "recurring_pairs": network_page,
    "suspect_network": network_page,
}
# Times between stages are computed from two dates, and groups of people are counted; a label may
# go on in the next line.
COMPUTED = re.compile(
    r"^[≈+−].*|^\d+ (víctimas|presuntos( tratantes)?)$|^con \d+ de( \d+( víctimas)?)?$"
)
SEEDS = range(8)
# The texts of the charts that lie over one another or are cut.
CHARTS = """
const faults = [];
for (const chart of document.querySelectorAll('.chart')) {
  const frame = chart.getBoundingClientRect();
  const texts = [...chart.querySelectorAll('text')].map(e => [e, e.getBoundingClientRect()]);
  texts.forEach(([text, a], row) => {
    const said = text.textContent;
    if (a.left < frame.left - 1 || a.right > frame.right + 1) faults.push(`cut: ${said}`);
    for (const [other, b] of texts.slice(row + 1)) {
      const across = a.left < b.right - 1 && b.left < a.right - 1;
      if (across && a.top < b.bottom - 3 && b.top < a.bottom - 3) {
        faults.push(`${said} | ${other.textContent}`);
      }
    }
  });
}
return faults;
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


def page_of(answer: QueryAnswer) -> str:
    return PAGES.get(answer.query, route_page)(catalog().get(answer.query), answer, "es")


@pytest.mark.parametrize(
    "made",
    [
        random_answers.ways,
        random_answers.case,
        random_answers.victim,
        random_answers.suspect,
        random_answers.place,
        random_answers.legs,
        random_answers.pairs,
        partial(random_answers.pairs, name="suspect_network"),
    ],
    ids=["ways", "case", "victim", "suspect", "place", "legs", "pairs", "network"],
)
def test_every_drawing_can_be_read_and_holds_only_figures_of_its_rows(
    made: Callable[[int], QueryAnswer], chromium: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    for seed in SEEDS:
        file.write_text(page_of(made(seed)), encoding="utf-8")

        seen = chromium.open(file)

        assert seen.errors == (), f"{made}({seed})"
        assert chromium.run(READINGS) == [], f"{made}({seed})"
        texts = chromium.run(
            "return [...document.querySelectorAll('#picture text')].map(text => text.textContent)"
        )
        cells = chromium.run(  # also of rows that the page shows when they are asked for
            "return [...document.querySelectorAll('table td')].map(cell => cell.textContent)"
        )
        rows = {number for cell in cells for number in re.findall(r"\d+", cell)}
        assert texts
        drawn = {
            number
            for text in texts
            if not COMPUTED.match(text)
            for number in re.findall(r"\d+", text)
        }
        assert drawn <= rows, f"{made}({seed})"


@pytest.mark.parametrize("width", [1366, 390])
def test_every_chart_of_the_overlap_can_be_read(
    width: int, chromium: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    chromium.resize(width, 768)
    for seed in SEEDS:
        file.write_text(overlap_page(random_answers.overlap(seed), "es", synthetic=True), "utf-8")

        seen = chromium.open(file)

        assert seen.errors == (), seed
        assert chromium.run("return document.querySelectorAll('.chart text').length") > 20
        assert chromium.run(READINGS) == [], seed
        assert chromium.run(CHARTS) == [], seed
        assert chromium.run(TOOLTIPS) == [], seed

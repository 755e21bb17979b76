"""The page of the overlap of a twin in Debian's Chromium: offline, drawn, each figure a row."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, browser
from installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LANGUAGES = ("es", "en")
NUMBER = re.compile(r"\d[\d,. \u00a0\u202f]*\d|\d")
# What the charts write, without the ticks of their axes.
DRAWN = """
return [...document.querySelectorAll('.chart text:not(.axis):not(.name), .chart rect')]
  .map(e => e.dataset.tip ?? e.textContent)
"""
IN_ROWS = "return [...document.querySelectorAll('tbody td')].map(e => e.textContent)"
SAID = "return [...document.querySelectorAll('.figure .told p')].map(e => e.textContent)"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def pages(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("overlap")
    made = {}
    for language in LANGUAGES:
        made[language] = folder / f"cruce-{language}.html"
        words = ("--draws", "20", "-o", str(made[language]))
        ran = installation.trama("--lang", language, "page", "overlap", *words)
        assert ran.returncode == 0, ran.stderr
    return made


def figures(texts: list[str]) -> set[str]:
    return {re.sub(r"\D", "", found) for text in texts for found in NUMBER.findall(text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens_from_a_file_and_its_charts_are_drawn(
    language: str, pages: dict[str, Path], chromium: Browser
) -> None:
    seen = chromium.open(pages[language])

    assert seen.errors == ()
    assert seen.requests == (pages[language].as_uri(),)
    drawn = chromium.run(
        "const wide = (rect) => rect.getBoundingClientRect().width > 0;"
        "return [...document.querySelectorAll('.chart')]"
        ".map(chart => [...chart.querySelectorAll('rect')].filter(wide).length)"
    )
    assert len(drawn) >= 2
    assert all(drawn)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_charts_and_sentences_stands_in_a_row(
    language: str, pages: dict[str, Path], chromium: Browser
) -> None:
    chromium.open(pages[language])

    known = figures(chromium.run(IN_ROWS))

    drawn = figures(chromium.run(DRAWN))
    assert len(drawn) > 5
    assert drawn - known == set()
    # A sentence also says the day up to which the age of a case counts.
    said = [re.sub(r"\d{4}-\d{2}-\d{2}|\d{2}/\d{2}/\d{4}", "", text) for text in chromium.run(SAID)]
    assert figures(said)
    assert figures(said) - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_opens_its_records(
    language: str, pages: dict[str, Path], chromium: Browser
) -> None:
    chromium.open(pages[language])
    steps = chromium.run(
        "return [...document.querySelectorAll('.chart a')].map(a => "
        "[a.getAttribute('href'), a.querySelector('rect').dataset.tip])"
    )
    assert len(steps) > 3

    for anchor, told in steps:
        chromium.run(
            f"const a = document.querySelector('.chart a[href=\"{anchor}\"]');"
            "a.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));"
        )
        rows = chromium.wait_for(
            f"const fold = document.getElementById('{anchor[1:]}');"
            "return fold && fold.open && [...fold.querySelectorAll('tbody tr')]"
            ".map(tr => tr.textContent)"
        )
        count = re.search(r"([-−+=]) ?(\d+)", told)
        assert count is not None, told
        # What both have stands in the list twice: as RETA has it and as SISTRA has it.
        own = [row for row in rows if "RETA:" in row] if count[1] == "=" else rows
        assert len(own) == int(count[2]), told


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_telephone_and_on_paper_nothing_is_cut(
    language: str, pages: dict[str, Path], chromium: Browser
) -> None:
    chromium.resize(390, 844)
    chromium.open(pages[language])
    assert chromium.run("return document.documentElement.scrollWidth") <= 390

    # A4 without its margins is 703 pixels wide upright.
    chromium.resize(703, 1000)
    chromium.media("print")
    folded = chromium.wait_for(
        "return document.querySelectorAll('details:not([open])').length === 0"
    )
    right = chromium.run(
        "return Math.max(...[...document.querySelectorAll('.chart, .figure table')]"
        ".map(e => e.getBoundingClientRect().right))"
    )
    chromium.media("")
    chromium.resize(1400, 1000)
    assert folded
    assert right <= 704

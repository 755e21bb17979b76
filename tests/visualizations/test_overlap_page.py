"""The page of the overlap: numbers of the rows, bars in proportion, hostile names, roles."""

import re
from typing import Any

import pytest

from trama.visualizations.overlap_charts import lost_chart, waterfall_chart, year_chart
from trama.visualizations.overlap_page import Overlap, overlap_page
from trama.visualizations.page_words import page_words

WORDS = page_words("overlap")["es"]


def figure(decided: int, low: int | None = None, high: int | None = None) -> dict[str, Any]:
    return {"decided": decided, "low": decided if low is None else low,
            "high": decided if high is None else high}  # fmt: skip


def row(name: str) -> dict[str, Any]:
    """Returns a row: 40 in RETA, 60 in SISTRA, 20 in both, 5 of them in another year."""
    return {
        "key": name,
        "name": name,
        "in_reta": 40,
        "in_sistra": 60,
        "only_reta": figure(10, 12, 20),
        "only_sistra": figure(35, 35, 38),
        "both": figure(15, 16, 22),
        "both_elsewhere_reta": figure(5),
        "both_elsewhere_sistra": figure(5),
        "undecided_reta": 10,
        "undecided_sistra": 5,
    }


def step(name: str, registry: str, out: int, into: int, before: int) -> dict[str, Any]:
    return {"step": name, "registry": registry, "name": name, "leaving": figure(out),
            "coming": figure(into), "before": before, "after": before - out + into}  # fmt: skip


def documents(name: str = "2017") -> Overlap:
    question = {"kind_name": "víctimas", "year": 2017, "date": "counted", "seed": 1, "draws": 9}
    years = {"question": question, "rows": [row(name)], "total": row("total"),
             "distinct": {"low": 80, "high": 88},
             "interval": {"sentence": "S.", "outside": "FUERA"}}  # fmt: skip
    steps = [step("LOST", "RETA", 25, 0, 40), step("ALIKE", "", 15, 15, 15),
             step("DIRECT", "SISTRA", 0, 45, 15)]  # fmt: skip
    waterfall = {
        "question": question,
        "reta": 40,
        "sistra": 60,
        "steps": steps,
        "published": [],
        "interval": {"outside": ""},
    }
    group = {"name": name, "cases": 8, "expected_missing": 2.0, "oldest_days": 99}
    lost = {"count": 8, "expected_missing": 2.0, "as_of": "2026-11-30", "rows": [1],
            "by_unit": [group]}  # fmt: skip
    return Overlap(years, waterfall, lost)


def test_a_figure_outside_its_interval_is_told_where_it_stands() -> None:
    page = overlap_page(documents(), "es", synthetic=True)

    assert page.count("<p>FUERA</p>") == 1
    assert page.index("FUERA") < page.index(WORDS["entries"])


def test_the_bars_of_a_year_are_as_high_as_its_counts() -> None:
    chart = year_chart([row("2017")], WORDS, "es")

    heights = [rect.height for rect in chart.rects]
    unit = heights[0] / 15
    assert heights == pytest.approx([n * unit for n in (15, 5, 10, 10, 15, 5, 5, 35)])
    assert "2017 · RETA · solo RETA: 10" in [rect.text for rect in chart.rects]


def test_a_whisker_stands_where_the_interval_of_both_ends() -> None:
    chart = year_chart([row("2017")], WORDS, "es")

    unit = chart.rects[0].height / 15
    foot = chart.rects[0].y + chart.rects[0].height
    (stem, *_) = [line for line in chart.lines if line.kind == "whisker"]
    ends = sorted(((foot - stem.y1) / unit, (foot - stem.y2) / unit))
    assert ends == pytest.approx([40 - 20, 40 - 12])


def test_the_bars_of_the_steps_meet() -> None:
    chart = waterfall_chart(documents().waterfall, WORDS, "es")

    start, lost, alike, direct, end = chart.rects
    unit = start.width / 40
    assert [round(rect.width / unit) for rect in (lost, alike, direct, end)] == [25, 15, 45, 60]
    assert lost.x + lost.width == pytest.approx(start.x + start.width)
    assert alike.x == pytest.approx(start.x)
    assert direct.x == pytest.approx(lost.x)
    assert direct.x + direct.width == pytest.approx(end.x + end.width)


def test_a_bar_of_lost_cases_holds_those_truly_missing() -> None:
    whole, missing = lost_chart(documents().lost["by_unit"], WORDS, "es").rects  # type: ignore[index]

    assert missing.width == pytest.approx(whole.width / 4)


def test_the_page_has_the_numbers_of_the_rows_and_one_policy() -> None:
    page = overlap_page(documents(), "es", synthetic=True)

    assert "default-src &#39;none&#39;" in page
    assert "SINTÉTICOS" in page
    assert re.search(r">10 \(12–20\)<", page)
    assert "Personas distintas en los dos registros: 80 a 88." in page


@pytest.mark.parametrize("text", ["</title><script>alert(1)</script>", '"><img src=x onerror=1>'])
def test_a_hostile_name_stays_text(text: str) -> None:
    page = overlap_page(documents(text), "en", synthetic=False)

    assert text not in page
    assert "<script>alert" not in page
    assert "<img" not in page


def test_nothing_to_draw_is_said() -> None:
    given = documents()
    years = {**given.years, "rows": []}

    page = overlap_page(Overlap(years, given.waterfall, given.lost), "es", synthetic=False)

    assert "No hay nada que dibujar" in page

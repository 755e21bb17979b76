"""The page of recommendations: it asks for nothing, escapes everything, fits three sizes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, browser

from trama.prevention.recommendations_page import recommendations_page

SIZES = ((1400, 1000), (820, 1100), (390, 800))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


def place(uid: str, name: str, **more: object) -> dict[str, Any]:
    return {
        "place": uid,
        "place_name": name,
        "population": 100_000,
        "victims": 40,
        "cases": 30,
        "rate": 40.0,
        "low": 1,
        "high": 2,
        "first": 0.97,
        "tier": 1,
        "origin": 30,
        "transit": 0,
        "destination": 12,
        "recruitment": {"code": "INTERNET", "name": "Internet", "victims": 20, "of": 30},
        "minors": {"victims": 10, "of": 40},
        "tasks": ["schools", "labour"],
        **more,
    }


QUESTION = {
    "level": "department",
    "level_name": "Departamento",
    "role": "any",
    "within": None,
    "within_name": None,
    "since": None,
    "until": None,
    "most": 5,
    "draws": 100,
    "seed": 1,
}

BASIS = {
    "episodes": 44,
    "victims": 40,
    "cases": 30,
    "clusters": 25,
    "without_place": 3,
    "abroad": 2,
    "coarser": 0,
}


def gain(share: float) -> dict[str, float]:
    return {"share": share, "low": share - 0.02, "high": share + 0.02}


TEST = {
    "years": [2020, 2021],
    "routes": 90,
    "clusters": 60,
    "met": 0.8,
    "largest": 0.7,
    "random": 0.5,
    "as_good": 0.01,
    "over_largest": gain(0.1),
    "over_random": gain(0.3),
    "helps": True,
}
WAY = {
    "identified": 44,
    "referred": {"referred": 20, "elsewhere": 4, "direct": 10, "no_data": 10},
    "assisted": {"assisted": 0, "no_data": 44},
    "reintegrated": {"no_data": 44},
    "gaps": [{"gap": "identified", "known": 10, "backwards": 0, "low": 2, "median": 5, "high": 9}],
    "targets": [{"group": "minors", "target": 0.7, "victims": 10, "with_plan": 0}],
}


def document(**more: object) -> dict[str, Any]:
    """Return an invented answer (SINTETICO)."""
    ranked = {"victims": 20, "cases": 11, "low": 1, "high": 1, "first": 1.0, "tier": 1}
    whole = {
        "question": dict(QUESTION),
        "basis": dict(BASIS),
        "places": [place("PE-08", "Cusco"), place("PE-15", "<b>Lima</b>")],
        "checks": {
            "routes": 90,
            "met": 72,
            "bound": 72,
            "exact": True,
            "places": [{"place": "PE-15", "place_name": "Lima", "added": 72, "share": 0.8}],
            "test": dict(TEST),
        },
        "companies": {
            "rows": [{"company": "EMPRESA SINTETICA", **ranked}],
            "few": 3,
            "victims": 30,
        },
        "terminals": {
            "rows": [{"terminal": "TERMINAL SINTETICO", "place_name": "Lima", **ranked}],
            "few": 0,
            "victims": 12,
        },
        "months": {
            "rows": [{"month": "03", **ranked}],
            "left_out": [{"registry": "RETA", "year": 2023}],
            "without": 4,
        },
        "way": dict(WAY),
        "receipt": {"role": "analyst", "digest": "0123456789abcdef01234567"},
    }
    return whole | more


def test_the_page_runs_nothing_asks_for_nothing_and_escapes_all() -> None:
    page = recommendations_page(document(), "es", synthetic=True)

    assert "&lt;b&gt;Lima&lt;/b&gt;" in page
    assert "<script" not in page
    assert "default-src &#39;none&#39;" in page
    assert "SINTETICO" in page
    assert "0123456789abcdef01234567" in page


def test_the_page_says_the_test_the_doubt_and_what_is_not_known() -> None:
    page = recommendations_page(document(), "es", synthetic=False)

    for said in (
        "ganancia 10,0 puntos, 8,0 a 12,0",
        "La elección ayuda.",
        "Internet: 20 o más de 30".lower(),
        "menores de 18: 10 o más de 40",
        "TERMINAL SINTETICO · Lima",
        "los tienen 12 de",
        "sin nombrar: 3 empresas",
        "reintegradas: sin dato",
        "Años escritos en un solo mes, que no cuentan: RETA 2023.",
        "Figurar no acusa a nadie",
        "70 %",
        "https://dogma.com.pe/",
    ):
        assert said in page, said


def test_no_gain_is_said_plainly_in_both_languages() -> None:
    none = document()
    none["checks"]["test"] |= {"helps": False, "over_largest": gain(-0.01)}

    assert "No se ve ganancia" in recommendations_page(none, "es", synthetic=False)
    assert "No gain is seen" in recommendations_page(none, "en", synthetic=False)


def test_few_independent_cases_are_said() -> None:
    few = document()
    few["basis"] |= {"clusters": 3}

    assert "Solo 3 grupos de casos" in recommendations_page(few, "es", synthetic=False)


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}")
def test_the_page_opens_without_errors_and_never_scrolls_sideways(
    chromium: Browser, tmp_path: Path, size: tuple[int, int]
) -> None:
    file = tmp_path / "recomendaciones.html"
    file.write_text(recommendations_page(document(), "es", synthetic=True), encoding="utf-8")
    chromium.resize(*size)

    seen = chromium.open(file)

    assert seen.errors == ()
    assert seen.requests == (file.as_uri(),)
    wide = "return document.documentElement.scrollWidth <= window.innerWidth"
    assert chromium.run(wide)

"""Pyramids and series: bars and lines in proportion, the same numbers as texts."""

from trama.charts.drawing import bars_svg, outlines_svg, series_svg
from trama.charts.pyramid import pyramid
from trama.charts.series import series

BANDS = [("0-5", "0-5 años"), ("6-11", "6-11 años"), ("12-17", "12-17 años")]
HOSTILE = "<script>alert(1)</script>"


def test_bars_of_both_sides_have_one_scale_and_the_youngest_stand_below() -> None:
    women, men = {"0-5": 10.0, "6-11": 40.0}, {"0-5": 20.0}

    drawn = pyramid(BANDS, [("Mujer", women), ("Hombre", men)], "Edades", "es")

    width = {bar.text: bar.width for bar in drawn.bars}
    assert width["Mujer, 6-11 años: 40"] == 4 * width["Mujer, 0-5 años: 10"]
    assert width["Hombre, 0-5 años: 20"] == 2 * width["Mujer, 0-5 años: 10"]
    height = {bar.text: bar.y for bar in drawn.bars}
    assert height["Mujer, 0-5 años: 10"] > height["Mujer, 6-11 años: 40"]
    assert all(bar.x >= 0 and bar.x + bar.width <= drawn.width for bar in drawn.bars)


def test_an_empty_pyramid_has_its_bands_and_no_bar() -> None:
    drawn = pyramid(BANDS, [("F", {}), ("M", {})], "Edades", "es")

    assert drawn.bars == ()
    assert [mark.text for mark in drawn.marks] == ["12-17 años", "6-11 años", "0-5 años"]


def test_a_year_without_a_value_parts_the_line() -> None:
    drawn = series([("RETA", {2017: 10.0, 2018: 20.0, 2020: 5.0})], "Serie", "es")

    (line,) = drawn.lines
    assert [piece[0] for piece in line.path.replace("L", " L").replace("M", " M").split()[::2]] == [
        "M", "L", "M"
    ]  # fmt: skip
    assert [dot.text for dot in line.dots] == ["RETA, 2017: 10", "RETA, 2018: 20", "RETA, 2020: 5"]
    assert line.dots[1].y < line.dots[0].y < line.dots[2].y


def test_the_scale_begins_at_zero_and_holds_the_greatest() -> None:
    drawn = series([("RETA", {2017: 3_220.0}), ("SISTRA", {2018: 40.0})], "Serie", "es")

    assert drawn.ticks[0][1] == "0"
    assert 2 <= len(drawn.ticks) <= 8
    assert min(dot.y for line in drawn.lines for dot in line.dots) >= drawn.ticks[-1][0]
    assert len({line.colour for line in drawn.lines}) == 2
    assert len({line.dashes for line in drawn.lines}) == 2


def test_one_year_and_none_are_drawn_too() -> None:
    one = series([("RETA", {2017: 1.0})], "Serie", "es")

    assert one.lines[0].dots[0].x == (one.left + one.right) / 2
    assert series([], "Serie", "es").lines == ()


def test_markup_escapes_every_text() -> None:
    drawn = pyramid([("0-5", HOSTILE)], [(HOSTILE, {"0-5": 1}), ("M", {})], HOSTILE, "es")
    lines = series([(HOSTILE, {2017: 1.0})], HOSTILE, "es")

    for text in (bars_svg(drawn), series_svg(lines)):
        assert "<script>" not in text
        assert "&lt;script&gt;" in text


def test_a_page_may_hold_the_outlines_once() -> None:
    assert outlines_svg().count('<path id="outline-PE-') == 25

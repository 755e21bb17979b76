"""Dates and moments in the words of the reader."""

from datetime import datetime

from trama.core.written_dates import day_text, moment_text


def test_partial_dates_and_intervals_keep_what_is_known() -> None:
    assert [day_text(text, "es") for text in ("2017", "2017-03", "2017-03-05/2018-01")] == [
        "2017",
        "03/2017",
        "05/03/2017 a 01/2018",
    ]
    assert day_text("2017-03-05/2018", "en") == "2017-03-05 to 2018"


def test_a_moment_is_told_to_the_minute_and_a_day_stays_a_day() -> None:
    here = datetime(2026, 11, 29, 8, 30, 59).astimezone()

    assert moment_text(here.isoformat(), "es") == "29/11/2026 08:30"
    assert moment_text(here.isoformat(), "en") == "2026-11-29 08:30"
    assert moment_text("2026-11-29T08:30:59", "es") == "29/11/2026 08:30"
    assert moment_text("2026-11-29", "es") == "29/11/2026"
    assert moment_text("ayer", "es") == "ayer"

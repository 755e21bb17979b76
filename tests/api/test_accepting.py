"""The choice of a format by Accept, RFC 9110."""

import pytest

from trama.api.accepting import preferred

OFFERED = ("application/json", "text/csv", "application/graphml+xml")


@pytest.mark.parametrize(
    ("accepted", "media_type"),
    [
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("application/json", "application/json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV; charset=utf-8", "text/csv"),
        ("text/*;q=0.5, */*;q=0.1", "text/csv"),
        ("text/csv;q=0.5, application/json;q=0.9", "application/json"),
        ("application/json;q=0, */*", "text/csv"),
        ("application/graphml+xml, text/csv;q=0.9", "application/graphml+xml"),
        ("text/html, */*;q=0.8", "application/json"),
        ("text/html", None),
        ("application/json;q=0", None),
        ("text/csv;q=much", None),
        ("nonsense", None),
        (",,;", None),
    ],
)
def test_the_most_welcome_of_the_offered_formats_is_chosen(
    accepted: str, media_type: str | None
) -> None:
    assert preferred(accepted, OFFERED) == media_type

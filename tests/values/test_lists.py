"""Lists in one cell, and what no separator cuts."""

import pytest

from trama.values.lists import pieces

DEFAULT = ("/", ";", ",", "|", "+", " Y ", " E ")


@pytest.mark.parametrize(
    "whole",
    [
        "https://www.facebook.com/sintetico.uno",
        "http://190.12.3.4:80/a/b",
        "facebook.com/profile.php?id=10/20+3",
        "https://t.me/+51987654321",
        "tiktok.com/@dos/video/77",
        "www.sitio.xyz/a/b",
        "sintetica+x@gmail.com",
        "fb/sintetico.uno",
        "FB: sintetico",
        "03/16/2024",
        "2024/03/16",
        "03/2024",
    ],
)
@pytest.mark.parametrize("separators", [DEFAULT, ("-", ".", "_", ":", "&"), ("/",), ("@", "=")])
def test_no_separator_cuts_an_address_a_handle_or_a_date(
    whole: str, separators: tuple[str, ...]
) -> None:
    assert pieces(whole, separators) == [whole]


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("facebook.com/a/instagram.com/b", ["facebook.com/a", "instagram.com/b"]),
        ("https://fb.com/a,https://fb.com/b", ["https://fb.com/a", "https://fb.com/b"]),
        ("FB: uno / IG: dos", ["FB: uno", "IG: dos"]),
        ("a@x.com; b@x.com", ["a@x.com", "b@x.com"]),
        ("@uno/@dos", ["@uno", "@dos"]),
        ("987654321 / 912345678", ["987654321", "912345678"]),
        ("ana y luis", ["ana", "luis"]),
        ("+591 71648205", ["+591 71648205"]),
        ("987654321 / +57 310 5482097", ["987654321", "+57 310 5482097"]),
        ("987654321 + 912345678", ["987654321", "912345678"]),
        ("987654321+912345678", ["987654321", "912345678"]),
        ("a +2", ["a", "2"]),
        ("https://fb.com/a https://x.com/b", ["https://fb.com/a", "https://x.com/b"]),
        ("ver https://fb.com/a", ["ver https://fb.com/a"]),
    ],
)
def test_separators_cut_between_the_items(cell: str, parts: list[str]) -> None:
    assert pieces(cell, DEFAULT) == parts


@pytest.mark.parametrize("plate", ["ABC-123", "B1X 234", "1234-5A", "ABC.123"])
def test_no_separator_cuts_a_plate(plate: str) -> None:
    assert pieces(plate, ("-", " ", ".", "/"), plates=True) == [plate]
    assert pieces(f"{plate}/XYZ-987", ("-", " ", ".", "/"), plates=True) == [plate, "XYZ-987"]


@pytest.mark.parametrize("text", ["S/D", "s/n", "N/A", "N/R", "c/p"])
def test_an_abbreviation_is_one_text(text: str) -> None:
    assert pieces(text, ("/",)) == [text]
    assert pieces(f"SOTO, ANA / {text}", ("/",)) == ["SOTO, ANA", text]

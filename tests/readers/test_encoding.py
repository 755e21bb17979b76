from pathlib import Path

import pytest

from trama.core.errors import InputError
from trama.readers.encoding import TextForm, beginning, text_form
from trama.readers.sources import file_source

LINES = "NRO;APELLIDO;NOMBRE\n1;MUÑOZ NÚÑEZ;JOSÉ MARÍA\n2;PEÑA;RAÚL N° 5\n"


def form_of(folder: Path, content: bytes) -> TextForm:
    path = folder / "SINTETICO.csv"
    path.write_bytes(content)
    return text_form(file_source(path))


@pytest.mark.parametrize(
    ("written", "decided"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "sloppy-windows-1252"),
        ("latin-1", "sloppy-windows-1252"),
        ("cp850", "cp850"),
    ],
)
def test_each_encoding_is_told_apart(tmp_path: Path, written: str, decided: str) -> None:
    assert form_of(tmp_path, LINES.encode(written)).encoding == decided


def test_a_mark_of_the_byte_order_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.csv"
    path.write_bytes(LINES.encode("utf-16"))
    source = file_source(path)

    assert beginning(source, text_form(source), 3) == "NRO;APELLIDO;NOMBRE\n"


def test_plain_ascii_is_utf8_and_has_nothing_to_look_for(tmp_path: Path) -> None:
    assert form_of(tmp_path, b"A;B\n1;2\n") == TextForm("utf-8")


def test_a_code_page_far_likelier_than_the_other_is_no_guess(tmp_path: Path) -> None:
    form = form_of(tmp_path, b"MU\xa5OZ")

    assert (form.encoding, form.guessed) == ("cp850", False)


@pytest.mark.parametrize("text", ["JOSÉ", "José", "Ñ", "año 2017", "MARÍA", "ÁNGEL", "Raúl"])
@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_one_word_is_enough_to_tell_the_code_page(tmp_path: Path, text: str, encoding: str) -> None:
    form = form_of(tmp_path, f"A;B\n1;{text}\n".encode(encoding))

    assert form.encoding.endswith(encoding[2:])


def test_a_letter_met_only_at_the_very_end_decides(tmp_path: Path) -> None:
    content = b"1;PEREZ;ANA\n" * 300_000 + "2;MUÑOZ;EVA\n".encode("cp850")

    assert form_of(tmp_path, content).encoding == "cp850"


def test_a_letter_split_between_two_blocks_is_whole(tmp_path: Path) -> None:
    # The survey reads by MiB: an Ñ of two bytes lies across the first boundary.
    content = b"A" * ((1 << 20) - 2) + b"\n" + "ÑÑÑ".encode() + b"\n"

    form = form_of(tmp_path, content)

    assert (form.encoding, form.inventory) == ("utf-8", frozenset("Ñ"))


def test_a_file_cut_in_the_middle_of_a_letter_is_still_utf8(tmp_path: Path) -> None:
    form = form_of(tmp_path, (LINES + "Ñ").encode()[:-1])

    assert form.encoding == "utf-8"
    assert "\udcc3" in form.inventory


def test_mostly_utf8_stays_utf8_with_a_code_page_for_the_rest(tmp_path: Path) -> None:
    form = form_of(tmp_path, LINES.encode() * 5 + LINES.encode("cp850"))

    assert (form.encoding, form.fallback) == ("utf-8", "cp850")


def test_damaged_utf8_inside_windows_1252_does_not_make_it_utf8(tmp_path: Path) -> None:
    form = form_of(tmp_path, LINES.encode("cp1252") * 5 + "3;MUÑOZ;EVA\n".encode())

    assert form.encoding == "sloppy-windows-1252"
    assert {"Ã", "‘"} <= form.inventory


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no es texto"):
        form_of(tmp_path, bytes(range(32)) * 100)


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="16 MiB"):
        form_of(tmp_path, b"A;" * (9 << 20))

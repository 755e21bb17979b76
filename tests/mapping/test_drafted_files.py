"""Files of nine shapes, as offices write them: what a draft reads of each, and what it leaves."""

from pathlib import Path

import pytest
from office_files import OFFICE_FILES, write_office_file

from trama.mapping.guess import first_cells, headings
from trama.profiles.draft import Draft, draft
from trama.profiles.reading import read_profile

# The columns that a draft may leave out: numbers of lines, other people, remarks.
LEFT_OUT = {
    "comisaria": {"N°", "EFECTIVO A CARGO"},
    "usuarias": {"PSICÓLOGA", "OBS."},
}
# Of a table without a word in its headings, everything is only likely.
LIKELY = {"sin_encabezados": {"c1", "c2", "c3"}}


def drafted(folder: Path, name: str) -> Draft:
    path = write_office_file(folder, name)
    return draft(name, headings(path), first_cells(path), file_name=path.stem)


@pytest.mark.parametrize("name", sorted(OFFICE_FILES))
def test_no_obvious_column_is_left_empty(name: str, tmp_path: Path) -> None:
    made = drafted(tmp_path, name)

    profile, problems = read_profile(made.text)
    assert problems == []
    assert profile is not None
    guesses = [guess for its in made.guesses.values() for guess in its]
    assert guesses
    assert {g.heading for g in guesses if not g.read} == LEFT_OUT.get(name, set())
    read = {c for table in profile.tables for m in table.mentions for c in m.all_columns()}
    keys = {column for table in profile.tables for column in table.key}
    assert {guess.heading for guess in guesses if guess.read} <= read | keys
    assert all(guess.why("es") and guess.why("en") for guess in guesses)
    assert LIKELY.get(name, set()) <= {g.heading for g in guesses if g.level == "likely"}


def test_each_column_says_beside_itself_how_sure_its_guess_is(tmp_path: Path) -> None:
    lines = [line.strip() for line in drafted(tmp_path, "albergue").text.splitlines()]

    above = " ".join(lines[: lines.index("dni: []")][-2:])
    assert "probable" in above
    assert "nada dice de quién" in above
    assert any("seguro 99%" in line for line in lines)


def test_m_and_h_are_a_woman_and_a_man(tmp_path: Path) -> None:
    assert "codes: {M: F, H: M}" in drafted(tmp_path, "involucrados").text


def test_a_witness_is_neither_victim_nor_suspect(tmp_path: Path) -> None:
    profile, _ = read_profile(drafted(tmp_path, "involucrados").text)

    assert profile is not None
    people = [mention for mention in profile.tables[0].mentions if mention.only]
    assert [mention.kind.value for mention in people] == ["victim", "suspect"]
    texts = [text for mention in people for _, its in mention.only for text in its]
    assert texts
    assert "TESTIGO" not in texts
    assert {"VICTIMA", "AGRAVIADA", "IMPUTADO"} <= set(texts)

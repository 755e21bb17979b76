"""The articles of the penal code as people write them, and their numbers on a day."""

from datetime import date

import pytest

from trama.ontology.codelists import code_list
from trama.ontology.provisions import in_force, read_article, renumberings
from trama.values.partial_date import PartialDate

MOVED = date(2021, 3, 31)


@pytest.mark.parametrize(
    ("written", "uid"),
    [
        ("153", "CP-153"),
        ("ART. 153", "CP-153"),
        ("153 CP", "CP-153"),
        ("Art. 153° del Código Penal", "CP-153"),
        ("Art. 153-A", "CP-153-A"),
        ("ART.153-A C.P.", "CP-153-A"),
        ("153 A", "CP-153-A"),
        ("153a", "CP-153-A"),
        ("153 - B", "CP-153-B"),
        ("129A", "CP-129-A"),
        ("129-A", "CP-129-A"),
        ("CP-129-A", "CP-129-A"),
        ("153 y 153-A", "CP-153"),
        ("Ley 28950, art. 153-A", "CP-153-A"),
        ("S/Art", None),
        ("Ley 28950", None),
        ("999", None),
        ("", None),
    ],
)
def test_an_article_is_read_however_it_is_written(written: str, uid: str | None) -> None:
    assert read_article(written) == uid


def test_n_and_n_with_a_tilde_are_two_articles() -> None:
    assert read_article("129-N") == "CP-129-N"
    assert read_article("129-Ñ") == "CP-129-Ñ"


@pytest.mark.parametrize("older_newer", renumberings(), ids="-".join)
def test_a_renumbering_hands_over_on_one_day_and_is_read_both_ways(
    older_newer: tuple[str, str],
) -> None:
    older, newer = older_newer

    assert in_force(newer, date(2021, 3, 30)) == older
    assert in_force(older, MOVED) == newer
    assert in_force(older, date(2021, 3, 30)) == older
    assert in_force(newer, MOVED) == newer


def test_all_sixteen_articles_of_the_new_title_replace_an_older_one() -> None:
    replaced = {newer.removeprefix("CP-129-"): older for older, newer in renumberings()}

    assert "".join(sorted(replaced)) == "ABCDEFGHIJKLMNOÑ"
    assert replaced["A"] == "CP-153"
    assert replaced["B"] == "CP-153-A"
    assert replaced["O"] == "CP-168-B"


def test_what_was_written_stays_where_the_date_does_not_decide() -> None:
    within = PartialDate.parse("2021")

    assert in_force("CP-153", within) == "CP-153"
    assert in_force("CP-129-A", within) == "CP-129-A"
    assert in_force("CP-129-A", None) == "CP-129-A"
    assert in_force("CP-129-A", PartialDate.parse("2020")) == "CP-153"


def test_an_article_that_had_no_number_yet_stays_as_written() -> None:
    assert in_force("CP-153-B", date(2010, 1, 1)) == "CP-153-B"


def test_what_nobody_checked_is_marked() -> None:
    codes = code_list("provision").codes

    assert not codes["CP-129-M"].verified
    assert codes["CP-129-A"].verified
    assert codes["CP-153-B"].doubts == ("valid_from",)

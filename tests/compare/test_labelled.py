"""The comparators on the labelled pairs (labelled/*.csv), whose labels are the truth."""

import csv

import pytest
from labelled_identities import COMPARATORS, FOLDER, labelled_pairs, run_of

LEAST_PAIRS = 60
LEAST_IDENTITIES = 400
TRAITS = ("sexes", "nationalities")  # one module; a sex has few values


def frozen() -> dict[str, str]:
    with (FOLDER / "run.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["gives"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("table", sorted(COMPARATORS))
def test_a_comparator_gives_the_labelled_level_whichever_record_comes_first(table: str) -> None:
    compare = COMPARATORS[table]
    pairs = list(labelled_pairs(table))
    straight = {pair.uid: compare(pair.one, pair.other).name for pair in pairs}
    turned = {pair.uid: compare(pair.other, pair.one).name for pair in pairs}

    assert len(pairs) >= (LEAST_PAIRS if table not in TRAITS else 20)
    assert straight == {pair.uid: pair.expected for pair in pairs}
    assert turned == straight


@pytest.mark.parametrize("table", sorted(COMPARATORS))
def test_every_level_has_labelled_pairs(table: str) -> None:
    pairs = list(labelled_pairs(table))
    levels = type(COMPARATORS[table](pairs[0].one, pairs[0].other))

    assert {pair.expected for pair in pairs} == {level.name for level in levels}


@pytest.mark.parametrize("table", [*sorted(COMPARATORS), "identities"])
def test_the_frozen_run_is_what_the_comparators_give(table: str) -> None:
    gives = dict(run_of(table))
    kept = {uid: given for uid, given in frozen().items() if uid in gives}

    assert gives
    assert gives == kept  # a meant change: python benchmarks/comparing.py --freeze


def test_the_labelled_identities_are_many_and_half_of_them_are_set_aside() -> None:
    pairs = list(labelled_pairs("identities"))
    kept = [pair for pair in pairs if pair.part == "kept"]

    assert len(pairs) >= LEAST_IDENTITIES
    assert abs(2 * len(kept) - len(pairs)) <= 1
    assert {pair.expected for pair in pairs} == {"same", "different", "undecidable"}
    assert all(pair.uid.startswith("SINTETICO-") for pair in pairs)

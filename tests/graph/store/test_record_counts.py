"""Counts of records: what a change makes of them, and the tallies that hold them."""

from collections import Counter
from dataclasses import replace

from made_records import record

from trama.graph.store.record_counts import as_counts, as_tallies, difference, total

BEFORE = record("1", registry="SISTRA", birthplace="PE-15", birthplace_confidence=0.925)
AFTER = replace(
    record("1", registry="SISTRA", birthplace="PE-15", birthplace_confidence=1.0, sex="F"),
    earlier=("content of 1",),
)


def test_a_correction_counts_only_what_it_changes() -> None:
    assert difference({"R-1": BEFORE}, {"R-1": AFTER}) == {
        ("SISTRA", "victim", "", "revisions"): 1,
        ("SISTRA", "victim", "sex", "known"): 1,
        ("SISTRA", "victim", "birthplace", "hundredths"): 100 - 93,
    }


def test_a_record_that_says_the_same_counts_nothing() -> None:
    assert difference({"R-1": BEFORE}, {"R-1": replace(BEFORE, row=7)}) == {}


def test_differences_add_up_to_the_counts_of_what_is_left() -> None:
    made = difference({}, {"R-1": BEFORE})
    corrected = difference({"R-1": BEFORE}, {"R-1": AFTER})

    assert as_tallies(total([made, corrected])) == as_tallies(difference({}, {"R-1": AFTER}))
    assert as_tallies(total([made, difference({"R-1": BEFORE}, {})])) == {}


def test_tallies_hold_the_counts_that_they_were_made_from() -> None:
    counts = difference({}, {"R-1": AFTER})
    tallies = as_tallies(counts)

    assert tallies["SISTRA victim sex"]["known"] == 1
    assert tallies["SISTRA victim name"]["known"] == 0
    assert +as_counts(tallies.values()) == Counter(counts)

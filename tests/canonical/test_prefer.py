"""The choice of the value that is shown, among several."""

import itertools

from made_records import record

from trama.canonical.prefer import Preference
from trama.canonical.rules import shipped_rules
from trama.graph.records import RecordState

REFERENCE = shipped_rules()


def said(*records: RecordState, first: str | None = None) -> Preference:
    return Preference(records, REFERENCE, first)


def test_the_finest_place_is_shown_and_of_equally_fine_ones_the_surer() -> None:
    coarse = record("1", registry="SISTRA", place="PE-15")
    guessed = record("2", registry="SISTRA", place="PE-150132", place_confidence=0.6)
    sure = record("3", registry="RETA", place="PE-150101")

    for records in itertools.permutations([coarse, guessed, sure]):
        assert said(*records).place("place") == "PE-150101"


def test_the_date_that_leaves_fewest_days_open_is_shown() -> None:
    assert said(record("1", date="2017"), record("2", date="2017-03-05")).date("date") == (
        "2017-03-05"
    )


def test_how_long_something_lasted_is_as_exact_as_a_day() -> None:
    police = record("1", registry="RETA", date="2017-03-05")
    prosecutors = record("2", registry="SISTRA", date="2017-03-07/2017-06-30")
    vague = record("3", registry="SISTRA", date="2017-03/2017-06")

    assert said(police, prosecutors).date("date") == "2017-03-07/2017-06-30"
    assert said(police, vague).date("date") == "2017-03-05"


def test_a_code_that_says_something_is_shown_before_other() -> None:
    records = (
        record("1", registry="SISTRA", bond="OTRO"),
        record("2", registry="RETA", bond="FAMILIAR"),
    )

    assert said(*records).code("bond") == "FAMILIAR"


def test_between_equals_the_order_of_registries_decides_unless_one_is_asked_for_first() -> None:
    records = (record("1", registry="RETA", sex="M"), record("2", registry="SISTRA", sex="F"))

    assert said(*records).text("sex") == "F"
    assert said(*records, first="RETA").text("sex") == "M"


def test_the_name_with_most_words_is_shown() -> None:
    records = (record("1", name="SINTÉTICA, Rosa"), record("2", name="SINTÉTICA QUISPE, Rosa Luz"))

    assert said(*records).longest("name") == "SINTÉTICA QUISPE, Rosa Luz"


def test_lists_are_shown_together_and_flags_hold_where_anyone_says_so() -> None:
    records = (
        record("1", means=("FRAUDE", "AMENAZA"), identity_reserved=False),
        record("2", means=("FRAUDE",), identity_reserved=True),
    )

    assert said(*records).together("means") == ("AMENAZA", "FRAUDE")
    assert said(*records).flag("identity_reserved") is True
    assert said().flag("identity_reserved") is None

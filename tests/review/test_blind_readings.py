"""Blind second readings: who reads what again, and a disagreement waits for a supervisor."""

from trama.linkage.judgements import Decisions, Verdict, standing
from trama.ontology.internal_layer import Judgement
from trama.review.blind_readings import readings, to_read_again


def row(
    number: int, verdict: Verdict, by: str, *, blind: bool = False, ends: str = "R-1 R-2"
) -> Judgement:
    one, other = ends.split()
    return Judgement(
        uid=f"J-{one}{other}{number}",
        subject="person",
        one=one,
        other=other,
        verdict=verdict.value,
        number=number,
        by=by,
        blind=blind,
    )


FIRST = row(1, Verdict.SAME, "ANA")
SECOND = row(2, Verdict.DIFFERENT, "EVA", blind=True)


def test_a_second_reading_that_differs_overturns_nothing_and_waits() -> None:
    (reading,) = readings([FIRST, SECOND])

    assert list(standing([FIRST, SECOND])) == [FIRST]
    assert Decisions.of([FIRST, SECOND]) == Decisions.of([FIRST])
    assert (reading.agrees, reading.waits) == (False, True)


def test_a_later_open_judgement_decides_and_the_readers_still_count_as_they_read() -> None:
    decided = row(3, Verdict.UNSURE, "SUPERVISORA")

    (reading,) = readings([decided, SECOND, FIRST])

    assert (reading.first, reading.second, reading.decided) == (FIRST, SECOND, decided)
    assert not reading.waits


def test_a_second_reading_taken_back_is_none_and_one_given_anew_counts() -> None:
    undone = row(3, Verdict.WITHDRAWN, "EVA", blind=True)
    anew = row(4, Verdict.SAME, "EVA", blind=True)

    assert readings([FIRST, SECOND, undone]) == []
    (reading,) = readings([FIRST, SECOND, undone, anew])
    assert reading.agrees


def test_a_reading_of_what_was_withdrawn_before_is_no_second_reading() -> None:
    assert readings([FIRST, row(2, Verdict.WITHDRAWN, "ANA"), row(3, Verdict.SAME, "EVA")]) == []


def test_nobody_reads_the_own_judgement_again_nor_what_was_read_twice() -> None:
    assert to_read_again([FIRST], "EVA", 1.0) == [("R-1", "R-2")]
    assert to_read_again([FIRST], "ANA", 1.0) == []
    assert to_read_again([FIRST, SECOND], "TERE", 1.0) == []


def test_the_sample_is_the_same_for_everybody_and_has_about_its_share() -> None:
    rows = [row(1, Verdict.SAME, "ANA", ends=f"R-{n} R-{n}b") for n in range(2_000)]

    drawn = to_read_again(rows, "EVA", 0.1)

    assert drawn == to_read_again(rows[::-1], "TERE", 0.1)
    assert 150 < len(drawn) < 250
    assert drawn == to_read_again(rows, "EVA", 0.5)[: len(drawn)]

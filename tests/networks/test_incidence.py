"""Incidence: who stands in which case, and the pairs who share cases."""

import pytest

from trama.networks.incidence import Accusation, Incidence, shared_cases

ROWS = [
    Accusation("B", "C-2", "PE-15 2017"),
    Accusation("A", "C-1", "PE-15 2017"),
    Accusation("A", "C-2", "PE-15 2017"),
    Accusation("B", "C-1", "PE-15 2017"),
    Accusation("D", "C-1", "PE-15 2017"),
    Accusation("A", "C-3", "PE-08 2018"),
]


def test_suspects_cases_and_strata_are_numbered_in_the_order_of_their_uids() -> None:
    incidence = Incidence.of(ROWS)

    assert incidence.suspects == ("A", "B", "D")
    assert incidence.cases == ("C-1", "C-2", "C-3")
    assert [incidence.strata[at] for at in incidence.stratum] == [
        *("PE-15 2017", "PE-15 2017", "PE-08 2018")
    ]
    assert incidence.recurring.tolist() == [True, True, False]


def test_the_order_of_rows_and_a_repeated_accusation_change_nothing() -> None:
    one, other = Incidence.of(ROWS), Incidence.of([*reversed(ROWS), ROWS[0]])

    assert one.suspect.tolist() == other.suspect.tolist()
    assert one.case.tolist() == other.case.tolist()


@pytest.mark.parametrize(("least", "found"), [(2, [("A", "B", 2)]), (3, [])])
def test_pairs_share_the_cases_in_which_both_stand(
    least: int, found: list[tuple[str, str, int]]
) -> None:
    incidence = Incidence.of(ROWS)

    pairs = shared_cases(incidence.table(), least)

    names = incidence.suspects
    told = zip(pairs.one, pairs.other, pairs.shared, strict=True)
    assert [(names[one], names[other], shared) for one, other, shared in told] == found


def test_nobody_accused_is_an_incidence_too() -> None:
    incidence = Incidence.of([])

    assert len(shared_cases(incidence.table())) == 0


def test_some_entries_alone_are_the_incidence_of_their_accusations() -> None:
    here = Incidence.of(ROWS)
    some = [row for row in ROWS if row.stratum == "PE-15 2017"]

    alone = here.where(here.stratum[here.case] == here.strata.index("PE-15 2017")).alone()

    wanted = Incidence.of(some)
    assert (alone.suspects, alone.cases, alone.strata) == (
        *(wanted.suspects, wanted.cases, wanted.strata),
    )
    assert alone.suspect.tolist() == wanted.suspect.tolist()
    assert alone.case.tolist() == wanted.case.tolist()
    assert alone.stratum.tolist() == wanted.stratum.tolist()

"""Cases lost between the registries: which, how probably, how old, and whose."""

import pytest
from made_registries import model, registries, reta, sistra

from trama.core.errors import BadParameter
from trama.overlap.draws import draw
from trama.overlap.entries import RegistryCase
from trama.overlap.handovers import (
    Lost,
    Why,
    carpetas_without_registration,
    checked_day,
    expected,
    lost_handovers,
)
from trama.overlap.units import UnitKind, Units, units


def cases(*held: RegistryCase, opinions: tuple[object, ...] = ()) -> Units:
    return units(registries([], *opinions, cases=held), UnitKind.CASES)  # type: ignore[arg-type]


def lost(found: Units, *, reverse: bool = False, as_of: str = "2017-04-10") -> list[Lost]:
    search = carpetas_without_registration if reverse else lost_handovers
    return search(found, draw(found.candidates(), 500, seed=3), as_of)


def test_only_who_went_to_the_prosecutor_and_has_no_carpeta_is_lost() -> None:
    found = lost(
        cases(
            reta("1", day="2017-03-01"),
            reta("2", destination="JUEZ"),
            reta("3", "C-3"),
            sistra("9", "C-3", police_report="3"),
        )
    )

    assert [(one.case.number, one.why, one.missing, one.days) for one in found] == [
        ("1", Why.NO_CARPETA, 1.0, 40)
    ]


def test_a_candidate_takes_its_probability_from_missing() -> None:
    found = lost(cases(reta("1"), sistra("9"), opinions=(model("RETA:1", "SISTRA:9", 0.7),)))

    (one,) = found
    assert one.missing == pytest.approx(0.3, abs=0.05)
    assert [end for end, _ in one.candidates] == ["SISTRA:9"]
    assert one.candidates[0][1] == pytest.approx(1 - one.missing)
    assert expected(found) == one.missing


def test_the_oldest_come_first_and_those_without_a_date_last() -> None:
    found = lost(cases(reta("1", day="2017-03"), reta("2", day=""), reta("3", day="2016-01-01")))

    assert [(one.case.number, one.days) for one in found] == [("3", 465), ("1", 40), ("2", None)]


def test_the_district_of_a_registration_is_where_its_units_cases_went() -> None:
    known = [
        case
        for n, district in enumerate(("LIMA", "CUSCO", "CUSCO"))
        for case in (
            reta(f"1{n}", f"C-x{n}"),
            sistra(f"9{n}", f"C-x{n}", police_report=f"1{n}", fiscal_district=district),
        )
    ]

    found = lost(cases(*known, reta("1"), reta("2", unit="OTRA SINTETICA")))

    assert [(one.case.number, one.district) for one in found] == [("1", "CUSCO"), ("2", "")]


def test_the_reverse_lists_carpetas_of_the_police_without_their_registration() -> None:
    found = lost(
        cases(
            reta("1", "C-1"),
            sistra("5", "C-1", police_report="1"),
            sistra("6", police_report="77"),
            sistra("7", entry_form="INFORME_POLICIAL", day="2016-01-01"),
            sistra("8"),
        ),
        reverse=True,
    )

    assert [(one.case.number, one.why) for one in found] == [
        ("7", Why.UNNAMED_REGISTRATION),
        ("6", Why.UNKNOWN_REGISTRATION),
    ]


def test_a_carpeta_that_a_model_joined_closes_the_case() -> None:
    found = cases(
        reta("1", "C-1"), sistra("9", "C-1"), opinions=(model("RETA:1", "SISTRA:9", 0.97),)
    )

    assert lost(found) == []


@pytest.mark.parametrize("day", ["2017", "2017-02-30", "ayer"])
def test_the_day_of_the_age_is_a_whole_day(day: str) -> None:
    with pytest.raises(BadParameter):
        checked_day(day)

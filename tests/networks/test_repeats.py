"""Cases that may be one: two suspects in common and facts that are near."""

from collections.abc import Iterable

import pytest

from trama.networks.incidence import Accusation
from trama.networks.repeats import KnownCase, repeats


def accused(**cases: str) -> list[Accusation]:
    return [Accusation(who, case, "Lima") for case, some in cases.items() for who in some]


def known(registries: Iterable[str], since: str | None, until: str | None = None) -> KnownCase:
    return KnownCase(frozenset(registries), since, until or since)


@pytest.mark.parametrize(
    ("two", "day", "found"),
    [
        (["SISTRA"], "2017-04-20", {"C2": "C1"}),
        (["SISTRA"], None, {"C2": "C1"}),
        (["SISTRA"], "2017-09-01", {}),
        (["RETA"], "2017-03-08", {"C2": "C1"}),
        (["RETA"], "2017-04-20", {}),
        (["RETA", "SISTRA"], "2017-04-20", {}),
    ],
)
def test_two_registries_may_write_one_case_further_apart_than_one_registry(
    two: list[str], day: str | None, found: dict[str, str]
) -> None:
    cases = {"C1": known(["RETA"], "2017-03-05"), "C2": known(two, day)}

    assert repeats(accused(C1="AB", C2="ABD"), cases) == found


def test_one_suspect_in_common_is_not_enough() -> None:
    cases = {"C1": known(["RETA"], "2017-03-05"), "C2": known(["SISTRA"], "2017-03-05")}

    assert repeats(accused(C1="AB", C2="AD"), cases) == {}


def test_three_that_may_be_one_count_as_the_first() -> None:
    cases = {
        "C1": known(["RETA"], "2017-03-05"),
        "C2": known(["SISTRA"], "2017-05-20"),
        "C3": known(["RETA"], "2017-07-30"),
    }

    assert repeats(accused(C1="AB", C2="AB", C3="AB"), cases) == {"C2": "C1", "C3": "C1"}


def test_an_interval_is_near_where_any_of_its_days_is() -> None:
    cases = {"C1": known(["RETA"], "2016-01-01", "2017-12-31"), "C2": known(["RETA"], "2017-06-01")}

    assert repeats(accused(C1="AB", C2="AB"), cases) == {"C2": "C1"}

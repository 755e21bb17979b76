"""The letter to a unit: shares now and before, the median of units, the trend, small numbers."""

from collections import Counter

import pytest

from trama.core.errors import UnknownName
from trama.mapping.rereading import Flaw
from trama.quality.letter import FEW, Share, letter, medians
from trama.quality.letter_words import closing, opening, share_text
from trama.quality.survey import Survey, UnitCounts

AGE = Flaw("unreadable_age", "", "EDAD_VICT")
PLACE = Flaw("place_unknown", "", "DIST")


def unit(name: str, months: dict[str, tuple[int, int]], registry: str = "RETA") -> UnitCounts:
    """Returns a unit with so many cases a month, so many of them with an unreadable age."""
    made = UnitCounts(f"{registry}:{name}", name, registry)
    for month, (cases, flawed) in months.items():
        for number in range(cases):
            made.add(month, [AGE] if number < flawed else [])
    return made


def survey_of(*units: UnitCounts) -> Survey:
    by_uid = {each.uid: each for each in units}
    return Survey("1:1:0", False, by_uid, frozenset(by_uid))


MINE = unit("MIA", {"2022-05": (8, 4), "2023-02": (2, 0), "2024-01": (12, 3)})
OTHERS = [
    unit("UNA", {"2024-02": (10, 1)}),
    unit("DOS", {"2024-03": (10, 5)}),
    unit("TRES", {"2024-03": (FEW - 1, 0)}),
    unit("FISCALIA", {"2024-03": (50, 50)}, "SISTRA"),
]


def test_the_median_of_a_flaw_counts_the_units_without_it_and_no_small_one() -> None:
    none, small = UnitCounts("RETA:A", "A", "RETA"), UnitCounts("RETA:B", "B", "RETA")
    for _ in range(FEW):
        none.add("2024-01", [])
    small.add("2024-01", [PLACE])

    told = medians([MINE, *OTHERS[:2], none, small], "2024-01", "2024-12")

    assert told.units == 4  # MIA 0.25, UNA 0.1, DOS 0.5, A 0
    assert told.flawed == pytest.approx(0.175)
    assert told.of(AGE) == pytest.approx(0.175)
    assert told.of(PLACE) == 0
    assert medians([MINE, small], "2024-01", "2024-12").of(AGE) is None


def test_the_latest_year_is_compared_with_before_and_with_the_units_of_the_registry() -> None:
    told = letter(survey_of(MINE, *OTHERS), MINE)

    assert told is not None
    assert (told.since, told.whole) == ("2023-04", False)
    assert told.total == Share(3, 12)
    assert told.before == Share(4, 10)
    assert (told.units, told.median) == (3, 0.25)  # UNA 0.1, MIA 0.25, DOS 0.5
    (finding,) = told.findings
    assert (finding.flaw, finding.now, finding.before) == (AGE, Share(3, 12), Share(4, 10))
    assert finding.median == 0.25


def test_a_unit_with_few_cases_in_the_latest_year_is_told_of_all() -> None:
    few = unit("POCA", {"2019-05": (9, 1), "2024-03": (2, 2)})
    told = letter(survey_of(few, MINE, *OTHERS), few)

    assert told is not None
    assert (told.whole, told.total, told.before) == (True, Share(3, 11), None)


def test_a_period_bounds_the_cases_and_one_without_cases_has_no_letter() -> None:
    all_units = survey_of(MINE, *OTHERS)

    inside = letter(all_units, MINE, "2022-01", "2023-12")
    assert inside is not None
    assert inside.total == Share(4, 10)
    assert letter(all_units, MINE, "2025-01") is None


def test_cases_without_a_month_count_in_no_period() -> None:
    mine = unit("MIA", {"": (3, 3), "2024-01": (12, 3)})
    told = letter(survey_of(mine), mine, "2024-01")

    assert told is not None
    assert (told.total, told.undated) == (Share(3, 12), 3)
    assert any(line.startswith("3 ") for line in closing(told, "es"))


def test_fewer_than_three_units_have_no_median() -> None:
    told = letter(survey_of(MINE, OTHERS[0]), MINE)

    assert told is not None
    assert (told.units, told.median) == (2, None)
    assert any("comparar" in line for line in opening(told, "es"))


@pytest.mark.parametrize(
    ("registry", "cases", "flawed", "says"),
    [
        ("RETA", 1, 1, "De 1 registro de denuncia de esta dependencia, 1 tiene algo"),
        ("SISTRA", 1, 0, "De 1 carpeta fiscal de esta dependencia, 0 tienen algo"),
        ("RETA", 3, 1, "De 3 registros de denuncia de esta dependencia, 1 tiene algo"),
    ],
)
def test_one_case_is_told_as_one(registry: str, cases: int, flawed: int, says: str) -> None:
    one = unit("UNA", {"2024-01": (cases, flawed)}, registry)
    told = letter(survey_of(one), one)

    assert told is not None
    assert says in opening(told, "es")[0]


def test_a_share_of_few_cases_is_never_told_as_per_cent() -> None:
    assert share_text(Share(1, FEW - 1), "es") == "1 de 9"
    assert share_text(Share(1, FEW), "es") == "10 % (1 de 10)"


def test_the_trend_is_by_quarter_and_by_year_if_there_are_many() -> None:
    told = letter(survey_of(MINE), MINE)
    long = unit("LARGA", {f"{year}-{month:02}": (1, 0) for year in range(2019, 2024) for month in
                          (1, 4, 7, 10)})  # fmt: skip
    years = letter(survey_of(long), long)

    assert told is not None
    assert [(each.label, each.share) for each in told.trend] == [
        ("2022-T2", Share(4, 8)),
        ("2023-T1", Share(0, 2)),
        ("2024-T1", Share(3, 12)),
    ]
    assert years is not None
    assert [each.label for each in years.trend] == ["2019", "2020", "2021", "2022", "2023"]


def test_a_case_with_two_flaws_counts_once_among_those_to_mend() -> None:
    mine = UnitCounts("RETA:MIA", "MIA", "RETA")
    mine.add("2024-01", [AGE, PLACE])

    assert (mine.cases, mine.flawed) == (Counter({"2024-01": 1}), Counter({"2024-01": 1}))
    assert set(mine.flaws) == {AGE, PLACE}


def test_a_unit_is_found_by_a_part_of_its_name_if_no_other_has_it() -> None:
    units = survey_of(unit("DEPINTRAP LIMA", {}), unit("DEPINTRAP ICA", {}))

    assert units.unit("ica").name == "DEPINTRAP ICA"
    assert units.unit("Depintrap  Lima").name == "DEPINTRAP LIMA"
    assert units.unit("RETA:DEPINTRAP ICA").name == "DEPINTRAP ICA"
    for wrong in ("depintrap", "CUSCO", ""):
        with pytest.raises(UnknownName):
            units.unit(wrong)

"""The weighing of people and cases with the lines of a calibration."""

from collections.abc import Mapping

import pytest
from decided_pairs import chances, judged, person, scored

from trama.graph.records import Kind
from trama.linkage.judgements import Verdict
from trama.linkage.model.calibration import AS_TOLD, Calibration, InState, Line

SUSPECT = Kind.SUSPECT
SHY = Line(-20.0, 0.2)
"""A line that makes every pair unlikely."""

PEOPLE = [
    person("a", "R1"),
    person("b", "S1"),
    person("c", "R1", SUSPECT),
    person("d", "S1", SUSPECT),
    person("e", "R2", SUSPECT),
]
WHOLE = scored(
    PEOPLE,
    {"a-b": 3.0, "c-d": 5.0, "c-e": 6.0, "d-e": 2.0},
    {"R1-S1": 2.0, "R1-R2": -6.0, "R2-S1": -8.0},
)


def changed(one: Mapping[str, float], other: Mapping[str, float]) -> set[str]:
    """Return the pairs whose probability differs."""
    assert one.keys() == other.keys()
    return {name for name in one if one[name] != pytest.approx(other[name], abs=1e-9)}


def of_people(**kinds: InState) -> Calibration:
    """Return the calibration that changes people of these kinds alone."""
    return Calibration(people={**AS_TOLD.people, **kinds})


def test_each_line_changes_the_pairs_of_its_situation_alone() -> None:
    told = chances(WHOLE)

    assert changed(told, chances(WHOLE, of_people(victim=InState(SHY, SHY)))) == {"a-b"}
    assert changed(told, chances(WHOLE, of_people(suspect=InState(SHY, SHY)))) == {
        "c-d",
        "c-e",
        "d-e",
    }
    assert "RETA:1-RETA:2" not in changed(told, chances(WHOLE, Calibration(across=SHY)))
    assert "RETA:1-SISTRA:1" not in changed(told, chances(WHOLE, Calibration(within=SHY)))


def test_the_lines_of_people_tell_nothing_to_the_cases() -> None:
    lines = of_people(victim=InState(SHY, SHY), suspect=InState(SHY, SHY))

    told, calibrated = chances(WHOLE), chances(WHOLE, lines)

    of_cases = [name for name in told if ":" in name]
    assert len(of_cases) == 3
    assert not changed(told, calibrated) & set(of_cases)


def test_what_cases_a_pair_has_chooses_between_two_lines() -> None:
    one, two = InState(one=SHY), InState(two=SHY)
    likely, unlikely = (scored(PEOPLE[:2], {"a-b": 9.0}, {"R1-S1": bits}) for bits in (25.0, -25.0))

    assert chances(likely, of_people(victim=one))["a-b"] < 0.01
    assert chances(likely, of_people(victim=two))["a-b"] > 0.99
    assert chances(unlikely, of_people(victim=one))["a-b"] > 0.8
    assert chances(unlikely, of_people(victim=two))["a-b"] < 0.01


def test_what_is_certain_stays_certain_under_any_line() -> None:
    lines = Calibration(SHY, SHY, dict.fromkeys(("victim", "suspect"), InState(SHY, SHY)))
    people = judged(("a", "b", Verdict.SAME), ("c", "e", Verdict.DIFFERENT))
    cases = judged(("R1", "S1", Verdict.SAME))

    of_people_judged, of_cases_judged = (chances(WHOLE, lines, both) for both in (people, cases))

    assert of_people_judged["a-b"] > 1 - 1e-9
    assert of_people_judged["c-e"] < 1e-9
    assert of_cases_judged["RETA:1-SISTRA:1"] > 1 - 1e-9


@pytest.mark.parametrize("line", [Line(6.0, 1.0), Line(12.0, 0.3), Line(-3.0, 0.5)])
def test_nobody_has_two_partners_in_a_case_under_any_line(line: Line) -> None:
    people = [person("a", "R1"), *(person(name, "S1") for name in "bcd")]
    whole = scored(people, dict.fromkeys(("a-b", "a-c", "a-d"), 8.0), {"R1-S1": 9.0})

    found = chances(whole, of_people(victim=InState(line, line)))

    of_a = [found[f"a-{name}"] for name in "bcd"]
    assert sum(of_a) <= 1 + 1e-9
    assert of_a == pytest.approx([of_a[0]] * 3)

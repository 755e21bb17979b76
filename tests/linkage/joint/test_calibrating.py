"""The calibration of a model, on cases whose truth follows odds that the test chooses."""

from itertools import pairwise
from math import log2
from pathlib import Path
from random import Random

import pytest
from decided_pairs import MODEL, case, person, scored

from trama.graph.records import CaseKey, Kind
from trama.linkage.joint.calibrating import LEAST_PAIRS, Labelled, calibrated
from trama.linkage.joint.deciding import weighed_of
from trama.linkage.model.calibration import AS_GIVEN, Line
from trama.linkage.model.odds import probability_of
from trama.linkage.model.weights import Model, read_model

MANY = 1_000  # pairs: chance moves the share of a fifth of them by 0.04, seldom by 0.08
SHY, EAGER = Line(3.0, 1.0), Line(-1.0, 0.5)
"""Models that tell too few bits, and twice too many: their odds come true by these lines."""

IN_ONE = log2(0.9 / 0.1) - log2(0.25)
"""Bits that `MODEL` adds to two people who are alone in one case: share and ``alike``."""

IN_TWO = {Kind.VICTIM: log2(1 / 64), Kind.SUSPECT: log2(1 / 4)}
"""Bits that it adds if the cases are two: ``elsewhere``."""


def of_cases(truth: Line, *, pairs: int = MANY, seed: int = 1, other: str = "S") -> Labelled:
    """Return pairs of cases without people, told -8 to 8 bits, true as often as the line says."""
    source = Random(seed)
    told = {f"R{n}-{other}9{n}": source.uniform(-8, 8) for n in range(pairs)}
    ends = [tuple(sorted(map(case, name.split("-")))) for name in told]
    true = {
        (one, two)
        for (one, two), bits in zip(ends, told.values(), strict=True)
        if source.random() < probability_of(truth.bits(bits))
    }
    return Labelled(scored([], {}, told), set(), true)


def of_people(truth: Line, kind: Kind, *, one_case: bool) -> Labelled:
    """Return pairs of people, each alone in its case, true as often as the line says.

    The registries state that their cases are one, or nothing tells that they are.
    """
    source = Random(1)
    prior = IN_ONE if one_case else IN_TWO[kind]
    odds = [source.uniform(-8, 8) for _ in range(MANY)]
    people = [
        person(f"{end}{n}", f"{of}{n}", kind) for n in range(MANY) for end, of in ("aR", "bS")
    ]
    names = [(f"R{n}", f"S{n}") for n in range(MANY)]
    whole = scored(
        people,
        {f"a{n}-b{n}": bits - prior for n, bits in enumerate(odds)},
        {f"{one}-{other}": -39.0 for one, other in names},
        names if one_case else (),
    )
    true = {
        (f"R-a{n}", f"R-b{n}")
        for n, bits in enumerate(odds)
        if source.random() < probability_of(truth.bits(bits))
    }
    return Labelled(whole, true, {(case(a), case(b)) for a, b in names} if one_case else set())


def chances_of_cases(labelled: Labelled, model: Model) -> list[tuple[float, bool]]:
    """Return by pair of cases its probability and whether it is one case."""
    found = weighed_of(labelled.scored, model)
    chances = found.weighed.cases.tolist()
    return [
        (chance, ends in labelled.cases)
        for ends, chance in zip(found.blocks.cases, chances, strict=True)
    ]


def chances_of_people(labelled: Labelled, model: Model) -> list[tuple[float, bool]]:
    """Return by pair of people its probability and whether it is one person."""
    found = weighed_of(labelled.scored, model)
    chances = found.weighed.people.tolist()
    return [
        (chance, tuple(sorted(ends)) in labelled.people)
        for ends, chance in zip(found.blocks.people, chances, strict=True)
    ]


def furthest(told: list[tuple[float, bool]]) -> float:
    """Return the greatest difference between the probability of a fifth of pairs and its truth."""
    ordered = sorted(told)
    assert len(ordered) == MANY
    fifths = [ordered[start:end] for start, end in pairwise(range(0, MANY + 1, MANY // 5))]
    return max(
        abs(sum(chance for chance, _ in part) - sum(true for _, true in part)) / len(part)
        for part in fifths
    )


@pytest.mark.parametrize("truth", [SHY, EAGER])
def test_of_the_cases_that_are_given_a_chance_as_many_are_one_on_cases_unseen(truth: Line) -> None:
    unseen = of_cases(truth, seed=2)

    before = chances_of_cases(unseen, MODEL)
    after = chances_of_cases(unseen, calibrated(MODEL, [of_cases(truth)]))

    assert furthest(before) > 0.15
    assert furthest(after) < 0.09


@pytest.mark.parametrize("kind", [Kind.VICTIM, Kind.SUSPECT])
@pytest.mark.parametrize("one_case", [True, False])
@pytest.mark.parametrize("truth", [SHY, EAGER])
def test_of_the_people_that_are_given_a_chance_as_many_are_one(
    kind: Kind, one_case: bool, truth: Line
) -> None:
    people = of_people(truth, kind, one_case=one_case)

    before = chances_of_people(people, MODEL)
    after = chances_of_people(people, calibrated(MODEL, [people]))

    assert furthest(before) > 0.15
    assert furthest(after) < 0.09


def test_each_situation_has_the_line_of_its_own_truth() -> None:
    labelled = [
        of_cases(SHY),
        of_cases(EAGER, other="R"),
        of_people(SHY, Kind.SUSPECT, one_case=False),
        of_people(EAGER, Kind.VICTIM, one_case=True),
    ]

    lines = calibrated(MODEL, labelled).calibration

    assert lines.across == pytest.approx(SHY, abs=0.5)
    assert lines.within == pytest.approx(EAGER, abs=0.5)
    assert lines.people["suspect"].two == pytest.approx(SHY, abs=0.5)
    assert lines.people["victim"].one == pytest.approx(EAGER, abs=0.5)


def test_honest_odds_stay_as_they_are() -> None:
    lines = calibrated(MODEL, [of_cases(AS_GIVEN)]).calibration

    assert lines.across == pytest.approx(AS_GIVEN, abs=0.3)


def test_more_evidence_is_never_less_even_if_the_labels_say_so() -> None:
    turned = calibrated(MODEL, [of_cases(Line(0.0, -1.0))])

    line = turned.calibration.across
    assert [line.bits(told) for told in (-8, 0, 8)] == sorted(line.bits(t) for t in (-8, 0, 8))
    assert line.slope == pytest.approx(0.1)


def test_a_calibrated_chance_rises_with_the_evidence_and_is_never_certain() -> None:
    model = calibrated(MODEL, [of_cases(EAGER), of_people(EAGER, Kind.VICTIM, one_case=True)])
    steps = range(-30, 31, 5)

    of_steps = []
    for bits in steps:
        people = [person("a", "R1"), person("b", "S1")]
        found = weighed_of(scored(people, {"a-b": float(bits)}, {"R1-S1": 4.0}), model)
        of_steps.append((found.weighed.people[0], found.weighed.cases[0]))

    people, cases = zip(*of_steps, strict=True)
    assert list(people) == sorted(set(people))
    assert list(cases) == sorted(set(cases))
    assert all(0 < chance < 1 for chance in (*people, *cases))


def test_labels_steeper_than_the_odds_do_not_make_the_model_surer() -> None:
    line = calibrated(MODEL, [of_cases(Line(0.0, 3.0))]).calibration.across

    assert line.slope == pytest.approx(1.0, abs=0.001)


def test_too_few_examples_change_nothing() -> None:
    enough, few = (of_cases(SHY, pairs=pairs) for pairs in (LEAST_PAIRS, LEAST_PAIRS - 1))

    assert calibrated(MODEL, [few]).calibration.across == AS_GIVEN
    assert calibrated(MODEL, [enough]).calibration.across.start > 1


def test_the_examples_of_several_registries_count_together() -> None:
    half = LEAST_PAIRS // 2 + 1
    two = [of_cases(SHY, pairs=half, seed=seed) for seed in (1, 2)]

    assert calibrated(MODEL, two[:1]).calibration.across == AS_GIVEN
    assert calibrated(MODEL, two).calibration.across.start > 1


def test_what_a_registry_states_teaches_nothing() -> None:
    stated = of_people(SHY, Kind.VICTIM, one_case=True)

    assert calibrated(MODEL, [stated]).calibration.across == AS_GIVEN


def test_rivals_are_weighed_before_the_line_is_fitted() -> None:
    # Each case has two carpetas at even odds and one of them is the case: no line is needed.
    told = {f"R{n}-S{n}{end}": 6.0 for n in range(100, 400) for end in (1, 2)}
    true: set[tuple[CaseKey, CaseKey]] = {(case(f"R{n}"), case(f"S{n}1")) for n in range(100, 400)}

    lines = calibrated(MODEL, [Labelled(scored([], {}, told), set(), true)]).calibration

    assert probability_of(lines.across.bits(6.0)) > 0.9


def test_the_lines_are_kept_in_the_file_of_the_model(tmp_path: Path) -> None:
    model = calibrated(MODEL, [of_cases(EAGER), of_people(SHY, Kind.SUSPECT, one_case=True)])

    model.save(tmp_path / "model.json")

    assert read_model(tmp_path / "model.json") == model
    assert read_model(tmp_path / "model.json").hash != MODEL.hash


def test_two_namesakes_whom_no_record_tells_apart_do_not_make_all_pairs_unsure() -> None:
    namesakes = {"R1-S1": 25.0, "R2-S2": 25.0}
    both = [of_cases(AS_GIVEN, other="S7"), Labelled(scored([], {}, namesakes), set(), set())]

    lines = calibrated(MODEL, both).calibration

    assert lines.across.slope > 0.9
    assert lines.across.bits(8.0) > 7.0


def test_pairs_with_rivals_teach_no_line() -> None:
    people, told, names = [], {}, []
    for n in range(LEAST_PAIRS):
        people += [person(f"a{n}", f"R{n}"), person(f"b{n}", f"S{n}"), person(f"c{n}", f"S{n}")]
        told |= {f"a{n}-b{n}": 4.0, f"a{n}-c{n}": 4.0}
        names.append((f"R{n}", f"S{n}"))
    rivals = scored(people, told, {f"{one}-{other}": -39.0 for one, other in names}, names)
    nobody_true = Labelled(rivals, set(), {(case(a), case(b)) for a, b in names})

    assert calibrated(MODEL, [nobody_true]).calibration.people["victim"].one == AS_GIVEN

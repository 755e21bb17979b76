"""The pairs of people that no group joins in the end, and the line of their odds."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from decided_pairs import MODEL, decided, person, scored

from trama.graph.records import Kind
from trama.linkage.joint.calibrating import Labelled, calibrated
from trama.linkage.joint.scored import Guard, Scored
from trama.linkage.model.calibration import AS_GIVEN, Calibration, InState, Line
from trama.linkage.model.weights import Model

LIKELY, SURE = 6.0, 14.0
"""Bits of two suspects of two cases: likely one, and so likely that they are joined."""


def suspects(pairs: Mapping[str, float]) -> Scored:
    """Return suspects in a case each, a in R1, b in S1, c in S2, with the bits of their pairs."""
    people = [person(*end, Kind.SUSPECT) for end in (("a", "R1"), ("b", "S1"), ("c", "S2"))]
    return scored(people, pairs, {"R1-S1": -14.0, "R1-S2": -14.0, "S1-S2": -14.0})


def with_line(line: Line) -> Model:
    """Return the model with a line for suspects who are left apart."""
    lines = Calibration(people={"victim": InState(), "suspect": InState(apart=line)})
    return replace(MODEL, calibration=lines)


def score(whole: Scored, name: str, model: Model) -> float:
    """Return the score of a pair of people."""
    (found,) = [
        pair.score
        for pair in decided(whole, model=model).people
        if name == f"{pair.one[-1]}-{pair.other[-1]}"
    ]
    return found


def test_a_pair_that_is_left_apart_has_the_odds_of_its_line() -> None:
    whole = suspects({"a-c": LIKELY})

    before, after = (score(whole, "a-c", with_line(line)) for line in (AS_GIVEN, Line(-1.0, 1.0)))

    assert before == pytest.approx(0.94, abs=0.01)
    assert after / (1 - after) == pytest.approx(before / (1 - before) / 2, rel=0.01)


def test_a_pair_within_a_group_keeps_its_odds() -> None:
    whole = suspects({"a-b": SURE, "b-c": SURE, "a-c": LIKELY})

    assert score(whole, "a-c", with_line(Line(-3.0, 1.0))) > 0.99


def test_a_pair_that_a_guard_stopped_keeps_its_odds() -> None:
    documents = [
        person("a", "R1", Kind.SUSPECT, document_key="DNI:40000001"),
        person("b", "S1", Kind.SUSPECT, document_key="DNI:49999999"),
    ]
    whole = scored(documents, {"a-b": SURE}, {"R1-S1": -14.0})

    (pair,) = decided(whole, model=with_line(Line(-3.0, 1.0))).people

    assert pair.reason == Guard.VETO
    assert pair.score > 0.99


def test_to_be_left_apart_never_makes_a_pair_likelier() -> None:
    whole = suspects({"a-c": LIKELY})

    assert score(whole, "a-c", with_line(Line(3.0, 1.0))) == score(whole, "a-c", MODEL)


def test_the_line_is_learned_from_those_whom_groups_leave() -> None:
    """Groups take 200 of the 300 true pairs among 400 likely ones: 100 of 200 are left."""
    people, pairs, cases, true = [], {}, {}, set()
    for number in range(400):
        ends = {end: f"{end}{number}" for end in "abc"}
        of = {"a": f"R{number}", "b": f"S{number}", "c": f"S9{number}"}
        people += [person(ends[end], of[end], Kind.SUSPECT) for end in "abc"]
        pairs[f"{ends['a']}-{ends['c']}"] = LIKELY
        in_group = number < 200
        if in_group:
            pairs |= {f"{ends['a']}-{ends['b']}": SURE, f"{ends['b']}-{ends['c']}": SURE}
            true |= {(f"R-{ends['a']}", f"R-{ends['b']}"), (f"R-{ends['b']}", f"R-{ends['c']}")}
        if number < 300:
            true.add((f"R-{ends['a']}", f"R-{ends['c']}"))
        cases |= {f"{of['a']}-{of[end]}": -39.0 for end in "bc"}
    whole = scored(people, pairs, cases)

    model = calibrated(MODEL, [Labelled(whole, true, set())])
    left = [pair for pair in decided(whole, model=model).people if pair.score < 0.9]

    assert len(left) == 200
    assert [pair.score for pair in left] == pytest.approx([0.5] * 200, abs=0.08)
    assert model.calibration.people["suspect"].apart.start < -0.5

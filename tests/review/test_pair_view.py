"""A pair as each role sees it: values, marks, the explanation and its weights."""

import json
import math

import pytest
from queued import CASES, leave_open
from reviewed import Reviewed

from trama.access.policy import Role
from trama.core.errors import BadParameter, JudgingDenied
from trama.linkage.judgements import Subject, Verdict
from trama.review.deciding import Beside, decide
from trama.review.pair_view import PairView, view_pair
from trama.review.sides import Mark
from trama.review.surroundings import surroundings

pytestmark = pytest.mark.only_on("embedded")


def view(reviewed: Reviewed, role: Role, one: str, other: str, **more: bool) -> PairView:
    key = reviewed.key
    return view_pair(one, other, reviewed.lookup(role), key, "es", **more)


def test_two_records_without_any_row_are_compared_and_explained(reviewed: Reviewed) -> None:
    rosa, ines, _ = reviewed.women

    seen = view(reviewed, Role.INVESTIGATOR, ines, rosa)

    fields = {row.field: row for row in seen.fields}
    assert {seen.one.key, seen.other.key} == {rosa, ines}
    assert fields["name"].mark is Mark.DIFFERENT
    assert "ROSA" in str(fields["name"].one) + str(fields["name"].other)
    assert fields["sex"].mark is Mark.SAME
    assert seen.row is seen.judged is None
    assert any("SINTETICA QUISPE, ROSA" in line.sentence for line in seen.explanation.lines)
    weights = [line.bits for line in seen.explanation.lines if line.bits is not None]
    assert weights
    bits = seen.explanation.start + sum(weights)
    assert seen.explanation.probability == pytest.approx(1 / (1 + math.pow(2, -bits)), abs=0.01)


def test_a_supervisor_reads_how_the_records_differ_and_no_value_of_a_victim(
    reviewed: Reviewed,
) -> None:
    rosa, ines, _ = reviewed.women
    leave_open(reviewed, {(rosa, ines): 0.7}, reason="BRIDGE")
    seen = view(reviewed, Role.SUPERVISOR, *reviewed.pseudonyms(rosa, ines))

    text = json.dumps(seen.document(), ensure_ascii=False)
    assert "ROSA" not in text
    assert "QUISPE" not in text
    assert rosa not in text
    name = next(row for row in seen.fields if row.field == "name")
    assert (name.one, name.other, name.mark) == (None, None, Mark.DIFFERENT)
    assert {seen.one.pseudonym, seen.other.pseudonym} == {
        reviewed.person_of(uid)["pseudonym"] for uid in (rosa, ines)
    }
    assert len(seen.explanation.lines) > 3
    assert seen.row is not None
    assert (seen.row.score, seen.row.reason, seen.row.at_hand) == (0.7, "BRIDGE", False)


def test_a_supervisor_reads_the_name_of_a_suspect_and_no_document(reviewed: Reviewed) -> None:
    seen = view(reviewed, Role.SUPERVISOR, *reviewed.suspects[:2])

    fields = {row.field: row for row in seen.fields}
    assert "FICTICIO CONDORI" in str(fields["name"].one)
    assert all(row.one is None for name, row in fields.items() if name.startswith("document"))
    assert not any("FICTICIO" in line.sentence for line in seen.explanation.lines)


def test_roles_that_may_not_judge_see_no_pair(reviewed: Reviewed) -> None:
    for role in (Role.PUBLIC, Role.INTEGRATOR, Role.ANALYST):
        with pytest.raises(JudgingDenied):
            view(reviewed, role, *reviewed.women[:2])
        with pytest.raises(JudgingDenied):
            surroundings(*reviewed.women[:2], reviewed.lookup(role), reviewed.key, "es")


def test_two_cases_lie_side_by_side(reviewed: Reviewed) -> None:
    seen = view(reviewed, Role.INVESTIGATOR, CASES[0], CASES[2])

    assert seen.subject is Subject.CASE
    assert {line.comparator for line in seen.explanation.lines} >= {"victim_counts"}
    assert {seen.one.key, seen.other.key} == {CASES[0], CASES[2]}
    assert {"case_number", "registered_on"} <= {row.field for row in seen.fields}
    with pytest.raises(BadParameter):
        view(reviewed, Role.INVESTIGATOR, CASES[0], reviewed.women[0])


def test_the_state_follows_people_and_not_models(reviewed: Reviewed) -> None:
    rosa, ines, _ = reviewed.women
    first = view(reviewed, Role.INVESTIGATOR, rosa, ines).state
    leave_open(reviewed, {(rosa, ines): 0.7})
    assert view(reviewed, Role.SUPERVISOR, *reviewed.pseudonyms(ines, rosa)).state == first

    lookup = reviewed.lookup(Role.INVESTIGATOR)
    decide((rosa, ines), Verdict.SAME, lookup, reviewed.home, by="x", beside=Beside(seen=first))

    told = view(reviewed, Role.INVESTIGATOR, rosa, ines)
    blind = view(reviewed, Role.INVESTIGATOR, rosa, ines, blind=True)
    assert told.state == blind.state != first
    assert told.judged is not None
    assert (blind.judged, blind.one.pseudonym, blind.other.pseudonym) == (None, None, None)


def test_the_cases_around_a_pair_show_who_else_stands_there(reviewed: Reviewed) -> None:
    rosa, ines, _ = reviewed.women

    known = surroundings(rosa, ines, reviewed.lookup(Role.INVESTIGATOR), reviewed.key, "es")
    ends = reviewed.pseudonyms(rosa, ines)
    reserved = surroundings(*ends, reviewed.lookup(Role.SUPERVISOR), reviewed.key, "es")

    names = {person.name for person in (*known.one, *known.other)}
    assert {"SINTETICA QUISPE, ROSA", "SINTETICA QUISPE, INES"} <= names
    assert {row.field for row in known.fields} >= {"case_number", "place"}
    assert {
        person.name for person in (*reserved.one, *reserved.other) if person.kind == "victim"
    } == {None}

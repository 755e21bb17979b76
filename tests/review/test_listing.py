"""The list of judgements: what stands, what contradicts, and what each role may see of it."""

import json
from dataclasses import replace

import pytest
from reviewed import CARPETA, POLICE, Reviewed

from trama.access.policy import Role
from trama.core.errors import AccessDenied, JudgingDenied, UnknownName
from trama.graph.store.fingerprint import fingerprint
from trama.linkage.judgements import Subject, Verdict
from trama.review.deciding import Beside, decide
from trama.review.ends import read_pair
from trama.review.listing import ShownJudgement, list_judgements

WHY = "EVA SINTETICA QUISPE lo contó"


def say(reviewed: Reviewed, one: str, other: str, verdict: Verdict) -> None:
    lookup = reviewed.lookup(Role.INVESTIGATOR)
    decide((one, other), verdict, lookup, reviewed.home, by="Jueza SINTETICA", beside=Beside(WHY))


def rows(reviewed: Reviewed, role: Role, of: str | None = None) -> list[ShownJudgement]:
    return [*list_judgements(reviewed.lookup(role), of).judgements]


def test_a_judgement_joins_and_its_undoing_leaves_no_trace_but_the_rows(
    reviewed: Reviewed,
) -> None:
    rosa, ines, _ = reviewed.women
    before = fingerprint(reviewed.graph)
    old = reviewed.person_of(ines)["uid"]

    say(reviewed, rosa, ines, Verdict.SAME)
    joined = reviewed.person_of(ines)
    (listed,) = rows(reviewed, Role.INVESTIGATOR, old)
    say(reviewed, ines, rosa, Verdict.WITHDRAWN)

    assert joined == reviewed.person_of(rosa) or joined["uid"] == old
    assert (listed.verdict, listed.by, listed.reason) == ("same", "Jueza SINTETICA", WHY)
    assert (listed.stands, listed.contradiction) == (True, False)
    assert fingerprint(reviewed.graph) == before
    assert [(row.verdict, row.stands) for row in rows(reviewed, Role.INVESTIGATOR)] == [
        ("withdrawn", False),
        ("same", False),
    ]
    with pytest.raises(UnknownName):
        say(reviewed, rosa, ines, Verdict.WITHDRAWN)


def test_a_contradiction_is_shown_with_what_stands_against_it(reviewed: Reviewed) -> None:
    rosa, ines, eva = reviewed.women
    say(reviewed, rosa, ines, Verdict.SAME)
    say(reviewed, ines, eva, Verdict.SAME)
    say(reviewed, rosa, eva, Verdict.DIFFERENT)

    found = list_judgements(reviewed.lookup(Role.INVESTIGATOR), contradictions=True)

    (row,) = found.judgements
    assert found.more == 0
    assert row.contradiction
    assert [{one.key, other.key} for one, other in row.against] == [{rosa, eva}]
    assert len({reviewed.person_of(uid)["uid"] for uid in (rosa, ines, eva)}) == 2
    assert [one.contradiction for one in rows(reviewed, Role.INVESTIGATOR)].count(True) == 1


def test_cases_are_judged_by_their_numbers(reviewed: Reviewed) -> None:
    say(reviewed, POLICE[0], CARPETA, Verdict.SAME)
    say(reviewed, POLICE[0], POLICE[1], Verdict.DIFFERENT)
    say(reviewed, POLICE[1], CARPETA, Verdict.SAME)

    (row,) = list_judgements(reviewed.lookup(Role.ANALYST), contradictions=True).judgements

    assert {row.one.key, row.other.key} <= {f"RETA:{n}" for n in POLICE} | {f"SISTRA:{CARPETA}"}
    assert row.against
    assert len(rows(reviewed, Role.ANALYST, POLICE[1])) == 2


@pytest.mark.only_on("embedded")
@pytest.mark.parametrize("role", [Role.INTEGRATOR, Role.ANALYST, Role.SUPERVISOR])
def test_a_role_without_identities_sees_pseudonyms_and_no_reasons(
    reviewed: Reviewed, role: Role
) -> None:
    rosa, ines, _ = reviewed.women
    say(reviewed, rosa, ines, Verdict.DIFFERENT)

    found = list_judgements(reviewed.lookup(role))

    (row,) = found.judgements
    assert (row.one.key, row.other.key, row.reason) == (None, None, None)
    assert row.by == "Jueza SINTETICA"
    pseudonyms = {reviewed.person_of(uid)["pseudonym"] for uid in (rosa, ines)}
    assert {row.one.pseudonym, row.other.pseudonym} == pseudonyms
    told = json.dumps(found.document())
    assert not any(uid[2:] in told for uid in (rosa, ines))
    assert "EVA" not in told
    assert len(rows(reviewed, role, str(row.one.pseudonym))) == 1


@pytest.mark.only_on("embedded")
def test_a_handle_names_the_pair_for_whoever_may_not_know_its_ends(reviewed: Reviewed) -> None:
    rosa, ines, _ = reviewed.women
    say(reviewed, rosa, ines, Verdict.UNSURE)
    lookup = replace(reviewed.lookup(Role.SUPERVISOR), key=reviewed.key)

    (row,) = list_judgements(lookup).judgements

    assert row.one.key is None
    ends = read_pair(f"{row.handle}.1", f"{row.handle}.2", lookup, reviewed.key)
    assert ends == (Subject.PERSON, *sorted((rosa, ines)))
    assert [one.handle for one in rows(reviewed, Role.SUPERVISOR)] == [None]  # without the key


@pytest.mark.only_on("embedded")
def test_the_public_reads_no_judgement_and_only_two_roles_judge(reviewed: Reviewed) -> None:
    rosa, ines, _ = reviewed.women

    with pytest.raises(AccessDenied):
        list_judgements(reviewed.lookup(Role.PUBLIC))
    for role in (Role.PUBLIC, Role.INTEGRATOR, Role.ANALYST):
        with pytest.raises(JudgingDenied) as refused:
            decide((rosa, ines), Verdict.SAME, reviewed.lookup(role), reviewed.home, by="x")
        assert "token" in refused.value.message("es")
    assert rows(reviewed, Role.INVESTIGATOR) == []
    ends = reviewed.pseudonyms(rosa, ines)
    for role in (Role.INVESTIGATOR, Role.SUPERVISOR):
        decide(ends, Verdict.UNSURE, reviewed.lookup(role), reviewed.home, by="x")
    assert [row.stands for row in rows(reviewed, Role.INVESTIGATOR)] == [True, False]

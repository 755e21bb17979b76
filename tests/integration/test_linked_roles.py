"""Roles over all answers of link, review and overlap: nobody reads more than their role may."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from linked_home import ROSA
from linked_served import Served

from trama.access.policy import Role
from trama.core.errors import AccessDenied
from trama.linkage.model.shipped import shipped_model
from trama.overlap.waterfall import Step

JUDGES = {Role.INVESTIGATOR, Role.SUPERVISOR}
LINKS = {*JUDGES, Role.ANALYST}
LISTS = {*LINKS, Role.INTEGRATOR}


def routes(served: Served) -> dict[str, set[Role]]:
    """Return every GET route of review and overlap with the roles that may ask it."""
    ends = f"one={served.handle}.1&other={served.handle}.2"
    victim = served.victims[0]["pseudonym"]
    return {
        "/judgements?limit=5000": LISTS,
        "/judgements?contradictions=true": LISTS,
        f"/judgements?of={victim}": LISTS,
        "/judgements/export": JUDGES,
        "/judgements/queue?limit=500": JUDGES,
        "/judgements/queue?again=true&share=1": JUDGES,
        f"/judgements/pair?{ends}": JUDGES,
        f"/judgements/pair?{ends}&blind=true": JUDGES,
        "/judgements/agreement": JUDGES,
        "/judgements/disagreements": JUDGES,
        "/overlap?draws=20&unseen=true": LISTS,
        "/overlap?draws=20&kind=cases&by=unit": LISTS,
        "/overlap?draws=20&by=district": LISTS,
        "/overlap?draws=20&kind=episodes&by=department": LISTS,
        "/overlap/waterfall?draws=20": LISTS,
        **{f"/overlap/waterfall/{step}?draws=20": LISTS for step in Step},
        "/overlap/lost": LISTS,
        "/overlap/lost?reverse=true": LISTS,
    }


def orders(served: Served, role: Role, folder: Path) -> dict[tuple[str, ...], set[Role]]:
    """Return the commands of review and overlap, each with the roles that may type it.

    Those of link are there for whom they refuse: what they do, other tests tell.
    """
    ends = f"{served.handle}.1", f"{served.handle}.2"
    typed = served.suspects[0]["pseudonym"], served.suspects[1]["pseudonym"]
    kept = f"@{shipped_model().short_hash}"
    written = (
        "subject,one,other,verdict\n",
        f"person,{ends[0]},{served.victims[4]['record']},same",
    )
    folder.mkdir()
    (folder / "in.csv").write_text("".join(written).replace("same", "igual"), encoding="utf-8")
    words = {
        ("review", "--json"): JUDGES,
        ("review", "--again", "--share", "1", "--json"): JUDGES,
        ("review",): JUDGES,
        ("review", "show", *ends): JUDGES,
        ("review", "show", *ends, "--json"): JUDGES,
        ("review", "judge", *typed, "unsure"): JUDGES,
        ("review", "undo", *typed): JUDGES,
        ("review", "list"): LISTS,
        ("review", "list", "--contradictions", "--json"): LISTS,
        ("review", "list", "--of", served.victims[0]["pseudonym"]): LISTS,
        ("review", "agreement"): JUDGES,
        ("review", "disagreements"): JUDGES,
        ("review", "disagreements", "--json"): JUDGES,
        ("review", "import", str(folder / "in.csv")): JUDGES,
        ("review", "export", str(folder / "e.csv")): JUDGES,
        ("overlap", "--draws", "20", "--by", "unit"): LISTS,
        ("overlap", "waterfall", "--draws", "20"): LISTS,
        ("overlap", "waterfall", "--draws", "20", "--step", "LOST"): LISTS,
        ("overlap", "lost"): LISTS,
        ("overlap", "lost", "--reverse", "--json"): LISTS,
        ("page", "overlap", "-o", str(folder / "p.html"), "--draws", "20"): LISTS,
        ("overlap", "sample", "--json"): LISTS,
        ("overlap", "sample"): LISTS,
    }
    refused = {
        ("link", "--dry-run"): LINKS,
        ("link",): LINKS,
        ("link", "train", "--out", str(folder / "m.json")): LINKS,
        ("link", "model", kept, "--out", str(folder / "k.json")): LINKS,
    }
    return words if role in LINKS else {**words, **refused}


def assert_nothing_hidden(text: str, hidden: Mapping[str, str], where: object) -> None:
    found = {kind for secret, kind in hidden.items() if secret in text}
    assert not found, (where, found)
    assert ROSA not in text or ROSA not in hidden, where


@pytest.mark.parametrize("role", Role)
def test_every_route_answers_whom_it_may_and_tells_nobody_who_is_hidden(
    served: Served, role: Role
) -> None:
    hidden = served.held.hidden_from(role)
    assert bool(hidden) is (role is not Role.INVESTIGATOR)

    with served.client(role) as asking:
        for route, may in routes(served).items():
            answer = asking.get(route)
            assert answer.status_code == (200 if role in may else 403), (route, answer.text)
            assert_nothing_hidden(answer.text, hidden, route)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.INVESTIGATOR])
def test_every_command_answers_whom_it_may_and_tells_nobody_who_is_hidden(
    served: Served, role: Role, tmp_path: Path
) -> None:
    hidden = served.held.hidden_from(role)

    for words, may in orders(served, role, tmp_path / "x").items():
        told, failed = served.order(role, *words)
        assert isinstance(failed, AccessDenied) is (role not in may), (words, told)
        assert_nothing_hidden(told, hidden, words)
        if role not in may:
            assert not re.search(r"\d", told.replace("/api/v1/", "")), (words, told)
    for file in (tmp_path / "x").glob("*"):
        if file.name != "in.csv":
            assert_nothing_hidden(file.read_text("utf-8"), hidden, file.name)
    assert (tmp_path / "x" / "e.csv").exists() is (role in JUDGES)


@pytest.mark.parametrize("verdict", ["unsure", "different", "same", "withdrawn"])
def test_a_judgement_comes_back_as_its_judge_named_it(served: Served, verdict: str) -> None:
    one, other = served.victims[3], served.victims[4]
    typed = {"one": one["pseudonym"], "other": other["pseudonym"]}
    hidden = served.held.hidden_from(Role.SUPERVISOR)

    with served.client(Role.SUPERVISOR) as judging:
        first = judging.post("/judgements", json={**typed, "verdict": "unsure"})
        assert first.status_code == 200, first.text
        handle = first.json()["handle"]
        ends = {"one": f"{handle}.1", "other": f"{handle}.2"}
        again = judging.post("/judgements", json={**ends, "verdict": verdict})
        if verdict != "withdrawn":
            judging.post("/judgements", json={**ends, "verdict": "withdrawn"})

    assert {name: first.json()[name] for name in typed} == typed
    assert {name: again.json()[name] for name in ends} == ends
    assert_nothing_hidden(first.text + again.text, hidden, verdict)


def test_whoever_may_know_a_record_reads_its_uid(served: Served) -> None:
    victims, suspects = served.victims[3:5], served.suspects[2:4]

    for role, people in ((Role.INVESTIGATOR, victims), (Role.SUPERVISOR, suspects)):
        typed = {"one": people[0]["pseudonym"], "other": people[1]["pseudonym"]}
        with served.client(role) as judging:
            stored = judging.post("/judgements", json={**typed, "verdict": "unsure"}).json()
            judging.post("/judgements", json={**typed, "verdict": "withdrawn"})
        assert [stored["one"], stored["other"]] == [row["record"] for row in people]


def test_an_error_lists_no_record_that_the_role_may_not_know(served: Served) -> None:
    text = (
        "MATCH (p:Victim)-[:ATTESTED_BY]->(r:Record) WHERE r.kind = 'victim' "
        "WITH p, count(r) AS records WHERE records > 1 RETURN p.pseudonym AS pseudonym LIMIT 1"
    )
    (several,) = served.held.rows(text)
    body = {"one": several["pseudonym"], "other": served.victims[3]["pseudonym"], "verdict": "same"}

    with served.client(Role.SUPERVISOR) as judging:
        answer = judging.post("/judgements", json=body)

    assert answer.status_code == 422, answer.text
    assert "R-…" in answer.text
    assert_nothing_hidden(answer.text, served.held.hidden_from(Role.SUPERVISOR), "several")


@pytest.mark.parametrize("role", Role)
def test_every_saved_query_about_links_tells_nobody_who_is_hidden(
    served: Served, role: Role
) -> None:
    asked = {
        "links_of_record": {"person": served.victims[0]["pseudonym"]},
        "undecided_pairs": {"at_least": 2},
        "lost_handovers": {},
        "registry_overlap": {},
        "registry_waterfall": {"year": 2017},
    }
    hidden = served.held.hidden_from(role)

    with served.client(role) as asking:
        for name, given in asked.items():
            answer = asking.post(f"/queries/{name}/run", json={"parameters": given})
            assert answer.status_code in (200, 403), answer.text
            assert_nothing_hidden(answer.text, hidden, name)

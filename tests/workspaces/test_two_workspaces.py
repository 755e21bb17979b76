"""Two workspaces compared and merged, each as far as the reader may know it."""

from typing import Any

import pytest
from workspace_people import Office, edge, group, note, question

from trama.access.policy import Role
from trama.core.errors import UnknownName
from trama.workspaces.actor import Actor
from trama.workspaces.two_workspaces import compare, merge
from trama.workspaces.workspace_store import Opened

HER_NOTE = "Canaria Rosa Quispe"


def two(office: Office, reader: Actor) -> tuple[str, str]:
    """Make an investigator's workspace and an analyst's, which the reader may read."""
    ids = []
    for role, name, parts in (
        (
            Role.INVESTIGATOR,
            "Inés",
            {
                "keys": ["V1", "S1", "C-1"],
                "edges": [edge("TOGETHER", "S1", "V1", "abc|0|0")],
                "hidden": ["S1"],
                "pinned": [{"key": "S1", "x": 1, "y": 1}],
                "notes": [note("S1", HER_NOTE), note("C-1", "igual")],
                "groups": [group("case:C-1", HER_NOTE, "C-1", "V1")],
                "questions": [question("cases_of_suspect", HER_NOTE, person="V1")],
            },
        ),
        (
            Role.ANALYST,
            "Ana",
            {
                "keys": ["S1", "C-2"],
                "pinned": [{"key": "S1", "x": 2, "y": 2}],
                "notes": [note("S1", "visto en Lima"), note("C-1", "igual")],
                "groups": [group("case:C-1", "El caso", "C-1", "S1")],
                "questions": [question("registry_totals", "Totales", year=2017)],
            },
        ),
    ):
        owner = office.enter(role, name)
        made = office.make(owner, "t", **parts)
        office.share(owner, made.heading.id, reader)
        ids.append(made.heading.id)
    return ids[0], ids[1]


def notes(opened: Opened) -> dict[str, str | None]:
    return {one.key: one.text for one in opened.seen.investigation.notes}


def test_a_comparison_says_what_both_have_and_what_one_has(office: Office) -> None:
    reader = office.enter(Role.INVESTIGATOR)

    told = compare(office.store, reader, *two(office, reader)).document()

    assert (told["both"], told["here"], told["there"]) == (["S1"], ["V1", "C-1"], ["C-2"])
    assert told["notes"] == [{"key": "S1", "here": HER_NOTE, "there": "visto en Lima"}]
    assert [one.query for one in told["questions"]["here"]] == ["cases_of_suspect"]
    assert [one.query for one in told["questions"]["there"]] == ["registry_totals"]
    assert told["withheld"] == {"here": {}, "there": {}}


def test_who_sees_less_compares_less(office: Office) -> None:
    reader = office.enter(Role.ANALYST)

    told = compare(office.store, reader, *two(office, reader)).document()

    assert told["here"] == ["X-VBAAAAAAAA", "C-1"]
    assert told["notes"] == [
        {"key": "S1", "here": None, "there": "visto en Lima"},
        {"key": "C-1", "here": None, "there": "igual"},
    ]
    assert told["withheld"]["here"]["notes"] == 2
    assert HER_NOTE not in repr(told)


def test_a_merge_keeps_both_notes_with_who_wrote_them(office: Office) -> None:
    reader = office.enter(Role.INVESTIGATOR)
    ids = two(office, reader)

    made = merge(office.store, reader, *ids, "Los dos")

    held = made.seen.investigation
    assert made.heading.owner == reader.id
    assert held.keys == ["V1", "S1", "C-1", "C-2"]
    day = made.heading.made_at[:10]
    assert notes(made)["S1"] == f"Inés · {day}:\n{HER_NOTE}\n\nAna · {day}:\nvisto en Lima"
    assert held.hidden == []  # the other has it in sight
    assert [(pin.key, pin.x) for pin in held.pinned] == [("S1", 1)]
    assert [(one.id, sorted(one.members)) for one in held.groups] == [
        ("case:C-1", ["C-1", "S1", "V1"])
    ]
    assert [one.query for one in held.questions] == ["cases_of_suspect", "registry_totals"]
    for id_ in ids:
        assert office.store.log(reader, id_)[0][-1]["did"] == "merged"
    assert office.store.log(reader, made.heading.id)[0][0]["of"] == list(ids)


def test_a_merge_of_a_merge_signs_nothing_twice(office: Office) -> None:
    reader = office.enter(Role.INVESTIGATOR)
    first, second = two(office, reader)
    once = merge(office.store, reader, first, second, "Los dos")

    again = merge(office.store, reader, once.heading.id, second, "Otra vez")

    assert notes(again)["S1"] == notes(once)["S1"]


def test_what_is_withheld_goes_into_no_merge(office: Office) -> None:
    reader, other = office.enter(Role.ANALYST), office.enter(Role.INVESTIGATOR)
    made = merge(office.store, reader, *two(office, reader), "Los dos")
    office.share(reader, made.heading.id, other)

    opened = office.store.open(other, made.heading.id)

    text = repr(office.document(opened, other)["investigation"])
    assert HER_NOTE not in text
    assert "abc|0|0" not in text
    assert opened.seen.withheld == {}
    assert notes(opened) == {"S1": "visto en Lima", "C-1": "igual"}
    assert opened.seen.investigation.keys == ["V1", "S1", "C-1", "C-2"]


def test_both_must_be_readable(office: Office) -> None:
    reader, stranger = office.enter(Role.ANALYST), office.enter(Role.ANALYST)
    first, _ = two(office, reader)
    own = office.make(stranger).heading.id

    for ids in ((own, first), (first, own)):
        for act in (compare, lambda *given: merge(*given, "t")):
            with pytest.raises(UnknownName):
                act(office.store, stranger, *ids)


def test_the_same_question_asked_twice_is_kept_once(office: Office) -> None:
    reader = office.enter(Role.ANALYST)
    asked: dict[str, Any] = question("registry_totals", "Totales", year=2017)
    ids = [office.make(reader, questions=[asked]).heading.id for _ in range(2)]

    made = merge(office.store, reader, ids[0], ids[1], "t")

    assert len(made.seen.investigation.questions) == 1

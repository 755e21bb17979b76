"""An investigator's workspace as others have it: no name, title, note or key that is not theirs."""

import json
from typing import Any

import pytest
from hidden_probes import READABLE
from workspace_people import KEY, Office, edge, group, note, question

from trama.access.node_handles import node_handle
from trama.access.policy import Role
from trama.workspaces.actor import Actor
from trama.workspaces.workspace_store import Opened

HER_PHONE = node_handle("Phone", "Phone:51999111222", KEY)
HER_PLATE = node_handle("Vehicle", "Vehicle:XYZ 987", KEY)
HER_HOSTEL = node_handle("Establishment", "Establishment:HOSTAL CANARIA QUISPE@PE-15", KEY)
BELOW = [Role.ANALYST, Role.SUPERVISOR]
SECRET = "Canaria Rosa Quispe, DNI 91234567, usa 999111222"
WHOLE: dict[str, Any] = {
    "keys": ["V1", "S1", "C-1", "C-4", "PE-15", HER_PHONE, HER_PLATE, HER_HOSTEL],
    "edges": [
        edge("TOGETHER", "S1", "V1", "0123456789ab|0|0"),
        edge("LEG", "PE-08", "PE-15", "ba9876543210|0|0"),
    ],
    "hidden": [HER_PLATE, "V1"],
    "pinned": [{"key": HER_PHONE, "x": 1, "y": 2}, {"key": "V1", "x": 3.5, "y": -4}],
    "notes": [note("S1", SECRET), note(HER_PHONE, SECRET)],
    "groups": [
        group("case:C-4", SECRET, "C-4", "V1", HER_PHONE),
        group("selection:V1", SECRET, "V1", "S1"),
        group("role:Victim", "Víctimas", "V1"),
        group("selection:Zorzala", "Grupo", "S1"),
    ],
    "filter": {"text": "canaria", "places": ["PE-15"], "since": "2017-03"},
    "questions": [
        question("cases_of_suspect", SECRET, person="V1"),
        question("search", "zorzala", text="La Zorzala"),
        question("among", "al lienzo", keys=["V1", HER_PHONE]),
        question("registry_totals", "Totales", year=2017),
    ],
}


def everything(office: Office, opened: Opened, reader: Actor) -> str:
    """Return all that leaves, without what parts the signs of a name or number."""
    told = office.document(opened, reader)
    text = json.dumps(told, ensure_ascii=False).lower()
    return "".join(sign for sign in text if sign not in " -.")


def told_of(text: str) -> list[str]:
    return [word for word in READABLE if word in text]


def test_the_investigator_has_all_of_it_again(office: Office) -> None:
    owner = office.enter(Role.INVESTIGATOR)
    made = office.make(owner, SECRET, **WHOLE)

    told = office.document(office.store.open(owner, made.heading.id), owner)

    held = told["investigation"]
    assert (told["title"], told["withheld"], told["gone"]) == (SECRET, {}, 0)
    for part in ("keys", "edges", "hidden", "pinned", "notes", "questions"):
        assert held[part] == WHOLE[part]
    # The id of a group that is neither about a node nor of a kind may be a name: it is a hash.
    assert held["groups"][:3] == WHOLE["groups"][:3]
    assert held["groups"][3]["members"] == ["S1"]
    assert "Zorzala" not in held["groups"][3]["id"]
    assert (held["filter"]["text"], held["filter"]["since"]) == ("canaria", "2017-03")
    assert told_of(everything(office, made, owner))


@pytest.mark.parametrize("role", BELOW)
def test_who_may_not_know_her_reads_nothing_that_tells(office: Office, role: Role) -> None:
    owner, reader = office.enter(Role.INVESTIGATOR), office.enter(role)
    made = office.make(owner, SECRET, **WHOLE)
    office.share(owner, made.heading.id, reader)

    opened = office.store.open(reader, made.heading.id)

    told = office.document(opened, reader)
    held = told["investigation"]
    assert told_of(everything(office, opened, reader)) == []
    assert "0123456789ab" not in json.dumps(told)  # a hash of parameters that could be guessed
    assert told["title"] is None
    assert held["keys"][:3] == ["X-VBAAAAAAAA", "S1", "C-1"]
    assert all(key.startswith("M-") or key == "PE-15" for key in held["keys"][3:])
    assert [(one["key"], one["text"]) for one in held["notes"]] == [("S1", None)]
    assert [(one["id"], one["label"]) for one in held["groups"]][1:3] == [
        ("selection:X-VBAAAAAAAA", None),
        ("role:Victim", None),
    ]
    assert held["filter"]["text"] is None
    assert [(one["title"], one["parameters"]) for one in held["questions"]] == [
        (None, None),
        (None, None),
        (None, None),
        (None, {"year": 2017}),
    ]
    assert told["withheld"] == {
        "nodes": 8 - len(held["keys"]),
        "notes": 2,
        "labels": 4,
        "filters": 1,
        "questions": 4,
    }
    assert told["withheld"]["nodes"] >= 2


@pytest.mark.parametrize("role", BELOW)
def test_titles_in_the_list_follow_the_clearance_too(office: Office, role: Role) -> None:
    owner, reader = office.enter(Role.INVESTIGATOR), office.enter(role)
    made = office.make(owner, SECRET, **WHOLE)
    office.share(owner, made.heading.id, reader)
    office.make(reader, "Propio")

    headings, _ = office.store.all(reader)

    assert {one.title.text if one.title.shown_to(reader.viewer) else None for one in headings} == {
        "Propio",
        None,
    }


def test_what_an_analyst_wrote_an_investigator_reads_with_the_keys_of_their_role(
    office: Office,
) -> None:
    owner, reader = office.enter(Role.ANALYST), office.enter(Role.INVESTIGATOR)
    made = office.make(
        owner,
        "Ruta del sur",
        keys=["X-VBAAAAAAAA", "S1"],
        notes=[note("X-VBAAAAAAAA", "ver")],
        questions=[question("cases_of_suspect", "Sus casos", person="X-VBAAAAAAAA")],
    )
    office.share(owner, made.heading.id, reader)

    told = office.document(office.store.open(reader, made.heading.id), reader)

    assert told["title"] == "Ruta del sur"
    assert told["investigation"]["keys"] == ["V1", "S1"]
    assert told["investigation"]["notes"] == [note("V1", "ver")]
    assert told["investigation"]["questions"][0]["parameters"] == {"person": "V1"}
    assert told["withheld"] == {}


@pytest.mark.parametrize("role", BELOW)
def test_the_uid_of_a_victim_is_no_key_that_an_analyst_can_store(
    office: Office, role: Role
) -> None:
    owner, reader = office.enter(role), office.enter(Role.INVESTIGATOR)
    made = office.make(owner, keys=["V1", "S1"], notes=[note("V1", "adivinado")])
    office.share(owner, made.heading.id, reader)

    own, read = (
        office.document(office.store.open(who, made.heading.id), who) for who in (owner, reader)
    )

    assert own["investigation"]["keys"] == read["investigation"]["keys"] == ["S1"]
    assert own["gone"] == read["gone"] == 1


def test_the_stored_file_never_holds_a_key_that_a_role_reads(office: Office) -> None:
    owner = office.enter(Role.INVESTIGATOR)
    made = office.make(owner, **WHOLE)

    text = (office.home.workspaces / f"{made.heading.id}.json").read_text(encoding="utf-8")

    assert "Person:V1" in text
    assert "M-" not in text
    assert "X-VB" not in text

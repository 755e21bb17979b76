"""Saves by several people: nobody takes away what they cannot see, and authors stay authors."""

import pytest
from workspace_people import Office, edge, group, note, question

from trama.access.policy import Role
from trama.workspaces.workspace_store import Opened

HER_NOTE = "Canaria Rosa Quispe vive en casa de S1"


def notes(opened: Opened) -> dict[str, str | None]:
    return {one.key: one.text for one in opened.seen.investigation.notes}


def test_a_save_by_who_sees_less_loses_nothing(office: Office) -> None:
    owner, other = office.enter(Role.INVESTIGATOR), office.enter(Role.ANALYST)
    made = office.make(owner, "Secreto", keys=["V1", "S1", "C-4"], notes=[note("S1", HER_NOTE)])
    office.share(owner, made.heading.id, other, "write")

    opened = office.store.open(other, made.heading.id)
    office.save(other, opened, "Otro título")

    again = office.store.open(owner, made.heading.id)
    assert again.heading.title.text == "Secreto"
    assert again.seen.investigation == made.seen.investigation


def test_every_part_survives_a_round_by_who_sees_less(office: Office) -> None:
    owner, other = office.enter(Role.INVESTIGATOR), office.enter(Role.ANALYST)
    made = office.make(
        owner,
        keys=["V1", "S1"],
        edges=[edge("TOGETHER", "S1", "V1", "abc|0|0")],
        groups=[group("selection:S1", HER_NOTE, "S1", "V1")],
        filter={"text": "canaria", "types_off": ["Phone"]},
        questions=[
            question("cases_of_suspect", "Casos de Canaria", person="V1"),
            question("registry_totals", "Totales", year=2017),
        ],
    )
    office.share(owner, made.heading.id, other, "write")

    opened = office.store.open(other, made.heading.id)
    added = question("registry_totals", "Otro año", year=2018)
    held = opened.seen.investigation.model_dump()
    office.save(other, opened, questions=[*held["questions"], added])

    again = office.store.open(owner, made.heading.id).seen.investigation
    before = made.seen.investigation
    assert (again.edges, again.groups, again.filter) == (before.edges, before.groups, before.filter)
    assert [(one.title, one.parameters) for one in again.questions] == [
        ("Casos de Canaria", {"person": "V1"}),
        ("Totales", {"year": 2017}),
        ("Otro año", {"year": 2018}),
    ]


def test_a_note_below_one_that_is_withheld_is_a_part_of_its_own(office: Office) -> None:
    owner, other = office.enter(Role.INVESTIGATOR), office.enter(Role.ANALYST)
    made = office.make(owner, keys=["S1"], notes=[note("S1", HER_NOTE)])
    office.share(owner, made.heading.id, other, "write")

    office.save(other, office.store.open(other, made.heading.id), notes=[note("S1", "y yo")])

    assert notes(office.store.open(other, made.heading.id)) == {"S1": "y yo"}
    assert notes(office.store.open(owner, made.heading.id)) == {"S1": f"{HER_NOTE}\n\ny yo"}


def test_a_text_added_below_keeps_the_author_of_what_stood(office: Office) -> None:
    analyst, other = office.enter(Role.ANALYST), office.enter(Role.INVESTIGATOR)
    made = office.make(analyst, keys=["S1"], notes=[note("S1", "visto")])
    office.share(analyst, made.heading.id, other, "write")

    opened = office.store.open(other, made.heading.id)
    office.save(other, opened, notes=[note("S1", f"visto\n\n{HER_NOTE}")])

    assert notes(office.store.open(analyst, made.heading.id)) == {"S1": "visto"}
    assert notes(office.store.open(other, made.heading.id)) == {"S1": f"visto\n\n{HER_NOTE}"}


def test_what_its_sender_saw_and_left_out_is_taken_away(office: Office) -> None:
    owner = office.enter(Role.ANALYST)
    made = office.make(
        owner,
        keys=["S1", "C-1"],
        pinned=[{"key": "S1", "x": 0, "y": 0}],
        notes=[note("S1", "visto")],
        questions=[question("registry_totals", "Totales", year=2017)],
    )

    saved = office.save(owner, made, keys=["C-1"], pinned=[], notes=[], questions=[])

    held = saved.seen.investigation
    assert (held.keys, held.pinned, held.notes, held.questions) == (["C-1"], [], [], [])


def test_a_withheld_text_that_is_guessed_is_not_confirmed(office: Office) -> None:
    owner, other = office.enter(Role.INVESTIGATOR), office.enter(Role.ANALYST)
    made = office.make(owner, HER_NOTE, keys=["S1"])
    office.share(owner, made.heading.id, other, "write")

    answers = []
    for guess in (HER_NOTE, "otra cosa"):
        saved = office.save(other, office.store.open(other, made.heading.id), guess)
        answers.append(office.document(saved, other)["title"])

    assert answers == [None, None]


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ("registry_totals", {"year": "María"}),
        ("registry_totals", {"inventado": 3}),
        ("ages_at_capture", {"place": "María"}),
        ("ages_at_capture", {"purpose": "MARIA"}),
        ("changes_since", {"since": "el día de María"}),
        ("propia_mia", {"texto": "x"}),
        ("route", {"route": "captar en Cusco"}),
    ],
)
def test_a_parameter_that_its_query_does_not_bound_is_a_free_text(
    office: Office, query: str, parameters: dict[str, object]
) -> None:
    owner, other = office.enter(Role.INVESTIGATOR), office.enter(Role.ANALYST)
    made = office.make(owner, questions=[question(query, "t", **parameters)])
    office.share(owner, made.heading.id, other)

    (told,) = office.store.open(other, made.heading.id).seen.investigation.questions

    assert told.parameters is None
    assert made.seen.investigation.questions[0].parameters == parameters


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ("registry_totals", {"year": 2017}),
        ("ages_at_capture", {"place": "PE-08", "purpose": "MENDICIDAD"}),
        ("changes_since", {"since": "2020-01"}),
        ("neighbours", {"of": "C-1", "relations": ["VICTIM_IN"], "include_excluded": True}),
        ("network_members", {"network": "N-1"}),
    ],
)
def test_bounded_parameters_are_for_every_reader(
    office: Office, query: str, parameters: dict[str, object]
) -> None:
    owner, other = office.enter(Role.INVESTIGATOR), office.enter(Role.ANALYST)
    made = office.make(owner, questions=[question(query, "t", **parameters)])
    office.share(owner, made.heading.id, other)

    (told,) = office.store.open(other, made.heading.id).seen.investigation.questions

    assert told.parameters == parameters

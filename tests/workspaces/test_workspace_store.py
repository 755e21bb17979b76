"""Workspaces of several people: who may do what, what the log says, what changed since."""

from datetime import UTC, datetime, timedelta

import pytest
from workspace_people import Office, investigation, note, on, question

from trama.access.policy import Role
from trama.access.tokens import TokenStore
from trama.core.errors import AccessDenied, BadParameter, UnknownName
from trama.core.workspace_errors import (
    TooManyWorkspaces,
    WorkspaceChanged,
    WorkspaceDenied,
    WorkspaceTooLarge,
)
from trama.graph.engine import Graph
from trama.workspaces.workspace_files import Grant
from trama.workspaces.workspace_store import MOST_EACH, WorkspaceStore


def test_a_workspace_is_its_owners_until_it_is_granted(office: Office) -> None:
    owner, other = office.enter(Role.ANALYST), office.enter(Role.ANALYST)
    id_ = office.make(owner).heading.id

    assert [one.id for one in office.store.all(owner)[0]] == [id_]
    assert office.store.all(other) == ([], [])
    for guessed in (id_, "W-AAAAAAAAAAAAAAAAAAAAAAAA", "../tokens", "W-*", ""):
        with pytest.raises(UnknownName):
            office.store.open(other, guessed)


def test_a_grant_opens_and_taking_it_back_closes(office: Office) -> None:
    owner, other = office.enter(Role.ANALYST), office.enter(Role.ANALYST)
    made = office.make(owner)
    office.share(owner, made.heading.id, other)
    assert office.store.open(other, made.heading.id).heading.may(other.id) == "read"

    office.store.grant(owner, made.heading.id, [])

    assert office.store.all(other) == ([], [])
    for act in (
        lambda: office.store.open(other, made.heading.id),
        lambda: office.store.log(other, made.heading.id),
        lambda: office.save(other, made),
        lambda: office.store.remove(other, made.heading.id),
    ):
        with pytest.raises(UnknownName):
            act()


def test_a_reader_neither_writes_nor_shares_nor_deletes(office: Office) -> None:
    owner, reader, writer = (office.enter(Role.ANALYST) for _ in range(3))
    made = office.make(owner, keys=["C-1"])
    id_ = made.heading.id
    grants = [Grant(token=reader.id, may="read"), Grant(token=writer.id, may="write")]
    office.store.grant(owner, id_, grants)

    with pytest.raises(WorkspaceDenied):
        office.save(reader, made, keys=[])
    for who in (reader, writer):
        with pytest.raises(WorkspaceDenied):
            office.store.grant(who, id_, [])
        with pytest.raises(WorkspaceDenied):
            office.store.grants(who, id_)
        with pytest.raises(WorkspaceDenied):
            office.store.remove(who, id_)

    assert office.save(writer, made, keys=["C-1", "C-2"]).heading.revision == 2
    assert office.store.open(owner, id_).seen.investigation.keys == ["C-1", "C-2"]


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.INTEGRATOR])
def test_roles_that_do_not_explore_keep_nothing(office: Office, role: Role) -> None:
    owner, other = office.enter(Role.ANALYST), office.enter(role)
    id_ = office.make(owner).heading.id

    with pytest.raises(BadParameter):
        office.share(owner, id_, other)
    for act in (
        lambda: office.make(other),
        lambda: office.store.all(other),
        lambda: office.store.open(other, id_),
        lambda: office.store.readers(other),
    ):
        with pytest.raises(AccessDenied):
            act()


def test_readers_are_those_whose_token_stands_and_explores(office: Office) -> None:
    asks = office.enter(Role.ANALYST, "quien pregunta")
    office.enter(Role.INVESTIGATOR, "otra")
    office.enter(Role.PUBLIC, "nadie")
    revoked = office.enter(Role.ANALYST, "anulado")
    office.tokens.revoke(revoked.id)
    past = (datetime.now(UTC) - timedelta(days=1)).isoformat(timespec="seconds")
    office.tokens.create("vencido", Role.ANALYST, past)

    names = [reader.name for reader in office.store.readers(asks)]

    assert names == ["otra"]  # the role without a token is now the public's, which explores nothing
    with pytest.raises(BadParameter):
        office.share(asks, office.make(asks).heading.id, revoked)


def test_a_grant_twice_is_refused(office: Office) -> None:
    owner, other = office.enter(Role.ANALYST), office.enter(Role.ANALYST)
    id_ = office.make(owner).heading.id

    with pytest.raises(BadParameter):
        office.store.grant(
            owner, id_, [Grant(token=other.id, may=may) for may in ("read", "write")]
        )


def test_who_saves_an_old_revision_hears_who_was_faster(office: Office) -> None:
    owner, other = office.enter(Role.ANALYST, "Ana SINTETICO"), office.enter(Role.ANALYST, "Beto")
    made = office.make(owner, keys=["C-1"])
    office.share(owner, made.heading.id, other, "write")
    theirs = office.store.open(other, made.heading.id)
    office.save(owner, made, keys=["C-1", "C-2"])

    with pytest.raises(WorkspaceChanged) as told:
        office.save(other, theirs, keys=["C-3"])

    assert "Ana SINTETICO" in told.value.message()
    assert told.value.latest["changed_by"] == owner.id
    assert told.value.latest["revision"] == 2
    assert office.store.open(other, made.heading.id).seen.investigation.keys == ["C-1", "C-2"]


def test_a_grant_in_the_middle_of_a_save_stands(office: Office) -> None:
    owner, other = office.enter(Role.ANALYST), office.enter(Role.ANALYST)
    made = office.make(owner)
    office.share(owner, made.heading.id, other)

    office.save(owner, made, keys=["C-1"])

    assert [one.token for one in office.store.grants(owner, made.heading.id)] == [other.id]


def test_the_log_says_who_did_what_and_no_value(office: Office) -> None:
    owner, other = office.enter(Role.INVESTIGATOR), office.enter(Role.ANALYST)
    made = office.make(owner, "Canaria Rosa", keys=["V1", "S1"], notes=[note("S1", "Canaria")])
    office.share(owner, made.heading.id, other)
    office.store.open(other, made.heading.id)
    asked = [question("cases_of_suspect", "Canaria", person="V1")]
    office.save(owner, made, keys=["V1", "C-4"], questions=asked)
    office.store.note(owner, made.heading.id, "exported")

    lines, left_out = office.store.log(other, made.heading.id)

    did = [(one["by"], one["did"]) for one in lines]
    assert did == [
        *((owner.id, what) for what in ("created", "granted")),
        (other.id, "opened"),
        *((owner.id, what) for what in ("saved", "exported")),
    ]
    saved = lines[3]
    assert (saved["added"], saved["removed"], saved["asked"]) == (1, 1, ["cases_of_suspect"])
    assert left_out == 0
    text = (office.home.workspaces / f"{made.heading.id}.log").read_text(encoding="utf-8")
    for value in ("Canaria", "V1", "S1", "C-4", "X-"):
        assert value not in text


def test_a_deleted_workspace_is_gone_and_its_log_stays(office: Office) -> None:
    owner = office.enter(Role.ANALYST)
    id_ = office.make(owner).heading.id

    office.store.remove(owner, id_)

    with pytest.raises(UnknownName):
        office.store.open(owner, id_)
    names = {path.name for path in office.home.workspaces.iterdir()} - {".lock"}
    assert names == {f"{id_}.log"}
    assert '"deleted"' in (office.home.workspaces / f"{id_}.log").read_text(encoding="utf-8")


def test_nodes_that_are_gone_are_counted_and_their_notes_kept(office: Office, cases: Graph) -> None:
    owner = office.enter(Role.ANALYST)
    made = office.make(owner, keys=["C-3", "C-1"], notes=[note("C-3", "por ver")])
    cases.write_rows("MATCH (c:Case {uid: 'C-3'}) DETACH DELETE c")

    opened = office.store.open(owner, made.heading.id)
    saved = office.save(owner, opened, keys=["C-1", "C-2"])

    assert opened.seen.gone == 1
    assert opened.seen.investigation.keys == ["C-1"]
    assert opened.seen.gone_notes == ["por ver"]
    assert (saved.seen.gone, saved.seen.gone_notes) == (1, ["por ver"])


def test_a_person_merged_with_another_leads_to_who_stands(office: Office, cases: Graph) -> None:
    owner = office.enter(Role.INVESTIGATOR)
    made = office.make(
        owner,
        keys=["V2", "V3", "C-2"],
        notes=[note("V2", "una"), note("V3", "otra")],
        pinned=[{"key": "V2", "x": 1, "y": 1}],
        questions=[question("cases_of_suspect", "t", person="V2")],
    )
    cases.write_rows("MATCH (p:Person {uid: 'V2'}) DETACH DELETE p")
    cases.write_rows("MATCH (p:Person {uid: 'V3'}) SET p.aliases = ['V0', 'V2']")

    held = office.store.open(owner, made.heading.id).seen

    assert held.gone == 0
    assert held.investigation.keys == ["V3", "C-2"]
    assert [(one.key, one.text) for one in held.investigation.notes] == [("V3", "una\n\notra")]
    assert held.investigation.questions[0].parameters == {"person": "V3"}


def test_the_state_says_whether_data_changed_since(office: Office, cases: Graph) -> None:
    owner = office.enter(Role.ANALYST)
    cases.write_rows("MERGE (f:LoadFence {uid: 'load'}) SET f.token = 'a', f.batch = 1")
    made = office.make(owner)
    same = office.document(office.store.open(owner, made.heading.id), owner)["state"]
    cases.write_rows("MATCH (f:LoadFence) SET f.batch = 2")

    other = office.document(office.store.open(owner, made.heading.id), owner)["state"]
    saved = office.document(office.save(owner, made), owner)["state"]

    assert same["then"].startswith("a:1:")
    assert (same["changed"], other["changed"], saved["changed"]) == (False, True, False)
    assert (other["then"], other["now"]) == (same["then"], saved["then"])


def test_more_than_a_token_keeps_is_refused(office: Office) -> None:
    owner, other = office.enter(Role.ANALYST), office.enter(Role.ANALYST)
    first = office.make(owner)
    path = office.home.workspaces / f"{first.heading.id}.json"
    text = path.read_text(encoding="utf-8")
    for number in range(MOST_EACH - 1):
        id_ = "W-" + "".join("ABCDEFGHIJ"[int(digit)] for digit in f"{number:024}")
        copy = path.with_name(f"{id_}.json")
        copy.write_text(text.replace(first.heading.id, id_), encoding="utf-8")
        copy.chmod(0o600)

    with pytest.raises(TooManyWorkspaces) as told:
        office.make(owner)

    assert "200" in told.value.message()
    assert office.make(other).heading.owner == other.id


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"notes": [note("C-1", "x" * 10_000), note("C-1", "")]}, None),
        ({"notes": [note(f"C-{n}", "ñ" * 9_000) for n in range(200)]}, "bytes"),
    ],
)
def test_a_workspace_is_bounded(office: Office, parts: dict[str, object], why: str | None) -> None:
    owner = office.enter(Role.ANALYST)
    if why is None:
        office.make(owner, **parts)
        return
    with pytest.raises(WorkspaceTooLarge) as told:
        office.make(owner, **parts)
    assert why in told.value.message()


def test_nobody_stores_more_than_5000_nodes_by_two_saves(office: Office, cases: Graph) -> None:
    owner, other = office.enter(Role.INVESTIGATOR), office.enter(Role.ANALYST)
    gone = [f"C-{number:024x}" for number in range(3_000)]
    made = office.make(owner, keys=gone)
    office.share(owner, made.heading.id, other, "write")

    opened = office.store.open(other, made.heading.id)
    with pytest.raises(WorkspaceTooLarge) as told:
        office.save(other, opened, keys=[f"C-{number:024x}" for number in range(3_000, 6_000)])

    assert "5000" in told.value.message()
    assert office.store.open(owner, made.heading.id).heading.revision == 1


def test_what_a_revoked_token_left_is_a_supervisors(office: Office) -> None:
    owner, other, chief, late = (
        office.enter(role)
        for role in (Role.INVESTIGATOR, Role.ANALYST, Role.SUPERVISOR, Role.SUPERVISOR)
    )
    id_ = office.make(owner, "Secreto", keys=["V1"]).heading.id
    assert office.store.all(chief) == ([], [])

    office.tokens.revoke(owner.id)

    assert office.store.all(other) == ([], [])
    opened = office.store.open(chief, id_)
    assert opened.seen.investigation.keys == ["X-VBAAAAAAAA"]
    assert office.document(opened, chief)["title"] is None
    again = office.enter(Role.INVESTIGATOR)
    office.share(chief, id_, again, "write")
    assert office.store.open(again, id_).seen.investigation.keys == ["V1"]
    assert office.store.all(late) == ([], [])


def test_a_home_without_tokens_keeps_the_terminals_own(office: Office) -> None:
    own = on(office.graph, office.enter(Role.ANALYST))
    store = WorkspaceStore(office.home, TokenStore(office.home))

    made = store.create(own, "t", investigation(keys=["C-1"]))

    assert store.open(own, made.heading.id).seen.investigation.keys == ["C-1"]

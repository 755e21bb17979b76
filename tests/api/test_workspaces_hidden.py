"""An investigator's workspace over HTTP: whoever may not know its victims reads nothing of them."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from installation import Installation
from kept_over_http import entered, made, share

from trama.access.policy import Role

Client = Callable[..., httpx.Client]
Rows = list[dict[str, Any]]

VICTIMS = (
    "MATCH (p:Victim) WHERE p.name IS NOT NULL "
    "RETURN p.uid AS uid, p.pseudonym AS pseudonym, p.name AS name, p.document_key AS document "
    "ORDER BY uid LIMIT 40"
)
IDENTITIES = (
    "MATCH (p:Victim) OPTIONAL MATCH (p)-[:ATTESTED_BY]->(r:Record) "
    "RETURN p.uid AS uid, p.name AS name, p.document_key AS document, p.nicknames AS nicknames, "
    "collect(r.name) + collect(r.document_number) + collect(r.address) AS told"
)


def identities(installation: Installation) -> set[str]:
    """Return all that tells who a victim of the graph is, in small letters."""
    told: set[str] = set()
    for row in installation.rows(IDENTITIES):
        document_number = (row["document"] or "").partition(":")[2]
        told |= {row["uid"], row["name"], document_number}
        told |= {*(row["nicknames"] or ()), *row["told"]}
    return {text.lower() for text in told if text and len(text) > 4}


def means_of(owner: httpx.Client, women: Rows) -> list[str]:
    """Return the keys of the telephones, accounts and plates that the women use."""
    return [
        row["target"]["key"]
        for woman in women
        for row in owner.post(
            "/queries/neighbours/run", json={"parameters": {"of": woman["uid"]}}
        ).json()["rows"]
        if row["relation"] == "USES"
    ]


def whole_of(women: Rows, means: list[str]) -> dict[str, Any]:
    """Return an investigation that names the women wherever something can be named."""
    uids = [woman["uid"] for woman in women]
    told = f"{women[0]['name']} {women[0]['document']}"
    one, two = uids[:2]
    id_ = f"TOGETHER|{one}|{two}|0123|0|0"
    return {
        "keys": [*uids, *means, "PE-08"],
        "hidden": uids[:3],
        "pinned": [{"key": uid, "x": 1, "y": 2} for uid in uids],
        "edges": [{"id": id_, "source": one, "target": two, "type": "TOGETHER"}],
        "notes": [{"key": woman["uid"], "text": woman["name"]} for woman in women],
        "groups": [{"id": f"selection:{one}", "label": told, "by": "selection", "members": uids}],
        "filter": {"text": women[0]["name"]},
        "questions": [
            {"query": "about", "title": told, "parameters": {"of": one}, "receipt": None},
            {"query": "search", "title": told, "parameters": {"text": told}, "receipt": None},
        ],
    }


@pytest.mark.parametrize("role", [Role.ANALYST, Role.SUPERVISOR])
def test_no_answer_about_an_investigators_workspace_names_a_victim(
    client: Client, installation: Installation, role: Role
) -> None:
    owner, _ = entered(client, installation, Role.INVESTIGATOR)
    reader, token = entered(client, installation, role)
    women = installation.rows(VICTIMS)
    assert len(women) > 10
    whole, told = whole_of(women, means_of(owner, women)), women[0]["name"]
    uids = [woman["uid"] for woman in women]
    one, two = made(owner, told, **whole)["id"], made(owner, told, keys=uids[:5])["id"]
    for id_ in (one, two):
        share(owner, id_, token, "write")

    opened = reader.get(f"/workspaces/{one}")
    held = {"investigation": opened.json()["investigation"], "revision": 1}
    answers = [
        opened,
        reader.get("/workspaces"),
        reader.get(f"/workspaces/{one}/log"),
        reader.get(f"/workspaces/{one}/comparison", params={"other": two}),
        reader.post(f"/workspaces/{one}/merge", json={"other": two, "title": "Ambos"}),
        reader.put(f"/workspaces/{one}", json=held),
        reader.put(f"/workspaces/{one}", json=held),  # 409: it was saved just now
        reader.get(f"/workspaces/{one}/grants"),  # 403: it is not theirs
    ]

    secrets = identities(installation)
    assert len(secrets) > 100
    assert [one.status_code for one in answers] == [200, 200, 200, 200, 201, 200, 409, 403]
    for answer in answers:
        leaving = f"{answer.text} {json.dumps(dict(answer.headers))}".lower()
        assert [secret for secret in secrets if secret in leaving] == []
    pseudonyms = [woman["pseudonym"] for woman in women]
    assert opened.json()["investigation"]["keys"][: len(women)] == pseudonyms
    again = owner.get(f"/workspaces/{one}").json()
    assert again["investigation"]["keys"] == whole["keys"]
    assert again["investigation"]["notes"] == whole["notes"]

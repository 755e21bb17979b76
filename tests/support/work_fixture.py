"""Answers of a made server for the explorer's panel of work: workspaces, sharing, log, standing."""

from collections.abc import Sequence
from typing import Any

from explorer_fixture import Made

WHEN = "2026-11-30T10:00:00Z"


def add_work(made: Made, texts: Sequence[str]) -> None:
    """Give the server workspaces, logs, readers and standing questions, one for each text."""
    heading = {"owner": "t", "mine": True, "may": "own", "revision": 1, "made_at": WHEN, "items": 3}
    heading |= {"changed_at": WHEN, "changed_by": "t", "grants": []}
    rows = [
        {**heading, "id": f"W-{n}", "title": text, "owner_name": text, "changed_by_name": text}
        for n, text in enumerate(texts)
    ]
    keys = [node["key"] for node in made.nodes]
    kept = {"version": 1, "keys": keys, "edges": [], "relations": None, "hidden": [], "pinned": []}
    kept |= {"notes": [{"key": k, "text": t} for k, t in zip(keys, texts, strict=False)]}
    kept |= {"groups": [{"id": "g", "label": texts[0], "by": "selection", "members": keys[:2]}]}
    kept |= {"filter": {"types_off": [], "relations_off": [], "registries_off": [], "places": []}}
    kept["filter"] |= {"since": None, "until": None, "as_of": None, "doubtful": True, "text": ""}
    kept |= {
        "questions": [
            {"query": "made", "title": t, "parameters": {}, "receipt": None} for t in texts[:50]
        ]
    }
    opened = {**rows[0], "investigation": kept, "withheld": {"notes": 1}, "gone": 2}
    opened |= {"gone_notes": texts, "state": {"then": "a", "now": "b", "changed": True}}
    log = [{"at": WHEN, "name": text, "did": text, "asked": [text]} for text in texts]
    readers = [{"token": f"t{n}", "name": t, "role": "analyst"} for n, t in enumerate(texts)]
    standing = [_standing(n, text) for n, text in enumerate(texts)]
    news = [
        {"news": f"n{n}", "status": "new", "since": WHEN, "what": t} for n, t in enumerate(texts)
    ]
    told = {"query": "made", "version": 1, "parameters": {}, "columns": ["what", "news", "status"]}
    told |= {"rows": news, "truncated": False, "next": None, "receipt": {}}
    made.answers |= {
        "GET workspaces": (200, {"workspaces": rows}),
        "GET workspaces/W-0": (200, opened),
        "GET workspaces/W-0/log": (200, {"entries": log, "left_out": 0}),
        "GET workspaces/W-0/grants": (200, {"grants": []}),
        "GET workspaces/readers": (200, {"readers": readers}),
        "GET standing": (200, standing),
        "GET standing/S-0/news": (200, told),
        "GET evidence/key": (200, {"fingerprint": texts[0]}),
        "POST evidence": (409, {"code": "x", "detail": texts[1]}),
    }  # fmt: skip


def _standing(n: int, text: str) -> dict[str, Any]:
    row: dict[str, Any] = {"id": f"S-{n}", "title": text, "query": "made", "parameters": {}}
    row |= {"sentence": text, "owner": "t", "role": "analyst", "mine": True, "ran_at": WHEN}
    row |= {"of_state": "a", "current": True, "rows": 1, "cut": False, "new": 1, "changed": 0}
    return row | {"gone": 0, "error": text, "next": None}

"""Answers of a made server for the explorer's pairs and networks."""

from typing import Any

from explorer_fixture import Made

Json = dict[str, Any]


def add_pairs(made: Made, text: str = "SINTETICA QUISPE, ROSA") -> None:
    """Give the server a queue of two pairs of victims; ``text`` is the name on the left of each."""
    ends = [{"key": None, "pseudonym": f"X-{letter * 10}"} for letter in "ABCD"]
    rows = [
        {"kind": "victim", "one": ends[at], "other": ends[at + 1], "handle": f"J-{at}"}
        | {"score": 0.72, "reason": "WEAK", "model": "prueba@1", "worth": 1.5}
        for at in (0, 2)
    ]
    made.answers["GET judgements/queue"] = (200, {"pairs": rows, "left": 2, "next": None})
    side = {"key": None, "pseudonym": "X-AAAAAAAAAA", "case": "SINT-2017-1", "records": 1}
    fields = [
        {"field": "name", "title": "Nombre", "one": text, "other": "SINTETICA QUISPE", "mark": "≠"},
        {"field": "sex", "title": "Sexo", "one": "mujer", "other": "mujer", "mark": "="},
        {"field": "age", "title": "Edad", "one": None, "other": None, "mark": "·"},
    ]
    lines = [
        {"comparator": "name", "title": "Nombre", "level": "NEAR", "sentence": text, "bits": 6.2}
    ]
    made.answers["GET judgements/pair"] = (
        200,
        {"subject": "person", "kind": "victim", "fields": fields, "judged": None, "blind": False}
        | {"one": side | {"registry": "RETA"}, "other": side | {"registry": "SISTRA"}}
        | {"explanation": {"model": "m@1", "start": -7.0, "probability": 0.72, "lines": lines}}
        | {"row": None, "state": "0" * 32},
    )
    stored = {"subject": "person", "one": "J-0.1", "other": "J-0.2", "handle": "J-0", "cases": 2}
    stored |= {"verdict": "different", "by": "ana", "at": "2026-11-30T10:00:00Z"}
    made.answers["POST judgements"] = (200, stored)


def add_networks(made: Made) -> list[str]:
    """Give the server a stored network of three people of its graph; return their keys."""
    people = [node for node in made.nodes if node["roles"] == ["suspect"]][:3]
    named = [
        {"uid": node["key"], "pseudonym": "X-" + "A" * 10, "name": node["label"], "victim": False}
        for node in people
    ]
    row = {"network": "N-1", "state": "ACTIVA", "people": named, "members": 3, "cases": 4}
    row |= {"expected": 0.12, "rate": 0.012, "survives": 0.97, "overturned_by": 2}
    case = next(node for node in made.nodes if node["type"] == "Case")
    found = {"case": case["key"], "first": "2017-01-02", "last": "2017-02", "place": None}
    found |= {"registries": ["RETA"], "people": named, "suspects": 3, "victims": 1}
    change = {"network": "N-1", "number": 1, "calculated": "2026-11-01", "change": "NUEVA"}
    change |= {"gained": 3, "lost": 0, "members": 3, "cases": 4, "last": None, "others": []}
    answers: dict[str, tuple[list[Json], list[Json]]] = {
        "recurring_networks": ([row], []),
        "network_members": (
            [{"suspect": named[0], "roles": [], "cases": 4, "partners": 2}],
            people,
        ),
        "network_cases": ([found], [case]),
        "bridges_between_networks": ([], []),
        "brokers": ([], []),
        "network_changes": ([change], []),
    }
    for name, (rows, nodes) in answers.items():
        answer = {"query": name, "version": 1, "parameters": {}, "columns": [], "rows": rows}
        answer |= {"truncated": False, "next": None, "receipt": {}}
        made.answers[f"POST queries/{name}/run"] = (
            200,
            answer | {"graph": {"nodes": nodes, "edges": []}},
        )
    return [node["key"] for node in people]

"""A server that speaks to the explorer as `trama serve` does, over a made graph of any size.

The explorer's own behaviour (speed, hostile texts, errors) is tested on it. The answers of the real
server are tested on the real server.
"""

import json
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from local_server import local_server

from trama.access.policy import Role, Viewer
from trama.api.built_files import PAGE_HEADERS, built_file, shipped_folder
from trama.drawings.ontology_words import words_for

ROOT = Path(__file__).parents[2]
TOKEN = "SINTETICO-fixture-token"
Json = dict[str, Any]

_TYPES = ("Person", "Case", "Location", "Phone", "Vehicle")
_RELATIONS = {"Case": "SUSPECT_IN", "Location": "AT", "Phone": "USES", "Vehicle": "USES"}


SESSION = {
    "name": "Ana SINTÉTICA",
    "role": "investigator",
    "language": "es",
    "until": "2099-01-01T00:00:00+00:00",
    "idle_minutes": 60,
    "csrf": "c",
    "synthetic": True,
}


@dataclass
class Made:
    """A graph of nodes and edges, and what the server was asked."""

    nodes: list[Json]
    edges: list[Json]
    answers: dict[str, Any] = field(default_factory=dict)
    """Other answers of an address: (status, body) by ``METHOD path``."""

    asked: list[tuple[str, Any]] = field(default_factory=list)
    session: Json = field(default_factory=lambda: dict(SESSION))


def made_graph(nodes: int, edges: int, name: str = "SINTÉTICA {n}") -> Made:
    """Return people, cases, places, phones and vehicles, joined at random with a fixed seed.

    ``name`` makes the label of the node ``n``.
    """
    draw = random.Random(26)
    held: list[Json] = []
    for n in range(nodes):
        type_ = _TYPES[n % 5] if n % 3 else "Person"
        roles = [("victim", "suspect")[n % 2]] if type_ == "Person" else []
        properties: Json = {"registries": ["RETA", "SISTRA"][: 1 + n % 2]}
        if type_ == "Case":
            properties["fact_date"] = f"{2014 + n % 8}-{1 + n % 12:02}"
        if n % 17 == 0:
            properties["conflicts"] = ["fact_date"]
        label = name.format(n=n)
        held.append(
            {
                "key": f"K-{n:05}",
                "type": type_,
                "roles": roles,
                "label": label,
                "properties": properties,
            }
        )
    joined: list[Json] = []
    for n in range(edges):
        one = draw.randrange(nodes)
        other = (one + 1 + int(draw.paretovariate(1.2))) % nodes
        type_ = _RELATIONS.get(str(held[other]["type"]), "TOGETHER")
        joined.append(
            {
                "id": f"{type_}|{n}",
                "source": held[one]["key"],
                "target": held[other]["key"],
                "type": type_,
                "properties": {"doubtful": True} if n % 9 == 0 else {},
            }
        )
    return Made(held, joined)


def _answer(rows: list[Json], graph: Json | None = None) -> Json:
    told = {"query": "made", "version": 1, "parameters": {}, "rows": rows, "truncated": False}
    told |= {"columns": list(rows[0]) if rows else [], "next": None, "receipt": {}}
    return told if graph is None else {**told, "graph": graph}


def _neighbours(made: Made, key: str) -> Json:
    edges = [edge for edge in made.edges if key in (edge["source"], edge["target"])]
    keys = {edge[end] for edge in edges for end in ("source", "target")}
    return {"nodes": [node for node in made.nodes if node["key"] in keys], "edges": edges}


def _counts(made: Made, key: str) -> list[Json]:
    counts: dict[tuple[str, str], int] = {}
    types = {node["key"]: node["type"] for node in made.nodes}
    for edge in _neighbours(made, key)["edges"]:
        other = edge["target"] if edge["source"] == key else edge["source"]
        counts[edge["type"], types[other]] = counts.get((edge["type"], types[other]), 0) + 1
    return [
        {"relation": relation, "direction": "out", "type": type_, "count": count}
        | {"first": "2016", "last": "2019-04"}
        for (relation, type_), count in sorted(counts.items())
    ]


_QUERY = {
    "name": "made",
    "topic": "networks",
    "topic_title": {"es": "Redes", "en": "Networks"},
    "title": {"es": "Red de prueba", "en": "Made network"},
    "question": {"es": "¿Qué hay en el grafo de prueba?", "en": "What is in the made graph?"},
    "starts_from": [],
    "notes": {},
    "columns": [],
    "parameters": [
        {"name": "year", "type": "integer", "title": {"es": "Año", "en": "Year"}, "required": False}
        | {"min": 2000, "max": 2100},
        {"name": "sex", "type": "code", "title": {"es": "Sexo", "en": "Sex"}, "required": False}
        | {"codes": "sex"},
    ],
}


def told_to(made: Made, name: str, sent: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
    """Return what ``POST name`` answers."""
    parameters = sent.get("parameters", {})
    key = parameters.get("of", "")
    if name == "queries/neighbour_counts/run":
        nodes = [node for node in made.nodes if node["key"] == key]
        return _answer(_counts(made, key), {"nodes": nodes, "edges": []})
    if name == "queries/neighbours/run":
        return _answer([{"of": key}], _neighbours(made, key))
    if name == "queries/about/run":
        said = {"field": "fact_date", "registry": "RETA", "record": "SINT-1", "conflict": True}
        said |= {"values": ["2017-03-05"], "records": 1}
        return _answer([said, {**said, "registry": "SISTRA", "values": ["2017-03-07"]}])
    if name == "queries/among/run":
        keys = set(parameters["keys"])
        edges = [edge for edge in made.edges if {edge["source"], edge["target"]} <= keys]
        return _answer([], {"nodes": [], "edges": edges})
    if name == "search":
        found = [node for node in made.nodes if sent["text"].lower() in node["label"].lower()]
        reason = {"code": "same_name", "es": "mismo nombre", "en": "same name"}
        hits = [
            {
                "kind": "suspect",
                "key": node["key"],
                "node": node["key"],
                "name": node["label"],
                "reason": reason,
            }
            | {"score": 1.0, "details": {}, "cases": [], "case_count": 2, "next": None}
            for node in found[:5]
        ]
        return {"hits": hits, "more": max(0, len(found) - 5), "complete": True}
    return _answer([{"n": 1}], {"nodes": made.nodes, "edges": made.edges})


_GETS: Mapping[str, Any] = {
    "queries": [_QUERY],
    "queries/made": _QUERY,
    "routes/completions": [{"text": "captar", "label": "captar", "kind": "verb", "begin": 1}],
    "routes/explanation": {"es": "Captar en cualquier lugar.", "en": "Capture anywhere."},
}


class _Handler(BaseHTTPRequestHandler):
    """Answers as the server does; a cookie opens it, as there."""

    def __init__(self, *arguments: Any, made: Made, beside: Path | None) -> None:  # noqa: ANN401 - the server's own
        self._made, self._beside = made, beside
        super().__init__(*arguments)

    def _send(self, status: int, body: object, cookie: str = "") -> None:
        content = b"" if status == 204 else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        if cookie:
            self.send_header("Set-Cookie", f"{cookie}; HttpOnly; SameSite=Strict")
        self.end_headers()
        self.wfile.write(content)

    def _api(self, method: str, sent: Json) -> None:
        name = self.path.removeprefix("/api/v1/").split("?")[0]
        self._made.asked.append((f"{method} {name}", sent))
        if instead := self._made.answers.get(f"{method} {name}"):
            self._send(*instead)
        elif name == "session" and method == "POST":
            right = sent.get("token") == TOKEN
            refusal = {"code": "token_refused", "detail": "No."}
            self._send(*((200, self._made.session, "made=1") if right else (401, refusal)))
        elif name == "session" and method == "DELETE":
            self._send(204, None, "made=; Max-Age=0")
        elif "made=1" not in self.headers.get("Cookie", ""):
            self._send(401, {"code": "token_refused", "detail": "No."})
        elif method == "GET":
            self._get(name)
        else:
            self._send(200, told_to(self._made, name, sent))

    def _get(self, name: str) -> None:
        if name == "session":
            self._send(200, self._made.session)
        elif name == "vocabulary":
            self._send(200, words_for(Viewer(Role.INVESTIGATOR)))
        else:
            self._send(200 if name in _GETS else 404, _GETS.get(name, {}))

    def do_GET(self) -> None:
        if self.path.startswith("/api/"):
            self._api("GET", {})
            return
        name = self.path.removeprefix("/explorer/").split("?")[0].lstrip("/") or "index.html"
        folder = shipped_folder()
        if self._beside and name.startswith("beside/"):
            folder, name = self._beside, name.removeprefix("beside/")
        file = built_file(folder, name)
        self.send_response(200 if file else 404)
        for key, value in PAGE_HEADERS.items():
            self.send_header(key, value)
        if file:
            self.send_header("Content-Type", file.media_type)
        self.end_headers()
        self.wfile.write(file.content if file else b"")

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._api("POST", json.loads(sent or b"{}"))

    def do_DELETE(self) -> None:
        self._api("DELETE", {})

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Stay silent: a test's output is its own."""


@contextmanager
def explorer_fixture(made: Made, beside: Path | None = None) -> Iterator[str]:
    """Serve the shipped explorer over a made graph; yield the address.

    ``beside`` is a folder whose files are served below ``beside/`` under the same policy.
    """
    handler = partial(_Handler, made=made, beside=beside)
    with local_server(handler) as address:
        yield address

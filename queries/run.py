"""The run of a saved query: bind parameters, read within limits, redact, add a receipt."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any

from trama.access.policy import Viewer
from trama.core.settings import Settings
from trama.graph.engine import Graph
from trama.queries.catalog import SavedQuery, saved_query
from trama.queries.hidden.weighing import find_hidden
from trama.queries.lookups.places import UnderstoodPlace
from trama.queries.lookups.subjects import Lookup
from trama.queries.parameters import bind
from trama.queries.redact import redact

_END = "LIMIT $limit"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most seconds that a query may run, and the most rows that it may return."""

    seconds: float
    rows: int

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        """Return the limits of the settings."""
        return cls(settings.query_seconds, settings.query_rows)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof of how an answer was asked; it holds no value of the data.

    ``digest`` covers all fields but the time: the same question to the same text has the same
    digest.
    """

    query: str
    version: int
    text_sha256: str
    parameters_sha256: str
    role: str
    asked_at: str
    digest: str


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """The answer to a saved query, ready to leave.

    Each row has the keys ``columns``. A person is ``{"pseudonym"}``, or ``{"uid", "name",
    "pseudonym"}`` if the viewer may see who it is. ``truncated`` is True if there were more rows.
    ``understood`` says what each text for a place was taken for.
    """

    query: str
    version: int
    parameters: Mapping[str, Any]
    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    truncated: bool
    receipt: Receipt
    understood: tuple[UnderstoodPlace, ...] = ()

    def as_document(self) -> dict[str, Any]:
        """Return the answer as a JSON object whose keys are the names of the fields.

        The rows are the answer's own and no copies, since there may be thousands.
        """
        named = {declared.name: getattr(self, declared.name) for declared in fields(self)}
        return {
            **named,
            "columns": list(self.columns),
            "receipt": asdict(self.receipt),
            "understood": [asdict(place) for place in self.understood],
        }


def run(
    query: SavedQuery | str,
    parameters: Mapping[str, object],
    graph: Graph,
    viewer: Viewer,
    limits: Limits,
    *,
    skip: int = 0,
) -> QueryAnswer:
    """Return the answer to a saved query, redacted for ``viewer``.

    ``skip`` is the number of rows that earlier pages of the same answer held.

    Raises:
        UnknownName: no query, place, case or person has that name.
        AccessDenied: the query is more sensitive than what the role may see.
        BadParameter: a parameter is unknown, missing, of another type or out of bounds.
        QueryTimeout: the query ran longer than ``limits.seconds``.
        EngineError: the engine failed.
    """
    saved = saved_query(query) if isinstance(query, str) else query
    viewer.admit(saved.header.sensitivity)
    lookup = Lookup(graph, viewer, limits.seconds)
    bound = bind(saved.header.parameters, parameters, lookup)
    most = min(bound.values["limit"], limits.rows)
    # One more row than may leave says whether the answer was cut. The rows of earlier pages count
    # too: a query may also cut with LIMIT $limit before its end.
    values = {**bound.values, "limit": skip + most + 1}
    text = saved.text
    if skip:
        # Each text ends with LIMIT $limit (queries/checks.py). The first page needs no other text.
        text = f"{text.rstrip().removesuffix(_END)}SKIP $skip {_END}"
        values["skip"] = skip
    answer = graph.read(text, values, seconds=limits.seconds, rows=most)
    hidden = find_hidden(saved, answer.rows, values, graph, viewer, limits.seconds)
    return QueryAnswer(
        query=saved.name,
        version=saved.version,
        parameters=bound.shown,
        columns=tuple(saved.columns),
        rows=redact(saved, answer.rows, viewer, hidden),
        truncated=answer.truncated,
        receipt=_receipt(saved, bound.shown, viewer),
        understood=tuple(bound.understood),
    )


def _receipt(query: SavedQuery, shown: Mapping[str, Any], viewer: Viewer) -> Receipt:
    asked = json.dumps(shown, ensure_ascii=False, sort_keys=True)
    parts = (query.name, query.version, query.digest, _sha256(asked), str(viewer.role))
    return Receipt(
        *parts,
        asked_at=datetime.now(UTC).isoformat(timespec="seconds"),
        digest=_sha256(json.dumps(parts)),
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

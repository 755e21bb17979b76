"""Running a saved query: parameters bound, read within limits, redacted, with a receipt."""

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
from trama.queries.lookups.subjects import Lookup
from trama.queries.parameters import bind
from trama.queries.redact import redact


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a query may run, in seconds, and how many rows it may return."""

    seconds: float
    rows: int

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        """Returns the limits that the settings say."""
        return cls(settings.query_seconds, settings.query_rows)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What tells whether a later answer was asked the same way; it holds no value of the data.

    ``digest`` is of the other fields but the time: equal for the same question to the same text.
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

    ``rows`` have the keys ``columns``; a person is ``{"pseudonym"}`` or, where the viewer may see
    who it is, ``{"uid", "name", "pseudonym"}``. ``truncated`` when there were more rows.
    """

    query: str
    version: int
    parameters: Mapping[str, Any]
    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    truncated: bool
    receipt: Receipt

    def as_document(self) -> dict[str, Any]:
        """Returns the answer as JSON has it: the keys are the names of the fields.

        The rows are the answer's own, not copies: there may be thousands.
        """
        named = {declared.name: getattr(self, declared.name) for declared in fields(self)}
        return {**named, "columns": list(self.columns), "receipt": asdict(self.receipt)}


def run(
    query: SavedQuery | str,
    parameters: Mapping[str, object],
    graph: Graph,
    viewer: Viewer,
    limits: Limits,
) -> QueryAnswer:
    """Returns the answer to a saved query as ``viewer`` may have it.

    Raises:
        UnknownName: no query, place, case or person of that name.
        AccessDenied: the query is more sensitive than what the role may see.
        BadParameter: a parameter is unknown, missing, of another type or out of bounds.
        QueryTimeout: it ran longer than ``limits.seconds``.
        EngineError: the engine failed.
    """
    saved = saved_query(query) if isinstance(query, str) else query
    viewer.admit(saved.header.sensitivity)
    lookup = Lookup(graph, viewer, limits.seconds)
    bound = bind(saved.header.parameters, parameters, lookup)
    most = min(bound.values["limit"], limits.rows)
    # One row more than may leave tells whether there were more.
    values = {**bound.values, "limit": most + 1}
    answer = graph.read(saved.text, values, seconds=limits.seconds, rows=most)
    return QueryAnswer(
        query=saved.name,
        version=saved.version,
        parameters=bound.shown,
        columns=tuple(saved.columns),
        rows=redact(saved, answer.rows, viewer),
        truncated=answer.truncated,
        receipt=_receipt(saved, bound.shown, viewer),
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

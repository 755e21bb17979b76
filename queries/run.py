"""The run of a saved query: bind parameters, read within limits, redact, add a receipt."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any

from trama.access.policy import Viewer
from trama.core.errors import AccessDenied, DeclarationError
from trama.core.settings import Settings
from trama.cypher.header import ParameterType
from trama.graph.engine import Graph
from trama.queries.catalog import SavedQuery, saved_query
from trama.queries.hidden.weighing import find_hidden
from trama.queries.lookups.kept import check_kept
from trama.queries.lookups.places import UnderstoodPlace
from trama.queries.lookups.subjects import Lookup
from trama.queries.missing_steps import MissingStep, missing_step
from trama.queries.parameters import Bound, bind
from trama.queries.redact import redact
from trama.queries.start_labels import starting_from

_CUT = "LIMIT $limit"
_READ_AGAIN = 2  # times: a load commits some cases a second, and an answer takes less
_CASE = "case"  # the column by which the rows of a query that reads on from a case are sorted


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
    ``understood`` says what each text for a place was taken for. ``missing`` is the step for want
    of which there may be no row, None if there are rows or no step is missing.
    """

    query: str
    version: int
    parameters: Mapping[str, Any]
    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    truncated: bool
    receipt: Receipt
    understood: tuple[UnderstoodPlace, ...] = ()
    missing: MissingStep | None = None

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
            "missing": asdict(self.missing) if self.missing else None,
        }


@dataclass(frozen=True, slots=True)
class Begin:
    """The place in an answer at which a page begins; ``rows`` is the number of rows before it.

    A query with a ``FIRST_CASE`` reads on from a case: ``case`` is the uid of that case, and
    ``of_case`` the number of its rows before the place.
    """

    rows: int = 0
    case: str = ""
    of_case: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of an answer in their order from ``begin`` on, redacted.

    An item of ``rows`` is empty if the viewer may not see that row, else it holds the row.
    ``cases`` has the case of each row if the query reads on from a case. ``more`` says whether more
    rows follow.
    """

    begin: Begin
    rows: Sequence[Sequence[dict[str, Any]]]
    cases: Sequence[str]
    more: bool

    def first(self, rows: int) -> "Part":
        """Return the first rows."""
        if rows >= len(self.rows):
            return self
        return Part(self.begin, self.rows[:rows], self.cases[:rows], more=True)

    def after(self, rows: int) -> "Part":
        """Return what follows the first rows."""
        if not rows:
            return self
        return Part(self.first(rows).end, self.rows[rows:], self.cases[rows:], self.more)

    @property
    def end(self) -> Begin:
        """The place behind the last row."""
        rows = self.begin.rows + len(self.rows)
        if not self.cases:
            return Begin(rows)
        last = self.cases[-1]
        before = self.begin.of_case if last == self.begin.case else 0
        return Begin(rows, last, before + sum(case == last for case in self.cases))


@dataclass(frozen=True, slots=True)
class Asked:
    """A saved query with a caller's parameters looked up: any part of its answer can be read.

    ``key`` seals the handles of nodes; b"" stands for the key of this process.
    """

    query: SavedQuery
    bound: Bound
    graph: Graph
    viewer: Viewer
    limits: Limits
    key: bytes = b""

    @property
    def page(self) -> int:
        """The number of rows of a page."""
        return min(int(self.bound.values["limit"]), self.limits.rows)

    @property
    def receipt(self) -> Receipt:
        """The receipt of the question, made now."""
        return receipt_of(self.query, self.bound.shown, self.viewer)

    def part(self, begin: Begin, rows: int) -> Part:
        """Return at most so many rows of the answer from a place on.

        A load may take somebody away between the rows and the look-ups about them. Then the rows
        are read again.

        Raises:
            QueryTimeout: the query ran longer than ``limits.seconds``.
            EngineError: the engine failed.
            DeclarationError: the query brings what its header does not declare.
        """
        for _ in range(_READ_AGAIN):
            with suppress(DeclarationError):
                return self._part(begin, rows)
        return self._part(begin, rows)

    def _part(self, begin: Begin, rows: int) -> Part:
        first = _filled(self.query, ParameterType.FIRST_CASE)
        skip = begin.of_case if first else begin.rows
        # A row more than may leave says whether more follow.
        values = {**self.bound.values, "limit": rows + 1}
        if first:
            # So many cases have as many rows at least, and the rows before the place count too.
            values |= {first: begin.case, "limit": skip + rows + 1}
        if skip:
            values["skip"] = skip
        if reach := _filled(self.query, ParameterType.REACH):
            values[reach] = skip + rows + 1
        text = _skipping(self.query) if skip else self.query.text
        text = starting_from(text, frozenset(self.bound.start_labels))
        seconds = self.limits.seconds
        light = self.query.header.is_light(self.bound.values)
        with nullcontext() if light else self.graph.turn(seconds):
            read = self.graph.read(text, values, seconds=seconds, rows=rows)
        hidden = find_hidden(self.query, read.rows, values, self.graph, self.viewer, seconds)
        return Part(
            begin,
            [redact(self.query, [row], self.viewer, hidden, self.key) for row in read.rows],
            [str(row[_CASE]) for row in read.rows] if first else (),
            read.truncated,
        )

    def answer(self, part: Part) -> QueryAnswer:
        """Return the answer that has the rows of a part.

        Raises:
            EngineError: the part is empty, and a look-up of the step that is missing failed.
        """
        empty = part.begin == Begin() and not any(part.rows)
        lookup = Lookup(self.graph, self.viewer, self.limits.seconds)
        return QueryAnswer(
            query=self.query.name,
            version=self.query.version,
            parameters=self.bound.shown,
            columns=tuple(self.query.columns),
            rows=[row for rows in part.rows for row in rows],
            truncated=part.more,
            receipt=self.receipt,
            understood=tuple(self.bound.understood),
            missing=missing_step(self.query.header.needs, lookup) if empty else None,
        )


def ask(
    query: SavedQuery | str,
    parameters: Mapping[str, object],
    graph: Graph,
    viewer: Viewer,
    limits: Limits,
    key: bytes = b"",
) -> Asked:
    """Return a saved query whose parameters are checked and looked up, for ``viewer``.

    Raises:
        UnknownName: no query, place, case or person has that name.
        AccessDenied: the query is more sensitive than what the role may see, or it did not come
            with Trama and the role runs no such query.
        BadParameter: a parameter is unknown, missing, of another type or out of bounds.
        GraphOutdated: the query reads values in brief that the graph lacks.
        QueryTimeout: a look-up ran longer than ``limits.seconds``.
        EngineError: the engine failed.
    """
    saved = saved_query(query) if isinstance(query, str) else query
    viewer.admit(saved.header.sensitivity)
    if saved.is_own and not viewer.runs_own_queries:
        raise AccessDenied(role=viewer.role)
    lookup = Lookup(graph, viewer, limits.seconds, key)
    bound = bind(saved.header.parameters, parameters, lookup, saved.header.examples)
    if saved.reads_kept:
        check_kept(graph, limits.seconds)
    return Asked(saved, bound, graph, viewer, limits, key)


def run(
    query: SavedQuery | str,
    parameters: Mapping[str, object],
    graph: Graph,
    viewer: Viewer,
    limits: Limits,
    key: bytes = b"",
) -> QueryAnswer:
    """Return the first page of the answer to a saved query, redacted for ``viewer``.

    Raises:
        TramaError: as :func:`ask` and :meth:`Asked.part` say.
    """
    asked = ask(query, parameters, graph, viewer, limits, key)
    return asked.answer(asked.part(Begin(), asked.page))


def _filled(query: SavedQuery, type_: ParameterType) -> str:
    """Return the name of the parameter of a type that the runner fills, '' if there is none."""
    declared = query.header.parameters.values()
    return next((one.name for one in declared if one.type is type_), "")


def _skipping(query: SavedQuery) -> str:
    """Return the text of a query that leaves out the rows before a page.

    A query may cut its rows (LIMIT $limit) before it looks up what it tells of each. The rows are
    left out there, so that nothing is looked up for them. The cut of cases in a query that reads on
    from a case is no cut of rows.
    """
    if _filled(query, ParameterType.FIRST_CASE):
        before, _, after = query.text.rpartition(_CUT)
    else:
        before, _, after = query.text.partition(_CUT)
    return f"{before}SKIP $skip {_CUT}{after}"


def receipt_of(query: SavedQuery, shown: Mapping[str, Any], viewer: Viewer) -> Receipt:
    """Return the receipt of a question, made now; ``shown`` are its parameters as answered."""
    asked = json.dumps(shown, ensure_ascii=False, sort_keys=True)
    parts = (query.name, query.version, query.digest, _sha256(asked), str(viewer.role))
    return Receipt(
        *parts,
        asked_at=datetime.now(UTC).isoformat(timespec="seconds"),
        digest=_sha256(json.dumps(parts)),
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

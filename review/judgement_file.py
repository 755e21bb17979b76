"""The judgements that a file adds to a graph: the CSV of `trama review export`, read again.

The columns are subject, one, other, verdict, by, at, reason, score, model, blind. ``one`` and
``other`` are uids of records (``R-…``) that whoever imports may know, cases (``RETA:2017-3``), or
the ends of a judgement that the graph holds (``J-….1``). `trama.review.judgement_cells` reads them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from trama.access.policy import Viewer
from trama.canonical.judging import Opinion, judge, unknown_ends
from trama.core.errors import InputError, Language
from trama.core.home import Home
from trama.core.safe_cells import visible
from trama.graph.engine import Graph
from trama.graph.store.judgement_rows import judgements_of
from trama.graph.store.turns import LOCK
from trama.ontology.internal_layer import Judgement
from trama.readers.opening import open_tables
from trama.readers.table import Row, Table
from trama.review.deciding import deriving_of, now
from trama.review.ends import hidden_records, named_ends
from trama.review.judgement_cells import cell_text, instant_of, opinion_of
from trama.review.judgement_export import BLIND, COLUMNS
from trama.values.defects import Defect, DefectCode, Issue, Outcome, explain

_NEEDED = frozenset(COLUMNS[:4])
_NEVER = datetime.min.replace(tzinfo=UTC)

_Key = tuple[str, ...]


@dataclass(slots=True)
class ImportReport:
    """The result of an import: ``rows`` = ``applied`` + ``unchanged`` + ``rejected``.

    ``cases`` counts the cases that were derived anew. No issue holds the text of a cell.
    """

    file: str
    rows: int = 0
    applied: int = 0
    unchanged: int = 0
    rejected: int = 0
    cases: int = 0
    issues: list[Issue] = field(default_factory=list)

    def document(self, language: Language) -> dict[str, Any]:
        """Return the report as a JSON object, its messages in a language."""
        counts = ("file", "rows", "applied", "unchanged", "rejected", "cases")
        issues = [
            {
                "file": issue.file,
                "line": issue.line,
                "column": issue.column,
                "code": issue.defect.code.value,
                "outcome": issue.defect.outcome.value,
                "message": explain(issue.defect.code, language),
            }
            for issue in self.issues
        ]
        return {name: getattr(self, name) for name in counts} | {"issues": issues}


def import_judgements(
    path: Path, graph: Graph, viewer: Viewer, home: Home, *, by: str
) -> ImportReport:
    """Add the judgements of a file to the graph in one judging. Return what became of each row.

    1. Read the rows. A row with a defect is rejected and reported.
    2. A row that the graph holds already is unchanged: same pair, verdict, judge, time and model.
    3. A row is rejected if the graph holds a later one of that pair by a person, or by a model, or
       another verdict of that judge and moment: then a hand has edited the exported row.
    4. Store the others, and derive their cases anew. A row without ``by`` is by whoever imports; a
       row without ``at`` is of this moment, and unchanged if it repeats the last word of the pair.

    Example: of three rows one has the verdict ``igual``: two are applied, one is rejected. Read
    again, two are unchanged.

    Raises:
        JudgingDenied: the viewer may not judge.
        InputError: the file cannot be read, or lacks a column.
        LoadInterrupted, EngineError: as `trama.canonical.judging.judge`.
    """
    viewer.admit_judge()
    report = ImportReport(path.name)
    with open_tables(path) as tables:
        read = list(_Reading(tables[0], report, by).opinions())
    read = _with_ends(read, graph, viewer, home.pseudonym_key())
    unknown = unknown_ends(graph, [opinion for _, opinion in read])
    held = _Held(judgements_of(graph, {end for _, o in read for end in (o.one, o.other)}))
    new: list[Opinion] = []
    for line, opinion in read:
        ends = ("one", "other")
        wrong = [end for end in ends if (opinion.subject, getattr(opinion, end)) in unknown]
        if wrong:
            _reject(report, line, dict.fromkeys(wrong, DefectCode.JUDGEMENT_END_UNKNOWN))
        elif held.has(opinion):
            report.unchanged += 1
        elif held.says_otherwise(opinion):
            _reject(report, line, {"verdict": DefectCode.JUDGEMENT_EDITED})
        elif held.is_older(opinion):
            _reject(report, line, {"at": DefectCode.JUDGEMENT_OLDER})
        else:
            held.add(opinion)
            new.append(opinion if opinion.at else replace(opinion, at=now()))
    if new:
        rebuilt = judge(graph, new, deriving_of(home), home.folder / LOCK)
        report.cases = rebuilt.cases.compared
    report.applied = len(new)
    report.issues.sort(key=lambda issue: issue.line)
    return report


def _with_ends(
    read: Sequence[tuple[int, Opinion]], graph: Graph, viewer: Viewer, key: bytes
) -> list[tuple[int, Opinion]]:
    """Return the opinions of lines, each end of a judgement (``J-….1``) as what it names.

    A record that the viewer may not know becomes '', which names nothing: whoever could guess its
    uid would learn that it exists.
    """
    written = {end for _, opinion in read for end in (opinion.one, opinion.other)}
    named = dict.fromkeys(hidden_records(graph, viewer, written), "")
    named |= named_ends(graph, written, key)
    return [
        (
            line,
            replace(
                opinion,
                one=named.get(opinion.one, opinion.one),
                other=named.get(opinion.other, opinion.other),
            ),
        )
        for line, opinion in read
    ]


class _Reading:
    """The reading of one table: its rows as opinions, its defects into the report."""

    def __init__(self, table: Table, report: ImportReport, by: str) -> None:
        self._table = table
        self._report = report
        self._by = by

    def opinions(self) -> Iterator[tuple[int, Opinion]]:
        """Yield line and opinion of each row without a defect.

        Raises:
            InputError: the first row lacks a column, or the file is damaged.
        """
        places: dict[str, int] = {}
        for row in self._table.rows:
            self._take_defects()
            if not any(cell_text(cell) for cell in row.cells):
                continue
            if not places:
                places = self._header(row)
                continue
            self._report.rows += 1
            cells = {
                name: row.cells[at] if at < len(row.cells) else None for name, at in places.items()
            }
            opinion, wrong = opinion_of(cells, self._by)
            if wrong or opinion is None:
                _reject(self._report, row.line, wrong)
            else:
                yield row.line, opinion
        self._take_defects()
        if not places:
            raise self._lacks(COLUMNS[:4])

    def _header(self, row: Row) -> dict[str, int]:
        names = [cell_text(cell).lower() for cell in row.cells]
        places = {name: names.index(name) for name in COLUMNS if name in names}
        if missing := [name for name in COLUMNS if name in _NEEDED - places.keys()]:
            raise self._lacks(missing)
        return places

    def _lacks(self, names: Iterable[str]) -> InputError:
        listed = ", ".join(names)
        return InputError(
            file=self._report.file,
            why_es=f"faltan columnas ({listed}); las tiene el archivo de trama review export",
            why_en=f"columns are missing ({listed}); the file of trama review export has them",
        )

    def _take_defects(self) -> None:
        """Report what the reader met. A row that it rejected counts as a row."""
        for found in self._table.defects:
            if found.defect.outcome is Outcome.REJECTED:
                self._report.rows += 1
                self._report.rejected += 1
            column = "" if found.column is None else str(found.column + 1)
            issue = Issue(self._report.file, self._table.sheet, found.line, column, found.defect)
            self._report.issues.append(issue)
        self._table.defects.clear()


class _Held:
    """The rows that the graph holds of some pairs, and those that a file has added to them."""

    def __init__(self, rows: Sequence[Judgement]) -> None:
        self._left = Counter(_key(row) for row in rows)
        self._given = {_giving(row) for row in rows}
        self._last: defaultdict[_Key, tuple[datetime, _Key]] = defaultdict(lambda: (_NEVER, ()))
        for row in rows:
            self._last[_side(row)] = (instant_of(row.at) or _NEVER, _word(row))

    def has(self, opinion: Opinion) -> bool:
        """Return whether the graph holds the opinion. Each row of the graph answers once."""
        if not opinion.at:
            return self._last[_side(opinion)][1] == _word(opinion)
        key = _key(opinion)
        if not self._left[key]:
            return False
        self._left[key] -= 1
        return True

    def says_otherwise(self, opinion: Opinion) -> bool:
        """Return whether the graph holds another word of that judge, of that moment and pair."""
        return bool(opinion.at) and _giving(opinion) in self._given

    def is_older(self, opinion: Opinion) -> bool:
        """Return whether a later row of the pair is held, by a person or by a model as this is."""
        instant = instant_of(opinion.at)
        return instant is not None and instant < self._last[_side(opinion)][0]

    def add(self, opinion: Opinion) -> None:
        """Count the opinion as held from now on."""
        self._last[_side(opinion)] = (instant_of(opinion.at or now()) or _NEVER, _word(opinion))


def _side(row: Judgement | Opinion) -> _Key:
    judge_of = "model" if row.model else "person"
    return (*sorted((row.one, row.other)), f"{BLIND} {row.by}" if row.blind else judge_of)


def _giving(row: Judgement | Opinion) -> _Key:
    """Return who gave a judgement, of which pair, and when."""
    _, by, model, _ = _word(row)
    return (*_side(row), by, model, _moment(row))


def _word(row: Judgement | Opinion) -> _Key:
    """Return what a row says: verdict, judge, model and score, as a CSV holds them."""
    texts = (str(row.verdict), row.by, row.model)
    score = "" if row.score is None else repr(float(row.score))
    # The export puts an apostrophe before a sign that begins a formula.
    return (*(visible(text).replace("'", "") for text in texts), score)


def _key(row: Judgement | Opinion) -> _Key:
    return (*_side(row), *_word(row), _moment(row))


def _moment(row: Judgement | Opinion) -> str:
    instant = instant_of(row.at)
    return instant.isoformat() if instant else row.at


def _reject(report: ImportReport, line: int, wrong: Mapping[str, DefectCode]) -> None:
    report.rejected += 1
    for column, code in wrong.items():
        defect = Defect(code, Outcome.REJECTED)
        report.issues.append(Issue(report.file, "", line, column, defect))

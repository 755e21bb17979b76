"""The trial of a query: its examples asked of the graph at hand, and compared with what is kept.

An example states its ``expects``; a kept answer lies beside the query, in ``NAME.answers.json``. It
is asked and kept as an analyst sees it at the most, so the file names no victim.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trama.access.policy import Role, Viewer
from trama.core.errors import DeclarationError, EngineError, InputError, TramaError
from trama.core.home import write_private
from trama.cypher.header import Example
from trama.graph.engine import Graph
from trama.queries.catalog import SavedQuery
from trama.queries.run import Limits, run

Words = tuple[str, str]
"""A sentence in Spanish and in English."""

_NOT_UNDERSTOOD = ".Statement."  # in the engine's code of a text that is no Cypher to it
# By the kind of error, what it mostly comes from: the embedded engine says no more than the kind.
_MEANT = {
    "SemanticError": (
        ": usa un nombre que un WITH de antes no lleva consigo, o un valor de otro tipo",
        ": it uses a name that a WITH before it does not carry on, or a value of another type",
    ),
}
_SHOWN = 5  # rows of a difference: whoever mends a query looks at the first ones


@dataclass(frozen=True, slots=True)
class Trial:
    """An example, the rows of its answer, and what differs from what was expected."""

    example: Example
    rows: Sequence[Mapping[str, Any]]
    truncated: bool
    faults: Sequence[Words]


def answers_file(query: Path) -> Path:
    """Return the path of the kept answers of the query in a file."""
    return query.with_suffix(".answers.json")


def try_out(
    query: SavedQuery, kept: Sequence[Any], graph: Graph, viewer: Viewer, limits: Limits
) -> Iterator[Trial]:
    """Yield the trial of each example of a query; ``kept`` are the answers of an earlier trial.

    Raises:
        TramaError: an example cannot be asked; see :func:`trama.queries.run.run`.
    """
    asker = Viewer(Role.ANALYST) if viewer.sees_person(victim=True) else viewer
    before = {_key(one["parameters"]): one["rows"] for one in kept}
    for example in query.header.examples:
        try:
            answer = run(query, dict(example.parameters), graph, asker, limits)
        except EngineError as error:
            raise _refusal(query, error) from None
        faults = [*_unexpected(example, len(answer.rows))]
        if (rows := before.get(_key(example.parameters))) is not None:
            faults += _differences(rows, json.loads(json.dumps(answer.rows)))
        yield Trial(example, answer.rows, answer.truncated, faults)


def read_answers(path: Path) -> Sequence[Any]:
    """Return the answers kept in a file, none if there is no file.

    Raises:
        InputError: the file holds no answers.
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return [{"parameters": one["parameters"], "rows": [*one["rows"]]} for one in kept]
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            file=path,
            why_es="no tiene respuestas guardadas; bórrelo o use --write",
            why_en="it holds no kept answers; delete it, or use --write",
        ) from error


def write_answers(path: Path, trials: Sequence[Trial]) -> None:
    """Keep the answers of trials in a file that only its owner can read."""
    kept = [{"parameters": one.example.parameters, "rows": one.rows} for one in trials]
    write_private(path, json.dumps(kept, ensure_ascii=False, indent=1, default=str) + "\n")


def _refusal(query: SavedQuery, error: EngineError) -> TramaError:
    """Return what to tell the author if the engine does not understand the text, else the error."""
    detail = str(error.facts.get("detail", ""))
    if _NOT_UNDERSTOOD not in detail:
        return error
    kind = detail.rpartition(".")[2]
    meant_es, meant_en = _MEANT.get(kind, ("", ""))
    return DeclarationError(
        where=query.file,
        why_es=f"el motor no entiende su Cypher ({kind}{meant_es}); quite pasos hasta "
        "que responda, y repóngalos de uno en uno",
        why_en=f"the engine does not understand its Cypher ({kind}{meant_en}); take "
        "steps away until it answers, and put them back one by one",
    )


def _key(parameters: Mapping[str, Any]) -> str:
    return json.dumps(parameters, sort_keys=True, default=str)


def _unexpected(example: Example, rows: int) -> Iterator[Words]:
    expects = example.expects
    if expects is None:
        return
    if expects.rows is not None and rows != expects.rows:
        yield (
            f"se esperan {expects.rows} filas y hay {rows}",
            f"{expects.rows} rows are expected, and there are {rows}",
        )
    if expects.at_least is not None and rows < expects.at_least:
        yield (
            f"se esperan {expects.at_least} filas o más y hay {rows}",
            f"{expects.at_least} rows or more are expected, and there are {rows}",
        )


def _differences(before: Sequence[Any], now: Sequence[Any]) -> Iterator[Words]:
    """Yield what the kept rows have and the answer lacks, and the other way round."""
    lost, new = _without(before, now), _without(now, before)
    for row in lost[:_SHOWN]:
        yield f"falta la fila {_text(row)}", f"the row {_text(row)} is missing"
    for row in new[:_SHOWN]:
        yield f"sobra la fila {_text(row)}", f"the row {_text(row)} is new"
    if more := max(len(lost) - _SHOWN, 0) + max(len(new) - _SHOWN, 0):
        yield f"y {more} filas más", f"and {more} rows more"
    if not lost and not new and before != now:
        yield "las mismas filas están en otro orden", "the same rows stand in another order"


def _without(rows: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    left = [_text(row) for row in others]
    kept = []
    for row in rows:
        if (text := _text(row)) in left:
            left.remove(text)
        else:
            kept.append(row)
    return kept


def _text(row: object) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)

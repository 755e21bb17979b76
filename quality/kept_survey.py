"""The survey in the home folder, so that letters and the API need not read all records again.

One private JSON file holds counts by unit, month, code and column, and no value of any cell.
"""

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from trama.core.home import Home, read_private, write_private
from trama.graph.engine import Graph
from trama.mapping.rereading import Flaw
from trama.quality.survey import Survey, Told, UnitCounts, survey
from trama.queries.lookups.state import graph_state
from trama.queries.lookups.synthetic import holds_synthetic_cases

_FILE = "quality.json"
_FORM = 2  # of the file: another form, or one with fewer kinds of findings, is no survey


def kept_survey(home: Home) -> Survey | None:
    """Return the survey that was kept last. Return None if there is none that can be read."""
    try:
        document = json.loads(read_private(home.folder / _FILE))
        return _read(document) if document["form"] == _FORM else None
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return None


def current_survey(
    graph: Graph, home: Home, seconds: float, own: Path | None = None, told: Told | None = None
) -> Survey:
    """Return the survey of the graph as it is now: the kept one, or a new one, which is kept.

    Raises:
        EngineError: the engine failed, or the look-up of the state took over ``seconds``.
    """
    state = graph_state(graph, seconds)
    kept = kept_survey(home)
    if kept is not None and state and kept.state == state:
        return kept
    synthetic = holds_synthetic_cases(graph, seconds)
    made = survey(graph, state, synthetic=synthetic, own=own, told=told)
    write_private(home.make() / _FILE, json.dumps(_document(made), ensure_ascii=False))
    return made


def _document(made: Survey) -> dict[str, Any]:
    units = [
        {
            "uid": unit.uid,
            "name": unit.name,
            "registry": unit.registry,
            "cases": unit.cases,
            "flawed": unit.flawed,
            "unread": unit.unread,
            "flaws": [
                [flaw.code, flaw.sheet, flaw.column, months]
                for flaw, months in sorted(unit.flaws.items())
            ],
        }
        for unit in made.units.values()
    ]
    return {"form": _FORM, "state": made.state, "synthetic": made.synthetic, "units": units}


def _read(document: Any) -> Survey:  # noqa: ANN401 - JSON
    units = {}
    for unit in document["units"]:
        flaws: dict[Flaw, Counter[str]] = defaultdict(Counter)
        for code, sheet, column, months in unit["flaws"]:
            flaws[Flaw(code, sheet, column)] = Counter(months)
        units[unit["uid"]] = UnitCounts(
            unit["uid"],
            unit["name"],
            unit["registry"],
            Counter(unit["cases"]),
            Counter(unit["flawed"]),
            flaws,
            unit["unread"],
        )
    return Survey(document["state"], document["synthetic"], units)

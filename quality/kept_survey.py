"""The survey in the home folder, so that letters and the API need not read all records again.

One private JSON file holds counts by unit, month, code and column, and no value of any cell; beside
it stand the findings of each case (``findings_store``), from which it is made anew after a load.
"""

import hashlib
import json
from collections import Counter, defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from trama.core.errors import InputError
from trama.core.home import Home, read_private, write_private
from trama.graph.engine import Graph
from trama.mapping.rereading import Flaw
from trama.profiles.library import profile_names, profile_text
from trama.quality.findings_store import open_store
from trama.quality.survey import Survey, UnitCounts
from trama.quality.surveying import Told, follow
from trama.queries.lookups.state import graph_state
from trama.queries.lookups.synthetic import holds_synthetic_cases

_FILE = "quality.json"
_CASES_FILE = "quality.sqlite"
_FORM = 3  # of the file: another form, or one with fewer kinds of findings, is no survey


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

    A new one reads the records of the cases that changed since the findings were held.

    Raises:
        EngineError: the engine failed, or the look-up of the state took over ``seconds``.
        OutputError: the findings cannot be written.
    """
    state = graph_state(graph, seconds)
    rules = _rules(own)
    kept = kept_survey(home)
    if kept is not None and state and (kept.state, kept.rules) == (state, rules):
        return kept
    synthetic = holds_synthetic_cases(graph, seconds)
    with open_store(home.make() / _CASES_FILE, home.pseudonym_key(), rules) as store:
        follow(graph, store, own, told)
        made = Survey(state, synthetic, store.units(), rules=rules)
    write_private(home.folder / _FILE, json.dumps(_document(made), ensure_ascii=False))
    return made


def _rules(own: Path | None) -> str:
    """Return the digest of what findings depend on beside the graph: version and profiles."""
    digest = hashlib.sha256(version("trama").encode())
    for name in profile_names(own):
        digest.update(f"\x1e{name}\x1f".encode())
        try:
            digest.update(profile_text(name, own).encode())
        except InputError:  # a file that is no text: no profile is read from it
            continue
    return digest.hexdigest()


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
    return {
        "form": _FORM,
        "state": made.state,
        "rules": made.rules,
        "synthetic": made.synthetic,
        "units": units,
    }


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
    return Survey(document["state"], document["synthetic"], units, rules=document["rules"])

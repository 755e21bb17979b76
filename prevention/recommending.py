"""Recommendations as an answer: what command, API and page give of one question.

    {question, basis, places, checks, companies, terminals, months, way, tasks, receipt}

The public gets none: no count of the graph leaves for it but those of a release.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from trama.access.policy import Viewer
from trama.core.errors import Language
from trama.core.question_errors import NothingObserved
from trama.graph.records import digest
from trama.ontology.codelists import code_name
from trama.ontology.declare import Sensitivity
from trama.places.find import full_name
from trama.places.nesting import is_abroad
from trama.prevention.carriers import Carriers
from trama.prevention.check_answer import check_document
from trama.prevention.episodes import Episode, in_period, observed, read_episodes
from trama.prevention.fact_months import month_sightings, years_in_one_month
from trama.prevention.institutions import tasks
from trama.prevention.observations import Observations, inside_of, read_observations
from trama.prevention.place_answer import place_rows, ranked_places
from trama.prevention.question import Question
from trama.prevention.ranking import Ranked, Sighting, rank
from trama.prevention.state_way import state_way
from trama.queries.lookups.kept import check_kept
from trama.queries.lookups.lookup import Lookup
from trama.queries.lookups.state import graph_state

_FIRST_MONTHS = 3  # of twelve: a quarter of the year
_CARRIERS = 20  # companies or terminals of an answer

Document = dict[str, Any]


def recommend(question: Question, lookup: Lookup, language: Language) -> Document:
    """Return the recommendations as JSON can hold them; the same question has the same answer.

    Raises:
        AccessDenied: the role of the viewer may read public values alone.
        NothingObserved: no victim was observed at a place that is asked for; says what there is.
        GraphOutdated: the graph lacks the values that this reads.
        EngineError: the engine failed. EngineOverloaded: no turn came in time.
    """
    graph, viewer = lookup.graph, lookup.viewer
    viewer.admit(Sensitivity.RESTRICTED)
    check_kept(graph, lookup.seconds)
    with graph.turn(lookup.seconds):
        state = graph_state(graph, lookup.seconds)
        episodes = read_episodes(graph)
        _check_observed(episodes, question)
        seen = read_observations(episodes, question, lookup)
    # The turn is given back: draws and integer programs need no engine.
    return {
        "question": _question(question, language),
        **_parts(seen, question, language),
        "tasks": _tasks(language),
        "receipt": _receipt(question, viewer, state),
    }


def _parts(seen: Observations, question: Question, language: Language) -> Document:
    ranked = ranked_places(seen.episodes, seen.clusters, question)
    # A month is none if its whole year stands in it, whatever the period that is asked for.
    left_out = years_in_one_month(seen.of_all_years)
    months = month_sightings(seen.inside, seen.clusters, left_out)
    return {
        "basis": _basis(seen.episodes, seen.clusters, question),
        "places": place_rows(ranked, seen, question, language),
        "checks": check_document(seen.episodes, seen.clusters, question),
        "companies": _carriers(seen.companies, "company", question),
        "terminals": _carriers(seen.terminals, "terminal", question),
        "months": {
            "rows": [_counted(one, "month") for one in _rank(months, question, _FIRST_MONTHS)],
            "left_out": [
                {"registry": registry, "year": year} for registry, year in sorted(left_out)
            ],
            "without": len(seen.inside) - len(months),
        },
        "way": state_way(
            seen.records, seen.inside, inside_of(question.scope, seen.of_all_years), seen.groups
        ),
    }


def _rank(sightings: Collection[Sighting], question: Question, most: int) -> list[Ranked]:
    return rank(sightings, most, question.draws, question.seed)


def _counted(one: Ranked, name: str) -> Document:
    return {
        name: one.key,
        "victims": one.people,
        "cases": one.cases,
        "low": one.low,
        "high": one.high,
        "first": one.first,
        "tier": one.tier,
    }


def _carriers(carriers: Carriers, name: str, question: Question) -> Document:
    """Return the ranked carriers, how many are too small to name, and the victims at all of them.

    A terminal has its place, None if no record tells it.
    """
    rows = []
    for one in _rank(carriers.sightings, question, question.most)[:_CARRIERS]:
        told = carriers.by_key[one.key]
        place = told.place or None
        where = {"place": place, "place_name": full_name(place) if place else None}
        rows.append(_counted(one, name) | {name: told.name} | (where if name == "terminal" else {}))
    return {"rows": rows, "few": carriers.few, "victims": carriers.victims}


def _basis(
    episodes: Sequence[Episode], clusters: Mapping[str, int], question: Question
) -> Document:
    """Return the numbers that the answer rests on, and those of episodes that it leaves out."""
    placed = [one for one in episodes if observed(one, question.role, question.scope)]
    inside = {clusters[one.case] for one in placed}
    return {
        "episodes": len(placed),
        "victims": len({one.victim for one in placed}),
        "cases": len({one.case for one in placed}),
        "clusters": len(inside),
        "without_place": sum(not one.places(question.role) for one in episodes),
        "abroad": sum(any(map(is_abroad, one.places(question.role))) for one in episodes),
        "coarser": sum(_is_coarser(one, question) for one in episodes),
    }


def _is_coarser(episode: Episode, question: Question) -> bool:
    """Return whether a place of an episode is in Peru, and known only above the level asked."""
    level = question.scope.of
    return not question.scope.within and any(
        level(place) is None and not is_abroad(place) for place in episode.places(question.role)
    )


def _check_observed(of_all_years: Sequence[Episode], question: Question) -> None:
    """Raise NothingObserved, with the years that there are, if no place asked for was observed."""
    asked = in_period(of_all_years, question.since, question.until)
    if any(observed(one, question.role, question.scope) for one in asked):
        return
    years = {one.year for one in of_all_years if one.year}
    span = f"{min(years)}–{max(years)}" if years else ""
    raise NothingObserved(
        had_es=f" El grafo tiene hechos de {span}." if span else "",
        had_en=f" The graph has facts of {span}." if span else "",
    )


def _question(question: Question, language: Language) -> Document:
    within = question.scope.within
    return {
        **question.shown,
        "level_name": code_name("place_level", question.scope.level, language),
        "within_name": full_name(within) if within else None,
    }


def _tasks(language: Language) -> list[Document]:
    return [
        {
            "id": task.id,
            "roles": [str(role) for role in task.roles],
            "institution": task.institution,
            "task": task.en if language == "en" else task.es,
            "source": task.source,
            "url": task.url,
            "sure": task.sure,
        }
        for task in tasks()
    ]


def _receipt(question: Question, viewer: Viewer, state: str) -> Document:
    """Return a digest of what was asked, for which role, and of the state of the graph."""
    asked = json.dumps(dict(question.shown), sort_keys=True, ensure_ascii=False)
    role = str(viewer.role)
    return {"role": role, "digest": digest(asked, role, state)}

"""Recommendations as an answer: what command, API and page give of one question.

    {question, basis, places, checks, companies, months, way, tasks, receipt}

The public gets ``places`` with rounded counts and ``tasks``; every other part is None for it.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from trama.access.policy import Role, Viewer
from trama.core.errors import Language
from trama.core.question_errors import NothingObserved
from trama.graph.engine import Graph
from trama.graph.records import digest
from trama.ontology.codelists import code_name
from trama.places.find import full_name
from trama.places.nesting import is_abroad
from trama.prevention.carriers import month_sightings, read_companies, years_in_one_month
from trama.prevention.check_answer import check_document
from trama.prevention.episodes import Episode, PlaceRole, observed, read_clusters, read_episodes
from trama.prevention.institutions import tasks
from trama.prevention.place_answer import place_rows, public_rows, ranked_places
from trama.prevention.question import Question
from trama.prevention.ranking import Ranked, Sighting, rank
from trama.prevention.reasons import read_groups
from trama.prevention.state_way import state_way
from trama.queries.hidden.collecting import Asked
from trama.queries.hidden.weighing import hidden_texts
from trama.queries.lookups.kept import check_kept
from trama.queries.lookups.lookup import Lookup
from trama.queries.lookups.state import graph_state

_FIRST_MONTHS = 3  # of twelve: a quarter of the year
_COMPANIES = 20

Document = dict[str, Any]


def recommend(question: Question, lookup: Lookup, language: Language) -> Document:
    """Return the recommendations as JSON can hold them; the same question has the same answer.

    Raises:
        NothingObserved: no victim was observed at a place that is asked for; says what there is.
        GraphOutdated: the graph lacks the values that this reads.
        EngineError: the engine failed. EngineOverloaded: no turn came in time.
    """
    graph, viewer = lookup.graph, lookup.viewer
    check_kept(graph, lookup.seconds)
    with graph.turn(lookup.seconds):
        state = graph_state(graph, lookup.seconds)
        episodes = read_episodes(graph, question.since, question.until)
        if viewer.role is Role.PUBLIC:
            body = _public(episodes, question, viewer)
        else:
            _check_observed(episodes, question, graph)
            body = _whole(episodes, question, lookup, language)
    return {
        "question": _question(question, language),
        **body,
        "tasks": _tasks(language),
        "receipt": _receipt(question, viewer, state),
    }


def _public(episodes: Sequence[Episode], question: Question, viewer: Viewer) -> Document:
    rows = public_rows(episodes, question, viewer)
    others = ("basis", "checks", "companies", "months", "way")
    return {"places": rows, **dict.fromkeys(others)}


def _whole(
    episodes: Sequence[Episode], question: Question, lookup: Lookup, language: Language
) -> Document:
    graph = lookup.graph
    clusters, groups = read_clusters(graph, episodes), read_groups(graph)
    ranked = ranked_places(episodes, clusters, question)
    inside = [one for one in episodes if observed(one, PlaceRole.ANY, question.scope)]
    # A month is none if its whole year stands in it, whatever the period that is asked for.
    whole = read_episodes(graph, None, None) if question.since or question.until else episodes
    left_out = years_in_one_month(whole)
    companies = read_companies(graph, inside, clusters)
    months = month_sightings(inside, clusters, left_out)
    return {
        "basis": _basis(episodes, clusters, question),
        "places": place_rows(ranked, episodes, groups, question, language),
        "checks": check_document(episodes, clusters, question),
        "companies": _company_rows(_rank(companies, question, question.most), lookup),
        "months": {
            "rows": [_counted(one, "month") for one in _rank(months, question, _FIRST_MONTHS)],
            "left_out": [
                {"registry": registry, "year": year} for registry, year in sorted(left_out)
            ],
            "without": len(inside) - len(months),
        },
        "way": state_way(graph, inside, groups),
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


def _company_rows(ranked: Sequence[Ranked], lookup: Lookup) -> list[Document]:
    """Return the companies, without names that identify people whom the viewer may not know."""
    some = ranked[:_COMPANIES]
    names = {one.key for one in some}
    asked = Asked(texts=names, declared={"Organisation.name"})
    hidden, _ = hidden_texts(asked, lookup.graph, lookup.viewer, lookup.seconds)
    return [_counted(one, "company") for one in some if one.key not in hidden]


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


def _check_observed(episodes: Sequence[Episode], question: Question, graph: Graph) -> None:
    """Raise NothingObserved, with the years that there are, if no place asked for was observed."""
    if any(observed(one, question.role, question.scope) for one in episodes):
        return
    years = {one.year for one in read_episodes(graph, None, None) if one.year}
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

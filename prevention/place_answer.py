"""The places of an answer: their counts, ranks and reasons."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from trama.core.errors import Language
from trama.ontology.codelists import code_name
from trama.places.find import full_name
from trama.places.gazetteer import gazetteer
from trama.prevention.episodes import Episode, PlaceRole, observed
from trama.prevention.institutions import main_roles, tasks
from trama.prevention.observations import Observations
from trama.prevention.question import Question
from trama.prevention.ranking import Ranked, Sighting, rank
from trama.prevention.reasons import Share, counts_at, minors_at, recruitment_at

_PER = 100_000  # people, for a rate

Row = dict[str, Any]


def ranked_places(
    episodes: Iterable[Episode], clusters: Mapping[str, int], question: Question
) -> list[Ranked]:
    """Return the places of the question's scope, from the most victims on."""
    sightings = (
        Sighting(place, one.victim, one.case, clusters[one.case])
        for one in episodes
        for place in observed(one, question.role, question.scope)
    )
    return rank(sightings, question.most, question.draws, question.seed)


def place_rows(
    ranked: Sequence[Ranked],
    seen: Observations,
    question: Question,
    language: Language,
) -> list[Row]:
    """Return a row for each ranked place."""
    counts = counts_at(seen.episodes, question.scope)
    young = minors_at(seen.of_all_years, seen.groups, question.scope)
    forms = recruitment_at(seen.of_all_years, question.scope)
    return [
        _named(one.key)
        | {
            "victims": one.people,
            "cases": one.cases,
            "rate": _rate(one.key, one.people),
            "low": one.low,
            "high": one.high,
            "first": one.first,
            "tier": one.tier,
            **{str(role): count for role, count in counts[one.key].items()},
            "recruitment": _recruitment(forms.get(one.key), language),
            "minors": _share(young.get(one.key)),
            "tasks": _tasks(counts[one.key]),
        }
        for one in ranked
    ]


def _named(place: str) -> Row:
    found = gazetteer().get(place)
    return {
        "place": place,
        "place_name": full_name(place),
        "population": found.population if found else None,
    }


def _rate(place: str, people: int) -> float | None:
    found = gazetteer().get(place)
    population = found.population if found else None
    return round(_PER * people / population, 2) if population else None


def _recruitment(told: tuple[str, Share] | None, language: Language) -> Row | None:
    if told is None:
        return None
    form, share = told
    return {"code": form, "name": code_name("recruitment", form, language)} | _part(share)


def _share(share: Share | None) -> Row | None:
    return _part(share) if share else None


def _part(share: Share) -> Row:
    return {"victims": share.part, "of": share.of}


def _tasks(counts: Mapping[PlaceRole, int]) -> list[str]:
    """Return the ids of the tasks that fit a place by its main roles."""
    roles = {*main_roles(counts)}
    return [task.id for task in tasks() if roles & {*task.roles}]

"""Places where checks would meet the most observed routes, and their test on unseen years."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from trama.places.find import full_name
from trama.places.gazetteer import gazetteer
from trama.places.nesting import at_level, is_abroad
from trama.prevention.covering import choose
from trama.prevention.episodes import Episode, PlaceRole
from trama.prevention.held_out import HeldOut, Travelled, held_out
from trama.prevention.question import Question

_DIGITS = 4


def check_document(
    episodes: Iterable[Episode], clusters: Mapping[str, int], question: Question
) -> dict[str, Any]:
    """Return the chosen places, what each adds, and the test on unseen years.

    A route is a victim in a case who was observed at two places of the level or more, one of them
    in the scope. ``test`` is None if no year has enough routes.
    """
    moved = [one for one in episodes if _moved(one, question.scope.level)]
    routes = [(one, _places(one, question)) for one in moved]
    routes = [(one, places) for one, places in routes if places]
    chosen = choose(Counter(places for _, places in routes), question.most)
    total = chosen.routes or 1
    travelled = [
        Travelled(places, one.year, clusters[one.case]) for one, places in routes if one.year
    ]
    tested = held_out(
        travelled, _population(question), question.most, question.draws, question.seed
    )
    return {
        "routes": chosen.routes,
        "met": chosen.met,
        "bound": chosen.bound,
        "exact": chosen.exact,
        "places": [
            {
                "place": place,
                "place_name": full_name(place),
                "added": added,
                "share": round(sum(chosen.added[: number + 1]) / total, _DIGITS),
            }
            for number, (place, added) in enumerate(zip(chosen.places, chosen.added, strict=True))
        ],
        "test": None if tested is None else _test(tested),
    }


def _moved(episode: Episode, level: str) -> bool:
    """Return whether an episode was observed at two places of a level; a country abroad is one."""
    places = {at_level(place, level) for place in episode.places(PlaceRole.ANY)}
    return len(places - {None}) > 1


def _places(episode: Episode, question: Question) -> frozenset[str]:
    places = (question.scope.of(place) for place in episode.places(PlaceRole.ANY))
    return frozenset(place for place in places if place)


def _population(question: Question) -> dict[str, int]:
    return {
        place.uid: place.population
        for place in gazetteer().places(question.scope.level)
        if place.population and not is_abroad(place.uid) and question.scope.of(place.uid)
    }


def _test(tested: HeldOut) -> dict[str, Any]:
    """Return the test as JSON holds it, with shares of four digits."""

    def rounded(value: Any) -> Any:  # noqa: ANN401 - whatever a document holds
        if isinstance(value, dict):
            return {key: rounded(one) for key, one in value.items()}
        return round(value, _DIGITS) if isinstance(value, float) else value

    document = rounded(asdict(tested))
    return {**document, "years": list(tested.years), "helps": tested.helps}
